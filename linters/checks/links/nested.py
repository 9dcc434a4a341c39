from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span


class Nested(Rule):
    """A link stands within the text of another.

    A link cannot hold a link: the inner one works, and of the outer one the brackets and the
    address are shown.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#links
    """

    id = "links/nested"
    severity = Severity.ERROR
    message = _("A link stands within the text of this link, which is none therefore.")
    help = _("Keep one of the two, or put them side by side.")

    VALID = [
        "[um](https://example.org) [outro](https://example.com)",
        "[![](https://example.org/a.png)](https://example.com)",
        "[[1]](https://example.org)",
        "[um `[a](b)`](https://example.org)",
    ]
    INVALID = [
        Bad("[um [a](https://a.org) b](https://b.org)", at="[um [a](https://a.org) b](https://b.org)"),
        Bad("Veja [[a](https://a.org)](https://b.org).", at="[[a](https://a.org)](https://b.org)"),
        Bad("[*um*\n[a](https://a.org)](https://b.org)", at="[*um*\n[a](https://a.org)](https://b.org)"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        for broken in document.links.broken:
            if broken.kind == "nested":
                yield Finding(Span(broken.start, broken.end))
