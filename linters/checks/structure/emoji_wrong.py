from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.document.profile import plain_emoji
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class EmojiWrong(Rule):
    """A section's heading ends in another emoji than its own.

    Whether an emoji has the mark U+FE0F makes no difference: it looks the same.

    Source: the sections of all published issues.
    """

    id = "structure/emoji-wrong"
    severity = Severity.WARNING
    message = _("This section's emoji is {expected}, not {found}.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(tools="# Ferramentas e Bases de Dados ⚙"),
        issue(updates="# Atualizações da dair.ai 🎉"),
        issue(education="# Educação"),
        issue(education="# Educação 🎓 🎓"),
        issue(education="# Educação :book:"),
        Good("# Educação 📙\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# Educação 📚"), at="📚", fixed=issue()),
        Bad(issue(education="# Educação 🎓🚀"), at="🎓🚀", fixed=issue()),
        Bad(issue(articles="# Artigos e Postagens ⭐️"), at="⭐️", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, slot in document.sections.known:
            found = document.text[slice(*section.emoji)]
            if not slot.emoji or not found or section.has_shortcode(document.text):
                continue
            # The same one again and again is doubled, not wrong.
            rest = plain_emoji(found).replace(plain_emoji(slot.emoji), "").strip(" \t")
            if rest:
                yield Finding(
                    section.emoji,
                    expected=slot.emoji,
                    found=found,
                    fix=Fix((Edit(*section.emoji, slot.emoji),), Applicability.UNSAFE),
                )
