r"""Links: those that are some, with the exact place of each part, and those that were meant to be.

What a person wrote as a link and Markdown does not take for one (`[a] (b)`, `[a](b c)`) is plain
text in the tree. So it is looked for in `plain`: the text with all that is not prose blotted out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.markdown import Block, Inline

BLOT = "\0"
CODE = "\x02"
_ESCAPED = "[]()*_"

_DEFINITION = re.compile(r"^[ \t>]{0,20}\[([^\]\[\n]{1,200})\]:[ \t]{0,9}<?([^\s>]{1,2000})", re.M)
_HTML_LINK = re.compile(r"""\b(?:href|src)=(["'])([^"'\n]{0,2000})\1""")
_DIRECTIVES = re.compile(
    r"\{[{%<*!:].{0,400}?[}%>*!]\}|\{/\*.{0,400}?\*/\}|\{:[^}\n]{0,200}\}", re.S
)
_MATH = re.compile(r"\$\$.{1,400}?\$\$|\$[^$\n]{0,80}[\\^_{][^$\n]{0,120}\$", re.S)
_ADDRESS = r"(?:https?:/{1,2}|www\.)[^\s()\[\]<>]{1,1000}"
_TEXT = r"[^\[\]]{1,300}"

# Each is tried at its own kind of bracket only, and stops after a bounded number of characters.
_SPACE_BEFORE = re.compile(rf"\[({_TEXT})\]([ \t\n\u00a0]{{1,3}})\(({_ADDRESS})\)")
_DOUBLED = re.compile(rf"\[({_TEXT})\]\(\(({_ADDRESS})\)(?!\))")
_SPACED = re.compile(
    rf"\[({_TEXT})\]\([ \t]{{0,3}}((?:https?:/{{1,2}}|www\.)[^\s()]{{0,1000}}"
    rf"(?:[ \t\n]{{1,3}}[^\s()]{{1,200}}){{1,2}})[ \t]{{0,3}}\)"
)
_TITLE = re.compile(
    rf"\[({_TEXT})\]\([ \t]{{0,3}}({_ADDRESS})[ \t\n]{{1,3}}[“”‘’«„][^()]{{0,200}}[“”‘’»]"
    r"[ \t]{0,3}\)"
)
_WHOLE = re.compile(rf"\[({_TEXT})\]\(({_ADDRESS})\)")
_NO_END = re.compile(rf"\[({_TEXT})\]\(({_ADDRESS})")
_NO_MIDDLE = re.compile(rf"\[([^\[\]()\n]{{1,200}}?)[ ]?\(({_ADDRESS})\)(?![^\[\]]{{0,300}}\])")
_NO_PARENTHESIS = re.compile(rf"\[({_TEXT})\]((?:https?://|www\.)[^\s()\[\]<>]{{1,1000}}\)?)")
_REVERSED = re.compile(rf"\(([^()\[\]{BLOT}]{{1,200}})\)\[({_ADDRESS})\]")
_NO_START = re.compile(rf"\]\(({_ADDRESS})\)")


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

    `plain` is as long as the document's text: prose stays where it is, all else is `BLOT`, each
    character of code `CODE`. Line breaks within a paragraph are `\\n`.
    """

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.all: list[Link] = []
        plain = [BLOT] * len(text)
        for block in blocks:
            for index, inline in enumerate(block.inlines):
                _blot(text, inline, plain)
                if inline.kind in ("link", "image"):
                    self.all.append(_link(text, block.inlines, index))
                elif inline.kind == "html":
                    self.all.extend(_html_links(text, inline.start, inline.end))
            if block.kind == "html":
                self.all.extend(_html_links(text, block.start, block.end))
        for pattern in (_DIRECTIVES, _MATH):
            for match in pattern.finditer(text) if "{" in text or "$" in text else ():
                plain[match.start() : match.end()] = BLOT * (match.end() - match.start())
        self.plain = "".join(plain)
        self.definitions: dict[str, Link] = {}
        code = {b.start: b.end for b in blocks if b.kind in ("code", "html", "comment")}
        for match in _DEFINITION.finditer(text) if "]:" in text else ():
            if match.group(1).startswith("^") or any(
                s <= match.start(1) < e for s, e in code.items()
            ):
                continue
            link = Link(
                "definition",
                False,
                match.start(1) - 1,
                match.end(2),
                Span(*match.span(1)),
                Span(*match.span(2)),
                match.group(2),
            )
            self.definitions.setdefault(label(match.group(1)), link)
        self.all.extend(self.definitions.values())
        self.all.sort(key=lambda link: (link.start, -link.end))
        brackets = frozenset("[]")
        within = [link.start for link in self.all if link.kind == "inline"]
        self.broken = [
            broken
            for block in blocks
            if block.inlines and not brackets.isdisjoint(text[block.start : block.end])
            for broken in _broken(self.plain, block.start, block.end)
            if broken.kind != "nested"
            or bisect_left(within, broken.start) < bisect_left(within, broken.end)
        ]

    def is_broken(self, offset: int) -> bool:
        """Whether `offset` lies in what was meant to be a link."""
        return any(broken.start <= offset < broken.end for broken in self.broken)


def label(text: str) -> str:
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
    for inline in inlines[index + 1 :]:
        if inline.start >= end:
            break
        last = max(last, inline.end)
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
    while position < end:
        bracket = _next_bracket(plain, position, end)
        if bracket < 0:
            return
        found = _broken_at(plain, bracket, end)
        if found is None:
            position = bracket + 1
        else:
            yield found
            position = found.end


def _next_bracket(plain: str, start: int, end: int) -> int:
    places = [p for p in (plain.find("[", start, end), plain.find("](", start, end)) if p >= 0]
    return min(places, default=-1)


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
