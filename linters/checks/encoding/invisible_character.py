from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

# Soft hyphen, zero-width characters, word joiner and its like, byte order mark, and tags.
_CHARACTERS = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
).union(map(chr, (0xE0001, *range(0xE0020, 0xE0080))))
_JOINERS = "\u200c\u200d"
# Taking these out changes nothing that anyone can see, nor how a line may break.
_HARMLESS = frozenset("\u2060\ufeff\u200b")


class InvisibleCharacter(Rule):
    """A character that nobody can see stands in the text.

    Zero-width spaces and soft hyphens come along when text is copied from web pages and word
    processors. Search does not find the word, spell-checkers do not know it, and a link does not
    work. Joiners within emoji, and in scripts that write with them, are left alone.

    Source: The Unicode Standard, section 23.2, https://www.unicode.org/versions/latest/
    """

    id = "encoding/invisible-character"
    severity = Severity.WARNING
    message = _("An invisible character ({names}) stands here: “{word}”.")
    help = _("Delete it.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "Uma família: 👨\u200d👩\u200d👧, e código 👩🏽\u200d💻.\n",
        "Em persa: می\u200cخواهم. Em hindi: क्\u200dष.\n",
        "A bandeira 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.\n",
        "Em código: `a\u200bb`.\n",
    ]
    INVALID = [
        Bad("Uma pala\u200bvra.\n", at="\u200b", fixed="Uma palavra.\n"),
        Bad("Uma pala\u00advra.\n", at="\u00ad", fixed="Uma palavra.\n"),
        Bad("Texto\ufeff no meio.\n", at="\ufeff", fixed="Texto no meio.\n"),
        Bad("pala\u200dvra\n", at="\u200d", fixed="palavra\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        present = document.characters & _CHARACTERS
        if not present:
            return
        for match in re.finditer("[" + "".join(sorted(present)) + "]+", text):
            start, end = match.span()
            found = match.group()
            before = text[start - 1 : start]
            if found[0] in _JOINERS and len(found) == 1 and not _is_latin(before):
                continue
            if ord(found[0]) > 0xE0000 and before >= "\U0001f000":
                continue
            span = Span(start, end)
            if document.protected.touches(span, "code"):
                continue
            names = dict.fromkeys(
                f"U+{ord(c):04X} {unicodedata.name(c, '').title()}" for c in found
            )
            safe = _HARMLESS.issuperset(found)
            yield Finding(
                span,
                names=", ".join(name.strip() for name in names),
                word=shorten(text[max(0, start - 12) : end + 12].strip()),
                fix=Fix((Edit(*span, ""),), Applicability.SAFE if safe else Applicability.UNSAFE),
            )


def _is_latin(character: str) -> bool:
    return not character or character < "\u0250" or character.isspace()
