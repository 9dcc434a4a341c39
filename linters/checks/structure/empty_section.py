from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue, items
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_NO_CONTENT = ("spacer", "rule", "comment")


class EmptySection(Rule):
    """A section has a heading and nothing below it.

    Its text was lost, or still waits to be translated.

    Source: the sections of all published issues.
    """

    id = "structure/empty-section"
    severity = Severity.WARNING
    message = _("The section “{section}” is empty.")
    help = _("Translate its items from the original, or take the heading out.")

    VALID = [
        issue(),
        issue(education="# Educação 🎓\n\n***Um título***\n\n"),
        issue(education="# Educação 🎓\n\n## Cursos\n\nTexto.\n\n"),
        issue(education="#Educação 🎓\nTexto.\n\n"),
        Good("# Um\n\n# Dois\n", profile="plain"),
        issue(education="# Educação 🎓\n\n![](x.png)\n\n"),
    ]
    INVALID = [
        Bad(issue(education="# Educação 🎓\n\n"), at="Educação 🎓"),
        Bad(issue(education="# Educação 🎓\n\n\\\\\n\n<!-- to do -->\n\n"), at="Educação 🎓"),
        Bad(
            items().partition("***Vozes")[0] + "----------\n\nAté a próxima.\n",
            at="Menções Honrosas ⭐️",
        ),
        Bad(issue(mentions="# Menções Honrosas ⭐️\n"), at="Menções Honrosas ⭐️"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        level = document.profile.section_level
        sections = {section.block.start: section for section in document.sections.sections}
        if not sections:
            return
        found = document.items
        closing = found.flow[found.closing].start if found.closing < len(found.flow) else None
        open_section = None
        for block in document.blocks:
            if block.start == closing:
                break  # what follows belongs to no section
            section = sections.get(block.start)
            if section is not None or (block.kind == "heading" and block.level <= level):
                if open_section is not None:
                    yield self._finding(document, open_section.block.content)
                # A line that should be a heading may have its text in the same paragraph.
                has_text = section is not None and section.block.end < block.end
                open_section = None if has_text else section
            elif block.kind not in _NO_CONTENT and block.kind != "heading":
                open_section = None
        if open_section is not None:
            yield self._finding(document, open_section.block.content)

    def _finding(self, document: Document, content: tuple[int, int]) -> Finding:
        return Finding(Span(*content), section=document.text[slice(*content)])
