"""What a front matter's schema finds wrong. Each kind of violation is a rule of its own.

The schema is JSON Schema. Its common keywords (`type`, `required`, `properties`, `enum`,
`additionalProperties: false`, `pattern`, `minLength`, `minItems` and `items`) are read here, since
slips in a front matter hang together: a key that is spelt wrong is not missing too, and one that is
not indented is neither unknown nor missing. A schema with any other keyword is handed to
`jsonschema` for those; no other file has to load it.

Source: https://json-schema.org/draft/2020-12/json-schema-validation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linters.document import Document
from linters.document.front_matter import Node
from linters.messages import _
from linters.model import Span
from linters.resources import DataError, expect, mapping

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
_NAMES = frozenset(name for names in _TYPES.values() for name in names)
_KINDS = {
    "properties": dict,
    "required": list,
    "enum": list,
    "additionalProperties": bool,
    "pattern": str,
    "minLength": int,
    "minItems": int,
}
_KNOWN_HERE = frozenset({"type", "items", *_KINDS})
_ANNOTATIONS = frozenset(
    ["$schema", "$id", "$comment", "title", "description", "default", "examples"]
)


class Violation(NamedTuple):
    """One breach of the schema.

    `kind` is `required`, `unknown`, `indent`, `type`, `empty` or `value`; `name` the key with its
    parents (`image.thumb`); `expected` what the schema wants; `likely` the key that was probably
    meant, `sure` if it is that key translated or in another case. A key that is `indent`ed wrongly
    belongs below the key `expected`, or at the left margin if that is empty.
    """

    kind: str
    name: str
    span: Span
    found: str
    expected: str
    likely: str | None = None
    sure: bool = False
    node: Node | None = None


def violations(document: Document, kind: str) -> Iterator[Violation]:
    """The violations of that kind; none where there is no schema or nothing that can be read."""
    front, schema = document.front_matter, document.profile.schema
    if schema is None or front is None or front.root is None:
        return
    checker = _Checker(document.profile.translations("translated-keys"))
    found = list(checker.check(front.root, schema, "", Span(0, 3)))
    if kind == "value" and needs_library(schema):
        from linters.checks.json_schema import library_violations

        faulty = {violation.name for violation in found}
        found.extend(v for v in library_violations(front.root, schema) if v.name not in faulty)
    for violation in found:
        if violation.kind == kind:
            yield violation


def needs_library(schema: object) -> bool:
    """Whether a schema has a keyword that is not read here."""
    if not isinstance(schema, dict):
        return False
    for keyword, value in schema.items():
        if keyword == "properties" and isinstance(value, dict):
            if any(needs_library(child) for child in value.values()):
                return True
        elif keyword == "items":
            if not isinstance(value, dict) or needs_library(value):
                return True
        elif keyword == "additionalProperties":
            if not isinstance(value, bool):
                return True
        elif keyword not in _KNOWN_HERE and keyword not in _ANNOTATIONS:
            return True
    return False


def require_sound(schema: Mapping[str, object], path: str) -> None:
    """Raise DataError, which says where, for a schema that would find fault with every file."""
    if needs_library(schema):
        from linters.checks import json_schema

        json_schema.require_sound(schema, path)
    else:
        _require_sound(schema, path, "front-matter.schema")


def _require_sound(schema: object, path: str, place: str) -> None:
    about = mapping(schema, path, place)
    types = about.get("type", [])
    for name in types if isinstance(types, list) else [types]:
        if name not in _NAMES:
            known = ", ".join(sorted(_NAMES))
            raise DataError(
                _("{path}: {place}.type: expected one of {known}, not “{name}”"),
                path=path,
                place=place,
                known=known,
                name=name,
            )
    for keyword, kind in _KINDS.items():
        if keyword in about:
            expect(about[keyword], kind, path, f"{place}.{keyword}")
    for key, child in _properties(about).items():
        _require_sound(child, path, f"{place}.properties.{key}")
    if "items" in about:
        _require_sound(about["items"], path, f"{place}.items")


def is_read_here(schema: Mapping[str, object], path: list[str]) -> bool:
    """Whether the keyword at that place of a schema (`properties`, `title`, `type`) is read here.

    One that is reached by a reference is not at its place.
    """
    place: Mapping[str, object] = schema
    steps = iter(path[:-1])
    for step in steps:
        if step == "properties":
            place = _mapping(_properties(place).get(next(steps, "")))
        elif step == "items":
            place = _mapping(place.get("items"))
        else:
            return False
    return path[-1] in _KNOWN_HERE and path[-1] in place


class _Checker:
    def __init__(self, translations: Mapping[str, str]) -> None:
        self._translations = translations

    def check(
        self,
        node: Node,
        schema: object,
        name: str,
        key: Span,
        skipped: frozenset[str] = frozenset(),
    ) -> Iterator[Violation]:
        """The violations of `node`, whose key stands at `key`, but for its keys `skipped`."""
        if not isinstance(schema, dict) or node.type == "alias":
            return
        types = schema.get("type")
        allowed = [types] if isinstance(types, str) else types if isinstance(types, list) else []
        whole = Span(min(key.start, node.outer.start), max(key.end, node.outer.end))
        wants_content = "minLength" in schema or "minItems" in schema
        if node.is_empty and (wants_content or (node.type == "null" and "null" not in allowed)):
            where = whole if node.outer.end > node.outer.start else key
            yield Violation("empty", name, where, "", "")
            return
        if allowed and not any(type in allowed for type in _TYPES.get(node.type, ())):
            where = node.outer if node.outer.end > node.outer.start else key
            yield Violation(
                "type", name, where, node.type, " | ".join(map(str, allowed)), node=node
            )
            return
        enum = schema.get("enum")
        if isinstance(enum, list) and node.text not in map(str, enum):
            yield Violation("value", name, node.span, node.text, ", ".join(map(str, enum)))
        pattern = schema.get("pattern")
        if isinstance(pattern, str) and node.type == "str" and not re.search(pattern, node.text):
            wanted = str(schema.get("description", pattern))
            yield Violation("value", name, node.span, node.text, wanted)
        if node.type == "map":
            yield from self._check_keys(node, schema, name, key, skipped)
        if node.type == "seq":
            for _, item in node.items:
                yield from self.check(item, schema.get("items"), name, item.outer)

    def _check_keys(
        self,
        node: Node,
        schema: Mapping[str, object],
        name: str,
        key: Span,
        skipped: frozenset[str],
    ) -> Iterator[Violation]:
        prefix = f"{name}." if name else ""
        known = _properties(schema)
        required = schema.get("required")
        given = {child.text: value for child, value in node.items if child is not None}
        present = {*given}
        missing = [str(k) for k in required if k not in given] if isinstance(required, list) else []
        emptied: set[str] = set()
        nested: dict[str, frozenset[str]] = {}
        for wrong in _misplaced(node, known, given):
            yield wrong
            if wrong.expected:
                emptied.add(wrong.expected)
                present.add(wrong.expected)
            else:
                parent = wrong.name.rpartition(".")[0]
                nested[parent] = nested.get(parent, frozenset()) | {wrong.found}
            present.add(wrong.found)
        missing = [k for k in missing if k not in present]
        homeless = {child for parent in emptied for child in _properties(known[parent])}
        for child, value in node.items:
            if child is None or child.text in emptied or child.text in skipped:
                continue
            if child.text in known:
                skip = nested.get(child.text, frozenset())
                path = prefix + child.text
                yield from self.check(value, known[child.text], path, child.outer, skip)
            elif child.text.strip() not in homeless:
                likely, sure = self._likely(child.text, missing, known, present)
                is_closed = schema.get("additionalProperties") is False
                if is_closed or likely in missing:
                    # The key that was meant is not missing too: one cause, one finding.
                    missing = [k for k in missing if k != likely]
                    path = prefix + child.text
                    yield Violation(
                        "unknown", path, child.outer, child.text, "", likely, sure and bool(likely)
                    )
                    if likely is not None:
                        present.add(likely)
        for name_missing in missing:
            yield Violation("required", prefix + name_missing, key, "", "")

    def _likely(
        self, key: str, missing: list[str], known: Mapping[str, object], present: set[str]
    ) -> tuple[str | None, bool]:
        """The key that was meant, and whether that is beyond doubt. One that is there may be it."""
        folded = key.casefold()
        for name in known:
            if self._translations.get(folded, folded) == name.casefold():
                return name, True
        from difflib import get_close_matches

        candidates = [*missing, *(name for name in known if name not in present)]
        by_folded = {candidate.casefold(): candidate for candidate in candidates}
        close = get_close_matches(folded, list(by_folded), n=1, cutoff=0.7)
        return (by_folded[close[0]] if close else None), False


def _misplaced(
    node: Node, known: Mapping[str, object], given: Mapping[str, Node]
) -> Iterator[Violation]:
    """Keys at the margin that belong below another, and keys below another that belong there."""
    taken: set[str] = set()
    for child, value in node.items:
        if child is None:
            continue
        if child.text not in known:
            name = child.text.strip()  # another kind of space does not indent
            for parent, schema in known.items():
                is_free = parent not in given or given[parent].type == "null"
                if is_free and parent not in taken and name in _properties(schema):
                    taken.add(parent)
                    yield Violation("indent", name, child.outer, name, parent, node=value)
                    break
        elif value.type == "map":
            own = _properties(known[child.text])
            for inner, below in value.items if own else ():
                if inner is None or inner.text not in known or inner.text in own:
                    continue
                if inner.text not in given and inner.text not in taken:
                    taken.add(inner.text)
                    path = f"{child.text}.{inner.text}"
                    yield Violation("indent", path, inner.outer, inner.text, "", node=below)


def _properties(schema: object) -> Mapping[str, object]:
    return _mapping(_mapping(schema).get("properties"))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
