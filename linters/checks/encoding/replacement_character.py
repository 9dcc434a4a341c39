from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Rule, Severity, Span

_WORD = re.compile("\\S{0,20}\ufffd\\S{0,20}")


class ReplacementCharacter(Rule):
    """A character was lost, and `\ufffd` stands in its place.

    A program could not read the character and wrote U+FFFD instead. What it was cannot be computed;
    a person has to look at the original.

    Source: The Unicode Standard, section 23.8, https://www.unicode.org/versions/latest/
    """

    id = "encoding/replacement-character"
    severity = Severity.ERROR
    message = _("A character was lost here: “{word}”.")
    help = _("Write the word anew; the original or an older version of the file may have it.")

    VALID = ["A tradução.\n", "O sinal `\ufffd` em código.\n", "Uma pergunta? Sim.\n"]
    INVALID = [
        Bad("A tradu\ufffd\ufffdo.\n", at="tradu\ufffd\ufffdo."),
        Bad("Um \ufffd e um \ufffd.\n", at="\ufffd", times=2),
        Bad("---\ntitle: edi\ufffdo\n---\n", at="edi\ufffdo"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if "\ufffd" not in document.text or document.source.encoding != "utf-8":
            return
        for match in _WORD.finditer(document.text):
            span = Span(*match.span())
            if not document.protected.touches(span, "code"):
                yield Finding(span, word=shorten(match.group()))
