"""`style/title-case`: a title with capitals as in English, where the others have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from linters.document.language import is_portuguese
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document import Document
    from linters.document.prose import Prose

_TITLES = ("heading", "item-title")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,40}(?![\w-])")
# What follows these begins anew.
_BREAKS = '.:?!…—–(“"'
_CAPITALS = 3
_OTHERS = 4

_MANNER = (
    "# Um guia para os dados\n\nUm novo curso mostra como treinar modelos abertos.\n\n"
    "# Como escolher modelos\n\nTexto.\n\n# O que muda no curso\n\nTexto.\n\n"
    "# Quando treinar de novo\n\nTexto.\n\n"
)


class TitleCase(Rule):
    """A title has capitals as in English, where most titles have them only at the beginning.

    Portuguese titles are written like sentences; some sites prefer capitals, and then all titles
    have them. Only words that the text itself has in lower case count, as others may be names, and
    only titles that have no other words. Sections of a newsletter are as their profile has them.

    Source: Acordo Ortográfico de 1990, Base XIX, https://www.portaldalinguaportuguesa.org/acordo.php
    """

    id = "style/title-case"
    severity = Severity.INFO
    language: ClassVar[str | None] = "pt-BR"
    message = _("Most titles here have a capital only at the beginning: “{replacement}”.")

    VALID = [
        Good(_MANNER, path="x[pt-BR].md"),
        Good(_MANNER + "# O novo curso Deep Learning com PyTorch\n", path="x[pt-BR].md"),
        Good(_MANNER + "# Novo Curso\n", path="x[pt-BR].md"),
        Good(
            "# Um Novo Curso Mostra Modelos\n\nUm novo curso mostra modelos.\n",
            path="x[pt-BR].md",
        ),
    ]
    INVALID = [
        Bad(
            _MANNER + "# Um Novo Curso Mostra Modelos Abertos\n",
            at="Um Novo Curso Mostra Modelos Abertos",
            path="x[pt-BR].md",
        ),
        Bad(
            _MANNER + "***Como Treinar Modelos para um Novo Curso***\n",
            at="Como Treinar Modelos para um Novo Curso",
            path="x[pt-BR].md",
        ),
        Bad(
            _MANNER + "## O Guia: Como Treinar Novo Curso com Dados\n",
            at="O Guia: Como Treinar Novo Curso com Dados",
            path="x[pt-BR].md",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        """Each title in title case, if those like sentences are four times as many."""
        if document.language != self.language:
            return
        sections = [section.block for section, _slot in document.sections.known]
        like_sentences, others = 0, []
        for prose in document.prose:
            if prose.scope in _TITLES and not any(
                block.start <= prose.map.start(0) < block.end for block in sections
            ):
                capitals, small = _words(prose, document.words)
                if small and not capitals:
                    like_sentences += 1
                elif len(capitals) >= _CAPITALS and not small and is_portuguese(prose.text):
                    others.append((prose, capitals))
        if like_sentences < _OTHERS * max(1, len(others)):
            return
        for prose, capitals in others:
            text = prose.text
            for start in capitals:
                text = text[:start] + text[start].lower() + text[start + 1 :]
            span = prose.span(0, len(prose.text))
            yield Finding(span, suggestions=(text,), replacement=text)


def _words(prose: Prose, known: frozenset[str]) -> tuple[list[int], list[int]]:
    """Where words stand after the first, with a capital (if known in lower case) and without."""
    capitals, small = [], []
    for match in _WORD.finditer(prose.text):
        before = prose.text[: match.start()].rstrip()
        word = match.group()
        if not before or before[-1] in _BREAKS:
            continue
        if word.islower():
            if word not in _JOINERS:
                small.append(match.start())
        elif word.istitle() and word.lower() in known:
            capitals.append(match.start())
    return capitals, small


_JOINERS = frozenset(["para", "como", "entre", "sobre", "pelo", "pela", "pelos", "pelas", "mais"])
