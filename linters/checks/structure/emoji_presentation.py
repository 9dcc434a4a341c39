from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.document.profile import plain_emoji
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class EmojiPresentation(Rule):
    """A section's emoji lacks the mark that asks for a colourful picture.

    The sign without it (U+FE0F) is shown as plain text, in black and white, on many devices; with
    it, it looks as in all other issues.

    Source: https://unicode.org/reports/tr51/#Emoji_Presentation
    """

    id = "structure/emoji-presentation"
    severity = Severity.INFO
    message = _("The emoji {emoji} lacks its mark U+FE0F: many devices show it without colour.")
    help = _("Copy the emoji from another issue, or let `--fix` add the mark.")
    fixes = (Applicability.SAFE,)

    VALID = [
        issue(),
        issue(education="# Educação"),
        issue(tools="# Ferramentas e Bases de Dados ⚙️⚙️"),
        Good("# Menções Honrosas ⭐\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(tools="# Ferramentas e Bases de Dados ⚙"), at="⚙", fixed=issue()),
        Bad(issue(articles="# Artigos e Postagens ✍"), at="✍", fixed=issue()),
        Bad(issue(mentions="# Menções Honrosas ⭐"), at="⭐", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, slot in document.sections.known:
            found = document.text[slice(*section.emoji)]
            if found and found != slot.emoji and found == plain_emoji(slot.emoji):
                yield Finding(
                    section.emoji,
                    emoji=found,
                    fix=Fix((Edit(*section.emoji, slot.emoji),)),
                )
