from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_CHARACTERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROL = f"[{_CHARACTERS}]"


class BidirectionalControl(Rule):
    """An invisible character changes the direction of the text around it.

    It can make a line read in another order than it is stored, so that a reviewer sees a link or a
    command that is not the one that is there. Arabic and Hebrew need none in Markdown; their
    direction is set on the page.

    Source: Trojan Source, CVE-2021-42574, https://trojansource.codes/
    """

    id = "encoding/bidirectional-control"
    severity = Severity.ERROR
    message = _("An invisible character ({name}) turns the direction of the text here.")
    help = _("Delete it, and read the line again: it may not say what you saw.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Um texto em árabe: المنشورات, e em hebraico: שלום.\n",
        "Marcas de direção \u200fsão outra coisa\u200e.\n",
        "Setas → e ←.\n",
    ]
    INVALID = [
        Bad("Acesse \u202egro.olpmexe\u202c já.\n", at="\u202e", times=2,
            fixed="Acesse gro.olpmexe já.\n"),
        Bad("a \u2066b\n", at="\u2066", fixed="a b\n"),
        Bad("`x\u202e`\n", at="\u202e", fixed="`x`\n"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        if document.characters.isdisjoint(_CHARACTERS):
            return
        for match in re.finditer(_CONTROL, document.text):
            span = Span(*match.span())
            yield Finding(
                span,
                name=f"U+{ord(match.group()):04X}",
                fix=Fix((Edit(*span, ""),), Applicability.UNSAFE),
            )
