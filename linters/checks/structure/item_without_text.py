from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class ItemWithoutText(Rule):
    """An item has a title and nothing below it.

    Its text was lost, or still waits to be translated.

    Source: the items of all published issues.
    """

    id = "structure/item-without-text"
    severity = Severity.WARNING
    message = _("The item “{title}” has no text.")
    help = _("Translate it from the original, or take the title out.")

    VALID = [
        items(),
        items(("As gravações são de domínio público.\n\n\\\\\n", "")),
        items(("As gravações são de domínio público.", "- Uma\n- Outra")),
        items(("***Vozes gravadas***", "***Vozes gravadas***\n\n#### Em casa")),
        items(("***Vozes gravadas***", "## Da comunidade\n\n***Vozes gravadas***")),
        Good("***Um***\n\n***Dois***\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("São pequenos e bem anotados.\n\n", "")),
            at="***Corpora de bolso***",
        ),
        Bad(
            items(("\\\\\nSão pequenos e bem anotados.", "<!-- They are small. -->")),
            at="***Corpora de bolso***",
        ),
        Bad(
            items(("***Vozes gravadas***", "***Vozes***\n\n\\\\\n***Vozes gravadas***")),
            at="***Vozes***",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        found, level = document.items, document.profile.section_level
        for place in found.titles:
            block = found.flow[place]
            if block.kind == "heading" and found.form != "heading":
                continue  # it may be the heading of several items
            below = found.after(place)
            if below is not None and below.kind not in ("item-title", "heading", "rule"):
                continue
            # A heading of a lower level is a part of the item above, where titles are none.
            is_part = found.form != "heading" and below is not None and below.level > level
            if is_part:
                continue
            title = document.text[slice(*block.content)].strip("*_ ")
            yield Finding(Span(block.start, block.end), title=shorten(title))
