from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.omissions import is_lost
from linters.document.patterns import lazily
from linters.document.units import STEM, fold
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from linters.document.pairing import Pair, Pairing
    from linters.document.units import Token

_EN = "Anna Kowalski of MIT trained XLM and BirdNet with David Silver.\n"
_GENITIVE = lazily(r"['’]s?$")
_LETTERS = lazily(r"\w+")
_LONG = 6
_MOST_COMPARED = 40_000


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
        from linters.document.lexicon import lexicon

        known = lexicon(document.profile.original_language, document.language or "")
        their_text = fold(" ".join(unit.text for unit in pairing.original_units))
        their_words = frozenset(_LETTERS.findall(their_text))
        acronyms = _Acronyms(pairing)
        surnames = _surnames(document, pairing)
        stems = frozenset(stem for forms in surnames.values() for stem in forms)
        for pair in pairing.pairs:
            if pair.original[0].kind == "heading":
                continue
            missing: list[str] | None = None
            compared = 0
            for token in (token for unit in pair.translation for token in unit.names):
                text = _GENITIVE.sub("", token.text)
                is_word = known.is_own(text.lower()) and not text.isupper()
                plain = fold(text)
                if is_word and plain[:STEM] not in stems:
                    continue
                # What has a hyphen or the like is no word of the list.
                if plain in their_words or (not plain.isalnum() and plain in their_text):
                    continue
                if missing is None:
                    missing = _missing(document, pair)
                found = _translated(document, text, missing, surnames) if is_word else None
                message = self.translated if found else None
                compared += len(missing)
                if compared > _MOST_COMPARED:
                    break  # lists of names that have nothing to do with each other
                if not is_word:
                    near = [name for name in missing if _is_near(name, text)]
                    found = min(near, key=lambda name: _distance(name, text), default=None)
                    found = found or acronyms.swapped(text)
                if found is not None:
                    yield self._finding(found, token, message)

    def _finding(self, name: str, found: Token, message: str | None = None) -> Finding:
        return Finding(
            found.span, message=message, expected=name, found=found.text, suggestions=(name,)
        )


class _Acronyms:
    """The acronyms of an original by their letters."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing

    @cached_property
    def _by_letters(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for unit in self._pairing.original_units:
            for token in unit.names:
                name = _GENITIVE.sub("", token.text)
                if name.isupper() and len(name) > 2:
                    found.setdefault("".join(sorted(name)), set()).add(name)
        return found

    def swapped(self, text: str) -> str | None:
        """The acronym that is this one with two letters swapped."""
        if not text.isupper():
            return None
        alike = sorted(self._by_letters.get("".join(sorted(text)), ()))
        return next((one for one in alike if _is_near(one, text)), None)


def _missing(document: Document, pair: Pair) -> list[str]:
    """The names that the original's units have more often than their translation."""
    in_title = pair.original[0].kind == "title"
    theirs = Counter(
        name
        for unit in pair.original
        for token in unit.names
        if len(name := _GENITIVE.sub("", token.text)) > 1
        # In a title every word has a capital; only one within makes a name.
        and not (in_title and name[1:].islower())
        and not is_lost(document, unit, token.start)
    )
    ours = Counter(_plain(token.text) for unit in pair.translation for token in unit.names)
    return [name for name in theirs if theirs[name] > ours[_plain(name)]]


def _translated(
    document: Document, word: str, missing: list[str], surnames: dict[str, tuple[str, ...]]
) -> str | None:
    """The missing surname that a word translates; None for one that stands in lower case too."""
    if word.lower() in document.text:
        return None
    stem = fold(word)[:STEM]
    return next((name for name in missing if stem in surnames.get(name, ())), None)


def _surnames(document: Document, pairing: Pairing) -> dict[str, tuple[str, ...]]:
    """Names that are words too, written with a capital only, and how translations of them begin."""
    from linters.document.lexicon import translations

    known = translations(document.profile.original_language, document.language or "")
    text = pairing.original.document.text
    ours = {
        token.text for pair in pairing.pairs for unit in pair.translation for token in unit.names
    }
    theirs = {
        token.text for pair in pairing.pairs for unit in pair.original for token in unit.names
    }
    return {
        name: known[lower]
        for name in theirs & ours
        if (lower := name.lower()) in known and lower not in text
    }


def _plain(name: str) -> str:
    return fold(_GENITIVE.sub("", name) if name[-1] in "s'’" else name)


def _is_near(name: str, other: str) -> bool:
    """Whether one may be the other with a slip of the pen, and is no form of it."""
    if name.isupper() or other.isupper():
        if not (name.isupper() and other.isupper()) or other in _own_forms().get(name, ()):
            return False
        return len(name) > 2 and _distance(name, other) == 1
    one, two = fold(name), fold(other)
    if one == two or len(one) < 4 or one[0] != two[0] or abs(len(one) - len(two)) > 2:
        return False
    # A plural, or the language's own form: Transformers, Italiano, Europa.
    if one.startswith(two) or two.startswith(one):
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
def _own_forms() -> dict[str, tuple[str, ...]]:
    """The acronyms that have another form in Portuguese, and those forms."""
    path = os.path.join(rules_folder(), "words", "acronyms.yaml")
    found = mapping(load(path), path)
    return {str(one): tuple(str(other).split()) for one, other in found.items()}
