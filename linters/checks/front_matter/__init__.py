"""The lines between `---` at the beginning of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linters.document import Document


def may_speak_of(document: Document) -> bool:
    """Whether the document has front matter, should have it, or may have it out of shape."""
    return (
        document.front_matter is not None
        or bool(document.profile.front_matter.get("required"))
        or document.body > 0
        or document.text.lstrip().startswith(("-", "—", "–"))
    )
