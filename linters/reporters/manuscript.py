"""The text of a file as HTML that reads like a page, with the characters of each finding marked.

Every character of the file is there and none of it is markup to the browser: all is escaped, and
what is invisible or turns text around stands as its code point. What belongs to Markdown alone is
in elements of class `m`, hidden until a finding speaks of it or the reader wants to see it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.document.markdown import Block, Inline
    from linters.model import Severity, Span

# Zero-width joiners are left alone: emoji and several scripts are written with them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = {" ": "␣", "\t": "⇥", "\n": "↵", "\r": "␍", "\xa0": "⍽"}
# What stands between blocks and is shown by their form: signs of lists, quotations and tables.
_SIGNS = " \t\r\n>-*+0123456789.)|:"
_BULLET = re.compile(r"([-*+]|\d{1,9}[.)])[ \t]*$")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]{1,2000}\Z", re.IGNORECASE)
_CLASSES = {
    "emphasis": "em",
    "strong": "st",
    "strikethrough": "de",
    "superscript": "su",
    "subscript": "sb",
    "link": "a",
    "image": "img",
}
_QUIET = ("comment", "spacer")
# So many findings of one place are told apart; more would make the page grow by their square.
_MOST_AT_ONCE = 20
_LONGEST_WORD = 40
# From this size on only what has findings is shown, with a sign for what was left out.
_LARGE = 400_000

_OPEN_LINK = _("Open the link: {target}")


class Mark(NamedTuple):
    """Characters to be marked: `name` is that of their note, `label` the number that is shown.

    Where there are several of one note, one of them has the label. `is_mended` are those of a text
    that was mended, in which they were put in.
    """

    span: Span
    severity: Severity
    rule: str
    name: str
    label: str = ""
    is_mended: bool = False


class Unit(NamedTuple):
    """A piece of the page: a block, or what stands between two.

    `numbers` are the marks that begin here, as places in the sequence given. `level` is that of
    a heading, else 0, and `title` its text. `quiet` is what a reader of the page does not see.
    """

    html: str
    numbers: tuple[int, ...]
    start: int
    level: int = 0
    title: str = ""
    quiet: bool = False


class _Segment(NamedTuple):
    """A stretch of the text in one style; `shown` replaces it where no finding is in it.

    `after` is HTML of our own that follows it. Markup is what is hidden as a rule.
    """

    start: int
    end: int
    style: str = ""
    markup: bool = False
    shown: str = ""
    after: str = ""


def visible(text: str) -> str:
    """`text` as HTML, with the code point of each character that cannot be seen or does harm."""
    return _HIDDEN.sub(_code_point, escape(text))


def attribute(text: str) -> str:
    """`text` for the value of an attribute, with a dot for what cannot be seen or does harm."""
    return _HIDDEN.sub("\u00b7", escape(text))


def title_of(text: str) -> str:
    """The title that the front matter of a file gives it, or nothing."""
    from linters.document.front_matter import find_front_matter

    try:
        matter = find_front_matter(text)
        node = matter.get("title") if matter else None
        if node is not None and isinstance(node.text, str) and node.text.strip():
            return node.text.strip()
    except Exception:  # the title is a kindness; whatever is wrong there is a finding
        return ""
    return ""


def units(text: str, marks: Sequence[Mark]) -> Iterator[Unit]:
    """The pieces of `text` in order. `marks` are sorted by place."""
    body, blocks = _blocks(text)
    yield from _Page(text, marks).units(body, blocks)


def _blocks(text: str) -> tuple[int, list[Block]]:
    from linters.document.front_matter import find_front_matter
    from linters.document.markdown import Block, parse

    try:
        matter = find_front_matter(text)
        body = matter.body if matter else 0
        return body, parse(text, body)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the parser is no Exception; the text can be shown as it is
        return 0, [Block("code", 0, len(text), 0, (), ())]


class _Page:
    def __init__(self, text: str, findings: Sequence[Mark]) -> None:
        self.text = text
        self.findings = findings
        self.starts = [finding.span.start for finding in findings]
        self.ends = [self._word_end(mark) if mark.label else mark.span.end for mark in findings]
        self.cuts = sorted({place for mark in findings for place in mark.span} | set(self.ends))
        self.next = 0  # the first finding that no unit has
        self.entered = 0  # the first that lies wholly ahead of what was marked
        self.active: dict[int, Mark] = {}

    def _word_end(self, mark: Mark) -> int:
        """Where the word ends that a mark ends in: a number within it would part it."""
        start, end = mark.span
        if end == start or not self.text[end - 1].isalnum():
            return end
        while end < min(len(self.text), mark.span.end + _LONGEST_WORD) and self.text[end].isalnum():
            end += 1
        return end

    def units(self, body: int, blocks: Sequence[Block]) -> Iterator[Unit]:
        left_out = False
        for unit in self._all(body, blocks):
            if len(self.text) > _LARGE and not unit.numbers and not unit.level:
                left_out = True
                continue
            if left_out:
                yield Unit('<p class="cut">⋯</p>', (), unit.start)
                left_out = False
            yield unit
        if left_out:
            yield Unit('<p class="cut">⋯</p>', (), len(self.text))

    def _all(self, body: int, blocks: Sequence[Block]) -> Iterator[Unit]:
        position = body
        if body:
            yield self._matter(body)
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if block.end <= position and block.end > block.start:
                index += 1
                continue
            if block.kind == "cell":
                after = index
                while after < len(blocks) and blocks[after].kind == "cell":
                    after += 1
                yield from self._gap(position, block.start)
                yield self._table(blocks[index:after])
                position, index = max(position, blocks[after - 1].end), after
                continue
            yield from self._gap(position, block.start)
            yield self._block(block, max(position, block.start), self.text[position : block.start])
            position, index = max(position, block.end), index + 1
        yield from self._gap(position, len(self.text), last=True)

    def _matter(self, end: int) -> Unit:
        numbers = self._take(end)
        inner = self._marked([_Segment(0, end)], numbers)
        open_ = " open" if numbers else ""
        name = escape(translate(_("Front matter")))
        html = f'<details class="fm"{open_}><summary>{name}</summary><pre>{inner}</pre></details>'
        return Unit(html, numbers, 0)

    def _gap(self, start: int, end: int, last: bool = False) -> Iterator[Unit]:
        """What stands between two blocks, if it says anything or a finding starts in it."""
        numbers = self._take(len(self.text) + 1 if last else end)
        if not numbers:
            start, is_marked = self._look(start, end)
            if not is_marked and not self.text[start:end].strip(_SIGNS):
                return
        else:
            is_marked = True
        inner = self._marked([_Segment(start, end)], numbers)
        yield Unit(f'<pre class="gap">{inner}</pre>', numbers, start, quiet=not is_marked)

    def _block(self, block: Block, start: int, before: str) -> Unit:
        numbers = self._take(block.end)
        kind, quiet = block.kind, block.kind in _QUIET and not numbers
        if kind in ("code", "html", "comment", "spacer", "rule", "module"):
            if kind == "rule" and not numbers and not self._look(start, block.end)[1]:
                return Unit("<hr>", (), start)
            inner = self._marked([_Segment(start, block.end)], numbers)
            return Unit(f'<pre class="{kind}">{inner}</pre>', numbers, start, quiet=quiet)
        inner = self._marked(list(_segments(self.text, block, start)), numbers)
        classes = [kind]
        depth = block.within.count("item")
        if "quote" in block.within:
            classes.append("q")
        if depth:
            classes.append(f"i{min(depth, 4)}")
            sign = _BULLET.search(before)
            if sign:
                label = "•" if sign[1] in "-*+" else sign[1]
                inner = f'<span class="b">{escape(label)}</span>{inner}'
        if kind == "heading":
            tag = f"h{min(block.level + 2, 6)}"
            title = "".join(i.text for i in block.inlines if i.kind in ("text", "code"))
            html = f'<{tag} class="l{block.level}" dir="auto">{inner}</{tag}>'
            return Unit(html, numbers, start, block.level, title)
        return Unit(f'<p class="{" ".join(classes)}" dir="auto">{inner}</p>', numbers, start)

    def _table(self, cells: Sequence[Block]) -> Unit:
        rows: list[list[str]] = []
        numbers: list[int] = []
        position = cells[0].start
        for cell in cells:
            between = self.text[position : cell.start]
            own = self._take(cell.start)
            first, is_marked = (position, True) if own else self._look(position, cell.start)
            lead = self._marked([_Segment(first, cell.start)], own) if is_marked else ""
            own_here = self._take(cell.end)
            inner = self._marked(list(_segments(self.text, cell, cell.start)), own_here)
            numbers += [*own, *own_here]
            if not rows or "\n" in between:
                rows.append([])
            rows[-1].append(f'<td dir="auto">{lead}{inner}</td>')
            position = max(position, cell.end)
        html = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
        return Unit(
            f'<div class="table"><table>{html}</table></div>', tuple(numbers), cells[0].start
        )

    def _look(self, start: int, end: int) -> tuple[int, bool]:
        """Where in a stretch without findings of its own signs begin, and if one reaches there."""
        first = start + len(self.text[start:end]) - len(self.text[start:end].lstrip())
        if first < end:
            self._move(first)
        return first, first < end and bool(self.active)

    def _take(self, end: int) -> tuple[int, ...]:
        """The findings that start before `end` and are in no unit yet."""
        first = self.next
        self.next = max(first, bisect_left(self.starts, end))
        return tuple(range(first, self.next))

    def _marked(self, segments: Sequence[_Segment], numbers: Sequence[int]) -> str:
        """The segments as HTML; a number follows the end of each finding that begins in them."""
        end = segments[-1].end if segments else 0
        badges = [
            (min(max(self.ends[n], self.starts[n]), end), n)
            for n in numbers
            if self.findings[n].label
        ]
        badges.sort()
        out: list[str] = []
        at = 0
        for segment in segments:
            cuts = self.cuts[
                bisect_right(self.cuts, segment.start) : bisect_left(self.cuts, segment.end)
            ]
            start = segment.start
            for cut in [*cuts, segment.end]:
                while at < len(badges) and badges[at][0] <= start:
                    out.append(self._badge(badges[at][1]))
                    at += 1
                if cut > start:
                    out.append(self._stretch(segment, start, cut))
                start = cut
            out.append(segment.after)
        out.extend(self._badge(n) for _place, n in badges[at:])
        return "".join(out)

    def _stretch(self, segment: _Segment, start: int, end: int) -> str:
        """A stretch of a segment in which the same findings are."""
        self._move(start)
        chunk = self.text[start:end]
        whole = (start, end) == (segment.start, segment.end)
        if not self.active:
            html = visible(segment.shown if segment.shown and whole else chunk)
            if segment.markup and self._is_spoken_of(segment):
                return f'<span class="m on">{html}</span>'
            style = "m" if segment.markup else segment.style
            return f'<span class="{style}">{html}</span>' if style else html
        here = list(self.active.items())[:_MOST_AT_ONCE]
        # What has a note of its own counts for more than what is told of many places together, and
        # what is still wrong for more than what was mended.
        open_ = [finding for _n, finding in here if not finding.is_mended]
        told = [f for f in open_ if f.label] or open_ or [finding for _n, finding in here]
        is_short = any(f.span.end - f.span.start <= len(chunk) for f in open_)
        if is_short and not chunk.strip():
            html = "".join(
                f'<span class="ws">{_SPACES.get(c, "␣")}</span>' if c.isspace() else visible(c)
                for c in chunk
            )
        else:
            html = visible(chunk)
        if segment.markup:
            on = " on" if self._is_spoken_of(segment) else ""
            html = f'<span class="m{on}">{html}</span>'
        elif segment.style:
            html = f'<span class="{segment.style}">{html}</span>'
        classes = "put"
        if open_:
            classes = sign(max(finding.severity for finding in told))
            if any(finding.rule.startswith("untranslated/") for finding in told):
                classes += " u"
            if not any(finding.label for finding in told):
                classes += " many"
        names = " ".join(dict.fromkeys(finding.name for finding in told))
        return f'<mark class="{classes}" data-f="{names}">{html}</mark>'

    def _move(self, place: int) -> None:
        """Let the findings that cover the character at `place` be the active ones."""
        for n in [n for n, finding in self.active.items() if finding.span.end <= place]:
            del self.active[n]
        while self.entered < len(self.findings) and self.starts[self.entered] <= place:
            if self.findings[self.entered].span.end > place:
                self.active[self.entered] = self.findings[self.entered]
            self.entered += 1

    def _is_spoken_of(self, segment: _Segment) -> bool:
        """Whether a finding has its start or its end in this markup, and so speaks of it."""
        first = bisect_left(self.cuts, segment.start)
        inside = self.cuts[first : first + 4]
        if any(segment.start < cut < segment.end for cut in inside):
            return True
        return any(
            segment.start <= finding.span.start and finding.span.end <= segment.end
            for finding in self.active.values()
        )

    def _badge(self, n: int) -> str:
        mark = self.findings[n]
        kind = "put" if mark.is_mended else sign(mark.severity)
        return f'<a class="n {kind}" href="#c{mark.name}" data-f="{mark.name}">{mark.label}</a>'


def sign(severity: Severity) -> str:
    """The class of a severity: `e`, `w` or `i`."""
    return severity.label[0]


def _segments(text: str, block: Block, start: int) -> Iterator[_Segment]:
    """A block's text in stretches of one style, without gaps."""
    position = start
    open_: list[Inline] = []

    def close(until: int) -> Iterator[_Segment]:
        nonlocal position
        while open_ and open_[-1].end <= until:
            inline = open_.pop()
            end = max(position, min(inline.end, block.end))
            after = _way_to(inline.target) if inline.kind == "link" else ""
            yield _Segment(position, end, markup=True, after=after)
            position = end

    for inline in block.inlines:
        yield from close(inline.start)
        begin, end = max(position, inline.start), min(inline.end, block.end)
        if end <= begin and inline.end > inline.start:
            continue
        picture = _picture(inline.target) if inline.kind == "image" else ""
        if begin > position or picture:
            yield _Segment(position, begin, markup=True, after=picture)
        position = begin
        if inline.kind in _CLASSES:
            open_.append(inline)
            continue
        styles = [_CLASSES[outer.kind] for outer in open_]
        shown = ""
        if inline.kind == "code":
            styles.append("co")
            shown = inline.text
        elif inline.kind == "html":
            styles.append("ht")
        elif inline.kind == "hard-break":
            styles.append("br")
        elif inline.kind == "text" and text.startswith("&", begin):
            shown = inline.text
        yield _Segment(begin, end, " ".join(dict.fromkeys(styles)), shown=shown)
        position = end
    yield from close(block.end)
    if position < block.end:
        yield _Segment(position, block.end, markup=True)


def _picture(target: str) -> str:
    """The name of an image in place of the image, which is not loaded."""
    name = target.split("?")[0].rstrip("/").rpartition("/")[2]
    return f'<span class="pic">{visible(name[-60:])}</span>'


def _way_to(target: str) -> str:
    """A link that leaves the page, for addresses of the web only."""
    if not _WEB.match(target) or _HIDDEN.search(target):
        return ""
    label = attribute(translate(_OPEN_LINK).format(target=target[:200]))
    return (
        f'<a class="go" href="{attribute(target)}" title="{label}" aria-label="{label}"'
        ' target="_blank" rel="noopener noreferrer nofollow">↗</a>'
    )


def _code_point(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\r":
        return ""
    return f'<span class="cp">U+{ord(character):04X}</span>'
