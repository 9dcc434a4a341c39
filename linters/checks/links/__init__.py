"""Links and images: how they are written, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linters.document import Document


def may_speak_of(document: Document) -> bool:
    """Whether there is anything that is a link or an image, or was to be one."""
    return (
        not document.characters.isdisjoint("[<@") or "/" in document.text or "www" in document.text
    )
