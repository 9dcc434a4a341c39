from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.links import Broken

_KINDS = {"no-start": "[", "no-middle": "]", "no-parenthesis": "(", "no-end": ")"}
_CLOSERS = "]}>"


class Incomplete(Rule):
    """A link lacks one of its brackets: `[text](https://...`.

    Markdown then shows the rest of it as it is, and makes no link of it.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#inline-link
    """

    id = "links/incomplete"
    severity = Severity.ERROR
    message = _("This would be a link, but its “{bracket}” is missing.")
    help = _("A link is written [text](https://address).")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "[o texto](https://example.org)",
        "O site [do grupo (https://example.org) em inglês] mudou.",
        "Veja [1] e https://example.org (em inglês).",
        "(Veja [o texto](https://example.org))",
        "[![](https://example.org/a.png)](https://example.org)",
    ]
    INVALID = [
        Bad(
            "Veja [o texto](https://example.org/a e mais.",
            at="[o texto](https://example.org/a",
            fixed="Veja [o texto](https://example.org/a) e mais.",
        ),
        Bad("[o texto](https://example.org].", "[o texto](https://example.org]", "[o texto](https://example.org)."),
        Bad("[o texto(https://example.org)", "[o texto(https://example.org)", "[o texto](https://example.org)"),
        Bad("[o texto]https://example.org.", "[o texto]https://example.org", "[o texto](https://example.org)."),
        Bad("Veja o texto](https://example.org).", at="](https://example.org)"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        for broken in document.links.broken:
            if broken.kind in _KINDS:
                yield self._finding(document.text, broken)

    def _finding(self, text: str, broken: Broken) -> Finding:
        start, end = broken.target
        edits: tuple[Edit, ...] = ()
        stop = broken.end
        if broken.kind == "no-middle":
            edits = (Edit(start - 1 - (text[start - 2] == " "), start - 1, "]"),)
        elif broken.kind in ("no-end", "no-parenthesis"):
            stop = end = start + len(text[start:end].rstrip(".,;:!?)*_"))
            if broken.kind == "no-parenthesis":
                edits = (Edit(start, start, "("),)
            wrong = text[end : end + 1] in _CLOSERS if end < len(text) else False
            has_end = broken.kind == "no-parenthesis" and text.startswith(")", end)
            stop += wrong or has_end
            edits += () if has_end else (Edit(end, end + wrong, ")"),)
        return Finding(
            Span(broken.start, stop),
            bracket=_KINDS[broken.kind],
            fix=Fix(edits, Applicability.UNSAFE) if edits else None,
        )
