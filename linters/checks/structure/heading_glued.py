from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _
from linters.model import Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class HeadingGlued(Rule):
    """Below a section's heading there is no blank line, as there is below the others.

    The page looks the same, but text that is easily overlooked is easily lost.

    Source: https://github.com/DavidAnson/markdownlint/blob/main/doc/md022.md
    """

    id = "structure/heading-glued"
    severity = Severity.INFO
    message = _("There is no blank line between the heading “{section}” and this text.")
    help = _("Leave a line empty below the heading, as below the issue's others.")

    VALID = [
        items(),
        items().replace("\n\n***", "\n***"),
        items(("# Educação 🎓\n\n", "# Educação 🎓\n\n\n")),
        items(("# Educação 🎓\n\n", "# Educação 🎓\n- Uma lista\n- Outra\n\n")),
        Good(items(("# Educação 🎓\n\n", "# Educação 🎓\n")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("# Educação 🎓\n\n", "# Educação 🎓\n")),
            at="***Aulas de fonética***",
            fixed=items(),
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
        starts = {section.block.start for section in document.sections.sections}
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
