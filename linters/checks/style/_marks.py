"""What the rules share that look at what opens and closes in a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linters.document.patterns import BLOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linters.document import Document
    from linters.document.markdown import Block

# How many blocks further a quotation or a remark may still end.
_REACH = 6


class Stray(NamedTuple):
    """A mark without its counterpart, and the block (by number) that it stands in.

    `other` is the mark that stands where its counterpart should, None where nothing does.
    """

    block: int
    place: int
    is_opening: bool
    other: int | None = None


def paragraphs(document: Document) -> Iterator[tuple[int, Block]]:
    """The blocks that hold prose, numbered."""
    for number, block in enumerate(document.blocks):
        if block.inlines and block.kind not in ("code", "html", "comment"):
            yield number, block


def neighbours(plain: str, start: int, end: int, block: Block) -> tuple[str, str]:
    """The characters around `start` to `end` within the block, markup left out; a space at its
    edges."""
    before, after = start - 1, end
    while before >= block.start and plain[before] == BLOT:
        before -= 1
    while after < block.end and plain[after] == BLOT:
        after += 1
    return (
        plain[before] if before >= block.start else " ",
        plain[after] if after < block.end else " ",
    )


def without_pairs(strays: Iterable[Stray]) -> list[Stray]:
    """Those that no later block closes, or that close what none before it opened."""
    kept: list[Stray] = []
    for stray in strays:
        for index in range(len(kept) - 1, max(-1, len(kept) - 1 - _REACH), -1):
            old = kept[index]
            belong = old.other is stray.other is None and old.is_opening > stray.is_opening
            if belong and 0 < stray.block - old.block <= _REACH:
                del kept[index]
                break
        else:
            kept.append(stray)
    return kept
