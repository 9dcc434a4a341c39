from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class SectionTitlePunctuation(Rule):
    """A section's title ends with a colon, a comma or a full stop.

    A heading stands by itself, and no other issue has one there.

    Source: the sections of all published issues.
    """

    id = "structure/section-title-punctuation"
    severity = Severity.WARNING
    message = _("The section's title “{title}” ends with “{found}”.")
    help = _("Leave it out.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(education="# Educação ?"),
        issue(society="# Criatividade, Ética e Sociedade 🌎"),
        issue(education="# Educação :mortar_board:"),
        Good("# Educação: 🎓\n", profile="plain"),
        issue(extra="## Um detalhe:"),
    ]
    INVALID = [
        Bad(issue(education="# Educação: 🎓"), at=":", fixed=issue()),
        Bad(issue(education="# Educação 🎓:"), at=":", fixed=issue()),
        Bad(
            issue(education="# **Educação:** 🎓"),
            at=":",
            fixed=issue(education="# **Educação** 🎓"),
        ),
        Bad(
            issue(updates="# Atualizações da dair.ai."),
            at=".",
            fixed=issue(updates="# Atualizações da dair.ai"),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, _slot in document.sections.known:
            start, end = section.punctuation
            if start < end:
                yield Finding(
                    section.punctuation,
                    title=document.text[slice(*section.title)],
                    found=document.text[start:end],
                    fix=Fix((Edit(start, end, ""),), Applicability.UNSAFE),
                )
