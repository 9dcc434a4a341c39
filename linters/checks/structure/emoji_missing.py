from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.document.profile import plain_emoji
from linters.document.sections import DEBRIS
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class EmojiMissing(Rule):
    """A section's heading does not end in its emoji.

    Source: the sections of all published issues.
    """

    id = "structure/emoji-missing"
    severity = Severity.WARNING
    message = _("The heading has no emoji; this section's is {emoji}.")
    help = _("Write `{heading}`.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        issue(),
        issue(tools="# Ferramentas e Bases de Dados ⚙"),
        issue(updates="# Atualizações da dair.ai"),
        issue(education="# 🎓 Educação"),
        issue(education="# [Educação 🎓](#x)"),
        issue(education="# **Educação 🎓**"),
        Good("# Educação\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# Educação"), at="Educação", fixed=issue()),
        Bad(
            issue(tools="# Ferramentas e Bases de Dados  "),
            at="Ferramentas e Bases de Dados",
            fixed=issue(tools="# Ferramentas e Bases de Dados ⚙️  "),
        ),
        Bad(issue(education="# Educação ?"), at="Educação ?", fixed=issue()),
        Bad(
            issue(education="# Educação #"), at="Educação", fixed=issue(education="# Educação 🎓 #")
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, slot in document.sections.known:
            if not slot.emoji or section.emoji.start < section.emoji.end:
                continue
            heading = document.text[section.block.start : section.block.end]
            if plain_emoji(slot.emoji) in plain_emoji(heading):
                continue
            title = document.text[slice(*section.title)]
            # What was lost may have left a sign behind; then a person has to look.
            debris = len(title) - len(title.rstrip(DEBRIS))
            start, end = section.title.end - debris, section.title.end
            if not debris and section.punctuation.start == end:
                start = end = section.punctuation.end
            right = section.likeness in ("usual", "variant")
            heading = f"{title[: len(title) - debris]} {slot.emoji}"
            yield Finding(
                section.title,
                emoji=slot.emoji,
                heading=f"{'#' * max(1, section.level)} "
                + (heading if right else slot.title(document.language)),
                fix=Fix(
                    (Edit(start, end, f" {slot.emoji}"),),
                    Applicability.UNSAFE if debris else Applicability.SAFE,
                ),
            )
