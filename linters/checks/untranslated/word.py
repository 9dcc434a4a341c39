from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from linters.document.lexicon import Lexicon
    from linters.document.prose import Prose

_FOREIGN = 0.6
_SHARED = 0.8
_LONGEST_NAME = 80


class Word(Rule):
    """A single English word was left where Portuguese has a usual one.

    It stands alone: not in italics or quotation marks, not beside other English words as part of a
    term, not in a name. The words, and what is usually written for them, are data:
    `rules/words/untranslated/pt-BR.yaml`; loanwords such as *software* are not among them.

    Source: words that editors mended in published issues.
    """

    id = "untranslated/word"
    severity = Severity.INFO
    message = _("“{word}” is English.")
    help = _("Usual in its place: {usual}.")

    VALID = [
        Good("A Procter and Gamble patrocina a aula.", path="x[pt-BR].md"),
        Good("O software e o framework são gratuitos.", path="x[pt-BR].md"),
        Good("O termo *topics* fica em itálico, e “native” entre aspas.", path="x[pt-BR].md"),
        Good("O Native Instruments e o Topics Project são nomes.", path="x[pt-BR].md"),
        Good("O open source code e o topics engine são termos.", path="x[pt-BR].md"),
        Good("O artigo de Kim and Lee Research of America", path="x[en].md"),
        Good("Use `topics` e https://a.org/native no código.", path="x[pt-BR].md"),
        Good("Nos anos 2010 e 1990, e com 20s de áudio.", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad("O artigo aborda topics que interessam.", at="topics", path="x[pt-BR].md"),
        Bad("Um falante native da língua.", at="native", path="x[pt-BR].md"),
        Bad("Os métodos *zero-shot* and *few-shot* vão bem.", at="and", path="x[pt-BR].md"),
        Bad("***BirdNet and FrogNet***\n\nTexto.\n", at="and", path="x[pt-BR].md"),
        Bad("Os anos 2010s foram assim.", at="2010s", path="x[pt-BR].md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        own, other = document.language, document.profile.original_language
        data = _usual(own or "")
        if own is None or data is None:
            return
        from linters.document.lexicon import lexicon

        known = lexicon(other, own)
        taken: list[Span] = []
        for foreign in document.foreign:
            taken.append(foreign.span)
            if foreign.whole == "word":
                word = foreign.text.partition(" ")[0]
                yield Finding(foreign.span, word=foreign.text, usual=data.small.get(word))
        # The patterns are looked for once; few texts hold any.
        text = document.text
        places = sorted(
            match.start() for pattern in data.patterns for match in pattern.finditer(text)
        )
        for prose in document.prose:
            start, end = prose.span(0, len(prose.text))
            has_pattern = bisect_left(places, start) < bisect_left(places, end)
            for finding in self._find(document, prose, data, known, has_pattern):
                # Runs are in order, and none lies within another.
                before = bisect_left(taken, finding.span.end, key=_start_of) - 1
                if before < 0 or taken[before].end <= finding.span.start:
                    yield finding

    def _find(
        self,
        document: Document,
        prose: Prose,
        data: _Usual,
        known: Lexicon,
        has_pattern: bool,
    ) -> Iterator[Finding]:
        from linters.document import foreign

        distinct = set(prose.text.lower().replace(",", " ").replace(".", " ").split())
        if prose.scope == "item-title":
            if "and" in distinct:
                yield from self._between_names(prose, data, known)
            return
        if distinct.isdisjoint(data.known) and not has_pattern:
            return
        masked = foreign.masked(document, prose, known)
        text = foreign.without_code(masked)
        if has_pattern:
            for pattern, usual in data.patterns.items():
                for match in pattern.finditer(masked):
                    at = prose.span(*match.span()).start
                    before = document.text[max(0, at - _LONGEST_NAME) : at]
                    if before.rfind("[") <= before.rfind("]"):  # not the name of what is linked
                        yield self._finding(prose, match.start(), match.end(), usual)
        words = foreign.words(text, known)
        for index, word in enumerate(words):
            instead = data.words.get(word.text)
            if instead is None:
                continue
            beside = [
                other
                for other in (words[index - 1 : index] + words[index + 1 : index + 2])
                if not text[min(other.end, word.end) : max(other.start, word.start)].strip()
            ]
            if all(other.score < _SHARED for other in beside):
                yield self._finding(prose, word.start, word.end, instead)

    def _between_names(self, prose: Prose, data: _Usual, known: Lexicon) -> Iterator[Finding]:
        """An `and` in a title of which all other words are names."""
        from linters.document import foreign

        words = foreign.words(prose.text, known)
        names = [word for word in words if word.text != "and"]
        if all(abs(word.score) < _FOREIGN and not word.text[0].islower() for word in names):
            for word in words:
                if word.text == "and":
                    yield self._finding(prose, word.start, word.end, data.small["and"])

    def _finding(self, prose: Prose, start: int, end: int, usual: str) -> Finding:
        choices = [choice.strip() for choice in usual.split(",")]
        return Finding(
            prose.span(start, end),
            word=prose.text[start:end],
            usual=", ".join(choices),
            suggestions=choices,
        )


def _start_of(span: Span) -> int:
    return span.start


class _Usual(NamedTuple):
    """What is usually written: by word, by small word, and for what fits a pattern."""

    words: dict[str, str]
    known: frozenset[str]
    small: dict[str, str]
    patterns: dict[re.Pattern[str], str]


@cache
def _usual(language: str) -> _Usual | None:
    path = os.path.join(rules_folder(), "words", "untranslated", f"{language}.yaml")
    if not os.path.isfile(path):
        return None
    top = mapping(load(path), path)
    words, small, patterns = [
        {str(word): str(usual) for word, usual in mapping(top.get(key), path, key).items()}
        for key in ("words", "small", "patterns")
    ]
    compiled = {re.compile(pattern): usual for pattern, usual in patterns.items()}
    return _Usual(words, frozenset(words), small, compiled)
