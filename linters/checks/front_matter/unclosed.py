from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


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
    fixes = (Applicability.SAFE,)

    VALID = [
        front_matter(),
        "---\ntitle: x\n...\n\nTexto.\n",
        "---\n\nUm traço de separação, não um cabeçalho.\n",
        "Texto.\n",
        "---\ntitle: x\n---\n\nTexto.\n\n--\n",
        "---\ntitle: x\n\nlinha solta\n\nauthor: y\n---\n\nTexto.\n",
        Good(front_matter(excerpt='"Sem fim'), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            "---\ntitle: x\n\nTexto.\n",
            at="---\ntitle: x",
            fixed="---\ntitle: x\n---\n\nTexto.\n",
        ),
        Bad("---\r\ntitle: x\r\nauthor: y\r\n", at="---\r\ntitle: x\r\nauthor: y"),
        Bad("---\ntitle: x\nTexto logo abaixo.\n", at="---\ntitle: x"),
        Bad(
            "---\ntitle: x\n\nUm.\n\n![](a.png)\n\nDois.\n\n---\n\nTrês.\n",
            at="---\ntitle: x",
            fixed="---\ntitle: x\n---\n\nUm.\n\n![](a.png)\n\nDois.\n\n---\n\nTrês.\n",
        ),
        Bad(
            "---\ntags: [nlp_newsletter]\n --- \n\nTexto.\n",
            at=" --- ",
            fixed="---\ntags: [nlp_newsletter]\n---\n\nTexto.\n",
        ),
        Bad(
            "---\ntitle: x\n--\n\nTexto.\n",
            at="--",
            fixed="---\ntitle: x\n---\n\nTexto.\n",
        ),
        Bad(
            "---\r\ntitle: x\r\n—\r\n\r\nTexto.\r\n",
            at="—",
            fixed="---\r\ntitle: x\r\n---\r\n\r\nTexto.\r\n",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.is_closed:
            return
        if front.almost:
            fix = Fix((Edit(*front.almost, "---"),))
            yield Finding(front.almost, message=self.almost, fix=fix)
        else:
            yield Finding(front.span, fix=self._closing_line(document))

    def _closing_line(self, document: Document) -> Fix | None:
        """A `---` below the last key, where an empty line shows that the block ends there."""
        front, text = document.front_matter, document.text
        if front is None or front.root is None:
            return None
        end = front.span.end
        newline = "\r\n" if text.startswith("\r\n", end) else "\n"
        if not text.startswith(newline * 2, end):
            return None
        return Fix((Edit(end, end, f"{newline}---"),))
