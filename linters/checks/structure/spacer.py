from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most, lost_heading
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class Spacer(Rule):
    """A paragraph lacks the spacer (two backslashes on a line) that the others have above them.

    Newsletters that are written so show more room above each paragraph. One without it sticks to
    what is above.

    Source: the items of all published issues; https://kramdown.gettalong.org/syntax.html
    """

    id = "structure/spacer"
    severity = Severity.INFO
    message = _("The spacer, a line with two backslashes, is missing above this.")
    help = _("The issue has one above each paragraph, title and image.")

    nowhere = _("No paragraph of this issue has a spacer, a line with two backslashes, above it.")
    help_nowhere = _("Put one above each paragraph, item title and image, as in the original.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        items(),
        items(("\\\\\nSão pequenos e bem anotados.", "- São pequenos.\n- Bem anotados.")),
        items(("bem anotados.", "bem anotados.\n\n<!-- Small and well annotated. -->")),
        items().replace("\\\\\n", ""),
        Good(items(("\\\\\nSão", "São")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("\\\\\nSão pequenos", "São pequenos")),
            at="São pequenos e bem anotados.",
            fixed=items(),
        ),
        Bad(
            items(("\\\\\n![Um verbete]", "![Um verbete]")),
            at="![Um verbete](https://example.org/2.png)",
            fixed=items(),
        ),
        Bad(items(("\\\\\n***Corpora", "***Corpora")), at="***Corpora de bolso***", fixed=items()),
        Bad(
            items().replace("***\n\n\\\\", "***").replace("\\\\\n", ""),
            at="Boas-vindas a mais uma edição.",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found = document.text, document.items
        lost = [lost_heading(document, missing) for missing in document.sections.missing]
        starts = {block.start for block in lost if block is not None}
        for place in range(found.closing if found.is_spaced else 0):
            block = found.flow[place]
            if not found.lacks_spacer(place) or block.start in starts:
                continue
            if found.is_glued(document, place):
                continue  # to its title, which is said
            if place < found.first and block.kind != "image":
                continue  # does not belong there, which is said
            line_end = text.find("\n", block.start)
            newline = "\r\n" if text[line_end - 1 : line_end] == "\r" else "\n"
            line = text.rfind("\n", 0, block.start) + 1
            end = block.end if line_end < 0 else min(block.end, line_end)
            yield Finding(
                Span(block.start, end),
                fix=Fix((Edit(line, line, f"\\\\{newline}"),), Applicability.UNSAFE),
            )
        if found.titles and not any(block.kind == "spacer" for block in found.flow):
            yield from self._nowhere(document)

    def _nowhere(self, document: Document) -> Iterator[Finding]:
        """An issue that has none may be in its own manner, but not with titles in the text."""
        found = document.items
        glued = sum(found.is_glued(document, place + 1) for place in found.titles)
        paragraphs = (b for b in found.flow if b.kind == "paragraph" and not b.within)
        first = next(paragraphs, None)
        if first is not None and is_most(glued, len(found.titles)):
            yield Finding(
                Span(first.start, first.end), message=self.nowhere, help=self.help_nowhere
            )
