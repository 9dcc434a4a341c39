from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

_IMAGE = _("The image has no address.")


class EmptyTarget(Rule):
    """A link or an image has no address: `[text]()`.

    The link leads to the page itself, the image shows nothing.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#link-destination
    """

    id = "links/empty-target"
    severity = Severity.ERROR
    message = _("The link has no address.")
    help = _("Take it from the original.")

    VALID = [
        "[a](https://example.org)",
        "[a](#)",
        "[a][] e [b]\n\n[a]: https://example.org\n",
        "A função `[f]()` e f()",
    ]
    INVALID = [
        Bad("Veja [o texto]().", at="[o texto]()"),
        Bad("Veja []().", at="[]()"),
        Bad("![Uma figura]( )", at="![Uma figura]( )"),
        Bad("[a](<>)", at="[a](<>)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            if link.kind == "inline" and not link.address.strip():
                yield Finding(Span(link.start, link.end), message=_IMAGE if link.is_image else None)
