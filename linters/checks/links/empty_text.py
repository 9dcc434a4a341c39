from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

# What DocFX shows of a file: `[!code-csharp[](~/a.cs)]`.
_INCLUDED = re.compile(r"\[!\w[\w-]{0,30}\Z")


class EmptyText(Rule):
    """A link has no text: `[](https://...)`.

    Nobody sees it, and nobody can follow it.

    Source: WCAG 2.2, criterion 2.4.4, https://www.w3.org/TR/WCAG22/#link-purpose-in-context
    """

    id = "links/empty-text"
    severity = Severity.WARNING
    message = _("The link has no text: nobody can see it.")
    help = _("Write between the brackets what it leads to.")

    VALID = [
        "[a](https://example.org)",
        "[![](https://example.org/a.png)](https://example.org)",
        "![](https://example.org/a.png)",
        "[](){#lugar} e []()",
        "[!code-csharp[](~/a/b.cs)]",
    ]
    INVALID = [
        Bad("Veja [](https://example.org).", at="[](https://example.org)"),
        Bad("[ ](https://example.org)", at="[ ](https://example.org)"),
        Bad("[****](https://example.org)", at="[****](https://example.org)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            if link.kind != "inline" or link.is_image or not link.address.strip():
                continue
            if _INCLUDED.search(document.text, max(0, link.start - 40), link.start):
                continue
            if not document.text[slice(*link.text)].strip(" \t\n\u00a0*_"):
                yield Finding(Span(link.start, link.end))
