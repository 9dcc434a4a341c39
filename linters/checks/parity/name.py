from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.omissions import is_lost
from linters.document.units import STEM, fold
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from linters.document.lexicon import Lexicon
    from linters.document.pairing import Pair, Pairing
    from linters.document.units import Token

_EN = "Anna Kowalski of MIT trained XLM and BirdNet with David Silver.\n"
_GENITIVE = re.compile(r"['’]s?$")
_LONG = 6


class Name(Rule):
    """A name or an acronym is not written as the original writes it.

    Letters were swapped (XML for XLM), lost or added (Kowalsky), or a surname was translated as if
    it were a word. Names that have a Portuguese form (China, Europa) and acronyms that have one
    (AI, IA) are understood; so is a name that the original writes in both ways.

    Source: names that editors mended in published issues.
    """

    id = "parity/name"
    severity = Severity.WARNING
    message = _("The original writes “{expected}”, not “{found}”.")

    translated = _("“{found}” translates the name “{expected}”; names stay as they are.")

    VALID = [
        Good(
            "Anna Kowalski, do MIT, treinou o XLM e a BirdNet.\n", path="x[pt-BR].md", original=_EN
        ),
        Good(
            "A IA vem da Europa e da China.\n",
            path="x[pt-BR].md",
            original="AI comes from Europe and China.\n",
        ),
        Good(
            "O grupo treinou os Transformers.\n",
            path="x[pt-BR].md",
            original="The group trained a Transformer.\n",
        ),
        Good("Ana Kowalsky treinou o XML.\n", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            "Anna Kowalski, do MIT, treinou o XML e a BirdNet.\n",
            at="XML",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Anna Kowalsky, do MIT, treinou o XLM e a BirdNet.\n",
            at="Kowalsky",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "David Silver dá aulas.\n\nO grupo de Prata ganhou.\n",
            at="Prata",
            path="x[pt-BR].md",
            original="David Silver gives lessons.\n\nThe group of Silver has won.\n",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None:
            return
        from linters.document.lexicon import lexicon, translations

        own, other = document.language or "", document.profile.original_language
        known = lexicon(other, own)
        words = _Words(pairing)
        for pair in pairing.pairs:
            missing, extra = _differences(document, pair, words)
            for name in missing:
                near = [token for token in extra if _is_near(name, token.text, known)]
                found = min(near, key=lambda token: _distance(name, token.text), default=None)
                message = None
                if found is None and words.is_surname(name):
                    forms = translations(other, own).get(name.lower(), ())
                    found = next((t for t in extra if words.translates(t.text, forms)), None)
                    message = self.translated
                if found is not None:
                    extra.remove(found)
                    yield self._finding(name, found, message)
            for token in extra:
                # Letters swapped in an acronym that stands there rightly too.
                swapped = words.swapped(token.text)
                if swapped is not None:
                    yield self._finding(swapped, token)

    def _finding(self, name: str, found: Token, message: str | None = None) -> Finding:
        return Finding(
            found.span, message=message, expected=name, found=found.text, suggestions=(name,)
        )


class _Words:
    """The words of both texts, as they are written."""

    def __init__(self, pairing: Pairing) -> None:
        units = [unit for pair in pairing.pairs for unit in pair.original]
        units += [unit for gap in pairing.missing for unit in gap.units]
        self.theirs = {token.text for unit in units for token in unit.tokens}
        self.their_plain = set(map(_plain, self.theirs))
        self._ours = {
            token.text
            for pair in pairing.pairs
            for unit in pair.translation
            for token in unit.tokens
        }

        self._acronyms: dict[str, list[str]] = {}
        for word in self.theirs:
            name = _GENITIVE.sub("", word)
            if name.isupper() and len(name) > 2:
                self._acronyms.setdefault("".join(sorted(name)), []).append(name)

    def swapped(self, acronym: str) -> str | None:
        """The acronym of the original that is this one with two letters swapped."""
        bare = _GENITIVE.sub("", acronym)
        if not bare.isupper() or _plain(bare) in self.their_plain:
            return None
        alike = self._acronyms.get("".join(sorted(bare)), ())
        return next((one for one in alike if _is_near(one, bare, None)), None)

    def is_surname(self, name: str) -> bool:
        """Whether a word is written with a capital only, and stands in both texts so."""
        return name[0].isupper() and name.lower() not in self.theirs and name in self._ours

    def translates(self, word: str, forms: tuple[str, ...]) -> bool:
        """Whether a word with a capital, which the text has only so, is a translation."""
        return fold(word)[:STEM] in forms and word.lower() not in self._ours


def _differences(document: Document, pair: Pair, words: _Words) -> tuple[list[str], list[Token]]:
    """Names of the original that its translation lacks, and names that only it has."""
    if pair.original[0].kind == "heading":
        return [], []
    in_title = pair.original[0].kind == "title"
    theirs = [
        token
        for unit in pair.original
        for token in unit.tokens
        if not is_lost(document, unit, token.span.start)
    ]
    ours = [token for unit in pair.translation for token in unit.tokens]
    counts = Counter(_plain(token.text) for token in ours)
    joined = fold("".join(unit.text for unit in pair.translation)).replace(" ", "")
    missing = []
    for token in theirs:
        name = _GENITIVE.sub("", token.text)
        if not _is_name(name, in_title):
            continue
        plain = _plain(name)
        if counts[plain]:
            counts[plain] -= 1
        elif plain in counts or len(plain) < _LONG or plain not in joined:
            missing.append(name)
    extra = [
        token
        for token in ours
        if _is_name(token.text) and _plain(token.text) not in words.their_plain
    ]
    return list(dict.fromkeys(missing)), extra


def _plain(name: str) -> str:
    return fold(_GENITIVE.sub("", name))


def _is_name(text: str, in_title: bool = False) -> bool:
    """Whether a word begins with a capital, or has one within; in a title, only the latter."""
    letters = text[1:] if in_title else text
    return len(text) > 1 and any(char.isupper() for char in letters)


def _is_near(name: str, other: str, known: Lexicon | None) -> bool:
    """Whether one may be the other with a slip of the pen, and is no form of it."""
    other = _GENITIVE.sub("", other)
    if name.isupper() or other.isupper():
        if not (name.isupper() and other.isupper()) or other in acronyms().get(name, ()):
            return False
        swapped = sorted(name) == sorted(other) and len(name) > 2
        return swapped or (len(name) > 3 and _distance(name, other) == 1)
    one, two = fold(name), fold(other)
    if one == two or len(one) < 4 or one[0] != two[0]:
        return False
    # A plural, or the language's own form: Transformers, Italiano, Europa.
    if one.startswith(two) or two.startswith(one) or known is None or known.is_own(other.lower()):
        return False
    return _distance(one, two) <= (2 if len(one) > _LONG else 1)


def _distance(one: str, other: str) -> int:
    """How many letters are to be changed, added, taken out or swapped with the next.

    Source: the optimal string alignment distance, https://doi.org/10.1145/363958.363994
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


@cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """The acronyms that have another form in Portuguese, and those forms."""
    path = os.path.join(rules_folder(), "words", "acronyms.yaml")
    found = mapping(load(path), path, "the file")
    return {str(one): tuple(str(other).split()) for one, other in found.items()}
