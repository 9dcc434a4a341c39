from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

# All but tab, line feed and carriage return.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")


class ControlCharacter(Rule):
    """An invisible control character stands in the text.

    Such characters come along when text is copied from PDF files and terminals. YAML does not allow
    them, feeds break on them, and search does not find the word that holds one.

    Source: Unicode general category Cc, https://www.unicode.org/reports/tr44/#General_Category_Values
    """

    id = "encoding/control-character"
    severity = Severity.WARNING
    message = _("An invisible control character ({names}) stands here.")
    help = _("Delete it; `--unsafe-fixes` does, and does not put anything in its place.")
    fixes = (Applicability.UNSAFE,)

    VALID = ["Uma\ttabulação.\r\nOutra linha.\n", "Espaço\xa0fixo e traço–curto.\n", "🎓⚙️\n"]
    INVALID = [
        Bad("Uma pala\x08vra.\n", at="\x08", fixed="Uma palavra.\n"),
        Bad("a\x00\x01b\n", at="\x00\x01", fixed="ab\n"),
        Bad("fim\x0c\n\x7f\n", at="\x0c", times=2, fixed="fim\n\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if not any(map(_CONTROL.match, document.characters)):
            return
        for match in _CONTROL.finditer(document.text):
            names = dict.fromkeys(f"U+{ord(character):04X}" for character in match.group()[:100])
            yield Finding(
                Span(*match.span()),
                names=", ".join(names),
                fix=Fix((Edit(*match.span(), ""),), Applicability.UNSAFE),
            )
