"""Prose: what a person reads, without its markup, each character with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from linters.document.offsets import SegmentMap
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.front_matter import FrontMatter
    from linters.document.markdown import Block, Inline

# The scopes that a rule can name.
SCOPES = (
    "paragraph",
    "heading",
    "item-title",
    "caption",
    "list-item",
    "cell",
    "definition",
    "alt",
    "title",
    "excerpt",
    "html",
)
_BLOCKS = frozenset(SCOPES[:7])
_FRONT_MATTER_KEYS = ("title", "excerpt")
# A value in quotation marks may hold the sign that ends a tag. A comment ends where it first may.
_HTML = re.compile(
    r"<(/?)([A-Za-z][\w.-]*)(?:(?:[^<>\"']+|\"[^\"<]*\"|'[^'<]*')*+>|[^<>]*>)"
    r"|<!--.*?(?:-->|\Z)|[^<]+|<",
    re.DOTALL,
)
# Elements within a line of text, and those whose content nobody reads.
_FENCE = re.compile(r"^[ \t]{0,40}(```|~~~)", re.MULTILINE)
_LINE_TAGS = """a abbr b bdi br cite code del em font i img ins kbd mark q s samp small span strong
    sub sup u var wbr"""
_WITHIN_LINES = frozenset(_LINE_TAGS.split())
_UNREAD = frozenset(("code", "kbd", "pre", "samp", "script", "style", "svg", "textarea", "var"))


class Prose(NamedTuple):
    """One block's text. `scope` says what it is; `map` leads back to the document."""

    scope: str
    text: str
    map: SegmentMap

    def span(self, start: int, end: int) -> Span:
        """The span in the document of the characters from `start` to `end` of `text`."""
        return Span(*self.map.span(start, end))

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The characters of `text` that come from `start` to `end` of the document.

        Both are 0 if there are none.
        """
        pieces = self.map.pieces
        index = bisect_right(pieces, start, key=itemgetter(3))
        stop = bisect_left(pieces, end, key=itemgetter(2))
        if index >= stop:
            return 0, 0
        first, _, origin_start, _ = pieces[index]
        if _is_exact(pieces[index]):
            first += max(0, start - origin_start)
        _, last, _, origin_end = pieces[stop - 1]
        if _is_exact(pieces[stop - 1]):
            last -= max(0, origin_end - end)
        return first, last


def _is_exact(piece: tuple[int, int, int, int]) -> bool:
    made_start, made_end, origin_start, origin_end = piece
    return made_end - made_start == origin_end - origin_start


def collect(text: str, front_matter: FrontMatter | None, blocks: list[Block]) -> Iterator[Prose]:
    """All prose of a document in order: title and excerpt, then each block, then its images."""
    for key in _FRONT_MATTER_KEYS:
        node = front_matter.get(key) if front_matter else None
        # A value that is written with escapes or over several lines has no exact places.
        if node is not None and node.text and text[node.span.start : node.span.end] == node.text:
            piece = (0, len(node.text), node.span.start, node.span.end)
            yield Prose(key, node.text, SegmentMap([piece]))
    for block in blocks:
        if block.kind in _BLOCKS and block.inlines:
            prose = _prose(text, block.kind, block.inlines)
            if prose.text.strip():
                yield prose
        elif block.kind == "html":
            yield from _html(text, block)
        for position, inline in enumerate(block.inlines):
            if inline.kind == "image":
                after = position + 1
                while after < len(block.inlines) and block.inlines[after].start < inline.end:
                    after += 1
                alt = _prose(text, "alt", block.inlines[position + 1 : after])
                if alt.text.strip():
                    yield alt


def _html(text: str, block: Block) -> Iterator[Prose]:
    """The text between the tags of a block of HTML, a prose for each element that is a block."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    length = 0
    unread: Counter[str] = Counter()
    source = _without_fences(text[block.start : block.end])
    for match in (*_HTML.finditer(source), None):
        closing, name = (match.group(1), (match.group(2) or "").lower()) if match else ("", "")
        piece = match.group() if match else ""
        if match is None or (name and name not in _WITHIN_LINES):
            if "".join(parts).strip():
                yield Prose("html", "".join(parts), SegmentMap(pieces))
            parts, pieces, length = [], [], 0
        if name in _UNREAD:
            if not closing:
                unread[name] += not piece.endswith("/>")
            elif unread[name]:
                unread[name] -= 1
        elif match is not None and not name and not unread.total() and piece[:4] != "<!--":
            parts.append(piece)
            start, end = match.span()
            pieces.append((length, length + len(piece), block.start + start, block.start + end))
            length += len(piece)


def _without_fences(source: str) -> str:
    """A block of HTML with an empty element, as long, for each fenced block of code in it: what
    MDX reads as code right below a tag."""
    parts: list[str] = []
    position = 0
    opening = None
    for match in _FENCE.finditer(source) if "```" in source or "~~~" in source else ():
        if opening is None:
            opening = match
        elif match.group(1) == opening.group(1):
            parts += source[position : opening.start()], "<x>"
            position = match.end()
            parts += "\n" * (position - opening.start() - 7), "</x>"
            opening = None
    if opening is not None:
        return "".join((*parts, source[position : opening.start()]))
    return "".join((*parts, source[position:]))


def _prose(text: str, scope: str, inlines: tuple[Inline, ...]) -> Prose:
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    length = 0
    skip_until = -1
    for inline in inlines:
        if inline.start < skip_until:
            continue
        if inline.kind == "image":
            skip_until = inline.end
            continue
        if inline.kind in ("soft-break", "hard-break"):
            piece = " "
        elif inline.kind in ("text", "code"):
            piece = inline.text
        else:
            continue
        start, end = inline.start, inline.end
        if inline.kind == "code":
            ticks = (end - start - len(piece)) // 2
            if text[start + ticks : end - ticks] == piece:
                start, end = start + ticks, end - ticks
        if piece == "\\" and text[start - 1 : start + 1] == "\\\\" and text[end:].startswith("\n"):
            continue  # kramdown's line break at the end of a line
        if not piece:
            continue
        parts.append(piece)
        pieces.append((length, length + len(piece), start, end))
        length += len(piece)
    return Prose(scope, "".join(parts), SegmentMap(pieces))
