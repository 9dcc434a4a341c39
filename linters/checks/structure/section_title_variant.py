from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class SectionTitleVariant(Rule):
    """A section has another title than in most issues.

    It is understood, but readers and search find the sections by the same words every time.

    Source: the sections of all published issues.
    """

    id = "structure/section-title-variant"
    severity = Severity.INFO
    message = _("This section is usually called “{expected}”, not “{title}”.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(publications="# Publicações 📙"),
        issue(education="# Educação em ML/NLP 🎓"),
        issue(education="# Education 🎓"),
        Good("# Ferramentas e Datasets ⚙️\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            issue(tools="# Ferramentas e Datasets ⚙️"),
            at="Ferramentas e Datasets",
            fixed=issue(),
        ),
        Bad(issue(mentions="# Menções honrosas ⭐️"), at="Menções honrosas", fixed=issue()),
        Bad(issue(education="# Cursos e Aulas 🎓"), at="Cursos e Aulas", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.language is None:
            return
        for section, slot in document.sections.known:
            if section.likeness not in ("variant", "emoji"):
                continue
            if document.language not in slot.titles:
                continue
            expected = slot.titles[document.language][0]
            if section.title.start == section.title.end:
                continue
            yield Finding(
                section.title,
                title=shorten(document.text[slice(*section.title)]),
                expected=expected,
                fix=Fix((Edit(*section.title, expected),), Applicability.UNSAFE),
            )
