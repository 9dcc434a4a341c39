from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class ItemTitleGlued(Rule):
    """An item's title has its text right below it, without a blank line.

    To Markdown the two are one paragraph: the page shows the title as the first words of the text.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#paragraphs
    """

    id = "structure/item-title-glued"
    severity = Severity.WARNING
    message = _("There is no blank line below the item's title “{title}”.")
    help = _("Leave a line empty below it: the page shows title and text as one paragraph.")
    fixes = (Applicability.SAFE,)

    VALID = [
        items(),
        items(("***Vozes gravadas***", "***Vozes*** gravadas\n")),
        items(("***Glosas para todos***\n\n\\\\\n", "- ***Glosas***\n  ")),
        Good("***Título***\nTexto.\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("***Vozes gravadas***\n\n\\\\\n", "***Vozes gravadas***\n")),
            at="***Vozes gravadas***",
            fixed=items(),
        ),
        Bad(
            items(("todos***\n\n\\\\", "todos***"), ("fonética***\n\n\\\\", "fonética***")),
            at="***Glosas para todos***",
            times=2,
            fixed=items(),
        ),
        Bad(
            "# Publicações 📙\n\n***Um título***\nTexto.\n",
            at="***Um título***",
            fixed="# Publicações 📙\n\n***Um título***\n\nTexto.\n",
            profile="newsletter",
        ),
        Bad(
            "# Publicações 📙\r\n\r\n***Um título***\r\nTexto.\r\n",
            at="***Um título***",
            fixed="# Publicações 📙\r\n\r\n***Um título***\r\n\r\nTexto.\r\n",
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found = document.text, document.items
        glued = []
        for place in range(1, found.closing):
            if found.is_glued(document, place):
                glued.append(found.flow[place - 1])
        all_are = is_most(len(glued), len(found.titles))
        for block in glued:
            line_end = text.index("\n", block.end) + 1
            newline = "\r\n" if text[line_end - 2] == "\r" else "\n"
            blank = newline + (f"\\\\{newline}" if found.is_spaced else "")
            yield Finding(
                Span(block.start, block.end),
                title=shorten(text[block.start : block.end].strip("*_ ")),
                cause="glued" if all_are else None,
                fix=Fix((Edit(line_end, line_end, blank),)),
            )
