from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity


class Unclosed(Rule):
    """The front matter has no second `---` line.

    Everything below is then taken as part of the text, and the post has no title.

    Source: Jekyll, https://jekyllrb.com/docs/front-matter/
    """

    id = "front-matter/unclosed"
    severity = Severity.ERROR
    message = _("The front matter is never closed.")
    help = _("Put a line `---` below its last key.")

    VALID = [
        front_matter(),
        "---\ntitle: x\n...\n\nTexto.\n",
        "---\n\nUm traço de separação, não um cabeçalho.\n",
        "Texto.\n",
    ]
    INVALID = [
        Bad("---\ntitle: x\n\nTexto.\n", at="---"),
        Bad("---\r\ntitle: x\r\nauthor: y\r\n", at="---"),
        Bad("---\ntags: [nlp_newsletter]\n --- \n\nTexto.\n", at="---"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is not None and not front.is_closed:
            yield Finding(front.span)
