"""The keywords of JSON Schema that are not read here, by way of `jsonschema`.

Loaded only for a profile whose schema has one of them. What the library says is in English and
speaks of JSON; what is shown is the schema's own `description`, or the keyword and what it demands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jsonschema

from linters.checks.schema import Violation, is_read_here
from linters.document.front_matter import Node
from linters.messages import _, shorten
from linters.model import Span
from linters.resources import DataError


def library_violations(root: Node, schema: Mapping[str, object]) -> Iterator[Violation]:
    """What is wrong by keywords that `schema.py` does not read, each at its value, once."""
    validator = _validator(schema)
    faulty = set()
    for error in validator.iter_errors(_instance(root)):
        if is_read_here(schema, [str(part) for part in error.absolute_schema_path]):
            continue
        node, key, name = _at(root, error.absolute_path)
        if node.type == "alias" or name in faulty:
            continue
        faulty.add(name)
        about = error.schema if isinstance(error.schema, dict) else {}
        wanted = (
            about.get("description")
            or f"{error.validator}: {json.dumps(error.validator_value, ensure_ascii=False)}"
        )
        span = node.span if node.span.end > node.span.start else key
        yield Violation("value", name, span, node.text or name, shorten(str(wanted), 200))


def require_sound(schema: Mapping[str, object], path: str) -> None:
    """Raise DataError, which says where, if `schema` is no JSON Schema."""
    try:
        jsonschema.validators.validator_for(schema).check_schema(dict(schema))
    except jsonschema.SchemaError as error:
        place = ".".join(map(str, error.absolute_path)) or "schema"
        raise DataError(
            _("{path}: front-matter.schema: {place}: “{value}” is not what JSON Schema has there"),
            path=path,
            place=place,
            value=shorten(json.dumps(error.instance, ensure_ascii=False, default=str)),
        ) from error


def _validator(schema: Mapping[str, object]) -> jsonschema.protocols.Validator:
    kind = jsonschema.validators.validator_for(
        schema, default=jsonschema.validators.Draft202012Validator
    )
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def _instance(node: Node) -> Any:
    """The node as JSON would have it; a date is text."""
    if node.type == "map":
        return {key.text: _instance(value) for key, value in node.items if key is not None}
    if node.type == "seq":
        return [_instance(item) for _, item in node.items]
    if node.type == "null":
        return None
    if node.type == "bool":
        return node.text.lower() in ("true", "yes", "on")
    if node.type in ("int", "float"):
        import yaml

        return yaml.load(node.text, Loader=yaml.CSafeLoader)
    return node.text


def _at(root: Node, path: Iterable[str | int]) -> tuple[Node, Span, str]:
    """The node at that path, where its key stands, and its name with its parents."""
    node, key, names = root, Span(0, 3), []
    for part in path:
        if node.type == "seq":
            node = node.items[int(part)][1]
            key = node.outer
            continue
        for name, value in node.items:
            if name is not None and name.text == part:
                node, key = value, name.outer
        names.append(str(part))
    return node, key, ".".join(names)
