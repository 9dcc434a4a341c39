"""What tells two languages apart word by word: how often each uses a word, and how words end.

Frequencies are in Zipf's measure, the logarithm of how often a word stands in a thousand million:
the difference of two of them is the logarithm of a likelihood ratio, so the sum over the words of a
span says which of the languages it is in. Source: van Heuven et al. 2014,
https://doi.org/10.1080/17470218.2013.850521
"""

from __future__ import annotations

import os
from functools import cache, cached_property
from typing import TYPE_CHECKING

from linters.messages import _, reading_reason
from linters.resources import DataError, load, mapping, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a word that is in neither list counts, and the most that any word does.
_RARE = 2.3
_MOST, _LEAST = 2.2, -3.0
_MARKER = 0.8
_ONLY = 1.5
_SHARED_BY_ACCIDENT = 5.5
# To read the list for so many words takes a third of the time that it takes to read all of it.
_FEW_WORDS = 600


class Frequencies:
    """How often a language uses its words (in lower case), from a file of `rules/languages/`.

    A run over a short text asks for few of them, so the file is read for those alone if they are
    told first. Raises DataError if the file cannot be read.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._is_whole = path is None
        self._known: dict[str, float | None] = {}

    def expect(self, words: frozenset[str]) -> None:
        """These words are about to be asked for."""
        if not self._is_whole and words - self._known.keys():
            if self._known or len(words) > _FEW_WORDS:
                self._read_all()
            else:
                self._known = dict.fromkeys(words)
                for frequency, band in self._bands():
                    self._known.update(dict.fromkeys(words.intersection(band), frequency))

    def get(self, word: str) -> float | None:
        """The frequency of a word; None for one that the list has not."""
        if not self._is_whole and word not in self._known:
            self._read_all()
        return self._known.get(word)

    @property
    def all(self) -> dict[str, float | None]:
        """All words with their frequencies."""
        if not self._is_whole:
            self._read_all()
        return self._known

    @property
    def is_whole(self) -> bool:
        """Whether all of the list was read."""
        return self._is_whole

    def _read_all(self) -> None:
        self._known = {}
        for frequency, band in self._bands():
            self._known.update(dict.fromkeys(band, frequency))
        self._is_whole = True

    def _bands(self) -> Iterator[tuple[float, list[str]]]:
        assert self._path is not None
        try:
            with open(self._path, encoding="utf-8") as file:
                for line in file:
                    if line[0] != "#":
                        band, _, words = line.partition(" ")
                        yield int(band) / 10, words.split()
        except (OSError, ValueError) as error:
            raise _unreadable(self._path, error) from error


class Language:
    """What is known of one language: frequencies by word, and `rules/languages/CODE.yaml`."""

    def __init__(self, code: str) -> None:
        folder = os.path.join(rules_folder(), "languages")
        path = os.path.join(folder, f"{code}.yaml")
        is_known = os.path.isfile(path)
        about = mapping(load(path), path) if is_known else {}
        self.frequency = Frequencies(os.path.join(folder, f"{code}.txt") if is_known else None)
        self.small, self.clause, self.alone = (
            frozenset(str(about.get(key, "")).split()) for key in ("small", "clause", "alone")
        )
        self.endings = tuple(str(about.get("endings", "")).split())
        self.letters = frozenset(str(about.get("letters", "")))


class Lexicon:
    """Tells words of `foreign` from those of `own`, both codes of languages such as `en`.

    A language of which nothing is known has no words: all that is known of the other speaks.
    """

    def __init__(self, foreign: str, own: str) -> None:
        self._foreign, self._own = _language(foreign), _language(own)
        self.scores: dict[str, float] = {}
        """What is known of words in lower case so far."""

    def expect(self, words: frozenset[str]) -> None:
        """These words (in lower case) are about to be asked for; others may be all the same."""
        words = words | self.small
        self._foreign.frequency.expect(words)
        self._own.frequency.expect(words)

    def may_speak(self, words: set[str]) -> bool:
        """Whether a text of these words (in lower case) may hold something foreign.

        It has a word that holds a sentence together and is no word of the other language, or three
        that speak clearly.
        """
        if not words.isdisjoint(self._loud):
            return True
        if self._foreign.frequency.is_whole:
            return len(words & self._markers) > 2
        return sum(map(self._is_marker, words)) > 2

    def _is_marker(self, word: str) -> bool:
        foreign = self._foreign.frequency.get(word)
        if foreign is None:
            return False
        own = self._own.frequency.get(word)
        return foreign - (_RARE if own is None else own) >= _MARKER

    @cached_property
    def _markers(self) -> frozenset[str]:
        """The foreign words that speak clearly."""
        own = self._own.frequency.all
        return frozenset(
            word
            for word, frequency in self._foreign.frequency.all.items()
            if frequency is not None and frequency - (own.get(word) or _RARE) >= _MARKER
        )

    @cached_property
    def _loud(self) -> frozenset[str]:
        return frozenset(filter(self._is_marker, self._foreign.small))

    @property
    def foreign_frequency(self) -> dict[str, float | None]:
        """How often the foreign language uses each of its words."""
        return self._foreign.frequency.all

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
        return self.score(word) >= _ONLY or self._own.frequency.get(word) is None

    def is_own(self, word: str) -> bool:
        """Whether the own language has a word (in lower case), or it ends as its words do."""
        return word.endswith(self._own.endings) or self._own.frequency.get(word) is not None

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
        raise _unreadable(path, error) from error
    return found


def _unreadable(path: str, error: OSError | ValueError) -> DataError:
    return DataError(_("{path}: {reason}"), path=path, reason=reading_reason(error, "TXT"))


@cache
def _language(code: str) -> Language:
    return Language(code)
