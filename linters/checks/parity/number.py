from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document import Document
from linters.document.omissions import is_lost
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from linters.document.pairing import Pair
    from linters.document.units import Unit

_EN = "In 2019, 26,000 people saw 17 billion owls on January 7.\n"

# A number that is no part of a name (GPT-2), an address or a version.
_NUMBER = lazily(
    r"(?<![\w.,/@#-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)*)"
    r"(?=$|[\s.,;:!?)\]%ºª°”\"'’*_—–-]|(?:st|nd|rd|th)\b)"
)
_LONGEST = 20


class Number(Rule):
    """A number is not the one that the original has.

    Both ways of writing are understood (26,000 and 26.000, 3.5 and 3,5), as are words (17 billion
    and 17 bilhões, 3 and três) and ordinals. Only a number that stands where another should is
    reported, not one that was left out or added.

    Source: changes made one at a time in real issues (`benchmarks/parity.py`).
    """

    id = "parity/number"
    severity = Severity.WARNING
    message = _("The original has {expected} here, not {found}.")

    VALID = [
        Good(
            "Em 2019, 26.000 pessoas viram 17 bilhões de corujas em 7 de janeiro.\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good(
            "São 3,5 metros e 20%.\n", path="x[pt-BR].md", original="That is 3.5 metres and 20%.\n"
        ),
        Good("Há três corujas.\n", path="x[pt-BR].md", original="There are 3 owls.\n"),
        Good("Na 2ª edição, 10 mil.\n", path="x[pt-BR].md", original="The 2nd issue, 10,000.\n"),
        Good("Em 2018, 100 pessoas.\n", path="x[pt-BR].md"),
        Good(
            "Uma coruja: {{ sample('owl', 700, 400) }}\n",
            path="x[pt-BR].md",
            original="An owl: {{ sample('owl', 700, 180) }}\n",
        ),
    ]
    INVALID = [
        Bad(
            "Em 2018, 26.000 pessoas viram 17 bilhões de corujas em 7 de janeiro.\n",
            at="2018",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Em 2019, 2.600 pessoas viram 17 bilhões de corujas em 7 de janeiro.\n",
            at="2.600",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Em 2019, 26.000 pessoas viram 17 milhões de corujas em 7 de janeiro.\n",
            at="17 milhões",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None:
            return
        own, other = document.language or "", document.profile.original_language
        for pair in pairing.pairs:
            yield from _compare(document, pair, _words(other), _words(own))


def _compare(
    document: Document, pair: Pair, their_words: _Words, our_words: _Words
) -> Iterator[Finding]:
    theirs = [
        value
        for unit in pair.original
        for value in _values(unit, their_words)
        if not is_lost(document, unit, value.span.start)
    ]
    if not theirs:
        return
    ours = [value for unit in pair.translation for value in _values(unit, our_words)]
    said = {
        number
        for unit in pair.translation
        for word in unit.text.lower().split()
        if (number := our_words.numbers.get(word.strip(".,;:()"))) is not None
    }
    # Those that stand for none yet, by what they may mean, the last first.
    unused: dict[float, list[int]] = {}
    for index in range(len(ours) - 1, -1, -1):
        for number in ours[index].means:
            unused.setdefault(number, []).append(index)
    used: set[int] = set()
    there = said.union(unused)
    missing = []
    for value in theirs:
        same = []
        for number in value.means & unused.keys():
            while unused[number] and unused[number][-1] in used:
                unused[number].pop()
            same.extend(unused[number][-1:])
        if same:
            used.add(min(same))
        elif there.isdisjoint(value.means):
            missing.append(value)
    extra = [value for index, value in enumerate(ours) if index not in used]
    # What the original says in words may be digits here.
    their_numbers = {
        number
        for unit in pair.original
        for word in unit.text.lower().split()
        if (number := their_words.numbers.get(word.strip(".,;:()"))) is not None
    }
    known = set().union(*(value.means for value in theirs)) | their_numbers
    extra = [value for value in extra if not value.means & known]
    for value, instead in zip(missing, extra, strict=False):
        if value.text.startswith(f"{instead.text}."):
            continue  # a version that was cut short
        yield Finding(
            instead.span, expected=value.text, found=instead.text, suggestions=(value.text,)
        )


class _Value(NamedTuple):
    """A number as it is written, its place, and what it may mean."""

    text: str
    span: Span
    means: frozenset[float]


class _Words(NamedTuple):
    """Number words of a language, and words that say how often a number counts."""

    numbers: dict[str, float]
    scales: dict[str, float]


@cache
def _words(language: str) -> _Words:
    path = os.path.join(rules_folder(), "languages", f"{language}.yaml")
    about = mapping(load(path), path) if os.path.isfile(path) else {}
    numbers = mapping(about.get("numbers"), path, "numbers")
    scales = mapping(about.get("scales"), path, "scales")
    return _Words(
        {str(word): float(str(value)) for word, value in numbers.items()},
        {str(word): float(str(value)) for word, value in scales.items()},
    )


def _values(unit: Unit, words: _Words) -> Iterator[_Value]:
    source = unit.document.text
    for inline in unit.block.inlines:
        if inline.kind != "text" or inline.end - inline.start != len(inline.text):
            continue
        if not any(map(str.isdigit, inline.text)):
            continue
        for match in _NUMBER.finditer(source, inline.start, inline.end):
            start, end = match.span()
            if end - start > _LONGEST:
                continue
            if unit.document.protected.touches(Span(start, end), "liquid"):
                continue  # what a template is given
            scale = 1.0
            after = source[end : end + _LONGEST].split(None, 1)
            if after and source[end : end + 1] in (" ", "\n", "\u00a0"):
                word = after[0].strip('.,;:!?()*_”"')
                scale = words.scales.get(word.lower(), 1.0)
                if scale != 1.0:
                    end = source.index(word, end) + len(word)
            text = source[start:end]
            means = frozenset(number * scale for number in _readings(match.group()))
            yield _Value(text, Span(start, end), means)


def _readings(text: str) -> Iterator[float]:
    """The numbers that may be meant: a point or a comma may part thousands or decimals."""
    text = "".join(text.split())
    marks = [mark for mark in text if mark in ".,"]
    digits = text.replace(".", "").replace(",", "")
    if not marks:
        yield float(digits)
        return
    whole, _, rest = text.rpartition(marks[-1])
    if len(rest) == 3 and len(set(marks)) == 1:
        yield float(digits)
    if marks.count(marks[-1]) == 1:
        yield float(f"{whole.replace('.', '').replace(',', '')}.{rest}")
    else:
        yield float(digits)
