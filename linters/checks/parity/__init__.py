"""A translation against its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linters.document import Document


def may_speak_of(document: Document) -> bool:
    """Whether the original is at hand, or the front matter says where it should be."""
    if document.original is not None:
        return True
    return document.front_matter is not None and document.front_matter.get("source") is not None
