from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class UnknownSection(Rule):
    """A heading is none of the sections that an issue has.

    It is a section with a title that nobody knows, or a heading of a lower level.

    Source: the sections of all published issues.
    """

    id = "structure/unknown-section"
    severity = Severity.WARNING
    message = _("“{title}” is not a section of the newsletter.")
    help = _("In its place “{expected}” was expected.")

    no_place = _("The sections are: {sections}")

    VALID = [
        issue(),
        issue(updates="## Atualizações da dair.ai"),
        issue(tools="# Ferramentas e Bases de Dados ⚙️\n\n## Uma subseção\n\nTexto.\n\n"),
        Good("# Qualquer título\n\nTexto.\n", profile="plain"),
        issue(education="# Educacao 🎓"),
    ]
    INVALID = [
        Bad(issue(education="# Cursos e aulas"), at="Cursos e aulas"),
        Bad(issue(extra="# Vagas 💼"), at="Vagas 💼"),
        Bad(issue(tools="# Coisas\n\nA.\n\n# Outras coisas"), at="Coisas", times=2),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        alignment, language = document.sections, document.language
        for section, slot in alignment.unknown:
            title = Span(*section.block.content)
            yield Finding(
                title,
                help=None if slot else self.no_place,
                title=shorten(document.text[slice(*title)]),
                expected=slot.title(language) if slot else None,
                sections=", ".join(slot.title(language) for slot in alignment.template),
            )
