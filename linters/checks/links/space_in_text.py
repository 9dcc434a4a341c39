from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_SPACE = " \t\u00a0"
_LEANS_LEFT = " \t\n\r\u00a0.,;:!?)]}»”…"
_LEANS_RIGHT = " \t\n\r\u00a0([{«“"


class SpaceInText(Rule):
    """The text of a link begins or ends with a space, which is underlined with it.

    Source: markdownlint MD039,
    https://github.com/DavidAnson/markdownlint/blob/main/doc/md039.md
    """

    id = "links/space-in-text"
    severity = Severity.WARNING
    message = _("There is a space at the edge of the link's text.")
    help = _("Write it outside of the brackets.")
    fixes = (Applicability.SAFE,)

    VALID = [
        "Veja [o texto](https://example.org) hoje.",
        "Veja [o\ntexto](https://example.org).",
        "[ ] a fazer, [x] feito",
        "`[a ](https://example.org)`",
    ]
    INVALID = [
        Bad("Veja [o texto ](https://example.org).", " ", "Veja [o texto](https://example.org)."),
        Bad("Veja [ o texto](https://example.org).", " ", "Veja [o texto](https://example.org)."),
        Bad("Veja[ o *texto* ](https://a.org)aqui.", " ", "Veja [o *texto*](https://a.org) aqui."),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for link in document.links.all:
            if link.kind not in ("inline", "reference") or link.is_image:
                continue
            start, end = link.text
            content = text[start:end]
            if not content.strip():
                continue
            left = len(content) - len(content.lstrip(_SPACE))
            right = len(content) - len(content.rstrip(_SPACE))
            edits = []
            if left:
                outside = text[link.start - 1 : link.start] or "\n"
                edits.append(Edit(start, start + left, ""))
                if outside not in _LEANS_RIGHT:
                    edits.insert(0, Edit(link.start, link.start, content[:left]))
            if right:
                outside = text[link.end : link.end + 1] or "\n"
                edits.append(Edit(end - right, end, ""))
                if outside not in _LEANS_LEFT:
                    edits.append(Edit(link.end, link.end, content[-right:]))
            if edits:
                place = Span(start, start + left) if left else Span(end - right, end)
                yield Finding(place, fix=Fix(tuple(edits)) if link.kind == "inline" else None)
