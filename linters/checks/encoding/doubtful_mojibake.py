from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.mojibake import find_doubtful
from linters.messages import _, shorten
from linters.model import Bad, Finding, Rule, Severity, Span


class DoubtfulMojibake(Rule):
    """A word looks damaged, but too little speaks for any one reading to change it.

    Where nothing else in the file is damaged in the same way, one or two characters can be what
    they are. They are shown with their likeliest reading; a person decides.

    Source: the same as for `encoding/mojibake`.
    """

    id = "encoding/doubtful-mojibake"
    severity = Severity.WARNING
    message = _("“{word}” looks damaged: it may be “{reading}”, read as {encoding}.")
    help = _("If it is, write the word anew; if it is not, leave it.")

    VALID = [
        "A tradução está pronta. “A CAMPEÔ venceu.\n",
        "NESTLÉ® e o preço de 10 €; √π, ∆° e ±.\n",
        "Um texto com `Ăłtimo` em código.\n",
        "┌─┐ │ └─┘ desenham caixas.\n",
    ]
    INVALID = [
        Bad("A Ăšltima chance.\n", at="Ăš"),
        Bad("Um ├® bom.\n", at="├®"),
        Bad("Um Ăłtimo texto.\n", at="Ăł"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if not document.could_be_damaged:
            return
        text = document.text
        for doubt in find_doubtful(text):
            span = Span(doubt.start, doubt.end)
            if document.protected.touches(span, "code", "url", "html"):
                continue
            before = text[max(0, span.start - 20) : span.start].split()
            after = text[span.end : span.end + 20].split()
            head = before[-1] if before and not text[span.start - 1].isspace() else ""
            tail = after[0] if after and not text[span.end].isspace() else ""
            yield Finding(
                span,
                word=shorten(head + text[slice(*span)] + tail),
                reading=shorten(head + doubt.text + tail),
                encoding=doubt.encoding,
                suggestions=[doubt.text],
            )
