from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span


class LineSeparator(Rule):
    """A line is broken by a character that only some programs take for a line break.

    U+2028 and U+2029 come from word processors. Markdown, YAML, git and browsers disagree on them:
    a heading or a list below one is lost in some.

    Source: The Unicode Standard, section 5.8, https://www.unicode.org/versions/latest/
    """

    id = "encoding/line-separator"
    severity = Severity.WARNING
    message = _("A line separator ({name}) stands here; only some programs break the line at it.")
    help = _("Write an ordinary line break, or a space.")
    fixes = (Applicability.UNSAFE,)

    VALID = ["Uma linha.\nOutra.\r\n", "Um espaço\u2009fino.\n", "Sem nada.\n"]
    INVALID = [
        Bad("Uma linha\u2028outra.\n", at="\u2028", fixed="Uma linha\noutra.\n"),
        Bad("Uma linha\u2029outra.\r\n", at="\u2029", fixed="Uma linha\r\noutra.\r\n"),
        Bad("a\u2028b\u2028c\n", at="\u2028", times=2, fixed="a\nb\nc\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if document.characters.isdisjoint("\u2028\u2029"):
            return
        newline = "\r\n" if "\r\n" in text else "\n"
        for match in re.finditer("[\u2028\u2029]", text):
            span = Span(*match.span())
            yield Finding(
                span,
                name=f"U+{ord(match.group()):04X}",
                fix=Fix((Edit(*span, newline),), Applicability.UNSAFE),
            )
