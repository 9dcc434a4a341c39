from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class SectionTitle(Rule):
    """A section's title is misspelt, in capitals, or in another language than the issue.

    Source: the sections of all published issues.
    """

    id = "structure/section-title"
    severity = Severity.WARNING
    message = _("The section's title “{title}” is misspelt.")
    help = _("Write “{expected}”.")

    foreign = _("The section's title “{title}” is not translated.")
    capitals = _("The section's title “{title}” is written in capitals.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(publications="# Publicações 📙"),
        issue(tools="# Ferramentas e Datasets ⚙️"),
        issue(mentions="# Menções honrosas ⭐️"),
        Good("# Educacao 🎓\n", profile="plain"),
        issue(education="# Educação: 🎓"),
    ]
    INVALID = [
        Bad(
            issue(education="# Educacao 🎓"),
            at="Educacao",
            fixed=issue(education="# Educação 🎓"),
        ),
        Bad(
            issue(education="# Education 🎓"),
            at="Education",
            fixed=issue(education="# Educação 🎓"),
        ),
        Bad(
            issue(mentions="# Mençoes Honrozas ⭐️"),
            at="Mençoes Honrozas",
            fixed=issue(mentions="# Menções Honrosas ⭐️"),
        ),
        Bad(
            issue(updates="## dair.ai updates"),
            at="dair.ai updates",
            fixed=issue(updates="## Atualizações da dair.ai"),
        ),
        Bad(issue(education="# EDUCAÇÃO 🎓"), at="EDUCAÇÃO", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.language is None:
            return
        for section, slot in document.sections.known:
            if section.likeness not in ("misspelt", "foreign", "capitals"):
                continue
            if document.language not in slot.titles:
                continue
            expected = slot.titles[document.language][0]
            yield Finding(
                section.title,
                message={"foreign": self.foreign, "capitals": self.capitals}.get(section.likeness),
                title=shorten(document.text[slice(*section.title)]),
                expected=expected,
                fix=Fix((Edit(*section.title, expected),), Applicability.UNSAFE),
            )
