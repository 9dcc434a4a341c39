from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

# Too few or too many dashes, dashes that an editor joined, or a space before them.
_ALMOST = re.compile(r"^(?:[ \t]+-{2,}|-{2}|-{4,}|[—–―]+)[ \t]*$", re.MULTILINE)
_SEARCHED = 4096


class Unclosed(Rule):
    """The front matter has no second `---` line.

    Everything below is then taken as part of the text, and the post has no title.

    Source: Jekyll, https://jekyllrb.com/docs/front-matter/
    """

    id = "front-matter/unclosed"
    severity = Severity.ERROR
    message = _("The front matter is never closed.")
    help = _("Put a line `---` below its last key.")

    almost = _("This line should close the front matter: write `---`, and nothing before it.")

    VALID = [
        front_matter(),
        "---\ntitle: x\n...\n\nTexto.\n",
        "---\n\nUm traço de separação, não um cabeçalho.\n",
        "Texto.\n",
        "---\ntitle: x\n---\n\nTexto.\n\n--\n",
    ]
    INVALID = [
        Bad("---\ntitle: x\n\nTexto.\n", at="---"),
        Bad("---\r\ntitle: x\r\nauthor: y\r\n", at="---"),
        Bad("---\ntags: [nlp_newsletter]\n --- \n\nTexto.\n", at=" --- "),
        Bad("---\ntitle: x\n--\n\nTexto.\n", at="--"),
        Bad("---\ntitle: x\n—\n\nTexto.\n", at="—"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.is_closed:
            return
        almost = _ALMOST.search(document.text, front.span.end, front.span.end + _SEARCHED)
        if almost:
            yield Finding(Span(*almost.span()), message=self.almost)
        else:
            yield Finding(front.span)
