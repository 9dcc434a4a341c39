from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.document.profile import plain_emoji
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class EmojiDoubled(Rule):
    """A section's heading has its emoji more than once.

    One is enough, and other issues have one; the second is most often left over from a correction.

    Source: the sections of all published issues.
    """

    id = "structure/emoji-doubled"
    severity = Severity.WARNING
    message = _("The emoji {emoji} is there more than once.")
    help = _("Keep the one at the end.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(education="# 🎓 Educação"),
        issue(education="# Educação 🎓🚀"),
        Good("# Educação 🎓🎓\n", profile="plain"),
    ]
    INVALID = [
        Bad(issue(education="# Educação 🎓🎓"), at="🎓🎓", fixed=issue()),
        Bad(issue(education="# Educação 🎓 🎓 🎓"), at="🎓 🎓 🎓", fixed=issue()),
        Bad(issue(education="# 🎓 Educação 🎓"), at="🎓", fixed=issue()),
        Bad(issue(tools="# Ferramentas e Bases de Dados ⚙⚙️"), at="⚙⚙️", fixed=issue()),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for section, slot in document.sections.known:
            own = plain_emoji(slot.emoji)
            if not own or section.has_shortcode(text):
                continue
            parts = plain_emoji(text[slice(*section.emoji)]).split(own)
            if any(part.strip() for part in parts):
                continue
            edit = None
            if len(parts) > 2:
                span, edit = section.emoji, Edit(*section.emoji, slot.emoji)
            elif plain_emoji(text[slice(*section.second)]).replace(own, "").strip() == "":
                if section.second.start == section.second.end:
                    continue
                span = section.second
                edit = Edit(span.start, section.title.start, "")
            else:
                continue
            yield Finding(Span(*span), emoji=slot.emoji, fix=Fix((edit,), Applicability.UNSAFE))
