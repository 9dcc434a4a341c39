from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class CreditForm(Rule):
    """An image's credit has another form than those of the other images.

    Only those are compared that are a single link with the word for “source”.

    Source: the items of all published issues.
    """

    id = "structure/credit-form"
    severity = Severity.INFO
    message = _("The credit is written in another way than the others of this issue.")
    help = _("The others are written so: `{example}`")

    VALID = [
        items(),
        items(("[*fonte*](https://example.org/2)", "[*Fonte*](https://example.org/2)")),
        items(("[*fonte*](https://example.org/2)", "*Fonte:* [*o livro*](https://example.org/2)")),
        items(("[*fonte*](https://example.org/2)", "*Um verbete* — [fonte](https://example.org)")),
        items(("[*fonte*](https://example.org/2)", "*Um verbete. [fonte](https://example.org)*")),
        Good(items(("[*fonte*]", "[fonte]")), profile="plain"),
    ]
    INVALID = [
        Bad(items(("[*fonte*]", "[fonte]")), at="[fonte](https://example.org/0)"),
        Bad(
            items(("[*fonte*](https://example.org/2)", "*[fonte](https://example.org/2)*")),
            at="*[fonte](https://example.org/2)*",
        ),
        Bad(items(("[*fonte*]", "[**fonte**]")), at="[**fonte**](https://example.org/0)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        found = document.items
        words = {word.casefold() for word in document.profile.credit_words(document.language)}
        words |= {word.casefold() for word in document.profile.credit_words("en")}
        forms: dict[tuple[str, ...], list[Span]] = {}
        for place in found.images:
            below = found.flow[place + 1 : place + 2]
            if not below or below[0].kind != "caption":
                continue
            start, end = below[0].content
            *outer, text = below[0].inlines
            kinds = {inline.kind for inline in outer}
            is_link = "link" in kinds and kinds <= {"link", "emphasis", "strong"}
            if is_link and text.text.strip(" .").casefold() in words:
                forms.setdefault(tuple(i.kind for i in outer), []).append(Span(start, end))
        total = sum(map(len, forms.values()))
        for form, usual in forms.items():
            if is_most(len(usual), total):
                example = document.text[slice(*usual[0])].partition("](")[0] + "](…)"
                example += "*" if form[0] == "emphasis" else ""
                for other, spans in forms.items():
                    if other != form:
                        yield from (Finding(span, example=example) for span in spans)
