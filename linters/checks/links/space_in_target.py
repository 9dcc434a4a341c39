from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_WITHIN = _("There is a space in the address, and so no link.")
_WITHIN_HELP = _("Take the space out, or write %20 for it if the address really has one.")
_AROUND = _("There are spaces around the address.")
_ENCODED = _("The address ends with a space (%20) that came along when it was copied.")
_TRAILING = lazily(r"(?:%20|%C2%A0|%E2%80%8B){1,9}$", re.I)


class SpaceInTarget(Rule):
    """A space in the address of a link, or around it.

    An address holds no spaces; what looks like one is broken in two, or was copied with the space
    after it.

    Source: RFC 3986, appendix C, https://www.rfc-editor.org/rfc/rfc3986#appendix-C
    """

    id = "links/space-in-target"
    severity = Severity.WARNING
    message = _WITHIN
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "[a](https://example.org/a%20b)",
        '[a](https://example.org "Um título")',
        "[a](<https://example.org/a b>)",
        "[a](uma observação) e (https://example.org com texto)",
        '![Um gráfico](barras.png "O gráfico é de barras.png")',
        "`[a](https://example.org/a b)`",
    ]
    INVALID = [
        Bad("Veja [a](https://example.org/a b).", at="https://example.org/a b"),
        Bad("[a]( https://example.org )", at=" ", fixed="[a](https://example.org)"),
        Bad("[a](https://example.org/b%20)", at="%20", fixed="[a](https://example.org/b)"),
        Bad("[a](https://example. org/b)", at="https://example. org/b"),
        Bad("![Um gráfico](um gráfico de barras.png)", at="um gráfico de barras.png"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for broken in document.links.broken:
            if broken.kind == "spaced":
                found = text[slice(*broken.target)]
                yield Finding(
                    broken.target,
                    help=_WITHIN_HELP,
                    suggestions=("".join(found.split()), "%20".join(found.split())),
                )
        for link in document.links.all:
            if link.kind != "inline" or link.target.start == link.target.end:
                continue
            before = Span(link.text.end + 2, link.target.start)
            after = Span(link.target.end, link.end - 1)
            edits = [Edit(*s, "") for s in (before, after) if s.start < s.end and _blank(text, s)]
            if edits:
                yield Finding(
                    Span(edits[0].start, edits[0].end), message=_AROUND, fix=Fix(tuple(edits))
                )
            trailing = _TRAILING.search(
                text, max(link.target.start, link.target.end - 40), link.target.end
            )
            if trailing:
                yield Finding(
                    Span(*trailing.span()),
                    message=_ENCODED,
                    fix=Fix((Edit(*trailing.span(), ""),), Applicability.UNSAFE),
                )


def _blank(text: str, span: Span) -> bool:
    return not text[slice(*span)].strip(" \t")
