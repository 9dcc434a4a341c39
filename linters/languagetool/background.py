"""Work beside the main thread that never keeps the program from ending.

The threads of `concurrent.futures` are waited for when the interpreter ends, so that Ctrl-C would
last until a server answers. These are not.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Task:
    """`work`, begun at once in a thread of its own."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._error: BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # handed to who waits
            self._error = error

    def wait(self) -> None:
        """Return when it is done; raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error


def map_side_by_side(
    work: Callable[[_Item], _Result], items: Iterable[_Item], threads: int
) -> Iterator[_Result]:
    """`work` of each item, in any order, in that many threads; the first error ends it."""
    if threads == 1:
        yield from map(work, items)
        return
    todo: queue.SimpleQueue[_Item] = queue.SimpleQueue()
    count = 0
    for item in items:
        todo.put(item)
        count += 1
    done: queue.SimpleQueue[tuple[_Result | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        while True:
            try:
                item = todo.get_nowait()
            except queue.Empty:
                return
            try:
                done.put((work(item), None))
            except BaseException as error:
                done.put((None, error))
                return

    for _ in range(threads):
        threading.Thread(target=run, daemon=True).start()
    for _ in range(count):
        result, error = done.get()
        if error is not None:
            raise error
        yield result  # type: ignore[misc]
