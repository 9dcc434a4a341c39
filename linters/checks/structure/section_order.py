from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class SectionOrder(Rule):
    """A section stands in another place than in other issues.

    Source: the sections of all published issues.
    """

    id = "structure/section-order"
    severity = Severity.WARNING
    message = _("The section “{section}” is out of order.")
    help = _("The order is: {order}")

    VALID = [
        issue(),
        issue(education=""),
        issue(extra="## Atualizações da dair.ai"),
        Good(issue(society="", extra="# Criatividade, Ética e Sociedade 🌎"), profile="plain"),
    ]
    INVALID = [
        Bad(
            issue(articles="# Educação 🎓", education="# Artigos e Postagens ✍️"),
            at="Educação 🎓",
        ),
        Bad(
            issue(publications="", extra="# Pesquisas e Publicações 📙"),
            at="Pesquisas e Publicações 📙",
        ),
        Bad(
            issue(mentions="", publications="# Menções Honrosas ⭐️\n\nA.\n\n# Publicações 📙"),
            at="Menções Honrosas ⭐️",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section in document.sections.misplaced:
            title = Span(*section.block.content)
            yield Finding(
                title,
                section=document.text[slice(*title)],
                order=", ".join(
                    slot.title(document.language)
                    for slot in document.sections.template
                    if not slot.optional
                ),
            )
