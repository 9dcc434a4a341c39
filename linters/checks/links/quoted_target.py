from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_QUOTES = "\"'“”‘’«»`"
_TITLE = _("The title after the address is in curly quotes, and so this is no link.")
_TITLE_HELP = _('Write straight quotes around the title: "..."')


class QuotedTarget(Rule):
    """Quotation marks around the address of a link, or curly ones around its title.

    They become part of the address, and the page is not found.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#link-destination
    """

    id = "links/quoted-target"
    severity = Severity.ERROR
    message = _("The quotation mark is taken for a part of the address.")
    help = _("Write the address without quotation marks.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "[a](https://example.org)",
        '[a](https://example.org "título")',
        '["a"](https://example.org)"',
        "[a](https://example.org/l'avion)",
    ]
    INVALID = [
        Bad('[a]("https://example.org")', at='"', fixed="[a](https://example.org)"),
        Bad("[a](“https://example.org”)", at="“", fixed="[a](https://example.org)"),
        Bad("[a](https://example.org”)", at="”", fixed="[a](https://example.org)"),
        Bad(
            "[a](https://example.org “Um título”)",
            at=" “Um título”",
            fixed='[a](https://example.org "Um título")',
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for broken in document.links.broken:
            if broken.kind == "title":
                start, end = broken.target.end, broken.end - 1
                opening = start + len(text[start:end]) - len(text[start:end].lstrip())
                closing = start + len(text[start:end].rstrip()) - 1
                marks = (Edit(opening, opening + 1, '"'), Edit(closing, closing + 1, '"'))
                yield Finding(
                    Span(start, end),
                    message=_TITLE,
                    help=_TITLE_HELP,
                    fix=Fix(marks, Applicability.UNSAFE),
                )
        for link in document.links.all:
            start, end = link.target
            if link.kind not in ("inline", "auto") or end - start < 3:
                continue
            edits = tuple(
                Edit(place, place + 1, "") for place in (start, end - 1) if text[place] in _QUOTES
            )
            bare = text[start:end].strip(_QUOTES)
            if edits and bare.startswith(("http://", "https://", "www.")):
                is_pair = len(edits) == 2
                yield Finding(
                    Span(edits[0].start, edits[0].end),
                    fix=Fix(edits, Applicability.SAFE if is_pair else Applicability.UNSAFE),
                )
