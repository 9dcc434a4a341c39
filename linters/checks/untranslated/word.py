from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity
from linters.resources import load, mapping, rules_folder

if TYPE_CHECKING:
    from linters.document.lexicon import Lexicon
    from linters.document.prose import Prose

_FOREIGN = 0.6
_SHARED = 0.8


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
        taken = []
        for foreign in document.foreign:
            taken.append(foreign.span)
            if foreign.whole == "word":
                word = foreign.text.partition(" ")[0]
                yield Finding(foreign.span, word=foreign.text, usual=data.small.get(word))
        if data.pattern is not None and data.pattern.search(document.text) is None:
            data = data._replace(pattern=None)
        for prose in document.prose:
            for finding in self._find(document, prose, data, known):
                if not any(
                    s.start < finding.span.end and finding.span.start < s.end for s in taken
                ):
                    yield finding

    def _find(
        self, document: Document, prose: Prose, data: _Usual, known: Lexicon
    ) -> Iterator[Finding]:
        from linters.document import foreign

        distinct = set(prose.text.lower().replace(",", " ").replace(".", " ").split())
        if prose.scope == "item-title":
            if "and" in distinct:
                yield from self._between_names(prose, data, known)
            return
        has_pattern = data.pattern is not None and data.pattern.search(prose.text)
        if distinct.isdisjoint(data.words) and not has_pattern:
            return
        text = foreign.plain(document, prose, known)
        if has_pattern and data.pattern is not None:
            masked = foreign.masked(document, prose, known)
            for match in data.pattern.finditer(masked):
                number = (match.lastgroup or "_0")[1:]
                yield self._finding(prose, match.start(), match.end(), data.patterns[int(number)])
        words = foreign.words(text, known)
        for index, word in enumerate(words):
            usual = data.words.get(word.text)
            if usual is None:
                continue
            beside = [
                other
                for other in (words[index - 1 : index] + words[index + 1 : index + 2])
                if not text[min(other.end, word.end) : max(other.start, word.start)].strip()
            ]
            if all(other.score < _SHARED for other in beside):
                yield self._finding(prose, word.start, word.end, usual)

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


class _Usual(NamedTuple):
    """What is usually written: by word, by small word, and for what fits a pattern."""

    words: dict[str, str]
    small: dict[str, str]
    pattern: re.Pattern[str] | None
    patterns: list[str]


@cache
def _usual(language: str) -> _Usual | None:
    path = os.path.join(rules_folder(), "words", "untranslated", f"{language}.yaml")
    if not os.path.isfile(path):
        return None
    top = mapping(load(path), path, "the file")
    tables = [
        {str(word): str(usual) for word, usual in mapping(top.get(key), path, key).items()}
        for key in ("words", "small", "patterns")
    ]
    groups = [f"(?P<_{number}>{pattern})" for number, pattern in enumerate(tables[2])]
    pattern = re.compile("|".join(groups)) if groups else None
    return _Usual(tables[0], tables[1], pattern, list(tables[2].values()))
