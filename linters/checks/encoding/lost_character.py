from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity

# A word whose letters with accents have become question marks.
_LOST = re.compile(
    r"(?<![\w?&=/.])[^\W\d_]{2,20}\?{1,4}[a-zà-ÿ]{1,20}(?:\?{1,4}[a-zà-ÿ]{1,20})*(?!\w)"
)


class LostCharacter(Rule):
    """A question mark stands within a word, where a letter was lost.

    A program could not write the letter and put `?` in its place. What it was cannot be computed; a
    person has to look at the original.

    Source: Python's codecs, error handler `replace`, and its like in other programs,
    https://docs.python.org/3/library/codecs.html#error-handlers
    """

    id = "encoding/lost-character"
    severity = Severity.WARNING
    message = _("A letter was lost in “{word}”, and a question mark stands in its place.")
    help = _("Write the word anew; the original or an older version of the file may have it.")

    VALID = [
        "Pronto? Sim. Por quê?\n",
        "Veja https://exemplo.org/busca?termo=x e exemplo.org/a?b.\n",
        "O quê?! Ele (quem?) disse.\n",
        "A expressão `colou?r` em código.\n",
    ]
    INVALID = [
        Bad("A tradu??o est? pronta.\n", at="tradu??o"),
        Bad("# Educa?ão\n", at="Educa?ão"),
        Bad("A codifica??o e a edi??o.\n", at="codifica??o", times=2),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if "?" not in document.text:
            return
        for prose in document.prose:
            if "?" not in prose.text:
                continue
            for match in _LOST.finditer(prose.text):
                span = prose.span(*match.span())
                exact = document.text[slice(*span)] == match.group()
                if exact and not document.protected.touches(span, "code", "url", "html", "liquid"):
                    yield Finding(span, word=match.group())
