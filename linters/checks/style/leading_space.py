"""`style/leading-space`: a title that does not begin at the beginning of its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.checks.examples import issue
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document import Document

_TITLES = ("heading", "item-title")


class LeadingSpace(Rule):
    """Spaces stand before the title of a section or an item.

    Up to three are not seen on the page, and a fourth makes code of the line. In lists, where they
    have a meaning, they are left alone.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#indented-code-blocks
    """

    id = "style/leading-space"
    message = _("The line should begin with its title, not with a space.")
    fixes = (Applicability.SAFE,)

    VALID = [
        issue(),
        issue(education="# Educação 🎓\n\n***Um curso***\n\nTexto.\n\n"),
        issue(education="# Educação 🎓\n\n- ***Um curso***\n\n  ***Outro***\n\n  Texto.\n\n"),
        issue(education="# Educação 🎓\n\nTexto\n ***em destaque*** e mais texto.\n\n"),
        Good(" # Um título\n\n ***Um curso***\n", profile="docs"),
    ]
    INVALID = [
        Bad(
            issue(education="# Educação 🎓\n\n ***Um curso***\n\nTexto.\n\n"),
            at=" ",
            fixed=issue(education="# Educação 🎓\n\n***Um curso***\n\nTexto.\n\n"),
        ),
        Bad(
            issue(education="# Educação 🎓\n\n  ***Um curso***\nTexto.\n\n"),
            at="  ",
            fixed=issue(education="# Educação 🎓\n\n***Um curso***\nTexto.\n\n"),
        ),
        Bad(issue(education=" # Educação 🎓"), at=" ", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        """Each title of a newsletter with spaces before it."""
        if not document.profile.templates:
            return
        text = document.text
        for block in document.blocks:
            if block.kind in _TITLES and not block.within:
                start = text.rfind("\n", 0, block.start) + 1
                end = start + len(text[start:]) - len(text[start:].lstrip(" "))
                if start < end <= block.content[0] and not text[start : block.start].strip(" "):
                    place = Span(start, end)
                    yield Finding(place, fix=Fix((Edit(*place, ""),)))
