from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

_LONGEST = 240


class CreditLanguage(Rule):
    """An image's credit still has its English word, as in `source`.

    Source: the items of all published issues; the words are in `rules/profiles/`.
    """

    id = "structure/credit-language"
    severity = Severity.WARNING
    message = _("The credit's word “{found}” is not translated.")
    help = _("Write “{expected}”.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        items(),
        items(("*fonte*", "*Source Code Pro*")),
        items(("[*fonte*](https://example.org/2)", "*Fonte:* [*Open Source*](https://a.org)")),
        items(("O curso tem oito aulas, todas gratuitas.", "[source](https://example.org)")),
        Good(items(("*fonte*", "*source*")), profile="plain"),
    ]
    INVALID = [
        Bad(items(("*fonte*", "*source*")), at="source", fixed=items()),
        Bad(
            items(("[*fonte*]", "*Source:* [*Um livro*]")),
            at="Source",
            fixed=items(("[*fonte*]", "*Fonte:* [*Um livro*]")),
        ),
        Bad(
            items(("[*fonte*]", "Image source: [Um livro]")),
            at="Image source",
            fixed=items(("[*fonte*]", "Fonte: [Um livro]")),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        own = document.profile.credit_words(document.language)
        if not own or not document.items.images:
            return
        english = {word.casefold() for word in document.profile.credit_words("en")}
        english.difference_update(word.casefold() for word in own)
        found = document.items
        for place in found.images:
            if place + 1 == len(found.flow):
                continue
            below = found.flow[place + 1]
            if below.kind not in ("caption", "paragraph") or below.end - below.start > _LONGEST:
                continue
            for inline in below.inlines:
                word, colon, _rest = inline.text.partition(":")
                if inline.kind != "text" or word.strip().casefold() not in english:
                    continue
                if not colon and not _is_label(document, inline.end):
                    continue
                start = inline.start + len(word) - len(word.lstrip())
                span = Span(start, start + len(word.strip()))
                expected = own[0].capitalize() if word.strip()[0].isupper() else own[0]
                yield Finding(
                    span,
                    found=word.strip(),
                    expected=expected,
                    fix=Fix((Edit(*span, expected),), Applicability.UNSAFE),
                )


def _is_label(document: Document, end: int) -> bool:
    """Whether what ends there is the text of a link, or has a colon or nothing after it."""
    rest = document.text[end : end + 8].lstrip("*_ ")
    return rest[:1] in ("]", ":", "\n", "\r", "")
