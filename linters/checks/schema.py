"""What a front matter's schema finds wrong. Each kind of violation is a rule of its own.

The schema is JSON Schema; understood are `type`, `required`, `properties`,
`additionalProperties: false`, `enum`, `pattern`, `minLength`, `minItems` and `items`;
`description` is what a message says of a `pattern`.

Source: https://json-schema.org/draft/2020-12/json-schema-validation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linters.document import Document
from linters.document.front_matter import Node
from linters.model import Span

# What YAML reads, and what JSON Schema calls it. A date is written as text in JSON.
_TYPES = {
    "str": ("string",),
    "timestamp": ("string",),
    "int": ("integer", "number"),
    "float": ("number",),
    "bool": ("boolean",),
    "null": ("null",),
    "map": ("object",),
    "seq": ("array",),
}


class Violation(NamedTuple):
    """One breach of the schema.

    `kind` is `required`, `unknown`, `type`, `empty` or `value`; `name` the key with its parents
    (`image.thumb`); `expected` what the schema wants; `likely` the key that was probably meant.
    """

    kind: str
    name: str
    span: Span
    found: str
    expected: str
    likely: str | None


def violations(document: Document, kind: str) -> Iterator[Violation]:
    """The violations of that kind; none where there is no schema or nothing that can be read."""
    front, schema = document.front_matter, document.profile.schema
    if schema is None or front is None or front.root is None:
        return
    for violation in _check(front.root, schema, "", Span(0, 3)):
        if violation.kind == kind:
            yield violation


def _check(node: Node, schema: Mapping[str, object], name: str, key: Span) -> Iterator[Violation]:
    types = schema.get("type")
    allowed = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    if node.type == "alias":
        return
    whole = Span(min(key.start, node.outer.start), max(key.end, node.outer.end))
    wants_content = "minLength" in schema or "minItems" in schema
    if node.is_empty and (wants_content or (node.type == "null" and "null" not in allowed)):
        yield Violation(
            "empty", name, whole if node.outer.end > node.outer.start else key, "", "", None
        )
        return
    if allowed and not any(type in allowed for type in _TYPES.get(node.type, ())):
        where = node.outer if node.outer.end > node.outer.start else key
        yield Violation("type", name, where, node.type, " | ".join(map(str, allowed)), None)
        return
    enum = schema.get("enum")
    if isinstance(enum, list) and node.text not in map(str, enum):
        yield Violation("value", name, node.span, node.text, ", ".join(map(str, enum)), None)
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and node.type == "str" and not re.search(pattern, node.text):
        wanted = str(schema.get("description", pattern))
        yield Violation("value", name, node.span, node.text, wanted, None)
    if node.type == "map":
        yield from _check_keys(node, schema, name, key)
    items = schema.get("items")
    if node.type == "seq" and isinstance(items, dict):
        for _, item in node.items:
            yield from _check(item, items, name, item.outer)


def _check_keys(
    node: Node, schema: Mapping[str, object], name: str, key: Span
) -> Iterator[Violation]:
    prefix = f"{name}." if name else ""
    properties = schema.get("properties")
    known = properties if isinstance(properties, dict) else {}
    required = schema.get("required")
    present = {child.text for child, _ in node.items if child is not None}
    missing = [str(k) for k in required if k not in present] if isinstance(required, list) else []
    for child, value in node.items:
        if child is None:
            continue
        if child.text in known:
            yield from _check(value, known[child.text], prefix + child.text, child.outer)
        elif schema.get("additionalProperties") is False:
            likely = _likely(child.text, [*missing, *(k for k in known if k not in present)])
            # The key that was meant is not missing too: one cause, one finding.
            missing = [k for k in missing if k != likely]
            present = present | {likely or ""}
            yield Violation(
                "unknown", prefix + child.text, child.outer, child.text, ", ".join(known), likely
            )
    for name_missing in missing:
        yield Violation("required", prefix + name_missing, key, "", "", None)


def _likely(key: str, candidates: list[str]) -> str | None:
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    close = get_close_matches(key.casefold(), list(by_folded), n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None
