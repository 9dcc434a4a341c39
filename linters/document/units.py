"""A text as the parts that a translation is compared by: its units, and what can be told of each.

A unit is a block: a heading, a title, an image, a paragraph. What can be told without knowing the
language: links, images, numbers, names, addresses, code, how long it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document.patterns import lazily
from linters.model import Span

if TYPE_CHECKING:
    from linters.document.document import Document
    from linters.document.markdown import Block, Inline

_KINDS = {
    "heading": "heading",
    "item-title": "title",
    "image": "image",
    "caption": "caption",
    "paragraph": "text",
    "list-item": "text",
    "definition": "text",
    "cell": "cell",
    "code": "code",
}
_SCHEME = lazily(r"^(?:(?:https?:)?//)?(?:www\.)?", re.IGNORECASE)
_NAME = lazily(r"[A-ZÀ-Þ][^\W_]*(?:[-'’.+&/][^\W_]+)*")
_WORDS = lazily(r"[^\W\d_]{3,}")
_SENTENCE = lazily(r"(?<=[.!?…])[\"”»)’*_\]]{0,3}\s+(?=[\"“«(\[*_]{0,4}[A-ZÀ-Þ0-9])")
_NO_END = lazily(
    r"\b(?:[A-Z]|al|e\.?g|i\.?e|p\.? ?ex|etc|vs|cf|Dr|Dra|Prof|Sr|Sra|Mr|Ms|Mrs|Fig|No|n[ºo]|St)\.$"
)
_TEMPLATE = lazily(r"\{%.{0,400}?%\}|\{\{.{0,400}?\}\}", re.DOTALL)
_ACCENTS = lazily("[\\u0300-\\u036f]+")
_SAID = frozenset(("text", "code", "soft-break", "hard-break"))
STEM = 5


class Token(NamedTuple):
    """A word of a unit's text, with its place in the document."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Sentence(NamedTuple):
    """A sentence of a unit: what it says, and its place in the document."""

    text: str
    span: Span


class Unit:
    """One block of a text. `kind` is `heading`, `title`, `image`, `caption`, `text`, `cell` or
    `code`. `slot` is what the profile calls the section that a heading opens; `lost` holds the
    spans of the sentences that the translation lacks, once they have been looked for."""

    def __init__(self, document: Document, block: Block, kind: str) -> None:
        self.document = document
        self.block = block
        self.kind = kind
        self.slot: str | None = None
        self.lost: list[Span] = []

    def __repr__(self) -> str:
        return f"<{self.kind} {self.document.text[self.span.start : self.span.end][:40]!r}>"

    @property
    def span(self) -> Span:
        return Span(self.block.start, self.block.end)

    @cached_property
    def links(self) -> list[Inline]:
        """Its links in order; to an e-mail address too."""
        return [i for i in self.block.inlines if i.kind == "link" and i.target]

    @cached_property
    def targets(self) -> list[str]:
        """Where its links lead, as they are compared."""
        return [bare(link.target) for link in self.links]

    @cached_property
    def images(self) -> list[str]:
        """The images in it, as they are compared."""
        return [bare(i.target) for i in self.block.inlines if i.kind == "image"]

    @cached_property
    def text(self) -> str:
        """What it says, without markup."""
        if self.kind == "code":
            return self.document.text[slice(*self.span)]
        return "".join(inline.text or " " for inline in self.block.inlines if inline.kind in _SAID)

    @cached_property
    def length(self) -> int:
        """How long what it says is, in letters and digits."""
        return sum(map(len, self.text.split()))

    @cached_property
    def names(self) -> list[Token]:
        """Its words that have a capital, each with its place."""
        found = []
        for inline in self.block.inlines:
            if inline.kind != "text" or inline.text.islower():
                continue
            text = inline.text
            exact = inline.end - inline.start == len(text)
            for match in _NAME.finditer(text):
                start, end = match.span()
                while start and text[start - 1].isalnum():
                    start -= 1  # iPhone
                if exact:
                    shift = inline.start
                    found.append(Token(text[start:end], shift + start, shift + end))
                else:
                    found.append(Token(text[start:end], inline.start, inline.end))
        return found

    @cached_property
    def codes(self) -> list[Inline]:
        """Its spans of code."""
        return [inline for inline in self.block.inlines if inline.kind == "code"]

    @cached_property
    def stems(self) -> frozenset[str]:
        """How its words begin, without accents: what translations of a word often share."""
        return frozenset(stems(self.text))

    @cached_property
    def ends(self) -> int:
        """About how many sentences end within it."""
        return sum(map(self.text.count, (". ", "! ", "? ")))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences."""
        source = self.document.text
        start, end = self.block.content
        found: list[Sentence] = []
        position = start
        for match in (*_SENTENCE.finditer(source, start, end), None):
            stop = match.start() if match else end
            if match and _NO_END.search(source, max(position, stop - 12), stop):
                continue
            if source[position:stop].strip():
                found.append(Sentence(self._said(position, stop), Span(position, stop)))
            position = match.end() if match else end
        return found

    @cached_property
    def _said_inlines(self) -> list[Inline]:
        return [inline for inline in self.block.inlines if inline.kind in _SAID]

    def _said(self, start: int, end: int) -> str:
        parts = []
        inlines = self._said_inlines
        for index in range(bisect_right(inlines, start, key=_end_of), len(inlines)):
            inline = inlines[index]
            if inline.start >= end:
                break
            if inline.end <= start:
                continue
            if inline.end - inline.start != len(inline.text):
                parts.append(inline.text or " ")
            else:
                parts.append(self.document.text[max(start, inline.start) : min(end, inline.end)])
        return "".join(parts).strip()


def _end_of(inline: Inline) -> int:
    return inline.end


def units(document: Document) -> list[Unit]:
    """The units of a document in order; what is only layout is left out."""
    found = []
    for block in document.blocks:
        kind = _KINDS.get(block.kind)
        if kind is None or not (block.inlines or kind == "code"):
            continue
        if kind == "text" and all(i.kind in ("image", "soft-break") for i in block.inlines):
            kind = "image"
        unit = Unit(document, block, kind)
        if kind in ("image", "code") or _TEMPLATE.sub("", unit.text).strip(" \t\n*_\\"):
            found.append(unit)
    if any(unit.kind == "heading" for unit in found):
        slots = {section.block.start: slot.id for section, slot in document.sections.known}
        for unit in found:
            unit.slot = slots.get(unit.block.start)
    return found


@lru_cache(maxsize=4096)
def bare(target: str) -> str:
    """A link's target without what makes no difference: scheme, `www.`, a slash at the end."""
    target = target.strip()
    if "%" in target:
        from urllib.parse import unquote

        target = unquote(target)
    target = _SCHEME.sub("", target).rstrip("/")
    host, slash, path = target.partition("/")
    return host.lower() + slash + path


def fold(text: str) -> str:
    """A text in lower case, without accents."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))


def stems(text: str) -> set[str]:
    """The first letters of each word of a text, without accents."""
    return {word[:STEM] for word in _WORDS.findall(fold(text))}
