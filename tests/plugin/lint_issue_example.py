"""A rule of another package. `linters.model` and `linters.document` are all that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.model import Bad, Finding, Rule, Severity, Span


class Shouting(Rule):
    """A heading is written in capitals.

    Source: an example for those who write rules of their own.
    """

    id = "example/shouting"
    severity = Severity.WARNING
    message = "The heading “{title}” shouts."
    help = "Write it in lower case."

    VALID = ["# Um título\n", "# IA\n", "TEXTO EM CAIXA ALTA.\n"]
    INVALID = [Bad("# UM TÍTULO\n", at="UM TÍTULO")]

    def check(self, document: Document) -> Iterator[Finding]:
        for block in document.blocks:
            title = document.text[slice(*block.content)]
            if block.kind == "heading" and title.isupper() and len(title) > 3:
                yield Finding(Span(*block.content), title=title)
