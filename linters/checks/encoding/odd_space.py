from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

# No-break spaces beside an ordinary space or at the edge of a line, and spaces of a width that no
# typography of these languages uses.
_ODD = (
    "(?m)(?<= )[\u00a0\u202f]+|[\u00a0\u202f]+(?= )|^[\u00a0\u202f]+|[\u00a0\u202f]+(?=\r?$)"
    "|[\u1680\u2000\u2001\u2004-\u2008\u205f]+"
)
_SPACES = "\u00a0\u202f\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u205f"


class OddSpace(Rule):
    """A space of a special kind stands where an ordinary one, or none, is meant.

    A no-break space beside an ordinary one, or at the edge of a line, is left over from a word
    processor or a web page. Those that typography wants (before `%`, `:` or a unit, thin ones
    around a dash) are left alone.

    Source: The Unicode Standard, section 6.2, https://www.unicode.org/versions/latest/
    """

    id = "encoding/odd-space"
    severity = Severity.INFO
    message = _("A special space ({name}) stands here.")
    help = _("Write an ordinary space, or none.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Custa 10\u00a0% de 5\u202f000\u00a0kg.\n",
        "Uma pausa\u200a—\u200afina.\n",
        "Voilà\u00a0: c'est ça\u00a0!\n",
        "日本語\u3000全角\n",
    ]
    INVALID = [
        Bad("Dois \u00a0espaços.\n", at="\u00a0", fixed="Dois espaços.\n"),
        Bad("No fim.\u00a0\n", at="\u00a0", fixed="No fim.\n"),
        Bad("Um espaço\u2004largo.\n", at="\u2004", fixed="Um espaço largo.\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if document.characters.isdisjoint(_SPACES):
            return
        for match in re.finditer(_ODD, text):
            span = Span(*match.span())
            if document.protected.touches(span, "code", "html"):
                continue
            between = text[span.start - 1 : span.start].strip() and text[span.end : span.end + 1]
            plain = " " if between.strip() else ""
            yield Finding(
                span,
                name=unicodedata.name(match.group()[0]).title(),
                fix=Fix((Edit(*span, plain),), Applicability.UNSAFE),
            )
