"""The YAML block at the top of a post, with the place of every key and value.

libyaml's parser is asked for events and never for objects: nothing in a file is built or run, an
alias is a reference that is not expanded, and nesting is bounded before libyaml's composer (which
recurses in C) could overflow the stack.

Source: Jekyll, https://jekyllrb.com/docs/front-matter/; YAML 1.1, https://yaml.org/spec/1.1/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linters.document.source import without_bad_bytes
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

MAX_DEPTH = 50

_OPENING = re.compile(r"---[ \t]*(?:\r?\n|\r|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# Too few or too many dashes, joined by an editor, with spaces, or other signs in their place.
ALMOST_DASHES = r"[ \t]*(?:-{2,}|[—–―]+|-(?:[ \t]{1,3}-){2,5}|\*{3,}|={3,}|\+{3,}|_{3,})[ \t]*"
_ALMOST_CLOSING = re.compile(rf"^{ALMOST_DASHES}\r?$", re.MULTILINE)
# Below an empty line, as many lines that are no YAML belong to the text and not to the block.
_LINES_OF_TEXT = 3
_REGION_LINES = 200
_KEY_LINE = re.compile(r"""^["']?[^\W\d][\w.-]*["']?[ \t]*:(?:[ \t\r]|$)""", re.MULTILINE)
_NOT_IN_YAML = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")
_PREFIX = "tag:yaml.org,2002:"


class Node:
    """A scalar, sequence or mapping, and where it stands.

    `type` is the YAML type that the value is read as: `str`, `int`, `float`, `bool`, `null`,
    `timestamp`, `map`, `seq`, or `alias`. `text` is a scalar's value. `span` is the value without
    its quotes, `outer` with them.
    """

    __slots__ = ("items", "outer", "span", "style", "text", "type")

    def __init__(self, type: str, text: str, span: Span, outer: Span, style: str) -> None:
        self.type = type
        self.text = text
        self.span = span
        self.outer = outer
        self.style = style
        self.items: list[tuple[Node | None, Node]] = []

    @property
    def is_empty(self) -> bool:
        """Null, a blank string, or a collection without items."""
        if self.type in ("map", "seq"):
            return not self.items
        return self.type == "null" or (self.type == "str" and not self.text.strip())

    def get(self, key: str) -> Node | None:
        """The value of `key` in a mapping (the last one, as YAML readers take it), or None."""
        found = None
        for node, value in self.items:
            if node is not None and node.text == key:
                found = value
        return found

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for _, value in self.items:
            yield from value.walk()


class YamlError(NamedTuple):
    """What is wrong, in libyaml's words, and where: an offset in the text of the file."""

    problem: str
    offset: int


class FrontMatter:
    """The block between the two `---` lines.

    `span` runs from the first `---` to the end of the last, `content` is what stands between them,
    `body` is where the Markdown starts. `root` is None if there is no mapping that can be read;
    `error` says why. `is_closed` is False where the second `---` is not there; then the block ends
    with its last key, and `almost` is a line below it that looks like a `---`. `second` is another
    block below it, which no reader takes for front matter, `stray` a `---` in the midst of the
    keys; `root` then holds those below it too.
    """

    __slots__ = (
        "almost",
        "body",
        "content",
        "error",
        "is_closed",
        "root",
        "second",
        "span",
        "stray",
    )

    def __init__(self, text: str, span: Span, content: Span, body: int, is_closed: bool) -> None:
        self.span = span
        self.content = content
        self.body = body
        self.is_closed = is_closed
        self.root: Node | None = None
        self.error: YamlError | None = None
        self.almost: Span | None = None
        self.second: Span | None = None
        self.stray: Span | None = None
        self._compose(text)
        if is_closed:
            self._look_below(text)

    def get(self, key: str) -> Node | None:
        """The value of a top-level key, or None."""
        return self.root.get(key) if self.root else None

    def _look_below(self, text: str) -> None:
        """Find a second block, or the rest of one that a stray `---` cuts in two."""
        opening = re.compile(r"(?:[ \t]*\r?\n){0,5}?---[ \t]*\r?\n").match(text, self.body)
        start = opening.end() if opening else self.body
        end, keys = _region(text, start)
        closing = _CLOSING.match(text, end)
        is_empty = not text[slice(*self.content)].strip()
        # `Note: …` between two lines is text; one key is enough if it is written like one.
        is_key = keys > 1 or (keys == 1 and text[start].islower()) or (is_empty and not opening)
        if closing is None or not keys or not is_key:
            return
        place = Span(closing.start(), closing.start() + 3)
        after = text.find("\n", place.end) + 1 or len(text)
        if opening:
            dashes = text.index("---", self.body)
            self.second, self.body = Span(dashes, place.end), after
            return
        first, error = self.root, self.error
        self.stray = Span(self.span.end - 3, self.span.end)
        self.span, self.body = Span(self.span.start, place.end), after
        content, self.content = self.content, Span(start, end)
        self._compose(text)
        self.content = Span(content.start, end)
        self.error = error or self.error
        if first and self.root:
            self.root.items = [*first.items, *self.root.items]
            self.root.span = self.root.outer = Span(first.span.start, self.root.span.end)
        self.root = None if self.error else self.root or first

    def _compose(self, text: str) -> None:
        import yaml

        start, end = self.content
        try:
            root = _Composer(without_bad_bytes(text[start:end]), start).compose()
        except _UnreadableError as error:
            self.error = YamlError(error.problem, error.offset)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            index: int = getattr(mark, "index", 0)
            self.error = YamlError(error.problem or "", start + index)
        except yaml.reader.ReaderError as error:
            # libyaml counts bytes here, so the place is looked for anew.
            match = re.compile(_NOT_IN_YAML).search(text, start, end)
            self.error = YamlError(error.reason, match.start() if match else start)
        else:
            if root is None or root.type == "map":
                self.root = root
            else:
                self.error = YamlError("not a mapping", root.outer.start)


# A block below text that does not belong there; the keys that follow it tell it from a rule.
_LATER_BLOCK = re.compile(
    r"^---[ \t]*\r?\n(?=[A-Za-z_-]+[ \t]*:)(?:[^\n]*\n){1,60}?---[ \t]*\r?(?:\n|\Z)", re.MULTILINE
)
_SEARCHED = 4096


def misplaced(text: str) -> Span | None:
    """The block that should be front matter, and has other text above it; None if there is none."""
    found = _LATER_BLOCK.search(text, 0, _SEARCHED)
    return Span(*found.span()) if found else None


def find_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` starts with, or None.

    A `---` without a line `key:` after it is a thematic break, not front matter.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        header = text[start : start + 4096].split("\n\n", 1)[0]
        return _unclosed(text, start) if _KEY_LINE.search(header) else None
    if closing.start() > start and not _KEY_LINE.search(text, start, closing.start()):
        return None
    end = closing.start() + 3
    body = text.find("\n", end) + 1 or len(text)
    found = FrontMatter(text, Span(0, end), Span(start, closing.start()), body, True)
    if found.error and _is_text_below(text, _region(text, start)[0], closing.start()):
        return _unclosed(text, start)  # what closes it is a thematic break far below
    return found


def _unclosed(text: str, start: int) -> FrontMatter:
    end = _region(text, start)[0]
    last = start + len(text[start:end].rstrip())
    almost = _ALMOST_CLOSING.match(text, end)
    body = text.find("\n", almost.end()) + 1 or len(text) if almost else end
    found = FrontMatter(text, Span(0, last), Span(start, end), body, False)
    if almost:
        found.almost = Span(end, end + len(almost.group().rstrip("\r")))
    return found


def _is_text_below(text: str, start: int, end: int) -> bool:
    """Whether from `start`, below an empty line, there is text and not a slip within the block."""
    above = text[max(0, start - 4) : start].replace("\r", "")
    lines = text[start:end].split("\n", 40)[:40]
    others = [line for line in lines if line.strip() and not _KEY_LINE.match(line)]
    return above.endswith("\n\n") and len(others) >= _LINES_OF_TEXT


def _region(text: str, start: int) -> tuple[int, int]:
    """Where the lines from `start` end that YAML may hold, and how many keys are among them.

    Empty lines and comments count if a key follows them.
    """
    end, keys, place = start, 0, start
    for _ in range(_REGION_LINES):
        stop = text.find("\n", place) + 1 or len(text)
        line = text[place:stop]
        bare = line.strip()
        if _KEY_LINE.match(line):
            keys += 1
            end = stop
        elif _ALMOST_CLOSING.match(line):
            break
        elif keys and bare and (line[0] in " \t" or (end == place and bare.startswith("- "))):
            end = stop
        elif bare and not bare.startswith("#"):
            break
        place = stop
        if stop >= len(text):
            break
    # The empty lines below the last key are not its own, but where the text starts again is.
    blank = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end)
    return (blank.end() if blank else end), keys


class _UnreadableError(Exception):
    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


class _Composer:
    """Builds nodes from libyaml's events; offsets are shifted by where the block starts."""

    def __init__(self, source: str, shift: int) -> None:
        import yaml

        self._loader = yaml.CSafeLoader(source)
        self._resolve: Callable[..., str] = yaml.resolver.Resolver().resolve
        self._source = source
        self._shift = shift
        self._anchors: set[str] = set()

    def compose(self) -> Node | None:
        """The document's one node, None if it is empty."""
        import yaml

        root: Node | None = None
        stack: list[Node] = []
        keys: list[Node | None] = []
        while True:
            event: Any = self._loader.get_event()
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                keys.pop()
                done = stack.pop()
                end = max(done.span.start, self._span(event).end)
                done.span = done.outer = Span(done.span.start, end)
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return root
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _UnreadableError("a second document", self._span(event).start)
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = self._node(event)
            if not stack:
                root = node
            elif stack[-1].type == "seq":
                stack[-1].items.append((None, node))
            elif keys[-1] is None:
                keys[-1] = node
            else:
                stack[-1].items.append((keys[-1], node))
                keys[-1] = None
            if node.type in ("map", "seq"):
                if len(stack) >= MAX_DEPTH:
                    raise _UnreadableError("nested too deeply", node.span.start)
                stack.append(node)
                keys.append(None)

    def _node(self, event: Any) -> Node:
        import yaml

        outer = self._span(event)
        properties = _PROPERTIES.match(self._source, outer.start - self._shift)
        if properties and not isinstance(event, yaml.AliasEvent):
            outer = Span(min(self._shift + properties.end(), outer.end), outer.end)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _UnreadableError("found undefined alias", outer.start)
            return Node("alias", event.anchor, outer, outer, "")
        if event.anchor:
            self._anchors.add(event.anchor)
        if isinstance(event, yaml.MappingStartEvent):
            return Node("map", "", outer, outer, "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Node("seq", "", outer, outer, "")
        tag = event.tag or self._resolve(yaml.ScalarNode, event.value, event.implicit)
        span = outer
        if event.style in ("'", '"') and outer.end - outer.start >= 2:
            span = Span(outer.start + 1, outer.end - 1)
        elif event.style in ("|", ">"):
            first = self._source.find("\n", outer.start - self._shift) + 1 + self._shift
            span = outer = Span(min(first, outer.end), outer.end)
        return Node(tag.removeprefix(_PREFIX), event.value, span, outer, event.style or "")

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        return Span(self._shift + start, self._shift + end)
