"""What was left in the language of the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linters.document import Document


def may_speak_of(document: Document) -> bool:
    """Whether the document is a translation."""
    return document.language not in (None, document.profile.original_language)
