from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.checks.examples import issue, items
from linters.document import Document
from linters.document.items import lost_heading
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.markdown import Block


class MissingSection(Rule):
    """A section that every issue has is not there.

    Readers look for the sections that they know, and an editor takes a lost heading for a lost
    section. Which sections there are is written in the profile, in `rules/profiles/`.

    Source: the sections of all published issues.
    """

    id = "structure/missing-section"
    severity = Severity.WARNING
    message = _("The section “{section}” is missing: it comes before this.")
    help = _("Write `{heading}` on a line of its own, with its text below.")

    at_the_end = _("The section “{section}” is missing: it comes after this.")
    here = _("The section “{section}” is missing: its heading seems to have stood above this.")
    none = _("None of the sections was found; the first is “{section}”.")
    lies_in = "sections"

    VALID = [
        issue(),
        issue(
            society="# Criatividade e Sociedade 🎨",
            tools="# Ferramentas e Bases de Dados ⚙️\n\nTexto.\n\n# Ética em IA 🚨",
        ),
        Good(issue(education=""), profile="plain"),
        issue(education="# Educação"),
        issue(education="# Ensino e cursos"),
        items(),
    ]
    INVALID = [
        Bad(issue(education=""), at="# Menções Honrosas ⭐️"),
        Bad(issue(mentions=""), at="Texto da seção."),
        Bad(issue(tools="", articles=""), at="# Educação 🎓", times=2),
        Bad(issue(publications=""), at="# Criatividade, Ética e Sociedade 🌎"),
        Bad(items(("# Educação 🎓\n\n", "")), at="***Aulas de fonética***"),
        Bad("---\ntags: [nlp_newsletter]\n---\n\nSó texto.\n", at="Só texto."),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        alignment = document.sections
        if not alignment.missing:
            return
        language, level = document.language, "#" * document.profile.section_level
        if not alignment.known:
            text = document.text
            start = document.body + len(text[document.body :]) - len(text[document.body :].lstrip())
            end = text.find("\n", start) if "\n" in text[start:] else len(text)
            title = alignment.missing[0].slot.title(language)
            yield Finding(
                Span(start, end), message=self.none, section=title, heading=f"{level} {title}"
            )
            return
        after_all = self._after_all(document)
        for missing in alignment.missing:
            slot, before = missing
            lost = lost_heading(document, missing)
            block = lost or (before.block if before else after_all)
            if block is not None:
                message = self.here if lost else None
                start, end = block.start, document.text.find("\n", block.start, block.end)
            else:
                block, message = document.blocks[-1], self.at_the_end
                start = document.text.rfind("\n", block.start, block.end) + 1 or block.start
                end = block.end
            yield Finding(
                Span(start, block.end if end < 0 else end),
                message=message,
                section=slot.title(language),
                heading=f"{level} {slot.title(language)}",
            )

    def _after_all(self, document: Document) -> Block | None:
        """What stands below the sections that have an order: one without, or the closing rule."""
        found, alignment = document.items, document.sections
        ordered = [section.block.start for section, slot in alignment.known if not slot.anywhere]
        last = max(ordered, default=0)
        for section in alignment.sections:
            if section.block.start > last:
                return section.block
        return found.flow[found.closing] if found.closing < len(found.flow) else None
