from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class EmojiShortcode(Rule):
    """A section's emoji is written as a code, `:mortar_board:`.

    Some sites turn such a code into a picture; on all others, in e-mail and in feeds readers see
    the code itself.

    Source: the sections of all published issues; https://github.com/jekyll/jemoji
    """

    id = "structure/emoji-shortcode"
    severity = Severity.WARNING
    message = _("The emoji is written as the code {code}; not every site makes a picture of it.")
    help = _("Write the emoji itself: {emoji}")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        issue(),
        issue(education="# Educação"),
        issue(education="# Educação: 🎓"),
        issue(education="# Educação 10:30:"),
        Good("# Educação :mortar_board:\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# Educação :mortar_board:"), at=":mortar_board:", fixed=issue()),
        Bad(
            issue(education="# :mortar_board:"), at=":mortar_board:", fixed=issue(education="# 🎓")
        ),
        Bad(issue(tools="# Ferramentas e Bases de Dados :gear:"), at=":gear:", fixed=issue()),
        Bad(issue(education="# Educação :books:"), at=":books:", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for section, slot in document.sections.known:
            if not slot.emoji or not section.has_shortcode(document.text):
                continue
            code = document.text[slice(*section.emoji)]
            is_its_name = code.strip(":") in slot.shortcodes
            yield Finding(
                section.emoji,
                code=code,
                emoji=slot.emoji,
                fix=Fix(
                    (Edit(*section.emoji, slot.emoji),),
                    Applicability.SAFE if is_its_name else Applicability.UNSAFE,
                ),
            )
