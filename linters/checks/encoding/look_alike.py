from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = (
    f"[{_LATIN}]*(?:[{_LATIN}][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][{_LATIN}])"
    f"[{_LATIN}\u0370-\u03ff\u0400-\u052f]*"
)
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
# A macron where Portuguese has a tilde: `propōe`, `nāo`.
_MACRON = r"\b[a-zà-ÿ]+([ōā])(?=(?:es?|o)\b)[a-z]+"
# Greek letters that stand in Latin words as themselves.
_OF_SCIENCE = frozenset("αβγδεζηθικλμνξπρστυφχψω")
_ASCII = re.compile("[A-Za-z]")


class LookAlike(Rule):
    """A letter of another alphabet, or a ligature, stands in a word and looks like its own letter.

    A Cyrillic `а` in a Portuguese word looks the same and is another character: search, links and
    spell-checkers do not find the word. Ligatures such as `ﬁ` come from PDF files.

    Source: Unicode Technical Standard #39, https://www.unicode.org/reports/tr39/
    """

    id = "encoding/look-alike"
    severity = Severity.WARNING
    message = _("In “{word}”, “{letter}” is another letter than the one that it looks like.")
    help = _("Type it anew: “{expected}”.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "A tradução está pronta.\n",
        "Em russo: перевод; em grego: μετάφραση.\n",
        "O α-helix, o IL2Rγ e o 5 µm.\n",
        "Um endereço em `pаypal`, citado como código.\n",
    ]
    INVALID = [
        Bad("A trаdução.\n", at="а", fixed="A tradução.\n"),
        Bad("O ﬁm.\n", at="ﬁ", fixed="O fim.\n"),
        Bad("Um Вlog.\n", at="В", fixed="Um Blog.\n"),
        Bad("Isso propōe algo.\n", at="ō", fixed="Isso propõe algo.\n", profile="newsletter",
            path="x[PT-BR].md"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        characters = document.characters
        if not characters.isdisjoint(_LIGATURES):
            for match in re.finditer(f"[{_LIGATURES}]", text):
                span = Span(*match.span())
                if not document.protected.touches(span, "code"):
                    plain = unicodedata.normalize("NFKC", match.group())
                    yield self._finding(text, span, plain, span, Applicability.SAFE)
        if any(_plain(letter) for letter in characters if "\u0370" <= letter <= "\u052f"):
            yield from self._foreign(document)
        if not characters.isdisjoint("ōā") and document.language == "pt-BR":
            for match in re.finditer(_MACRON, text):
                word, span = Span(*match.span()), Span(*match.span(1))
                if not document.protected.touches(word, "code", "url"):
                    tilde = "õ" if match.group(1) == "ō" else "ã"
                    yield self._finding(text, span, tilde, word, Applicability.UNSAFE)

    def _foreign(self, document: Document) -> Iterator[Finding]:
        for match in re.finditer(_MIXED, document.text):
            word = Span(*match.span())
            if document.protected.touches(word, "code", "url"):
                continue
            for offset, letter in enumerate(match.group()):
                like = _plain(letter) if letter >= "\u0370" else None
                if like:
                    span = Span(word.start + offset, word.start + offset + 1)
                    yield self._finding(document.text, span, like, word, Applicability.UNSAFE)

    def _finding(
        self, text: str, span: Span, plain: str, word: Span, applicability: Applicability
    ) -> Finding:
        letter = text[span.start : span.end]
        return Finding(
            span,
            word=text[word.start : word.end],
            letter=letter,
            expected=text[word.start : span.start] + plain + text[span.end : word.end],
            fix=Fix((Edit(*span, plain),), applicability),
        )


@cache
def _plain(letter: str) -> str | None:
    """The one ASCII letter that Unicode says `letter` can be taken for, None if there is none."""
    if letter in _OF_SCIENCE:
        return None
    from confusable_homoglyphs import confusables

    found = confusables.is_confusable(letter, preferred_aliases=[])
    if not found:
        return None
    likely = [h["c"] for h in found[0]["homoglyphs"] if _ASCII.fullmatch(h["c"])]
    same_case = [c for c in likely if c.isupper() == letter.isupper()]
    return same_case[0] if same_case else None
