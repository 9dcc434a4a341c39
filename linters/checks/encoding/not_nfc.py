from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_MARKED = "[A-Za-z\u00c0-\u024f][\u0300-\u036f]+"
_WORD = "[\\w\u0300-\u036f]{0,20}"


class NotNfc(Rule):
    """A letter and its accent are two characters, where one would do.

    Names of files and text copied on a Mac come like this. It looks the same and is not: search and
    comparison do not find the word. The fix joins the two; what they are does not change.

    Source: Unicode Standard Annex #15, https://www.unicode.org/reports/tr15/
    """

    id = "encoding/not-nfc"
    severity = Severity.WARNING
    message = _("A letter and its accent are two characters here ({count} times): “{word}”.")
    help = _("`lint-issue --fix` joins each letter with its accent; it looks the same.")
    fixes = (Applicability.SAFE,)

    VALID = [
        "A tradução está pronta.\n",
        "O símbolo g\u0303 não existe numa só letra.\n",
        "Em hindi: नि\u0902, em vietnamita: tiếng Việt.\n",
    ]
    INVALID = [
        Bad("A traduc\u0327a\u0303o.\n", at="c\u0327", fixed="A tradução.\n"),
        Bad("# E\u0301tica\n", at="E\u0301", fixed="# Ética\n"),
        Bad("---\ntitle: edic\u0327\u00e3o\n---\n", at="c\u0327",
            fixed="---\ntitle: edição\n---\n"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if unicodedata.is_normalized("NFC", text):
            return
        edits = []
        for match in re.finditer(_MARKED, text):
            joined = unicodedata.normalize("NFC", match.group())
            if joined != match.group():
                edits.append(Edit(*match.span(), joined))
        if edits:
            word = re.match(_WORD, text[edits[0].start :][:20])
            yield Finding(
                Span(edits[0].start, edits[0].end),
                count=len(edits),
                word=shorten(word.group() if word else ""),
                fix=Fix(tuple(edits)),
            )
