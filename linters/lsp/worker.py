"""Work beside the loop that talks to the editor, one piece after the other."""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_Result = TypeVar("_Result")


class Worker:
    """A thread that does what it is given, in order, and never keeps the program from ending.

    What is cancelled before its turn is not done.
    """

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def do(self, work: Callable[[], _Result]) -> asyncio.Future[_Result]:
        """What `work` gives or raises, to be awaited."""
        future: Future[_Result] = Future()
        self._jobs.put((future, work))
        return asyncio.wrap_future(future)

    def _run(self) -> None:
        while True:
            future, work = self._jobs.get()
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # handed to who waits
                    future.set_exception(error)
