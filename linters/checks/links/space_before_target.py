from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span


class SpaceBeforeTarget(Rule):
    """A space between the text of a link and its address: `[text] (https://...)`.

    Markdown then shows brackets and address as they are, and makes no link of them.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#inline-link
    """

    id = "links/space-before-target"
    severity = Severity.ERROR
    message = _("The space after “]” keeps this from being a link.")
    help = _("Write “(” right after “]”.")
    fixes = (Applicability.SAFE,)

    VALID = [
        "[o texto](https://example.org)",
        "[o texto](https://example.org) (https://example.org)",
        "Disse [sic] (veja abaixo).",
        "`[o texto] (https://example.org)`",
        "[o texto][1] (em inglês)\n\n[1]: https://example.org\n",
    ]
    INVALID = [
        Bad(
            "Veja [o texto] (https://example.org).",
            at=" ",
            fixed="Veja [o texto](https://example.org).",
        ),
        Bad("[*o texto*]  (https://a.org/b)\n", at="  ", fixed="[*o texto*](https://a.org/b)\n"),
        Bad("Veja [o\ntexto]\n(http://a.org)", at="\n", fixed="Veja [o\ntexto](http://a.org)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for broken in document.links.broken:
            if broken.kind == "space":
                end = broken.target.start - 1
                start = document.text.rindex("]", broken.start, end) + 1
                yield Finding(Span(start, end), fix=Fix((Edit(start, end, ""),)))
