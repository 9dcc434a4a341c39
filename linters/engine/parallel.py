"""Checking files in several processes. Only large runs load this."""

from __future__ import annotations

import signal
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
    set_language(language)
    _runner = Runner(settings)


def _check(path: str) -> FileResult:
    assert _runner is not None
    return _runner.check_file(path)
