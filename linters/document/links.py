r"""Links: those that are some, with the exact place of each part, and those that were meant to be.

What a person wrote as a link and Markdown does not take for one (`[a] (b)`, `[a](b c)`) is plain
text in the tree. So it is looked for in `plain`: the text with all that is not prose blotted out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from linters.document.patterns import BLOT, CODE, lazily
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.document import Document
    from linters.document.markdown import Inline

_ESCAPED = "*_"

_DEFINITION = lazily(r"^[ \t>]{0,20}\[([^\]\[\n]{1,200})\]:[ \t]{0,9}<?([^\s>]{1,2000})", re.M)
_HTML_LINK = lazily(r"""\b(?:href|src)=(["'])([^"'\n]{0,2000})\1""")
_DIRECTIVES = lazily(
    r"\{[{%<*!:].{0,400}?[}%>*!]\}|\{/\*.{0,400}?\*/\}|\{:[^}\n]{0,200}\}"
    r"""|\{["'`][^}\n]{0,80}["'`]\}""",
    re.S,
)
_MATH = lazily(r"\$\$.{1,400}?\$\$|\$[^$\n]{0,80}[\\^_{][^$\n]{0,120}\$", re.S)
_ADDRESS = r"(?:https?:/{1,2}|www\.)[^\s()\[\]<>]{1,1000}"
_TEXT = r"[^\[\]]{1,300}"

# Each is tried at its own kind of bracket only, and stops after a bounded number of characters.
_SPACE_BEFORE = lazily(rf"\[({_TEXT})\]([ \t\n\u00a0]{{1,3}})\(({_ADDRESS})\)")
_DOUBLED = lazily(rf"\[({_TEXT})\]\(\(({_ADDRESS})\)(?!\))")
_SPACED = lazily(
    rf"\[({_TEXT}|)\]\([ \t]{{0,3}}((?:https?:/{{1,2}}|www\.)[^\s()]{{0,1000}}"
    rf"(?:[ \t\n]{{1,3}}[^\s()]{{1,200}}){{1,2}}"
    rf"|[^\s()\"“]{{1,200}}(?:[ \t]{{1,3}}[^\s()\"“]{{1,100}}){{1,6}}"
    rf"(?<=\.png|\.jpg|\.gif|\.svg|\.PNG|\.JPG))[ \t]{{0,3}}\)"
)
_TITLE = lazily(
    rf"\[({_TEXT})\]\([ \t]{{0,3}}({_ADDRESS})[ \t\n]{{1,3}}[“”‘’«„][^()]{{0,200}}[“”‘’»]"
    r"[ \t]{0,3}\)"
)
_WHOLE = lazily(rf"\[({_TEXT})\]\(({_ADDRESS})\)")
_NO_END = lazily(rf"\[({_TEXT})\]\(({_ADDRESS})")
_NO_MIDDLE = lazily(rf"\[([^\[\]()\n]{{1,200}}?)[ ]?\(({_ADDRESS})\)(?![^\[\]]{{0,300}}\])")
_NO_PARENTHESIS = lazily(rf"\[({_TEXT})\]((?:https?://|www\.)[^\s()\[\]<>]{{1,1000}}\)?)")
_BRACKET = lazily(r"\[|\]\(")
_REVERSED = lazily(rf"\(([^()\[\]{BLOT}]{{1,200}})\)\[({_ADDRESS})\]")
_NO_START = lazily(rf"\]\(({_ADDRESS})\)")


class Link(NamedTuple):
    """A link or an image.

    `kind` is `inline`, `reference`, `auto` (`<https://...>`), `definition` or `html`. `start` and
    `end` enclose all of it, `text` what is between its brackets, `target` the address as written;
    `address` is what that means.
    """

    kind: str
    is_image: bool
    start: int
    end: int
    text: Span
    target: Span
    address: str


class Broken(NamedTuple):
    """What was meant to be a link, and the place of its address.

    `kind` says what is wrong: `space` (before the address), `spaced` (within it), `doubled` (the
    bracket), `nested`, `title` (in curly quotes), or what is not there: `no-start` (`[`),
    `no-middle` (`]`), `no-parenthesis` (`(`), `no-end` (`)`). `reversed` is `(text)[address]`.
    """

    kind: str
    start: int
    end: int
    target: Span


class Links:
    """The links of a document in order, its broken ones, and its text without all markup.

    Each is made when it is asked for, and what cannot be there is not looked for.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def all(self) -> list[Link]:
        """Every link and image, and the definitions of addresses."""
        text = self._document.text
        if self._document.characters.isdisjoint("[<"):
            return []
        found: list[Link] = []
        for block in self._document.blocks:
            for index, inline in enumerate(block.inlines):
                if inline.kind in ("link", "image"):
                    found.append(_link(text, block.inlines, index))
                elif inline.kind == "html":
                    found.extend(_html_links(text, inline.start, inline.end))
            if block.kind == "html":
                found.extend(_html_links(text, block.start, block.end))
        found.extend(self.definitions.values())
        return sorted(found, key=lambda link: (link.start, -link.end))

    @cached_property
    def plain(self) -> str:
        """As long as the document's text: prose stays where it is, all else is `BLOT`.

        Each character of code is `CODE`, a line break within a paragraph a newline.
        """
        text = self._document.text
        plain = [BLOT] * len(text)
        for block in self._document.blocks:
            for inline in block.inlines:
                _blot(text, inline, plain)
        for pattern, mark in ((_DIRECTIVES, "{"), (_MATH, "$")):
            for match in pattern.finditer(text) if mark in text else ():
                plain[match.start() : match.end()] = BLOT * (match.end() - match.start())
        return "".join(plain)

    @cached_property
    def definitions(self) -> dict[str, Link]:
        """The addresses that are given apart (`[name]: https://...`), by label."""
        text = self._document.text
        found: dict[str, Link] = {}
        if "]:" not in text:
            return found
        code = [b for b in self._document.blocks if b.kind in ("code", "html", "comment", "module")]
        starts = [block.start for block in code]
        for match in _DEFINITION.finditer(text):
            index = bisect_right(starts, match.start(1)) - 1
            in_code = index >= 0 and match.start(1) < code[index].end
            if in_code or match.group(1).startswith("^"):
                continue
            name, target = Span(*match.span(1)), Span(*match.span(2))
            link = Link(
                "definition", False, name.start - 1, target.end, name, target, match.group(2)
            )
            found.setdefault(_label(match.group(1)), link)
        return found

    def defines(self, name: str) -> bool:
        """Whether an address is given for `name`, which Markdown compares without case."""
        return _label(name) in self.definitions

    @cached_property
    def broken(self) -> list[Broken]:
        """What was meant to be a link and is none."""
        if self._document.characters.isdisjoint("[]"):
            return []
        within = [link.start for link in self.all if link.kind == "inline"]
        brackets = frozenset("[]")
        found = [
            broken
            for block in self._document.blocks
            if block.inlines and not brackets.isdisjoint(self.plain[block.start : block.end])
            for broken in _broken(self.plain, block.start, block.end)
            if self._document.text[broken.start - 1 : broken.start] != "\\"
            and (
                broken.kind != "nested"
                or bisect_left(within, broken.start) < bisect_left(within, broken.end)
            )
        ]
        return sorted(found, key=lambda broken: broken.start)

    def is_broken(self, offset: int) -> bool:
        """Whether `offset` lies in what was meant to be a link."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self.broken[index].end

    @cached_property
    def _starts(self) -> list[int]:
        return [broken.start for broken in self.broken]


def _label(text: str) -> str:
    """The label of a reference as CommonMark compares them."""
    return " ".join(text.casefold().split())


def _blot(text: str, inline: Inline, plain: list[str]) -> None:
    start, end = inline.start, inline.end
    if inline.kind == "text":
        same = text[start:end] == inline.text
        plain[start:end] = inline.text if same else "x" * (end - start)
        # Escaped, a mark is a character like any other.
        if same and text[start] in _ESCAPED and text[start - 1 : start] == "\\":
            plain[start] = BLOT
    elif inline.kind in ("soft-break", "hard-break"):
        plain[start:end] = "\n" * (end - start)
    elif inline.kind == "code":
        plain[start:end] = CODE * (end - start)


def _link(text: str, inlines: tuple[Inline, ...], index: int) -> Link:
    head = inlines[index]
    start, end = head.start, head.end
    is_image = head.kind == "image"
    if text.startswith("<", start):
        inside = Span(start + 1, end - 1)
        return Link("auto", is_image, start, end, inside, inside, head.target)
    first = last = start + 1 + is_image
    while (index := index + 1) < len(inlines) and inlines[index].start < end:
        last = max(last, inlines[index].end)
    last = max(first, text.find("]", last, end))
    content = Span(first, last)
    if not text.startswith("](", last) or not text.endswith(")", last, end):
        return Link("reference", is_image, start, end, content, Span(end, end), head.target)
    place = last + 2
    while place < end - 1 and text[place] in " \t\r\n":
        place += 1
    if text.startswith("<", place):
        stop = text.find(">", place, end)
        return Link("inline", is_image, start, end, content, Span(place + 1, stop), head.target)
    stop = place
    while stop < end - 1 and text[stop] not in " \t\r\n":
        stop += 1
    return Link("inline", is_image, start, end, content, Span(place, stop), head.target)


def _html_links(text: str, start: int, end: int) -> Iterator[Link]:
    for match in _HTML_LINK.finditer(text, start, end):
        place = Span(*match.span(2))
        none = Span(place.end, place.end)
        yield Link("html", False, match.start(), match.end(), none, place, match.group(2))


def _broken(plain: str, start: int, end: int) -> Iterator[Broken]:
    """The broken links of one block, from its start to its end, none within another."""
    if plain.find(")[", start, end) >= 0:
        for match in _REVERSED.finditer(plain, start, end):
            yield _made("reversed", match, 2)
    position = start
    while (bracket := _BRACKET.search(plain, position, end)) is not None:
        found = _broken_at(plain, bracket.start(), end)
        position = bracket.start() + 1 if found is None else found.end
        if found is not None:
            yield found


def _broken_at(plain: str, place: int, end: int) -> Broken | None:
    if plain[place] == "]":
        match = _NO_START.match(plain, place, end)
        return _made("no-start", match, 1) if match else None
    for kind, pattern, group in (
        ("space", _SPACE_BEFORE, 3),
        ("doubled", _DOUBLED, 2),
        ("nested", _WHOLE, 2),
        ("title", _TITLE, 2),
        ("spaced", _SPACED, 2),
        ("no-end", _NO_END, 2),
        ("no-middle", _NO_MIDDLE, 2),
        ("no-parenthesis", _NO_PARENTHESIS, 2),
    ):
        match = pattern.match(plain, place, end)
        if match:
            return _made(kind, match, group)
    return None


def _made(kind: str, match: re.Match[str], group: int) -> Broken:
    return Broken(kind, match.start(), match.end(), Span(*match.span(group)))
