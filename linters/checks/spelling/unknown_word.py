"""`spelling/unknown-word`: a word that no dictionary has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.checks.reading import ReadingRule
from linters.messages import _
from linters.model import Bad, Finding, Good, Span

if TYPE_CHECKING:
    from linters.document import Document
    from linters.languagetool.found import Found

_WORD = re.compile(r"[^\W\d_]{3,40}")
_MOST_OF_CODE = 200


class UnknownWord(ReadingRule):
    """Words of Portuguese prose are spelt as in the dictionary.

    The words are those of LanguageTool's dictionary, and those listed in `rules/words/accepted.txt`
    and by the project (`lint-issue accept WORD`). Names, acronyms, code, addresses, English words
    and words formed by rule (`pré-treinado`, `reindexação`) are let pass. A word that is most
    likely a slip for a frequent one is a warning; one that may be a term is a hint. What the text
    also has in code, or in the address of a link, is the name of a command, a package or a site.

    Source: LanguageTool's dictionary of Brazilian Portuguese
    (https://github.com/languagetool-org/portuguese-pos-dict)
    """

    id = "spelling/unknown-word"
    message = _("“{word}” is in no dictionary.")
    help = _("Did you mean {choices}?")
    kind = "spelling"

    VALID = [
        Good("A tradução é pré-treinada e usa tokenização.", path="x[pt-BR].md"),
        Good("O BERT do Zhou Wei usa `traduçao` e *embeddings*.", path="x[pt-BR].md"),
        Good("Escreva a @tradusao ou veja traduzao.com.br hoje.", path="x[pt-BR].md"),
        Good("A função `saudacao()` vai à pilha; depois saudacao sai dela.", path="x[pt-BR].md"),
        Good("O cache guarda o `serde 1.0`; o serde é um pacote.", path="x[pt-BR].md"),
        Good("O site usa o [esbilde](https://esbilde.example.org).", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad("Há uma tedência clara.", at="tedência", path="x[pt-BR].md"),
        Bad("A biblioteca 📚 aborda topicos novos.", at="topicos", path="x[pt-BR].md"),
        Bad("Use o [notebbok](https://x.org) dela.", at="notebbok", path="x[pt-BR].md"),
        Bad("A [traduçao](https://x.org/traducao) é boa.", at="traduçao", path="x[pt-BR].md"),
        Bad("A [licenca](https://x.org/licenca) é livre.", at="licenca", path="x[pt-BR].md"),
        Bad("Rumo às Applicações do menu.", at="Applicações", path="x[pt-BR].md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        names: tuple[frozenset[str], frozenset[str]] | None = None
        for finding in super().check(document):
            word = document.text[slice(*finding.span)].lower()
            if "](" in word:
                continue  # links/glued says that a link runs into a word
            from linters.languagetool.spelling import bare

            if names is None:
                code = _code(document)
                names = code, code | _in_code_or_address(document)
            best = finding.suggestions[0].lower() if finding.suggestions else word
            # Addresses leave accents out.
            lacks_accent = word != best and bare(word) == bare(best)
            if word not in names[0 if lacks_accent else 1]:
                yield finding

    def finding(self, document: Document, found: Found) -> Finding:
        """The finding, with the likeliest words."""
        word = document.text[slice(*found.span)]
        choices = ", ".join(f"“{one}”" for one in found.suggestions[:3])
        return Finding(
            found.span,
            severity=found.severity,
            suggestions=found.suggestions,
            word=word,
            choices=choices or None,
        )


def _inline_code(document: Document) -> Iterator[str]:
    for protected in document.protected.overlapping(Span(0, len(document.text)), "code"):
        if protected.end - protected.start <= _MOST_OF_CODE:
            code = document.text[protected.start : protected.end]
            if code.startswith("`") and not code.startswith("```"):
                yield code.strip("` ").lower()


def _code(document: Document) -> frozenset[str]:
    """What stands as code, without the brackets of a call."""
    return frozenset(code.removesuffix("()") for code in _inline_code(document))


def _in_code_or_address(document: Document) -> frozenset[str]:
    """The words within code and within the addresses of links."""
    words: set[str] = set()
    for code in _inline_code(document):
        words.update(_WORD.findall(code))
    for link in document.links.all:
        words.update(_WORD.findall((link.address or "").lower()))
    return frozenset(words)
