"""Tables that turn one kind of position into another. All are built once per text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


class ByteOffsets:
    """From offsets in the UTF-8 bytes of a text to offsets in its code points.

    Offsets must lie on the border of a character. Memory grows with the characters that are not
    ASCII, not with the text.
    """

    __slots__ = ("_extra", "_starts")

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._extra: list[int] = [0]
        if text.isascii():
            return
        extra = 0
        for match in _MULTIBYTE.finditer(text.encode("utf-8")):
            start, end = match.span()
            self._starts.append(end)
            extra += end - start - 1
            self._extra.append(extra)

    def code_point(self, offset: int) -> int:
        """The code point that starts at byte `offset`."""
        starts = self._starts
        return offset - self._extra[bisect_right(starts, offset)] if starts else offset


class Lines:
    r"""Line and column of an offset. Lines end with `\n` only, as in git, grep and GitHub."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def line(self, offset: int) -> int:
        """The line of `offset`, counted from 1."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, line: int) -> tuple[int, int]:
        r"""Start and end of `line` (from 1) without its `\n` or `\r\n`."""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        if end > start and self._text[end - 1] == "\r" and line < len(self._starts):
            end -= 1
        return start, end


class SegmentMap:
    """From offsets in a text that was made out of another to offsets in that other one.

    Made of pieces `(made_start, made_end, origin_start, origin_end)` in order and without gaps in
    the made text. A piece of equal length on both sides maps code point by code point, any other
    as a whole: its start to its start, what lies within or ends there to its end.
    """

    __slots__ = ("_pieces", "_starts")

    def __init__(self, pieces: Iterable[tuple[int, int, int, int]]) -> None:
        self._pieces = list(pieces)
        self._starts = [piece[0] for piece in self._pieces]

    @property
    def pieces(self) -> Sequence[tuple[int, int, int, int]]:
        """The pieces that it was made of."""
        return self._pieces

    def start(self, offset: int) -> int:
        """Where a span that starts at `offset` starts in the origin."""
        if not self._pieces:
            return offset
        index = max(0, bisect_right(self._starts, offset) - 1)
        made_start, made_end, origin_start, origin_end = self._pieces[index]
        if offset >= made_end:
            return origin_end + (offset - made_end)
        if made_end - made_start == origin_end - origin_start:
            return origin_start + offset - made_start
        return origin_start

    def end(self, offset: int) -> int:
        """Where a span that ends (exclusive) at `offset` ends in the origin."""
        if not self._pieces:
            return offset
        index = max(0, bisect_right(self._starts, offset - 1) - 1)
        made_start, made_end, origin_start, origin_end = self._pieces[index]
        if offset >= made_end:
            return origin_end + (offset - made_end)
        if made_end - made_start == origin_end - origin_start:
            return origin_start + max(0, offset - made_start)
        return origin_end if offset > made_start else origin_start

    def is_exact(self, offset: int) -> bool:
        """Whether the border before `offset` has a place of its own in the origin."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        if not self._pieces or offset <= self._pieces[index][0]:
            return True
        made_start, made_end, origin_start, origin_end = self._pieces[index]
        return offset >= made_end or made_end - made_start == origin_end - origin_start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the origin; an empty span stays empty."""
        origin = self.start(start)
        return (origin, origin) if start == end else (origin, max(origin, self.end(end)))
