from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_NOT_ONE = _("The doubled “(” keeps this from being a link.")


class DoubledParenthesis(Rule):
    """The address of a link stands in two pairs of parentheses: `[text]((https://...))`.

    The inner pair is taken for a part of the address.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#link-destination
    """

    id = "links/doubled-parenthesis"
    severity = Severity.ERROR
    message = _("The inner parentheses are taken for a part of the address.")
    help = _("Write one pair: ({address})")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "([a](https://example.org))",
        "[a](https://example.org/Rede_(grafo))",
        "[a](uma((f)(x)))",
        "`[a]((https://example.org))`",
    ]
    INVALID = [
        Bad("[a]((https://example.org))", at="(https://example.org)", fixed="[a](https://example.org)"),
        Bad("Veja [a]((https://example.org).", at="((https://example.org)", fixed="Veja [a](https://example.org)."),
        Bad("![]((https://example.org/a.png))", at="(https://example.org/a.png)", fixed="![](https://example.org/a.png)"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for link in document.links.all:
            start, end = link.target
            if text.startswith(("(http", "(www."), start) and text[end - 1] == ")":
                edits = (Edit(start, start + 1, ""), Edit(end - 1, end, ""))
                yield Finding(link.target, address=text[start + 1 : end - 1], fix=Fix(edits))
        for broken in document.links.broken:
            if broken.kind == "doubled":
                start, end = broken.target
                yield Finding(
                    Span(start - 2, end + 1),
                    message=_NOT_ONE,
                    address=text[start:end],
                    fix=Fix((Edit(start - 1, start, ""),), Applicability.UNSAFE),
                )
