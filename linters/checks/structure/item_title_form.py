from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class ItemTitleForm(Rule):
    """An item's title has another form than those of the other items.

    Most issues have them in bold italics (`***title***`), some as headings; whichever it is, one
    issue has one form.

    Source: the items of all published issues.
    """

    id = "structure/item-title-form"
    severity = Severity.WARNING
    message = _("The other items' titles are in bold italics; “{title}” is not.")
    help = _("Write {expected}, with three asterisks on both sides.")

    as_heading = _("The other items' titles are headings; “{title}” is not.")
    help_for_heading = _("Write `{expected}`.")

    VALID = [
        items(),
        items(("O curso tem oito aulas, todas gratuitas.", "**O curso tem oito aulas.**")),
        items(("[*fonte*](https://example.org/2)", "**Um verbete**")),
        items(("***Vozes gravadas***", "***[Vozes](https://example.org) gravadas***")),
        "# Publicações 📙\n\n**Um**\n\nA.\n\n**Dois**\n\nB.\n\n**Três**\n\nC.\n",
        Good(items(("***Vozes gravadas***", "**Vozes gravadas**")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("***Vozes gravadas***", "**Vozes gravadas**")),
            at="**Vozes gravadas**",
            fixed=items(),
        ),
        Bad(
            items(("***Corpora de bolso***", "*Corpora de bolso*")),
            at="*Corpora de bolso*",
            fixed=items(),
        ),
        Bad(
            items(("***Vozes gravadas***", '**"Vozes gravadas"**')),
            at='**"Vozes gravadas"**',
            fixed=items(("***Vozes gravadas***", '***"Vozes gravadas"***')),
        ),
        Bad(
            items(("***Vozes gravadas***", "### Vozes gravadas")),
            at="### Vozes gravadas",
            fixed=items(),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found = document.text, document.items
        if not found.form:
            return
        for place in range(found.first, found.closing):
            block = found.flow[place]
            start, end = block.content
            title = text[start:end].strip("*_ ")
            fix = None
            if found.form == "heading":
                if block.kind != "item-title" or block.within:
                    continue
                level = next(found.flow[p].level for p in found.titles if found.flow[p].level)
                expected = f"{'#' * level} {title}"
            elif block.kind == "heading":
                if place not in found.titles:
                    continue
                expected = f"***{title}***"
                if text.startswith("#", block.start) and end == block.end:
                    edits = (Edit(block.start, end, expected),)
                    fix = Fix(edits, Applicability.UNSAFE)
            elif found.is_lone_emphasis(document, place):
                expected = f"***{title}***"
                edits = (Edit(block.start, block.end, expected),)
                fix = Fix(edits, Applicability.UNSAFE)
            else:
                continue
            heads = found.form == "heading"
            yield Finding(
                Span(block.start, block.end),
                message=self.as_heading if heads else None,
                help=self.help_for_heading if heads else None,
                title=shorten(title),
                expected=expected,
                fix=fix,
            )
