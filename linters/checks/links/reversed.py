from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span


class Reversed(Rule):
    """The brackets of a link have changed places: `(text)[https://...]`.

    Markdown then shows text and address as they are, and makes no link of them.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#inline-link
    """

    id = "links/reversed"
    severity = Severity.ERROR
    message = _("The brackets have changed places, so that this is no link.")
    help = _("Write {expected}")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "[o texto](https://example.org)",
        "O texto (em inglês) [está aqui](https://example.org).",
        "f(x)[0] e `(a)[https://example.org]`",
    ]
    INVALID = [
        Bad(
            "Veja (o texto)[https://example.org].",
            at="(o texto)[https://example.org]",
            fixed="Veja [o texto](https://example.org).",
        ),
        Bad("(A)[http://a.org/b]", at="(A)[http://a.org/b]", fixed="[A](http://a.org/b)"),
        Bad("(A\nB)[http://a.org]", at="(A\nB)[http://a.org]", fixed="[A\nB](http://a.org)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for broken in document.links.broken:
            if broken.kind == "reversed":
                start, end = broken.target
                edits = (
                    Edit(broken.start, broken.start + 1, "["),
                    Edit(start - 2, start, "]("),
                    Edit(end, end + 1, ")"),
                )
                yield Finding(
                    Span(broken.start, broken.end),
                    expected=f"[{document.text[broken.start + 1 : start - 2]}]"
                    f"({document.text[start:end]})",
                    fix=Fix(edits, Applicability.UNSAFE),
                )
