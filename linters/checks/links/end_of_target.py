from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_PUNCTUATION = ".,;:"
# Titles of articles end as they like.
_FREE = (".wikipedia.org/", ".wiktionary.org/", "web.archive.org/")


class EndOfTarget(Rule):
    """An address ends with a bracket or a punctuation mark of the sentence around it.

    It is taken for a part of the address, and the page is not found.

    Source: RFC 3986, appendix C, https://www.rfc-editor.org/rfc/rfc3986#appendix-C
    """

    id = "links/end-of-target"
    severity = Severity.WARNING
    message = _("“{found}” at the end is taken for a part of the address.")
    help = _("Write it after the closing parenthesis, or take it out.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "[a](https://example.org/), [b](https://example.org/Rede_(grafo)).",
        "[a](https://en.wikipedia.org/wiki/Example_Inc.)",
        "[a](https://example.org/?q=[x])",
        "[a](arquivo.md) e [b](..)",
    ]
    INVALID = [
        Bad("[a](https://example.org/b])", at="]", fixed="[a](https://example.org/b)"),
        Bad("[a](https://example.org/b.)", at=".", fixed="[a](https://example.org/b)"),
        Bad("[a](https://example.org/b,) e", at=",", fixed="[a](https://example.org/b) e"),
        Bad("<https://example.org/b).>", at=").", fixed="<https://example.org/b>"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for link in document.links.all:
            address = text[slice(*link.target)]
            if not address.startswith(("http://", "https://", "www.")):
                continue
            is_free = any(host in address for host in _FREE)
            end = len(address)
            while end > 8 and _is_stray(address, end - 1, is_free):
                end -= 1
            if end < len(address):
                span = Span(link.target.start + end, link.target.end)
                yield Finding(
                    span,
                    found=address[end:],
                    fix=Fix((Edit(*span, ""),), Applicability.UNSAFE),
                )


def _is_stray(address: str, place: int, is_free: bool) -> bool:
    last = address[place]
    opening = _PAIRS.get(last)
    if opening is None:
        return last in _PUNCTUATION and not is_free
    return address.count(opening, 0, place) < address.count(last, 0, place + 1)
