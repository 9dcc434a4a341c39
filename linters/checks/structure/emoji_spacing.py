from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class EmojiSpacing(Rule):
    """Between a section's title and its emoji there is not exactly one space.

    Source: the sections of all published issues.
    """

    id = "structure/emoji-spacing"
    severity = Severity.WARNING
    message = _("There should be one space between the title and {emoji}.")
    fixes = (Applicability.SAFE,)

    VALID = [
        issue(),
        issue(education="# 🎓 Educação"),
        issue(education="# **Educação** 🎓"),
        issue(education="# Educação"),
        Good("# Educação🎓\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# Educação🎓"), at="o🎓", fixed=issue()),
        Bad(issue(education="# Educação  🎓"), at="  ", fixed=issue()),
        Bad(issue(tools="# Ferramentas e Bases de Dados\t⚙️"), at="\t", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, _slot in document.sections.known:
            if section.emoji_first or section.emoji.start == section.emoji.end:
                continue
            end = section.emoji.start
            start = section.title.start + len(document.text[section.title.start : end].rstrip())
            if section.title.start < section.title.end and document.text[start:end] != " ":
                span = Span(start, end) if start < end else Span(start - 1, section.emoji.end)
                yield Finding(
                    span,
                    emoji=document.text[slice(*section.emoji)],
                    fix=Fix((Edit(start, end, " "),)),
                )
