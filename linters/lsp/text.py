"""A text as it stands in an editor: its place in the file system, and positions in it.

Editors count lines, which end with CRLF, LF or CR, and within a line the units of an encoding.
"""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

from linters.document.source import decode, encode, without_bad_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linters.model import Edit, Span

_NEWLINE = re.compile(r"\r\n|\n|\r")
_UNITS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
_NAMELESS = "untitled.md"


def path_of(uri: str, folder: str) -> str:
    """The path that a URI stands for; a name in `folder` for what is in no file."""
    try:
        scheme, host, path, _query, _fragment = urlsplit(uri)
    except ValueError:
        return os.path.join(folder, _NAMELESS)
    path = unquote(path, errors="surrogateescape").replace("\0", "\ufffd")
    if scheme != "file":
        return os.path.join(folder, os.path.basename(path) or _NAMELESS)
    if host and host != "localhost":
        path = f"//{host}{path}"
    if sys.platform == "win32" and re.match("/[A-Za-z]:", path):
        path = path[1:]
    return os.path.normpath(path)


class Text(NamedTuple):
    """One version of a text in an editor."""

    uri: str
    version: int | None
    path: str
    content: str
    encoding: PositionEncodingKind | str


class Places:
    """Positions of a text, and the bytes that a file with it would have.

    An editor may hold what no file can (halves of characters); a sign stands for each of these.
    """

    def __init__(self, text: Text) -> None:
        self.text = without_bad_bytes(text.content)
        self._encoding, self._size = _UNITS[PositionEncodingKind(text.encoding)]
        self.data = encode(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    @cached_property
    def _before(self) -> int | None:
        """How many characters the editor has before what is checked: byte order marks.

        None for what is not checked as the text that it is, as it looks like no text.
        """
        source = decode(self.data)
        return len(self.text) - len(source.text) if source.encoding == "utf-8" else None

    def range(self, span: Span) -> Range:
        """Where the editor has what the checks call `span`; its beginning, if it has it nowhere."""
        if self._before is None:
            return Range(Position(0, 0), Position(0, 0))
        start, end = self._whole(span.start + self._before, span.end + self._before)
        return Range(self._position(start), self._position(end))

    def edits(self, edits: Iterable[Edit]) -> list[TextEdit]:
        """Edits of the text that is checked, for the one in the editor."""
        made: list[TextEdit] = []
        if self._before is None:
            return made
        for edit in edits:
            first, last = edit.start + self._before, edit.end + self._before
            start, end = self._whole(first, last)
            text = self.text[start:first] + edit.text + self.text[last:end]
            made.append(TextEdit(Range(self._position(start), self._position(end)), text))
        return made

    def span(self, range: Range) -> tuple[int, int]:
        """What the checks call `range`; what lies outside of the text is cut off."""
        before = self._before or 0
        start, end = (max(0, self._offset(p) - before) for p in (range.start, range.end))
        return start, max(start, end)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """No position can lie between the two characters of a newline: take in both."""
        first = start - 1 if self.text[max(0, start - 1) : start + 1] == "\r\n" else start
        if start == end:
            return first, first if first == start else start + 1
        return first, end + (self.text[end - 1 : end + 1] == "\r\n")

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.text[self._starts[line] : offset]))

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(self._encoding)) // self._size

    def _offset(self, position: Position) -> int:
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        found = _NEWLINE.search(self.text, start)
        line = self.text[start : found.start() if found else None]
        if line.isascii():
            return start + min(position.character, len(line))
        head = line.encode(self._encoding)[: position.character * self._size]
        # A position in the midst of a character is before it.
        return start + len(head.decode(self._encoding, "ignore"))
