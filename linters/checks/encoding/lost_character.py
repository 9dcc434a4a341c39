from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

# What could be a letter that was lost, and the word around it.
_LOST = re.compile(r"\?{1,4}(?=[a-zà-ÿ])")
_BEFORE = re.compile(r"(?:^|[^\w?&=/.:-])([^\W\d_]{2,20})\Z")
_AFTER = re.compile(r"[a-zà-ÿ]{1,20}(?:\?{1,4}[a-zà-ÿ]{1,20})*")


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
        text = document.text
        reached = 0
        for match in _LOST.finditer(text):
            if match.start() < reached:
                continue
            before = _BEFORE.search(text, max(reached, match.start() - 22), match.start())
            after = _AFTER.match(text, match.end())
            if before is None or after is None or text[after.end() : after.end() + 1].isdigit():
                continue
            span = Span(before.start(1), after.end())
            reached = span.end
            if text[span.end : span.end + 1] in ("=", "&", "/") or span.start < document.body:
                continue
            if not document.protected.touches(span, "code", "url", "html", "liquid"):
                yield Finding(span, word=text[span.start : span.end])
