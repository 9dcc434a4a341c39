from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span


class NewlineAtEnd(Rule):
    """The file does not end with exactly one line break.

    It is a matter of tidiness: git marks a missing one, and a later line that is added changes two.
    This rule runs only if it is selected by its name.

    Source: POSIX, https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html
    """

    id = "encoding/newline-at-end"
    severity = Severity.INFO
    message = _("The file does not end with a line break.")
    by_default = False

    many = _("The file ends with {count} blank lines.")
    fixes = (Applicability.SAFE,)

    VALID = ["Texto.\n", "Texto.\r\n", ""]
    INVALID = [
        Bad("Um\nDois", at="s", fixed="Um\nDois\n"),
        Bad("Um\r\nDois", at="s", fixed="Um\r\nDois\r\n"),
        Bad("Texto.\n\n\n", at="\n\n", fixed="Texto.\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        bare = len(text.rstrip("\r\n"))
        end = text[bare:]
        if not bare:
            return
        if not end:
            newline = "\r\n" if "\r\n" in text else "\n"
            yield Finding(Span(bare - 1, bare), fix=Fix((Edit(bare, bare, newline),)))
            return
        first = 2 if end.startswith("\r\n") else 1
        if len(end) > first:
            extra = Span(bare + first, len(text))
            yield Finding(
                extra, message=self.many, count=end.count("\n") - 1, fix=Fix((Edit(*extra, ""),))
            )
