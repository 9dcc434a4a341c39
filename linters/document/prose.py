"""Prose: what a person reads, without its markup, each character with its place in the file."""

from __future__ import annotations

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
)
_BLOCKS = frozenset(SCOPES[:7])
_FRONT_MATTER_KEYS = ("title", "excerpt")


class Prose(NamedTuple):
    """One block's text. `scope` says what it is; `map` leads back to the document."""

    scope: str
    text: str
    map: SegmentMap

    def span(self, start: int, end: int) -> Span:
        """The span in the document of the characters from `start` to `end` of `text`."""
        return Span(*self.map.span(start, end))


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
        for position, inline in enumerate(block.inlines):
            if inline.kind == "image":
                after = position + 1
                while after < len(block.inlines) and block.inlines[after].start < inline.end:
                    after += 1
                alt = _prose(text, "alt", block.inlines[position + 1 : after])
                if alt.text.strip():
                    yield alt


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
