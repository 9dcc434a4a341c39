"""A text as `--fix` would leave it, and where in it the places of the text as it is are."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from linters.document.source import decode
from linters.engine.fix import edited
from linters.model import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.engine.run import FileResult
    from linters.reporters.manuscript import Unit

_WORDS_AND_SPACES = re.compile(r"\s+|\S+")


class _Pass(NamedTuple):
    edits: list[Edit]
    starts: list[int]
    shifts: list[int]  # before each edit, and after the last

    @classmethod
    def of(cls, text: str, edits: Sequence[Edit]) -> _Pass:
        fine = [part for edit in edits for part in finer(text, edit)]
        grown = (len(edit.text) - (edit.end - edit.start) for edit in fine)
        return cls(fine, [edit.start for edit in fine], [0, *accumulate(grown)])

    def place(self, place: int, wide: bool) -> tuple[int, int]:
        """Where a place is after the pass, as start and as end of a span.

        Within what is replaced it is the start and the end of that. What is put in at the place is
        in the span with `wide`, else outside of it.
        """
        n = bisect_right(self.starts, place) - 1
        start = end = place + self.shifts[n + 1]
        # At most a replacement that begins here and what is put in before it.
        while n >= 0 and self.edits[n].end >= place:
            edit, begin = self.edits[n], self.edits[n].start + self.shifts[n]
            if edit.start < place < edit.end:
                return begin, begin + len(edit.text)
            if edit.start == place == edit.end:
                before, after = begin, begin + len(edit.text)
                return (before, after) if wide else (after, before)
            if edit.start == place:
                start = end = begin
            n -= 1
        return start, end


class Correction:
    """What `--fix` makes of a file. `text` and `data` are its text and bytes then."""

    def __init__(self, before: str, data: bytes, passes: Sequence[Sequence[Edit]]) -> None:
        self.data = data
        self.text = before
        self._passes = []
        for edits in passes:
            self._passes.append(_Pass.of(self.text, edits))
            self.text = edited(self.text, edits)

    def place(self, place: int) -> tuple[int, int]:
        """The first and the last place at which what begins at `place` may begin now."""
        low = high = place
        for one in self._passes:
            low, high = one.place(low, wide=True)[0], one.place(high, wide=True)[1]
        return low, high

    def span(self, span: Span, wide: bool) -> Span:
        """Where the characters of a span are now; `wide` takes in what is put in at its edges."""
        start, end = span
        for one in self._passes:
            start, end = one.place(start, wide)[0], one.place(end, wide)[1]
        return Span(start, max(start, end))


def correction(result: FileResult) -> Correction | None:
    """What `--fix` would make of a file; None if that is not known, or nothing."""
    if not result.passes or not result.text:
        return None
    found = Correction(result.text, result.after, result.passes)
    return found if decode(result.after).text == found.text else None


def finer(text: str, edit: Edit) -> Iterator[Edit]:
    """The words that an edit of several words changes, each as an edit."""
    old = _WORDS_AND_SPACES.findall(text[edit.start : edit.end])
    new = _WORDS_AND_SPACES.findall(edit.text)
    spaces = [part.isspace() for part in old]
    if len(old) < 2 or len(old) != len(new) or spaces != [part.isspace() for part in new]:
        yield edit
        return
    start = edit.start
    for before, after in zip(old, new, strict=True):
        if before != after:
            yield Edit(start, start + len(before), after)
        start += len(before)


def pairs(
    was: Sequence[Unit], now: Sequence[Unit], correction: Correction | None
) -> Iterator[tuple[Sequence[Unit], Sequence[Unit]]]:
    """The pieces of a text beside what becomes of them, as few together as can be.

    Where nothing becomes of them the second are none.
    """
    if correction is None or not now:
        yield from (((unit,), ()) for unit in was)
        return
    i = j = 0
    while i < len(was) or j < len(now):
        a, b = i + 1, j + 1
        while a < len(was) or b < len(now):
            if a >= len(was):
                b = len(now)
            elif b >= len(now):
                a = len(was)
            else:
                low, high = correction.place(was[a].start)
                if low <= now[b].start <= high:
                    break
                if now[b].start < low:
                    b += 1
                else:
                    a += 1
        before, after = was[i:a], now[j:b]
        alike = [unit.html for unit in before] == [unit.html for unit in after]
        yield before, () if alike else after
        i, j = a, b
