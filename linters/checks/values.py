"""Values of the front matter as they are written, where YAML reads another.

`title: NLP Newsletter #5` is read as “NLP Newsletter”: rules that look at what a title says take it
from here, so that a slip in how it is written is reported once, as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linters.document import Document
from linters.document.front_matter import Node
from linters.model import Applicability, Edit, Fix, Span

CURLY = "“”„‟‘’‚‛«»″´"
_STRAIGHT = "\"'"
_CLOSERS = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»"}


class Meant(NamedTuple):
    """What a value says to a person, and where: without the quotes around it.

    `how` it differs from what YAML reads: `comment` after a `#`, `curly` quotes, or not at all.
    `kind` is the type that YAML reads.
    """

    text: str
    span: Span
    kind: str
    how: str = ""


def meant(document: Document, key: str) -> Meant | None:
    """What the top-level `key` says; None if it is not there, or no text on a single line."""
    front = document.front_matter
    node = front.get(key) if front else None
    if front is None or node is None or node.type in ("map", "seq", "alias", "null"):
        return None
    plain = Meant(node.text, node.span, node.type)
    line = rest_of_line(document, node.outer.start)
    if node.style or node.outer.end > line.end:
        return plain
    inner = within_curly_quotes(document.text[slice(*line)])
    if inner is not None:
        span = Span(line.start + 1, line.end - 1)
        return Meant(inner, span, "str", "curly")
    if is_cut_short(document, node):
        return Meant(document.text[slice(*line)], line, "str", "comment")
    return plain


def rest_of_line(document: Document, start: int) -> Span:
    """From `start` to the end of its line, without the spaces there."""
    end = document.text.find("\n", start) % (len(document.text) + 1)
    return Span(start, start + len(document.text[start:end].rstrip()))


def is_cut_short(document: Document, node: Node) -> bool:
    """Whether a value without quotes ends, for YAML, at a `#` that belongs to it."""
    line = rest_of_line(document, node.outer.end)
    after = document.text[slice(*line)].lstrip(" \t")
    if node.style or not after.startswith("#") or node.outer.end >= line.end:
        return False
    # What is written as a comment, with a space after the sign, is one in a form unknown to us.
    return not after.startswith(("# ", "##")) or document.profile.schema is not None


def within_curly_quotes(value: str) -> str | None:
    """What stands between the quotes around a value where one at least is no straight one."""
    if len(value) < 2 or not (value[0] in CURLY or value[-1] in CURLY):
        return None
    if value[0] not in CURLY + _STRAIGHT or value[-1] not in CURLY + _STRAIGHT:
        return None
    inner = value[1:-1]
    # `“A” e “B”` begins and ends with quotes that are part of it.
    depth = 0
    for character in inner:
        depth += character in "“„«"
        depth -= character in "”»"
        if depth < 0:
            return None
    if depth or (value[0] in _STRAIGHT and value[0] in inner):
        return None
    return inner


def curly_quoted(document: Document) -> Iterator[Span]:
    """Where values are in curly quotes, the quotes with them, also where YAML cannot be read."""
    front = document.front_matter
    if front is None or not any(quote in document.characters for quote in CURLY):
        return
    # Elsewhere quotes may be meant to be seen; they do no harm but where YAML stops at a sign.
    is_expected = document.profile.schema is not None
    found = set()
    place = front.content.start
    for line in document.text[slice(*front.content)].split("\n"):
        key = re.match(r"[ \t]*(?:-[ \t]+)?[^\s:#\"'“”][^:\n]{0,60}?[ \t]*:[ \t]+", line)
        if key:
            span = rest_of_line(document, place + key.end())
            value = document.text[slice(*span)]
            if within_curly_quotes(value) is not None and (is_expected or _breaks(value)):
                found.add(span)
        place += len(line) + 1
    for node in front.root.walk() if front.root and is_expected else ():
        if node.type != "str" or node.style or within_curly_quotes(node.text) is None:
            continue
        if document.text[slice(*node.outer)] == node.text:
            found.add(node.outer)
    last = -1
    for span in sorted(found):
        if span.start > last:
            yield span
            last = span.end


def _breaks(value: str) -> bool:
    """Whether YAML takes only a part of a value in curly quotes."""
    return " #" in value or ": " in value or value[0] in _STRAIGHT


def without_quotes(text: str) -> str:
    """`text` without the curly quotes around it, if there are any."""
    inner = within_curly_quotes(text)
    return text if inner is None else inner


def quoted(
    text: str, span: Span, inner: Span | None = None, applicability: Applicability | None = None
) -> Fix | None:
    """A fix that puts what stands at `span` in straight quotes; None if it holds both kinds.

    What stands outside of `inner` goes.
    """
    inner = inner or span
    value = text[slice(*inner)]
    if '"' not in value and "\\" not in value:
        quote = '"'
    elif "'" not in value:
        quote = "'"
    else:
        return None
    edits = (Edit(span.start, inner.start, quote), Edit(inner.end, span.end, quote))
    return Fix(edits, applicability or Applicability.SAFE)
