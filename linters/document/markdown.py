r"""The Markdown tree: blocks with their inline markup, each with its exact place.

CommonMark as `pyromark` reads it, plus what kramdown posts hold beyond: a lone `\\` as a spacer,
`***item title***` lines, images followed by a credit line.

Source: https://spec.commonmark.org/; https://kramdown.gettalong.org/syntax.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linters.document.offsets import ByteOffsets
from linters.document.source import without_bad_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_SPACER = re.compile(r"^[ \t]*\\\\[ \t]*\r?$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^}\n]{0,200}\}")
# What MDX imports and exports: a paragraph to CommonMark, nothing that is read.
_MODULE = re.compile(
    r"""import\s{1,9}(?:[\w$*{][^'"]{0,1000}?[\s}]from\s{0,9})?(['"])[^'"\n]{1,300}\1"""
    r"""|export\s{1,9}(?:default\s|\{|\*\s|(?:const|let|var)\s[^\n=]{1,200}=|(?:async\s{1,9})?function\s)"""
)
# A template's tag in an address, `[a]({{< ref "b" >}})`: no link to CommonMark, for its spaces.
_TEMPLATED = re.compile(
    r"(?<=\]\()[^\s(){}]{0,300}(?:\{[{%][^\n{}]{0,200}[%}]\}[^\s(){}]{0,300}){1,4}(?=\))"
)
# What Jekyll, Hexo and Hugo show as code: between two tags, where CommonMark reads paragraphs.
_CODE_TAG = re.compile(
    r"\{%-?\s{0,3}(?P<liquid>highlight|codeblock|code)\b[^%\n]{0,200}%\}"
    r"|\{\{[<%]\s{0,3}(?P<hugo>highlight\b|\w{1,40}(?=[^{}\n]{0,200}\bcodelang=))[^{}\n]{0,200}[>%]\}\}"
)
_TAG = re.compile(r"\{%[^\n]{0,200}?%\}|\{\{[^\n]{0,200}?\}\}")
_LONGEST_CODE = 20_000
_HARMFUL = " <>()\"'"
_HIDDEN = {ord(sign): 0xE000 + n for n, sign in enumerate(_HARMFUL)}
_SHOWN = {value: key for key, value in _HIDDEN.items()}
_SPACE = " \t\r\n"
_INLINE_CONTAINERS = {
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strikethrough",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "Link": "link",
    "Image": "image",
}
_CONTAINERS = {
    "BlockQuote": "quote",
    "List": "list",
    "Item": "item",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "FootnoteDefinition": "footnote",
    "DefinitionList": "definitions",
}
_LEAVES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "TableCell": "cell",
    "DefinitionListTitle": "definition",
    "DefinitionListDefinition": "definition",
}
CAPTION_LIMIT = 240


class Inline(NamedTuple):
    """A piece of a block: text, or markup whose content follows it within its span.

    `kind` is one of `text`, `code`, `html`, `soft-break`, `hard-break`, `footnote`, `emphasis`,
    `strong`, `strikethrough`, `superscript`, `subscript`, `link`, `image`. `text` is what a text or
    a code span says, with entities and escapes resolved; `target` is where a link or image points.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    target: str = ""


class Block(NamedTuple):
    """A leaf of the tree.

    `kind` is one of `heading`, `paragraph`, `item-title`, `image`, `caption`, `list-item`, `cell`,
    `definition`, `code`, `html`, `comment`, `rule`, `spacer`, `module` (what MDX imports and
    exports). `level` is a heading's level, else 0.
    `inlines` are in the order of the text, each before what it contains. `within` names the
    containers around it, outermost first (`list`, `item`, `quote`, `table`, `footnote`), and
    `within_ends` where each of these ends.
    """

    kind: str
    start: int
    end: int
    level: int
    inlines: tuple[Inline, ...]
    within: tuple[str, ...]
    within_ends: tuple[int, ...] = ()

    @property
    def content(self) -> tuple[int, int]:
        """Start and end of what is inside the block's own markup (`# `, `- `)."""
        if not self.inlines:
            return self.start, self.end
        return self.inlines[0].start, max(inline.end for inline in self.inlines)


def parse(text: str, start: int) -> list[Block]:
    """The blocks of `text` from offset `start` on; offsets count from the start of `text`."""
    from pyromark import Options, events_with_range

    body = without_bad_bytes(text[start:])
    if "]({" in body or "{{" in body or "{%" in body:
        body = _TEMPLATED.sub(lambda match: match.group().translate(_HIDDEN), body)
    offsets = ByteOffsets(body)
    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )
    events = events_with_range(body, options=options)
    builder = _Builder(text, start, offsets)
    builder.read(events)
    return _with_captions(text, _with_code(text, builder.blocks))


class _Builder:
    def __init__(self, text: str, shift: int, offsets: ByteOffsets) -> None:
        self.text = text
        self.shift = shift
        self.place = offsets.code_point
        self.blocks: list[Block] = []
        self.within: list[str] = []
        self.within_ends: list[int] = []
        self.kind = ""
        self.start = self.end = self.level = 0
        self.inlines: list[Inline] = []

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take the events in; `blocks` holds the result."""
        place, shift = self.place, self.shift
        for event, between in events:
            start, end = place(between["start"]) + shift, place(between["end"]) + shift
            if isinstance(event, str):
                if event in ("SoftBreak", "HardBreak"):
                    self._inline("soft-break" if event == "SoftBreak" else "hard-break", start, end)
                elif event == "Rule":
                    self._close(start)
                    self.blocks.append(self._block("rule", start, end))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if self.kind not in ("code", "html"):
                    self._inline("text", start, end, value)
            elif name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value, end)
            elif name == "Code":
                self._inline("code", start, end, value)
            elif name == "InlineHtml":
                self._inline("html", start, end, value)
            elif name == "FootnoteReference":
                self._inline("footnote", start, end)

    def _start(self, value: Any, start: int, end: int) -> None:
        tag, data = (value, {}) if isinstance(value, str) else next(iter(value.items()))
        inline = _INLINE_CONTAINERS.get(tag)
        if inline is not None:
            target = data["dest_url"] if isinstance(data, dict) and "dest_url" in data else ""
            if "{" in target:
                target = target.translate(_SHOWN)
            self._inline(inline, start, end, "", target)
            return
        self._close(start)
        if tag in _CONTAINERS:
            self.within.append(_CONTAINERS[tag])
            self.within_ends.append(end)
        elif _LEAVES.get(tag):
            self.kind, self.start, self.end = _LEAVES[tag], start, end
            self.level = int(data["level"][1]) if tag == "Heading" else 0

    def _end(self, value: Any, end: int) -> None:
        tag = value if isinstance(value, str) else next(iter(value))
        if tag in _INLINE_CONTAINERS:
            return
        if tag in _CONTAINERS:
            self._close(end)
            self.within.pop()
            self.within_ends.pop()
        elif tag in _LEAVES:
            self._close(self.end)

    def _inline(self, kind: str, start: int, end: int, text: str = "", target: str = "") -> None:
        if not self.kind:
            # A tight list item holds its text without a paragraph.
            self.kind, self.start, self.level = "list-item", start, 0
        self.inlines.append(Inline(kind, start, end, text, target))

    def _close(self, end: int) -> None:
        if not self.kind:
            return
        if self.kind == "list-item":
            end = max(inline.end for inline in self.inlines)
        if self.kind == "paragraph" and not self.within and _MODULE.match(self.text, self.start):
            self.blocks.append(self._block("module", self.start, end))
        elif self.kind in ("paragraph", "list-item"):
            self._split_paragraph(end)
        else:
            kind = self.kind
            if kind == "html" and self.text.startswith("<!--", self.start):
                kind = "comment"
            self.blocks.append(self._block(kind, self.start, end, tuple(self.inlines)))
        self.kind, self.inlines, self.level = "", [], 0

    def _block(self, kind: str, start: int, end: int, inlines: tuple[Inline, ...] = ()) -> Block:
        while end > start and self.text[end - 1] in _SPACE:
            end -= 1
        level = self.level if kind == "heading" else 0
        ends = tuple(self.within_ends)
        return Block(kind, start, end, level, inlines, tuple(self.within), ends)

    def _split_paragraph(self, end: int) -> None:
        """Take spacers out, and a title or an image that shares its paragraph with text."""
        parts: list[tuple[str, int, int]] = []
        position = self.start
        if "\\\\" in self.text[self.start : end]:
            for match in _SPACER.finditer(self.text, self.start, end):
                # `^` also matches at the start of a search that begins within a line.
                line_start = self.text.rfind("\n", 0, match.start()) + 1
                if self.text[line_start : match.start()].strip(" \t>"):
                    continue
                parts.append(("", position, match.start()))
                parts.append(("spacer", match.start(), match.end()))
                position = match.end()
        parts.append(("", position, end))
        index = 0
        for kind, start, stop in parts:
            first = index
            while index < len(self.inlines) and self.inlines[index].start < stop:
                index += 1
            if kind == "spacer":
                self.blocks.append(self._block(kind, start, stop))
            else:
                self._split_lines(self.inlines[first:index], stop)

    def _split_lines(self, inlines: list[Inline], end: int) -> None:
        """One block, or several: a title or an image on the first line stands by itself."""
        first, last = 0, len(inlines)
        while last > first and inlines[last - 1].kind == "soft-break":
            last -= 1
        while first < last:
            if inlines[first].kind == "soft-break":
                first += 1
                continue
            kind = self._kind_of_line(inlines, first, last)
            if not kind:
                break
            cut = self.text.find("\n", inlines[first].end, end)
            cut = end if cut < 0 else cut
            if self.text[cut - 1] == "\r":
                cut -= 1
            after = first
            while after < last and inlines[after].start < cut:
                after += 1
            start = inlines[first].start
            self.blocks.append(self._block(kind, start, cut, tuple(inlines[first:after])))
            first = after
        if first < last:
            rest = tuple(inlines[first:last])
            stop = min(end, max(inline.end for inline in rest))
            self.blocks.append(self._block(self.kind, rest[0].start, stop, rest))

    def _kind_of_line(self, inlines: list[Inline], first: int, last: int) -> str:
        """`image` or `item-title` where nothing else stands on that line, else nothing."""
        head = inlines[first]
        if self.kind != "paragraph" or head.kind not in ("image", "emphasis", "strong"):
            return ""
        line_end = self.text.find("\n", head.end)
        rest = self.text[head.end : len(self.text) if line_end < 0 else line_end]
        # A stray asterisk or an attribute list does not make it another kind of line.
        if _ATTRIBUTES.sub("", rest).strip(" \t\r*"):
            return ""
        if head.kind == "image":
            return "image"
        inner = inlines[first + 1] if first + 1 < last else head
        if {head.kind, inner.kind} != {"emphasis", "strong"}:
            return ""
        whole = inner.start - head.start <= 2 and 0 <= head.end - inner.end <= 2
        return "item-title" if whole else ""


def _with_code(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks with those that are code by the tags of a template named for what they are."""
    if "codelang=" not in text and "highlight" not in text and "code" not in text:
        return blocks
    ranges: list[tuple[int, int]] = []
    for match in _CODE_TAG.finditer(text):
        name = match.group("liquid") or match.group("hugo")
        ending = (
            rf"\{{%-?\s{{0,3}}end{name}"
            if match.group("liquid")
            else rf"\{{\{{[<%]\s{{0,3}}/\s?{name}"
        )
        closing = re.compile(ending).search(text, match.end(), match.end() + _LONGEST_CODE)
        if closing and (not ranges or match.start() >= ranges[-1][1]):
            ranges.append((match.end(), closing.start()))
    first = 0
    for index, block in enumerate(blocks if ranges else ()):
        while first < len(ranges) and ranges[first][1] <= block.start:
            first += 1
        if first == len(ranges):
            break
        if block.kind in ("code", "html", "comment") or ranges[first][0] >= block.end:
            continue
        outside, position = "", block.start
        for start, stop in ranges[first:]:
            if start >= block.end:
                break
            outside += text[position : max(position, start)]
            position = stop
        if not _TAG.sub("", outside + text[position : block.end]).strip():
            blocks[index] = block._replace(kind="code", level=0, inlines=())
    return blocks


def _with_captions(text: str, blocks: list[Block]) -> list[Block]:
    """Name the short line below an image, all emphasis and links, for what it is."""
    for index in range(1, len(blocks)):
        block = blocks[index]
        if (
            block.kind == "paragraph"
            and blocks[index - 1].kind == "image"
            and _is_caption(text, block)
        ):
            blocks[index] = block._replace(kind="caption")
    return blocks


def _is_caption(text: str, block: Block) -> bool:
    if block.inlines[0].kind == "emphasis":
        return True
    if block.end - block.start > CAPTION_LIMIT:
        return False
    marked = 0
    for inline in block.inlines:
        if inline.kind == "text" and inline.start >= marked and any(map(str.isalnum, inline.text)):
            # One plain word before the link (`Fonte [Google](...)`) is still a credit.
            if len(inline.text.split()) > 1 or inline.start != block.inlines[0].start:
                return False
        elif inline.kind in ("emphasis", "link"):
            marked = max(marked, inline.end)
    return marked > 0
