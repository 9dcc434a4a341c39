"""The titles of items with what they are the titles of, in lists too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.document import Document
    from linters.document.markdown import Block, Inline

_ENDS = frozenset(("heading", "item-title", "rule"))
_LEADS = frozenset(("list-item", "paragraph"))


class Titled(NamedTuple):
    """What is written below one title, or, in a list, after words in bold italics.

    `title` is the span of the title's words; `text` that of what they are the title of; `links` are
    the links and images in it.
    """

    block: Block
    title: Span
    text: Span
    links: tuple[Inline, ...]


def titled(document: Document) -> Iterator[Titled]:
    """What has a title in `document`, in order."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind == "item-title":
            end = index + 1
            while end < len(blocks) and blocks[end].kind not in _ENDS:
                end += 1
            below = blocks[index + 1 : end]
            text = Span(block.end, below[-1].end if below else block.end)
            links = (inline for other in below for inline in other.inlines)
            yield Titled(block, _words(block), text, _links(links))
        elif block.kind in _LEADS and len(block.inlines) > 3:
            title = _words(block)
            if title.end < block.end and _is_lead(block):
                links = (inline for inline in block.inlines if inline.start >= title.end)
                yield Titled(block, title, Span(title.end, block.end), _links(links))


def _words(block: Block) -> Span:
    """The span of what the first emphasis of a block holds."""
    head = block.inlines[0]
    inside = [inline for inline in block.inlines[1:] if inline.end <= head.end]
    texts = [inline for inline in inside if inline.kind in ("text", "code")]
    if not texts:
        return Span(head.start, head.end)
    return Span(texts[0].start, texts[-1].end)


def _is_lead(block: Block) -> bool:
    first, second = block.inlines[:2]
    return {first.kind, second.kind} == {"emphasis", "strong"} and second.end >= first.end - 2


def _links(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines if inline.kind in ("link", "image"))
