"""Sentences of the original that are not in the translation, told without translating.

For each sentence of a paragraph two readings are weighed: that it is there, and that it was left
out. If it was, few of its words have a counterpart in the paragraph's translation (a word that
begins alike, or as one of its translations does), and the translation is shorter by about its
length. The sum of both logarithms of likelihood decides. Lengths as in Gale and Church 1993,
https://aclanthology.org/J93-1004/; the shares were measured on published issues: of the words of a
sentence that is there, 0.85 have a counterpart, of one that is not, 0.2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from linters.document.lexicon import lexicon, translations
from linters.document.patterns import lazily
from linters.document.units import STEM, fold, stems
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.document import Document
    from linters.document.lexicon import Lexicon
    from linters.document.pairing import Pair
    from linters.document.units import Sentence, Unit

_WORD = lazily(r"[^\W\d_]{4,}")
_THERE, _CHANCE = 0.78, 0.2
# Words of a sentence hang together, so each counts less than one that stands for itself.
_TRUST, _MOST_WORDS = 0.6, 8
# How much longer translations are, how much that varies, and what letters vary at least.
_LONGER, _SPREAD, _LEAST_SPREAD = 1.09, 0.1, 8
_MOST_BY_LENGTH = 4.0
_SURELY_WHOLE = 1.06
_FEWER = 1.0
# Above this a sentence is taken for left out.
_ENOUGH = 1.0
_MOST_LOST = 4
_FEWEST_WITHOUT = 4


class Omission(NamedTuple):
    """A sentence of the original that a pair's translation lacks, and where it would stand."""

    pair: Pair
    sentence: Sentence
    place: Span


def find(document: Document) -> list[Omission]:
    """The sentences that were left out; none where no translations of words are known."""
    pairing = document.pairing
    own, other = document.language or "", document.profile.original_language
    known = translations(other, own) if pairing else {}
    if pairing is None or not known:
        return []
    found: list[Omission] = []
    for pair in pairing.pairs:
        if pair.original[0].kind == "text" and _may_lack(pair):
            found.extend(_find(pair, lexicon(other, own), known))
    for omission in found:
        for unit in omission.pair.original:
            unit.lost.append(omission.sentence.span)
    return found


def _may_lack(pair: Pair) -> bool:
    """Whether a sentence may be missing: most translations are longer than their text."""
    theirs, ours = pair
    if sum(unit.length for unit in ours) < _SURELY_WHOLE * sum(unit.length for unit in theirs):
        return True
    return sum(unit.ends for unit in ours) < sum(unit.ends for unit in theirs)


def _find(pair: Pair, words: Lexicon, known: dict[str, tuple[str, ...]]) -> Iterator[Omission]:
    theirs = [sentence for unit in pair.original for sentence in unit.sentences]
    ours = [sentence for unit in pair.translation for sentence in unit.sentences]
    if len(theirs) < 2 or not ours:
        return
    said = frozenset().union(*(unit.stems for unit in pair.translation))
    shares = [_share(sentence.text, said, words, known) for sentence in theirs]
    length = sum(len(sentence.text) for sentence in theirs)
    our_length = sum(len(sentence.text) for sentence in ours)
    left = list(range(len(theirs)))
    for _round in range(_MOST_LOST):
        if len(left) < 2:
            return
        fewer = _FEWER if len(ours) < len(left) else -_FEWER
        scores = {
            index: shares[index] + _by_length(len(theirs[index].text), length, our_length) + fewer
            for index in left
        }
        lost = max(left, key=lambda index: scores[index])
        if scores[lost] < _ENOUGH:
            return
        yield Omission(pair, theirs[lost], _place(theirs, ours, left, lost, words, known))
        left.remove(lost)
        length -= len(theirs[lost].text)


def _share(
    text: str, said: frozenset[str], words: Lexicon, known: dict[str, tuple[str, ...]]
) -> float:
    """How much the words of a sentence that have a counterpart speak for its being left out."""
    wanted = _content(text, words)
    there = sum(_is_said(word, said, known) for word in wanted)
    trust = _TRUST * min(1.0, _MOST_WORDS / max(1, len(wanted)))
    return trust * (
        (len(wanted) - there) * math.log((1 - _CHANCE) / (1 - _THERE))
        + there * math.log(_CHANCE / _THERE)
    )


def _content(text: str, words: Lexicon) -> list[str]:
    """The words of a text that say something, each once, in lower case."""
    return [word for word in dict.fromkeys(_WORD.findall(text.lower())) if word not in words.small]


def may_differ(document: Document, pair: Pair) -> bool:
    """Whether so many words of a unit have no counterpart that a whole sentence may be without."""
    own, other = document.language or "", document.profile.original_language
    known = translations(other, own)
    said = frozenset().union(*(unit.stems for unit in pair.translation))
    wanted = _content(" ".join(unit.text for unit in pair.original), lexicon(other, own))
    return sum(not _is_said(word, said, known) for word in wanted) >= _FEWEST_WITHOUT


def counterparts(document: Document, original: str, translation: str) -> tuple[int, int]:
    """Of how many words of an original a translation has counterparts, and how many there are."""
    own, other = document.language or "", document.profile.original_language
    known = translations(other, own)
    wanted = _content(original, lexicon(other, own))
    said = frozenset(stems(translation))
    return sum(_is_said(word, said, known) for word in wanted), len(wanted)


def _is_said(word: str, said: frozenset[str], known: dict[str, tuple[str, ...]]) -> bool:
    return fold(word)[:STEM] in said or any(form in said for form in known.get(word, ()))


def _by_length(sentence: int, theirs: int, ours: int) -> float:
    """How much the lengths speak for a sentence being left out."""
    spread = _SPREAD * _LONGER * theirs + _LEAST_SPREAD
    whole = ours - _LONGER * theirs
    without = ours - _LONGER * (theirs - sentence)
    score = (whole * whole - without * without) / (2 * spread * spread)
    return max(-_MOST_BY_LENGTH, min(_MOST_BY_LENGTH, score))


def _place(
    theirs: list[Sentence],
    ours: list[Sentence],
    left: list[int],
    lost: int,
    words: Lexicon,
    known: dict[str, tuple[str, ...]],
) -> Span:
    """Between the sentences that say what comes before and after it in the original."""
    at = left.index(lost)
    if at == 0:
        return Span(ours[0].span.start, ours[0].span.start)
    before = theirs[left[at - 1]].text
    said = [frozenset(stems(sentence.text)) for sentence in ours]
    shares = [_share(before, one, words, known) for one in said]
    index = min(range(len(ours)), key=lambda one: shares[one])
    end = ours[index].span.end
    return Span(end, ours[index + 1].span.start if index + 1 < len(ours) else end)


def is_lost(document: Document, unit: Unit, position: int) -> bool:
    """Whether what stands at `position` in a unit of the original is in a sentence left out."""
    return bool(document.omissions) and any(span.start <= position < span.end for span in unit.lost)
