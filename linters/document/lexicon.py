"""What tells two languages apart word by word: how often each uses a word, and how words end.

Frequencies are in Zipf's measure, the logarithm of how often a word stands in a thousand million:
the difference of two of them is the logarithm of a likelihood ratio, so the sum over the words of a
span says which of the languages it is in. Source: van Heuven et al. 2014,
https://doi.org/10.1080/17470218.2013.850521
"""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

from linters.resources import DataError, load, mapping, rules_folder

# What a word that is in neither list counts, and the most that any word does.
_RARE = 2.3
_MOST, _LEAST = 2.2, -3.0
_MARKER = 0.8
_ONLY = 1.5
_SHARED_BY_ACCIDENT = 5.5


class Language(NamedTuple):
    """What is known of one language: frequencies by word, and `rules/languages/CODE.yaml`."""

    frequency: dict[str, float]
    small: frozenset[str]
    clause: frozenset[str]
    alone: frozenset[str]
    endings: tuple[str, ...]
    letters: frozenset[str]


class Lexicon:
    """Tells words of `foreign` from those of `own`, both codes of languages such as `en`.

    A language of which nothing is known has no words: all that is known of the other speaks.
    """

    def __init__(self, foreign: str, own: str) -> None:
        self._foreign, self._own = _language(foreign), _language(own)
        self.foreign_frequency = self._foreign.frequency
        self.scores: dict[str, float] = {}
        """What is known of words in lower case so far."""
        own_frequency = self._own.frequency
        self.markers = frozenset(
            word
            for word, frequency in self._foreign.frequency.items()
            if frequency - own_frequency.get(word, _RARE) >= _MARKER
        )
        """The foreign words that speak clearly: a text without any is not foreign."""

        self.loud = self.markers & self._foreign.small
        """Those that hold a sentence together, and are no words of the other language."""

    @property
    def small(self) -> frozenset[str]:
        """The foreign words that hold a sentence together."""
        return self._foreign.small

    @property
    def clause(self) -> frozenset[str]:
        """Those of them that make a sentence: no title has them in lower case."""
        return self._foreign.clause

    @property
    def alone(self) -> frozenset[str]:
        """Those of them that are told even where they stand alone."""
        return self._foreign.alone

    def is_only_foreign(self, word: str) -> bool:
        """Whether a word (in lower case) is no word of the own language that it uses much."""
        return self.score(word) >= _ONLY or word not in self._own.frequency

    def is_own(self, word: str) -> bool:
        """Whether the own language has a word (in lower case), or it ends as its words do."""
        return word in self._own.frequency or word.endswith(self._own.endings)

    def score(self, word: str) -> float:
        """How much a word (in lower case) speaks for the foreign language; below 0 for the own."""
        known = self.scores.get(word)
        if known is None:
            known = self.scores[word] = self._score(word)
        return known

    def _score(self, word: str) -> float:
        foreign = self._foreign.frequency.get(word)
        own = self._own.frequency.get(word)
        if foreign is None and word[-2:] in ("'s", "’s"):
            foreign = self._foreign.frequency.get(word[:-2])
        if foreign is None and own is None:
            if not self._own.letters.isdisjoint(word):
                return -2.0
            if word.endswith(self._own.endings):
                return -1.5
            return 1.0 if word.endswith(self._foreign.endings) else 0.0
        if own is None:
            assert foreign is not None
            return max(0.6, min(foreign - _RARE, _MOST))
        if foreign is None:
            return -max(0.8, min(own - _RARE, -_LEAST))
        score = max(_LEAST, min(_MOST, foreign - own))
        # A word that both have, and none uses much, is a term of both.
        return score / 2 if score < 0 and own < _SHARED_BY_ACCIDENT else score


@cache
def lexicon(foreign: str, own: str) -> Lexicon:
    """The lexicon of two languages, made once."""
    return Lexicon(foreign, own)


@cache
def translations(foreign: str, own: str) -> dict[str, tuple[str, ...]]:
    """How translations of foreign words begin in the other language; empty if nothing is known.

    A translation that begins as the word itself does is not among them.
    """
    path = os.path.join(rules_folder(), "languages", f"{foreign}-{own}.txt")
    found: dict[str, tuple[str, ...]] = {}
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line[0] != "#":
                    beginnings, _, words = line.partition(": ")
                    found.update(dict.fromkeys(words.split(), tuple(beginnings.split())))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error
    return found


@cache
def _language(code: str) -> Language:
    folder = os.path.join(rules_folder(), "languages")
    path = os.path.join(folder, f"{code}.yaml")
    if not os.path.isfile(path):
        none: frozenset[str] = frozenset()
        return Language({}, none, none, none, (), none)
    about = mapping(load(path), path, "the file")
    return Language(
        _frequencies(os.path.join(folder, f"{code}.txt")),
        frozenset(str(about.get("small", "")).split()),
        frozenset(str(about.get("clause", "")).split()),
        frozenset(str(about.get("alone", "")).split()),
        tuple(str(about.get("endings", "")).split()),
        frozenset(str(about.get("letters", ""))),
    )


def _frequencies(path: str) -> dict[str, float]:
    frequency: dict[str, float] = {}
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line[0] != "#":
                    band, _, words = line.partition(" ")
                    frequency.update(dict.fromkeys(words.split(), int(band) / 10))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error
    return frequency
