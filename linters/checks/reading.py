"""What the rules share that ask LanguageTool or its dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from linters.model import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document import Document
    from linters.languagetool.found import Found
    from linters.languagetool.reader import Reader


class ReadingRule(Rule):
    """A rule whose findings a reader gives. `kind` says which of them.

    The engine sets `reader`. What it does not know at once it notes as a question; the engine has
    those answered and runs the rule again.
    """

    asks: ClassVar[bool] = True
    language: ClassVar[str | None] = "pt-BR"
    kind: ClassVar[str]
    reader: Reader | None = None

    def check(self, document: Document) -> Iterator[Finding]:
        if self.reader is None:
            raise RuntimeError("a rule that asks LanguageTool was run without a reader")
        if document.language == self.language:
            for found in self.reader.find(document, self.kind):
                if self.speaks_for is None and (
                    found.rule != self.id or self.reader.accepts(document.text[slice(*found.span)])
                ):
                    continue  # for another rule, or a word that the project has in its list
                yield self.finding(document, found)

    def finding(self, document: Document, found: Found) -> Finding:
        """What to say of one thing that was found."""
        raise NotImplementedError
