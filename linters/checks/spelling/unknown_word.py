"""`spelling/unknown-word`: a word that no dictionary has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.checks.reading import ReadingRule
from linters.messages import _
from linters.model import Bad, Finding, Good

if TYPE_CHECKING:
    from linters.document import Document
    from linters.languagetool.found import Found


class UnknownWord(ReadingRule):
    """Words of Portuguese prose are spelt as in the dictionary.

    The words are those of LanguageTool's dictionary, and those listed in `rules/words/accepted.txt`
    and by the project (`lint-issue accept WORD`). Names, acronyms, code, addresses, English words
    and words formed by rule (`pré-treinado`, `reindexação`) are let pass. A word that is most
    likely a slip for a frequent one is a warning; one that may be a term is a hint.

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
    ]
    INVALID = [
        Bad("Há uma tedência clara.", at="tedência", path="x[pt-BR].md"),
        Bad("A biblioteca 📚 aborda topicos novos.", at="topicos", path="x[pt-BR].md"),
        Bad("Use o [notebbok](https://x.org) dela.", at="notebbok", path="x[pt-BR].md"),
    ]

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
