"""Reviewdog's diagnostic format, with changes that can be taken by a click on a pull request.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.document.offsets import Lines
from linters.reporters.common import dump, is_address, relative, replacements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic, Edit
    from linters.reporters import Style

# Nobody reads a longer change in a comment.
_MOST_LINES = 20
_MARK = 3  # the bytes of UTF-8's byte order mark
_BLOCK = 1000


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as a line of JSON."""
    diagnostics: list[dict[str, object]] = []
    for result in report.results:
        places = _Places(result)
        diagnostics.extend(_diagnostic(one, places) for one in result.diagnostics)
    yield dump({"source": {"name": "lint-issue"}, "diagnostics": diagnostics})


def _diagnostic(diagnostic: Diagnostic, places: _Places) -> dict[str, object]:
    content: dict[str, object] = {
        "message": "\n".join(filter(None, (diagnostic.message, diagnostic.help))),
        "location": {
            "path": relative(diagnostic.path),
            "range": places.range(*diagnostic.span),
        },
        "severity": diagnostic.severity.name,
        "code": {"value": diagnostic.rule},
    }
    if diagnostic.url and is_address(diagnostic.url):
        content["code"] = {"value": diagnostic.rule, "url": diagnostic.url}
    suggestions = list(_suggestions(diagnostic, places))
    if suggestions:
        content["suggestions"] = suggestions
    return content


def _suggestions(diagnostic: Diagnostic, places: _Places) -> Iterator[dict[str, object]]:
    """The changes, all on the same lines: reviewdog calls those on others invalid."""
    lines: tuple[int, int] | None = None
    for edits in replacements(diagnostic):
        change = places.as_one(edits)
        if change is None:
            continue
        start, end, text = change
        own = (places.lines.line(start), places.lines.line(end))
        if own[1] - own[0] < _MOST_LINES and lines in (None, own):
            lines = own
            yield {"range": places.range(start, end), "text": text}


class _Places:
    """Where things are in a file: columns are bytes of UTF-8, the byte order mark's counted."""

    def __init__(self, result: FileResult) -> None:
        self.text = result.text
        self.lines = Lines(result.text)
        marked = any(d.fix and d.fix.removes_byte_order_mark for d in result.diagnostics)
        self.before = _MARK if marked else 0
        self._line_start = -1
        self._sizes: list[int] = []

    def range(self, start: int, end: int) -> dict[str, object]:
        return {"start": self._position(start), "end": self._position(end)}

    def _position(self, offset: int) -> dict[str, int]:
        line, column = self.lines.position(offset)
        size = self._size(offset - column + 1, offset) + (self.before if line == 1 else 0)
        return {"line": line, "column": size + 1}

    def _size(self, start: int, end: int) -> int:
        """The bytes from the start of a line; counted once, however many findings it has."""
        if start != self._line_start:
            self._line_start, self._sizes = start, [0]
        blocks = (end - start) // _BLOCK
        for block in range(len(self._sizes) - 1, blocks):
            first = start + block * _BLOCK
            self._sizes.append(self._sizes[-1] + _bytes(self.text[first : first + _BLOCK]))
        return self._sizes[blocks] + _bytes(self.text[start + blocks * _BLOCK : end])

    def as_one(self, edits: Sequence[Edit]) -> tuple[int, int, str] | None:
        """Start, end and text of the one change that all the edits make; None if none can be shown.

        Reviewdog puts the text between what stands before it and after it on its lines, and so
        needs lines that are there, without the `\\r` that may end them.
        """
        ordered = sorted(edits)
        start, end = ordered[0].start, max(edit.end for edit in ordered)
        parts, position = [], start
        for edit in ordered:
            parts += [self.text[position : edit.start], edit.text]
            position = edit.end
        text = "".join(parts)
        if end == len(self.text) and self.text.endswith("\n"):
            if start == end:
                start, text = start - 1, "\n" + text
            if not text.endswith("\n"):
                return None
            end, text = end - 1, text[:-1]
        elif end == len(self.text) and text.endswith("\n"):
            return None
        for offset in (start, end):
            if self.text[max(0, offset - 1) : offset + 1] == "\r\n":
                return None
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return None
        return start, end, text


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))
