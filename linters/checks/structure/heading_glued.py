from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.markdown import Block


class HeadingGlued(Rule):
    """Above or below a section's heading there is no blank line.

    Without one above, some sites (those that use kramdown) take the heading as part of the text.
    Below, the page looks the same, but text that is easily overlooked is easily lost; it is
    reported where the issue's other headings have a blank line.

    Source: https://kramdown.gettalong.org/syntax.html#headers
    """

    id = "structure/heading-glued"
    severity = Severity.INFO
    message = _("There is no blank line between the heading “{section}” and this text.")
    above = _("There is no blank line above the heading “{section}”.")
    help_above = _("Leave a line empty above it; else some sites take it as part of the text.")
    help = _("Leave a line empty below the heading, as below the issue's others.")
    fixes = (Applicability.SAFE,)

    VALID = [
        items(),
        items().replace("\n\n***", "\n***"),
        items(("# Educação 🎓\n\n", "# Educação 🎓\n\n\n")),
        items(("# Educação 🎓\n\n", "# Educação 🎓\n- Uma lista\n- Outra\n\n")),
        items(("\n# Educação 🎓", "<!-- Education -->\n# Educação 🎓")),
        Good(items(("# Educação 🎓\n\n", "# Educação 🎓\n")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("# Educação 🎓\n\n", "# Educação 🎓\n")),
            at="***Aulas de fonética***",
            fixed=items(),
        ),
        Bad(
            items(("\n# Educação 🎓", "Um aviso.\n# Educação 🎓")),
            at="# Educação 🎓",
            fixed=items(("\n# Educação 🎓", "Um aviso.\n\n# Educação 🎓")),
        ),
        Bad(
            items(("# Menções Honrosas ⭐️\n\n", "# Menções Honrosas ⭐️\n")),
            at="***Vozes gravadas***",
            fixed=items(),
        ),
        Bad(
            items(("# Educação 🎓\n\n", "# Educação 🎓\nO semestre começa.\n\n\\\\\n")),
            at="O semestre começa.",
            fixed=items(("# Educação 🎓\n\n", "# Educação 🎓\n\nO semestre começa.\n\n\\\\\n")),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, flow = document.text, document.items.flow
        starts = {section.block.start for section in document.sections.sections if section.level}
        headings = [
            (block, below)
            for block, below in pairwise(flow)
            if block.start in starts and block.kind == "heading"
        ]
        glued = [
            (heading, below)
            for heading, below in headings
            if text.count("\n", heading.end, below.start) == 1
            and below.kind != "spacer"
            and not below.within
        ]
        yield from self._above(document, [heading for heading, _below in headings])
        if not is_most(len(headings) - len(glued), len(headings)):
            return
        for heading, below in glued:
            line = text.rfind("\n", 0, below.start) + 1
            newline = "\r\n" if text[line - 2] == "\r" else "\n"
            end = text.find("\n", below.start, below.end)
            yield Finding(
                Span(below.start, below.end if end < 0 else end),
                section=text[slice(*heading.content)],
                fix=Fix((Edit(line, line, newline),)),
            )

    def _above(self, document: Document, headings: list[Block]) -> Iterator[Finding]:
        text = document.text
        for heading in headings:
            line = text.rfind("\n", 0, heading.start) + 1
            above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
            if not above.strip() or above.rstrip().endswith(("-->", "---")):
                continue
            newline = "\r\n" if above.endswith("\r\n") else "\n"
            yield Finding(
                Span(heading.start, heading.end),
                message=self.above,
                help=self.help_above,
                section=text[slice(*heading.content)],
                fix=Fix((Edit(line, line, newline),)),
                severity=Severity.WARNING,
            )
