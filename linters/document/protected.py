"""Protected spans: text that is meant to stay as it is. One map, read by every check."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linters.document.markdown import Block, Inline
    from linters.model import Span

# Each pattern stops after a bounded number of characters: what is never closed costs no more. It is
# looked for only where the characters stand that are named before it.
_INLINE_PATTERNS = (
    ("liquid", ("{",), re.compile(r"\{%.{0,400}?%\}|\{\{.{0,400}?\}\}", re.DOTALL)),
    (
        "code",  # within a block that holds other text too, as an item of a list does
        ("{%",),
        re.compile(
            r"\{%-?\s{0,3}(highlight|codeblock|code)\b.{1,4000}?\{%-?\s{0,3}end\1\b[^%\n]{0,20}%\}",
            re.DOTALL,
        ),
    ),
    ("comment", ("{/*",), re.compile(r"\{/\*.{0,400}?\*/\}", re.DOTALL)),
    ("attributes", ("{:",), re.compile(r"\{:[^}\n]{0,200}\}")),
    ("note", ("N",), re.compile(r"\(\s{0,2}[*_]{0,3}N\.?\s?[TdE]\.?[*_]{0,3}\s?:[^)]{0,400}\)")),
    (
        "quotation",
        ('"', "“", "«", "„"),
        re.compile(r'"[^"]{1,300}"|“[^“”]{1,300}”|«[^«»]{1,300}»|„[^„“”]{1,300}[“”]'),
    ),
    (
        "url",
        ("://", "www."),
        re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"“”]{1,2000}(?<![.,;:!?])"),
    ),
    ("email", ("@",), re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")),
)
# An element whose text is said to be in another language, or not for translation; `sxs-lookup` is
# where Microsoft's documentation keeps the original, hidden.
_AS_IS = re.compile(
    r"""<([a-z]{1,20})\s[^<>]{0,300}?(?:(?<![\w-])lang=["']?en\b|(?<![\w-])translate=["']?no\b"""
    r"""|\bclass=["']?[^"'<>]{0,200}?\b(?:notranslate|sxs-lookup)\b)""",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Protected(NamedTuple):
    """A span and why it is protected.

    `kind` is one of `code`, `url`, `html`, `comment`, `liquid`, `attributes`, `emphasis`,
    `quotation`, `note`, `work` (the title of a linked work), `email`, `as-is` (an element whose
    text HTML says to be in English, or not to be translated).
    """

    kind: str
    start: int
    end: int


class ProtectedSpans:
    """The protected spans of a document, sorted by start; spans may lie within others."""

    __slots__ = ("_longest", "_starts", "all")

    def __init__(self, spans: Iterable[Protected]) -> None:
        self.all = sorted(spans, key=lambda span: (span.start, -span.end, span.kind))
        self._starts = [span.start for span in self.all]
        # The furthest end up to each span: what says that nothing before it can still reach.
        self._longest: list[int] = []
        furthest = 0
        for span in self.all:
            furthest = max(furthest, span.end)
            self._longest.append(furthest)

    def overlapping(self, span: Span, *kinds: str) -> list[Protected]:
        """Those that share a character with `span`, of the `kinds` named or of any."""
        found = []
        index = bisect_left(self._starts, span.end) - 1
        while index >= 0 and self._longest[index] > span.start:
            candidate = self.all[index]
            if candidate.end > span.start and (not kinds or candidate.kind in kinds):
                found.append(candidate)
            index -= 1
        return found[::-1]

    def touches(self, span: Span, *kinds: str) -> bool:
        """Whether any protected span of these kinds shares a character with `span`."""
        return bool(self.overlapping(span, *kinds))


def collect(text: str, blocks: list[Block]) -> ProtectedSpans:
    """The protected spans of the Markdown of `text`."""
    spans: list[Protected] = []
    for block in blocks:
        if block.kind in ("code", "html", "comment", "module"):
            kind = "code" if block.kind == "module" else block.kind
            spans.append(Protected(kind, block.start, block.end))
            continue
        if not block.inlines:
            continue
        for position, inline in enumerate(block.inlines):
            spans.extend(_inline(text, block, inline, position))
        spans.extend(_as_is(block.inlines))
        _add_patterns(text, block, spans)
    return ProtectedSpans(spans)


def _inline(text: str, block: Block, inline: Inline, position: int) -> Iterable[Protected]:
    if inline.kind in ("code", "html"):
        comment = inline.kind == "html" and inline.text.startswith("<!--")
        yield Protected("comment" if comment else inline.kind, inline.start, inline.end)
    elif inline.kind == "emphasis" and block.kind not in ("item-title", "heading"):
        yield Protected("emphasis", inline.start, inline.end)
    elif inline.kind in ("link", "image"):
        inside_end = inline.start + 1
        words: list[str] = []
        for index in range(position + 1, len(block.inlines)):
            other = block.inlines[index]
            if other.start >= inline.end:
                break
            inside_end = max(inside_end, other.end)
            if other.kind == "text":
                words.extend(_TITLE_WORD.findall(other.text))
        if text.startswith("<", inline.start):
            yield Protected("url", inline.start, inline.end)
            return
        # What follows the text of a link, from its bracket on, is its target.
        bracket = text.find("]", inside_end, inline.end)
        if bracket >= 0:
            yield Protected("url", bracket, inline.end)
        if inline.kind == "link" and is_title(words):
            yield Protected("work", inline.start + 1, max(inside_end, inline.start + 1))


def _as_is(inlines: Sequence[Inline]) -> Iterator[Protected]:
    """The elements within a block whose text stays as it is, each with its tags."""
    opened: Inline | None = None
    name, depth = "", 0
    for inline in inlines:
        if inline.kind != "html":
            continue
        tag = inline.text.lower()
        if opened is None:
            match = _AS_IS.match(tag)
            if match and not tag.endswith("/>"):
                opened, name, depth = inline, match.group(1), 1
        elif re.match(rf"</{name}\b", tag):
            depth -= 1
            if not depth:
                yield Protected("as-is", opened.start, inline.end)
                opened = None
        elif re.match(rf"<{name}\b", tag) and not tag.endswith("/>"):
            depth += 1


def is_title(words: list[str]) -> bool:
    """Whether most of the longer words start with a capital, as in the title of a work."""
    longer = [word for word in words if len(word) > 3]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) * 3 >= len(longer) * 2


def _add_patterns(text: str, block: Block, spans: list[Protected]) -> None:
    source = text[block.start : block.end]
    for kind, signs, pattern in _INLINE_PATTERNS:
        if not any(sign in source for sign in signs):
            continue
        for match in pattern.finditer(source):
            spans.append(Protected(kind, block.start + match.start(), block.start + match.end()))
