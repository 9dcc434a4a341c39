"""What a checker sees of a file: its blocks, its prose, and what is protected."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linters.engine.origins import profile_reason
from linters.model import Span

if TYPE_CHECKING:
    from linters.document import Document
    from linters.engine.run import Runner


def tokens(runner: Runner, document: Document) -> dict[str, object]:
    """All of it, as JSON can hold it.

    The texts are those that rules are given: repaired of mojibake. Places (`line`, `column`,
    `end_line`, `end_column`, counted from 1, and the offsets `start` and `end`) are in the file.
    """
    view = document.repaired
    name, why, _file = profile_reason(runner, document)
    return {
        "path": document.path,
        "encoding": document.source.encoding,
        "language": view.language,
        "profile": {"name": name, "why": why},
        "original": _original(view),
        "repaired": [_place(document, Span(r.start, r.end)) for r in document.repairs],
        "front_matter": _front_matter(document, view),
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level,
                "within": list(block.within),
                **_place(document, view.to_disk(Span(block.start, block.end))),
                "text": view.text[block.start : block.end],
            }
            for block in view.blocks
        ],
        "prose": [
            {
                "scope": prose.scope,
                **_place(document, view.to_disk(prose.span(0, len(prose.text)))),
                "text": prose.text,
            }
            for prose in view.prose
        ],
        "protected": [
            {
                "kind": one.kind,
                **_place(document, view.to_disk(Span(one.start, one.end))),
                "text": view.text[one.start : one.end],
            }
            for one in view.protected.all
        ],
    }


def _original(view: Document) -> dict[str, object] | None:
    """The original that was found. In the comments of the translation it has the same path."""
    original = view.original
    if original is None:
        return None
    path = view.path if original.in_comments else original.document.path
    if os.path.isabs(path):
        path = os.path.relpath(path)
    return {"path": path.replace(os.sep, "/"), "in_comments": original.in_comments}


def _front_matter(document: Document, view: Document) -> dict[str, object] | None:
    if view.front_matter is None:
        return None
    front = view.front_matter
    nodes = front.root.items if front.root is not None else []
    keys = [key.text for key, _value in nodes if key is not None]
    return {**_place(document, view.to_disk(front.span)), "keys": keys}


def _place(document: Document, span: Span) -> dict[str, int]:
    line, column = document.lines.position(span.start)
    end_line, end_column = document.lines.position(span.end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span.start,
        "end": span.end,
    }
