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
    fixes = (Applicability.UNSAFE,)

    VALID = [
        items(),
        items(("O curso tem oito aulas, todas gratuitas.", "**O curso tem oito aulas.**")),
        items(("[*fonte*](https://example.org/2)", "**Um verbete**")),
        items(("***Corpora de bolso***", "Corpora de bolso, como sempre:")),
        items(("***Vozes gravadas***", "## Da comunidade\n\n***Vozes gravadas***")),
        items(("***Vozes gravadas***", "## Em breve\n\n- Um curso\n\n***Vozes gravadas***")),
        items(("\n[*fonte*](https://example.org/2)\n", "\n\\\\\nUm verbete\n")),
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
            items(("***Corpora de bolso***", "Corpora de bolso")),
            at="Corpora de bolso",
            fixed=items(),
        ),
        Bad(
            items(("***Vozes gravadas***", "### Vozes gravadas")),
            at="### Vozes gravadas",
            fixed=items(),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found = document.text, document.items
        levels = [found.flow[place].level for place in found.titles if found.flow[place].level]
        for place in range(found.first, found.closing if found.form else 0):
            block = found.flow[place]
            span = Span(block.start, block.end)
            content = text[slice(*block.content)]
            can_fix = True
            if found.form == "heading":
                if place not in found.titles or block.kind == "heading":
                    continue
                can_fix = False
            elif block.kind == "heading":
                below = found.after(place)
                # Above other titles or a list it is the heading of a part of the section.
                if place not in found.titles or not below:
                    continue
                if below.within or below.kind not in ("paragraph", "image"):
                    continue
                can_fix = text.startswith("#", block.start) and block.content[1] == block.end
            else:
                line = found.odd_titles.get(place)
                if line is None:
                    continue
                span = line
                content = text[slice(*span)]
            title = content.strip("*_ ")
            heads = found.form == "heading"
            expected = f"{'#' * levels[0]} {title}" if heads else f"***{title}***"
            fix = Fix((Edit(*span, expected),), Applicability.UNSAFE) if can_fix else None
            yield Finding(
                span,
                message=self.as_heading if heads else None,
                help=self.help_for_heading if heads else None,
                title=shorten(title),
                expected=expected,
                fix=fix,
                # Without any mark it is only by its place that it looks like a title.
                severity=Severity.INFO if content == title and block.kind != "heading" else None,
            )
