from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.profile import issue_number
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class Closing(Rule):
    """The lines at the end of the issue are missing: how to take part, and how to subscribe.

    They stand below a rule after the last section.

    Source: the end of all published issues; the link's pattern is in `rules/profiles/`.
    """

    id = "structure/closing"
    severity = Severity.WARNING
    message = _("The issue's closing lines, with the link to subscribe, are missing.")
    help = _("Translate them from the original, below a line of dashes.")

    no_link = _("The link to subscribe is missing below the closing lines.")
    no_line = _("The closing line, which says how readers can take part, is missing.")
    lies_in = "elsewhere"

    VALID = [
        items(),
        items(("#5", "#1"), ("[*Assine a newsletter*](https://example.org/newsletter/)", "*Fim*")),
        items(("[*Assine a newsletter*]", "*Assine* [aqui]")),
        items(("----------\n\n", "")),
        Good(items(("newsletter/", "")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("[*Assine a newsletter*](https://example.org/newsletter/)", "*Assine já*")),
            at="*Assine já* *para receber as próximas edições.*",
        ),
        Bad(
            items(("Se você tem um projeto que deseja compartilhar, escreva para nós.\n", "")),
            at="[*Assine a newsletter*](https://example.org/newsletter/) "
            "*para receber as próximas edições.*",
        ),
        Bad(items().partition("----------")[0], at="[*fonte*](https://example.org/5)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        import re

        found, closing = document.items, document.profile.closing
        if closing is None or not found.titles:
            return
        link = re.compile(closing.link)
        flow = found.flow[found.closing :] or found.flow[-6:]
        paragraphs = [block for block in flow if block.kind in ("paragraph", "caption")]
        subscribing = [
            block for block in paragraphs if any(link.search(i.target) for i in block.inlines)
        ]
        has_rule = found.closing < len(found.flow)
        message = None
        place = found.flow[-1]
        if subscribing and has_rule and len(paragraphs) == len(subscribing) == 1:
            words = [i for i in subscribing[0].inlines if i.kind == "soft-break"]
            if words:
                return
            message, place = self.no_line, subscribing[0]
        elif subscribing or (issue_number(document) or 0) < closing.since:
            return
        elif has_rule and paragraphs:
            message, place = self.no_link, paragraphs[-1]
        start = document.text.rfind("\n", place.start, place.end) + 1 or place.start
        yield Finding(Span(start, place.end), message=message)
