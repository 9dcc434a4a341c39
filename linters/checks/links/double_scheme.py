from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_TWICE = lazily(r"(?:https?:?/{1,3})+(?=https?://[^/\s])", re.I)


class DoubleScheme(Rule):
    """An address begins twice: `https://https://`.

    Pasting an address behind one that a form had begun gives this. No page answers there.

    Source: RFC 3986, section 3, https://www.rfc-editor.org/rfc/rfc3986#section-3
    """

    id = "links/double-scheme"
    severity = Severity.ERROR
    message = _("The address begins twice: “{found}” is too much.")
    help = _("Write it once: “{expected}”")
    fixes = (Applicability.SAFE,)

    VALID = [
        "[a](https://example.org)",
        "[cópia](https://web.archive.org/web/2020/https://example.org/)",
        "[a](https://example.org/?url=https://example.com)",
        "`https://https://example.org`",
    ]
    INVALID = [
        Bad("[a](https://https://example.org)", at="https://", fixed="[a](https://example.org)"),
        Bad("[a](http://https://example.org)", at="http://", fixed="[a](https://example.org)"),
        Bad("<https://http://example.org>", at="https://", fixed="<http://example.org>"),
        Bad("![](https//https://example.org/x.png)", "https//", "![](https://example.org/x.png)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            match = _TWICE.match(document.text, *link.target)
            if match:
                yield Finding(
                    Span(*match.span()),
                    found=match.group(),
                    expected=document.text[match.end() : link.target.end],
                    fix=Fix((Edit(*match.span(), ""),)),
                )
