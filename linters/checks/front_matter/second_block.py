from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity


class SecondBlock(Rule):
    """There is a second block of front matter, or a `---` too many in the midst of the first.

    Only the lines up to the second `---` are front matter. What stands below is shown as text on
    the page, and its values are lost.

    Source: Jekyll, https://jekyllrb.com/docs/front-matter/
    """

    id = "front-matter/second-block"
    severity = Severity.ERROR
    message = _("Here a second block of front matter begins; it is shown as text.")
    help = _("Move what is new in it into the first block, and delete it.")

    stray = _("This `---` ends the front matter, though more keys follow; they are shown as text.")
    one = _("Delete this line.")
    fixes = (Applicability.SAFE,)

    VALID = [
        front_matter(),
        front_matter() + "\n---\n\nOutra parte.\n\n---\n",
        "---\ntitle: x\n---\n\n---\n\nTexto.\n\n---\n",
        "---\ntitle: x\n---\nNota: um título\n---\n",
        "---\ntitle: x\n---\n\n```yaml\n---\ntitle: x\nauthor: y\n---\n```\n",
        "---\n---\n\nTexto.\n",
    ]
    INVALID = [
        Bad(front_matter().replace("\nTexto.\n", "---\nlayout: page\ntitle: y\n---\n"), at="---"),
        Bad(
            "---\ntitle: x\ntags: [a]\n---\n\n---\ntitle: x\ntags: [a]\n---\n\nTexto.\n",
            at="---",
            fixed="---\ntitle: x\ntags: [a]\n---\n\n\nTexto.\n",
        ),
        Bad(
            "---\ntitle: x\n---\nauthor: y\ntags: [a]\n---\n\nTexto.\n",
            at="---",
            fixed="---\ntitle: x\nauthor: y\ntags: [a]\n---\n\nTexto.\n",
        ),
        Bad(
            "---\n---\ntitle: x\n---\n\nTexto.\n",
            at="---",
            fixed="---\ntitle: x\n---\n\nTexto.\n",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front, text = document.front_matter, document.text
        if front is None:
            return
        if front.stray:
            end = text.find("\n", front.stray.end) + 1
            fix = Fix((Edit(front.stray.start, end, ""),)) if front.root else None
            yield Finding(front.stray, message=self.stray, help=self.one, fix=fix)
        if front.second:
            start, end = front.second
            same = _lines(text[start:end]) == _lines(text[slice(*front.span)])
            after = text.find("\n", end) + 1 or len(text)
            yield Finding(
                front.second._replace(end=start + 3),
                fix=Fix((Edit(start, after, ""),)) if same else None,
            )


def _lines(block: str) -> list[str]:
    return re.split(r"[ \t]*\r?\n", block)
