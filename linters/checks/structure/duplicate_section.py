from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class DuplicateSection(Rule):
    """A section appears twice.

    Source: the sections of all published issues.
    """

    id = "structure/duplicate-section"
    severity = Severity.WARNING
    message = _("The section “{section}” appears again; the first is on line {line}.")
    help = _("Join the two, or give this one its own title.")

    VALID = [
        issue(),
        issue(extra="# Vagas 💼"),
        Good(issue(extra="# Educação 🎓"), profile="plain"),
        issue(education="# Educação 🎓\n\n## Educação básica\n\nTexto.\n\n"),
    ]
    INVALID = [
        Bad(issue(extra="# Educação 🎓"), at="Educação 🎓"),
        Bad(issue(articles="# Educação 🎓"), at="Educação 🎓"),
        Bad(issue(tools="# Publicações 📙\n\nA.\n\n# Ferramentas ⚙️"), at="Publicações 📙"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        firsts = {slot.id: section for section, slot in reversed(document.sections.known)}
        for section in document.sections.repeated:
            first = firsts[section.slot.id] if section.slot else section
            title = Span(*section.block.content)
            yield Finding(
                title,
                section=document.text[slice(*title)],
                line=document.lines.line(first.block.start),
            )
