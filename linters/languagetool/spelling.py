"""Which words are misspelt, and how they are spelt: after LanguageTool's own dictionaries.

What is no dictionary word need not be wrong: names, acronyms, foreign terms, code, and words that
are formed by rule (`pré-treinado`) are let pass. The spelling reform of 1990, in force since 2009,
is followed. Source: Acordo Ortográfico da Língua Portuguesa, Bases VIII to XVI
(https://www.planalto.gov.br/ccivil_03/_ato2007-2010/2008/decreto/d6583.htm)
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linters.languagetool.found import REFORM, UNKNOWN
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linters.languagetool.dictionary import Dictionary
    from linters.languagetool.passages import Passage

MOST_SUGGESTIONS = 5
_TITLES = frozenset({"title", "heading", "item-title"})

_LETTERS = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_WORD = re.compile(_LETTERS)
# A beginning of fewer than three letters would let nearly any mistake pass.
_ENTRY = re.compile(rf"{_LETTERS}(?:\s*~\s*{_LETTERS})?|(?=[^\W\d_]{{3}}){_LETTERS}-?\*")
# What stands next to a part of an address, a name of a file, a handle or a number with its unit.
_NEIGHBOURS = frozenset("@#/\\_&=~0123456789")
_BARE = {"pre": "pré", "pos": "pós"}
_VOWELS = "aeiouáéíóúâêôãõ"


class Formation(NamedTuple):
    """How words are formed: `rules/words/formation.yaml`."""

    prefixes: tuple[str, ...]
    hyphened: frozenset[str]
    never: frozenset[str]
    links: frozenset[str]
    keep: frozenset[str]
    well: frozenset[str]
    old: Mapping[str, str]

    @classmethod
    def load(cls) -> Formation:
        """What the file says. Raises DataError where it cannot be used."""
        path = os.path.join(rules_folder(), "words", "formation.yaml")
        content = mapping(load(path), path)
        lists = {name: str(content.get(name, "")).split() for name in cls._fields[:-1]}
        old = mapping(content.get("old"), path, "old")
        return cls(
            tuple(lists.pop("prefixes")),
            **{name: frozenset(words) for name, words in lists.items()},
            old={str(word): str(today) for word, today in old.items()},
        )


class Misspelling(NamedTuple):
    """A word of a passage: `rule` is the id, offsets are code points of the passage.

    `is_sure` says whether it is a slip, or may be a term that the dictionary does not have.
    """

    rule: str
    start: int
    end: int
    suggestions: tuple[str, ...]
    is_sure: bool = True


def is_entry(text: str) -> bool:
    """Whether a list of accepted words can hold that: `word`, `word ~ model`, `beginning*`."""
    return _ENTRY.fullmatch(text) is not None


class Speller:
    """Spelling after two dictionaries and the `accepted` words.

    These are written as in `rules/words/accepted.txt`: `word`, `word ~ model`, `beginning*`.
    """

    def __init__(
        self, portuguese: Dictionary, english: Dictionary, accepted: Iterable[str]
    ) -> None:
        self._portuguese = portuguese
        self._english = english
        self._formation = Formation.load()
        self._accepted: set[str] = set()
        self._beginnings: tuple[str, ...] = ()
        self._models: list[tuple[str, str]] = []
        for entry in accepted:
            self._accept(entry.lower())
        self._is_portuguese = lru_cache(20_000)(self._look_up)
        self._suggested: dict[str, tuple[str, ...]] = {}

    def _accept(self, entry: str) -> None:
        word, tilde, model = (part.strip() for part in entry.partition("~"))
        if tilde:
            own, other = word, model
            while own and other and own[-1] == other[-1]:
                own, other = own[:-1], other[:-1]
            self._models.append((own, other))
        elif word.endswith("*"):
            self._beginnings += (word[:-1],)
        else:
            self._accepted.update((word, word if word.endswith("s") else f"{word}s"))

    def check(self, passage: Passage) -> Iterator[Misspelling]:
        """The misspelt words of a passage, in order."""
        text = passage.text
        sentence_start = True
        previous: re.Match[str] | None = None
        for match in _WORD.finditer(text):
            start, end = match.span()
            between = text[previous.end() : start] if previous else text[:start]
            sentence_start = previous is None or any(mark in between for mark in ".!?:…")
            pair = previous if previous is not None and between == " " else None
            previous = match
            if passage.touches_stand_in(start, end) or self._is_code(text, start, end):
                continue
            word = match.group().replace("’", "'")
            if pair is not None:
                joined = self._pair(pair.group(), word)
                if joined:
                    yield Misspelling(REFORM, pair.start(), end, (joined,))
                    continue
            reformed = self.reform(word)
            if reformed:
                yield Misspelling(REFORM, start, end, (reformed,))
            elif not self.is_known(word) and not self._is_name(
                word, sentence_start, passage.scope in _TITLES
            ):
                suggestions = self.suggest(word)
                sure = self.is_sure(word, suggestions)
                if not sure and passage.scope == "list-item" and text.strip() == match.group():
                    continue  # a list of packages or commands
                if len(word) < 4 and (not sure or text[end : end + 1] == "."):
                    continue  # an abbreviation, perhaps
                yield Misspelling(UNKNOWN, start, end, suggestions, sure)

    @staticmethod
    def _is_code(text: str, start: int, end: int) -> bool:
        before = text[start - 1 : start] or " "
        after = text[end : end + 1] or " "
        if before in _NEIGHBOURS or after in _NEIGHBOURS:
            return True
        # `dair.ai`, `model.fit`: a full stop with letters on both sides.
        return (before == "." and text[start - 2 : start - 1].isalnum()) or (
            after == "." and text[end + 1 : end + 2].isalnum()
        )

    def _is_name(self, word: str, sentence_start: bool, in_title: bool) -> bool:
        """Whether a word that no dictionary has may stand as a name, an acronym or a term."""
        if len(word) < 3 + word.isascii() or not word[1:].islower():
            return True
        if not word[0].isupper():
            return False
        if len(word) < 6:
            return True
        # A capital at the start of a sentence, or in a title, says little.
        lower = word.lower()
        if lower.endswith(("ção", "ções")):
            return False  # no name ends so that the dictionary does not have
        if not sentence_start and not (in_title and word.isascii()):
            return True
        return not any(
            frequency >= 9 and found.islower() and (sentence_start or bare(found) == lower)
            for found, _changes, frequency in self._portuguese.near(lower, 1)
        )

    def is_known(self, word: str) -> bool:
        """Whether a word is right, as it stands or by the way it is formed."""
        if self._is_portuguese(word) or self._is_foreign(word):
            return True
        lower = word.lower()
        if "'" in lower:
            # `d'água`, and the genitive and contractions of English names.
            return all(len(p) < 3 or self.is_known(p) for p in lower.split("'"))
        if "-" in lower:
            parts = lower.split("-")
            return all(
                self._is_portuguese(part)
                or self._is_foreign(part)
                or part in self._formation.hyphened
                or part in self._formation.prefixes
                for part in parts
            )
        return self._is_derived(lower)

    def _look_up(self, word: str) -> bool:
        lower = word.lower()
        return (
            word in self._portuguese
            or lower in self._portuguese
            or lower in self._accepted
            or lower.startswith(self._beginnings)
            or any(
                lower.startswith(own) and other + lower[len(own) :] in self._portuguese
                for own, other in self._models
            )
            or (word[:1].isupper() and word.capitalize() in self._portuguese)
        )

    def _is_foreign(self, word: str) -> bool:
        return word in self._english or word.lower() in self._english

    def _is_derived(self, word: str) -> bool:
        """Whether it is a prefix, written together as it should be, and a known word."""
        for prefix in self._formation.prefixes:
            rest = word[len(prefix) :]
            if not word.startswith(prefix) or len(rest) < 4:
                continue
            if rest[:2] in ("rr", "ss") and prefix[-1] in _VOWELS:
                rest = rest[1:]
            elif rest[0] in "rsh" and prefix[-1] in _VOWELS and prefix not in ("co", "re"):
                continue
            if self._is_portuguese(rest):
                return True
        return False

    def reform(self, word: str) -> str | None:
        """How a word that is spelt as before the reform is spelt today, None for all others."""
        if word.isupper() and len(word) > 1:
            return None
        lower = word.lower()
        reformed = self._accents(word, lower) or self._hyphens(lower)
        if reformed is None or reformed == lower:
            return None
        return reformed.capitalize() if word[0].isupper() else reformed

    def _accents(self, word: str, lower: str) -> str | None:
        """Trema, `-éia`, `-óia`, `-êem`, `-ôo` (Bases IX and XIV)."""
        if lower in self._formation.old:
            return self._formation.old[lower]
        # The dictionary still has `vôo`, which is not to be written any more.
        circumflex = re.sub("ôo(s?)$", r"oo\1", lower).replace("êem", "eem")
        if circumflex != lower:
            return circumflex if self._is_portuguese(circumflex) else None
        if self._is_portuguese(word):
            return None
        if word[0].isupper() and "ü" in lower:
            return None  # a name: Müller
        candidate = lower.replace("ü", "u")
        candidate = re.sub(r"([éó])i(?=[^\W\d_]*[aeo])", _without_accent, candidate)
        return candidate if candidate != lower and self._is_portuguese(candidate) else None

    def _hyphens(self, lower: str) -> str | None:
        if "-" not in lower:
            return self._missing_hyphen(lower)
        parts = lower.split("-")
        if lower in self._accepted or lower in self._formation.keep:
            return None
        if len(parts) == 3 and parts[1] in self._formation.links and not self._keeps_hyphens(lower):
            if all(self._is_portuguese(part) for part in parts):
                return " ".join(parts)
            return None
        first, _hyphen, rest = lower.partition("-")
        # A foreign term that is accepted (`auto-encoder`) is not spelt after our reform.
        if "-" in rest or rest in self._accepted or not self._is_portuguese(rest):
            return None
        if first in _BARE and lower not in self._portuguese:
            return f"{_BARE[first]}-{rest}"
        if first in self._formation.never:
            return f"{first} {rest}"
        if first not in self._formation.prefixes:
            return None
        return joined if (joined := join(first, rest)) != lower else None

    def _keeps_hyphens(self, lower: str) -> bool:
        """Plants and animals keep them; they are in the dictionary, and so is little else."""
        return lower in self._portuguese and lower not in self._formation.old

    def _missing_hyphen(self, lower: str) -> str | None:
        """`microondas`, `antiinflamatório`: a vowel twice where the prefix ends."""
        if self._is_portuguese(lower):
            return None
        for prefix in self._formation.prefixes:
            rest = lower[len(prefix) :]
            if (
                lower.startswith(prefix)
                and prefix not in ("co", "re", "bi", "tri")
                and len(rest) > 3
                and rest[0] in _VOWELS
                and rest[0] == prefix[-1]
                and self._is_portuguese(rest)
            ):
                return f"{prefix}-{rest}"
        return None

    def _pair(self, first: str, second: str) -> str | None:
        """Two words that are one with a hyphen: `pré treinado`, `bem vindo`."""
        low, other = first.lower(), second.lower()
        if not second.islower():
            return None
        if low in ("pré", "pós", "pró") and self._is_portuguese(other) and len(other) > 2:
            return f"{first}-{second}"
        if low == "bem" and other in self._formation.well:
            return f"{first}-{second}"
        return None

    def suggest(self, word: str) -> tuple[str, ...]:
        """The likeliest words in place of `word`, best first, in its case."""
        lower = word.lower()
        if lower not in self._suggested:
            self._suggested[lower] = self._suggest(lower)
        found = self._suggested[lower]
        if word.isupper():
            return tuple(one.upper() for one in found)
        if word[0].isupper():
            return tuple(one[0].upper() + one[1:] for one in found)
        return found

    def _suggest(self, word: str) -> tuple[str, ...]:
        ranked: dict[str, int] = {}
        for distance in (1, 2):
            if len(word) > 24 or (distance == 2 and len(word) < 6):
                break
            for dictionary, penalty in ((self._portuguese, 0), (self._english, 8))[: 3 - distance]:
                for found, changes, frequency in dictionary.near(word, distance):
                    cost = _cost(word, found, changes) - min(frequency, 14) + penalty
                    ranked[found] = min(cost, ranked.get(found, cost))
                if min(ranked.values(), default=1) <= _SURE:
                    break
            for own, other in self._models:
                if word.startswith(own):
                    for found, _changes, _rare in self._portuguese.near(
                        other + word[len(own) :], 1
                    ):
                        if found.startswith(other):
                            ranked[own + found[len(other) :]] = -12
            for term in self._accepted:
                if abs(len(term) - len(word)) <= distance and _within(word, term, distance):
                    ranked.setdefault(term, _cost(word, term, distance) - 12)
            if min(ranked.values(), default=1) <= _SURE:
                break
        best = sorted(ranked, key=lambda found: (ranked[found], found))
        return tuple(best[:MOST_SUGGESTIONS])

    def is_sure(self, word: str, suggestions: tuple[str, ...]) -> bool:
        """Whether `word` is most likely a slip for the first suggestion, and no foreign term."""
        if not suggestions:
            return False
        lower, best = word.lower(), suggestions[0].lower()
        if bare(lower) == bare(best) or (best in self._accepted and len(lower) > 6):
            return True
        if len(lower) < 5 and lower.isascii():
            return False
        if not _within(lower, best, 1) or best not in self._portuguese:
            return not lower.isascii() and _within(lower, best, 2)
        plausible = lower[-1] in "aeiouãlmnrsxz" and not set(lower) & set("kwy")
        return (plausible or not lower.isascii()) and self._portuguese.frequency(best) >= 7


# A suggestion is good from this cost down: one change that leads to a word of some frequency.
_SURE = -1


def _cost(word: str, found: str, changes: int) -> int:
    """How unlikely it is that `word` was written for `found`."""
    if bare(found) == bare(word):
        return 0
    return changes * 6 - (len(word) == len(found)) - (word[0] == found[0])


def join(prefix: str, rest: str) -> str:
    """A prefix and a word as they are written today (Base XVI): together, or with a hyphen."""
    first, last = rest[0], prefix[-1]
    plain = bare(first)
    if prefix in ("co", "re"):
        return prefix + ("r" + rest if plain == "r" else "s" + rest if plain == "s" else rest)
    if plain == "h":
        return f"{prefix}-{rest}"
    if prefix == "sub":
        return f"{prefix}-{rest}" if plain in "br" else prefix + rest
    if last in _VOWELS:
        if plain == bare(last):
            return f"{prefix}-{rest}"
        prefix = "video" if prefix == "vídeo" else prefix
        return prefix + (plain + rest if plain in "rs" else rest)
    return f"{prefix}-{rest}" if plain == last else prefix + rest


def _without_accent(match: re.Match[str]) -> str:
    return {"é": "e", "ó": "o"}[match.group(1)] + "i"


def bare(text: str) -> str:
    """Without accents and cedillas."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _within(word: str, term: str, distance: int) -> bool:
    from linters.languagetool.dictionary import next_row

    rows = [list(range(len(word) + 1))]
    for index, letter in enumerate(term):
        rows.append(next_row(word, term[:index], letter, rows))
        if min(rows[-1]) > distance:
            return False
    return rows[-1][-1] <= distance
