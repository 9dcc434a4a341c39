"""How front matter that cannot be read is mended, where it is plain what was meant."""

from __future__ import annotations

import re
from collections.abc import Container

from linters.checks.values import quoted, rest_of_line
from linters.document import Document
from linters.model import Edit, Fix, Span


def tabs_as_spaces(text: str, match: re.Match[str]) -> Fix | None:
    """Two spaces for each of the tabs that `match` is made of."""
    if not match.group().strip("\t"):
        return Fix((Edit(*match.span(), "  " * len(match.group())),))
    return None


def missing_space(document: Document, span: Span) -> Fix | None:
    """A space after the colon of the line at `span`, if its key is one that is expected."""
    key, colon, value = document.text[slice(*span)].partition(":")
    if not colon or not value or value[0].isspace() or value.startswith("//"):
        return None
    at = span.start + len(key) + 1
    return Fix((Edit(at, at, " "),)) if _is_expected(document, key) else None


def indented_key(document: Document, offset: int) -> Fix | None:
    """The line at `offset` without the spaces before it, if its key stands at the margin."""
    start = document.text.rfind("\n", 0, offset) + 1
    key = re.compile(r"[ ]{1,20}([\w-]+):[ \t]").match(document.text, start)
    if key is None or document.profile.schema is None or not _is_expected(document, key[1]):
        return None
    return Fix((Edit(start, key.start(1), ""),))


def quotes_around(document: Document, offset: int) -> Fix | None:
    """Quotes around the value in which YAML sees, at `offset`, another key or sign."""
    text = document.text
    line = rest_of_line(document, text.rfind("\n", 0, offset) + 1)
    key = re.compile(r"[\w.-]+:[ \t]+").match(text, *line)
    if key is None or key.end() >= line.end or text[key.end()] in "\"'[{|>" or offset < key.end():
        return None
    return quoted(text, Span(key.end(), line.end))


def text_with_sign(document: Document, offset: int) -> Span | None:
    """The value on the line at `offset`, if it is text that starts with a sign of YAML."""
    text = document.text
    line = rest_of_line(document, text.rfind("\n", 0, offset) + 1)
    key = re.compile(r"([\w.-]+):[ \t]+").match(text, *line)
    if key is None or key[1] not in document.profile.listed("text-keys"):
        return None
    value = Span(key.end(), line.end)
    return value if text[value.start : value.start + 1] in tuple("*&!|>@%`?-[{") else None


def _is_expected(document: Document, key: str) -> bool:
    """Whether the profile knows the key; where it knows none, whether it looks like one."""
    properties = (document.profile.schema or {}).get("properties")
    if isinstance(properties, Container):
        return key in properties
    return re.fullmatch(r"[a-z]+", key) is not None
