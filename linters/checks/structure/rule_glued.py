from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

_LONGEST_TITLE = 100


class RuleGlued(Rule):
    """A line of dashes stands right below text.

    Below a paragraph it makes a heading of it, below a list some sites take it as part of the last
    entry.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#setext-headings
    """

    id = "structure/rule-glued"
    severity = Severity.WARNING
    message = _("There is no blank line between the text and this line of dashes.")
    help = _("Leave a line empty above it; else the text above can become a heading.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        items(),
        items(("----------\n\n", "----------\n")),
        items(("***Vozes gravadas***", "Vozes gravadas\n--------------")),
        Good("- Um\n- Dois\n----------\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("----------", "- Um\n- Dois\n----------")),
            at="----------",
            fixed=items(("----------", "- Um\n- Dois\n\n----------")),
        ),
        Bad(
            items(("----------", "É o fim desta edição.\n----------")),
            at="----------",
            fixed=items(("----------", "É o fim desta edição.\n\n----------")),
        ),
        Bad(
            items(("----------", "* Um\n* Dois\n* * *")),
            at="* * *",
            fixed=items(("----------", "* Um\n* Dois\n\n* * *")),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for block in document.items.flow:
            if block.within:
                continue
            line = text.rfind("\n", 0, max(block.end - 1, 0)) + 1
            if block.kind == "heading":
                start, end = block.content
                content = text[start:end].rstrip()
                is_title = len(content) <= _LONGEST_TITLE and not content.endswith((".", ":", "!"))
                if is_title or "-" not in text[line : block.end] or line <= start:
                    continue
            elif block.kind != "rule":
                continue
            above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
            if not above.strip() or above.lstrip().startswith("#"):
                continue
            newline = "\r\n" if above.endswith("\r\n") else "\n"
            indent = len(text[line : block.end]) - len(text[line : block.end].lstrip())
            yield Finding(
                Span(line + indent, block.end),
                fix=Fix((Edit(line, line, newline),), Applicability.UNSAFE),
            )
