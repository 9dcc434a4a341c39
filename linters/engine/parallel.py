"""Checking files in several processes. Only large runs load this."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from linters.engine.run import Runner
from linters.messages import current_language, set_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.engine.run import FileResult, Settings

_runner: Runner | None = None


def check_files(settings: Settings, paths: Sequence[str], jobs: int) -> Iterator[FileResult]:
    """The result of each path, in their order, as soon as it is there.

    Raises BrokenProcessPool if a process was killed.
    """
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(settings, current_language()))
    try:
        yield from pool.map(_check, paths, chunksize=4)
    finally:
        # Each process ends the file that it is at, so that none is left half done.
        pool.shutdown(wait=True, cancel_futures=True)


def _start(settings: Settings, language: str) -> None:
    """Each process loads its own rules. Ctrl-C is for the one that started them."""
    global _runner
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_language(language)
    _runner = Runner(settings)


def _end_with_parent() -> None:
    """A process that started others and was killed cannot end them; they would wait for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check(path: str) -> FileResult:
    assert _runner is not None
    return _runner.check_file(path)
