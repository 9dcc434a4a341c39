from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class EmojiMisplaced(Rule):
    """A section's emoji stands before the title, not after it.

    Source: the sections of all published issues.
    """

    id = "structure/emoji-misplaced"
    severity = Severity.WARNING
    message = _("The emoji {emoji} stands before the title; it belongs at the end.")
    fixes = (Applicability.SAFE,)

    VALID = [
        issue(),
        issue(education="# Educação"),
        issue(updates="# 🎉 Atualizações da dair.ai"),
        issue(education="# 🎓 Educação 🎓"),
        Good("# 🎓 Educação\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# 🎓 Educação"), at="🎓", fixed=issue()),
        Bad(issue(education="# 🎓Educação"), at="🎓", fixed=issue()),
        Bad(
            issue(education="# 🎓 **Educação**"),
            at="🎓",
            fixed=issue(education="# **Educação** 🎓"),
        ),
        Bad(issue(mentions="# ⭐️ Menções Honrosas"), at="⭐️", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, slot in document.sections.known:
            if not slot.emoji or not section.emoji_first or section.has_shortcode(document.text):
                continue
            emoji = document.text[slice(*section.emoji)]
            gap = document.text[section.emoji.end : section.title.start]
            space = len(gap) - len(gap.lstrip())
            remove = Edit(section.emoji.start, section.emoji.end + space, "")
            end = section.block.content[1]
            append = Edit(end, end, f" {emoji}")
            yield Finding(section.emoji, emoji=emoji, fix=Fix((remove, append)))
