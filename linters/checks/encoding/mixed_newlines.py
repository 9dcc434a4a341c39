from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_STYLES = {"lf": "\n", "crlf": "\r\n"}


class MixedNewlines(Rule):
    """Lines end in different ways within one file, or as on the Macs of the last century.

    It happens when Windows and other systems edit the same file. Every later change then shows
    lines that nobody touched. The fix gives all lines the ending that most of them have; a lone
    carriage return (CR) is none that today's programs know.

    Source: git, https://git-scm.com/docs/gitattributes#_end_of_line_conversion
    """

    id = "encoding/mixed-newlines"
    severity = Severity.WARNING
    message = _("Lines do not all end as they should: {counts}. This one ends with {found}.")
    help = _("`lint-issue --fix` makes them all {wanted}.")
    options = {"style": "auto"}
    reads_disk = True
    fixes = (Applicability.SAFE,)

    VALID = ["um\ndois\n", "um\r\ndois\r\n", "um", "", "\n\n"]
    INVALID = [
        Bad("um\ndois\r\ntrês\n", at="\r\n", fixed="um\ndois\ntrês\n"),
        Bad("um\r\ndois\r\ntrês\n", at="\n", fixed="um\r\ndois\r\ntrês\r\n"),
        Bad("um\rdois\ntrês\n", at="\r", fixed="um\ndois\ntrês\n"),
        Bad("um\rdois\r", at="\r", fixed="um\ndois\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        wanted = _STYLES.get(str(self.settings["style"]))
        returns = text.count("\r")
        if not returns and wanted in (None, "\n"):
            return
        pairs = text.count("\r\n")
        counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": returns - pairs}
        present = {newline: count for newline, count in counts.items() if count}
        if wanted is None:
            if len(present) < 2 and not counts["\r"]:
                return
            wanted = "\r\n" if counts["\r\n"] > counts["\n"] else "\n"
        others = [match for match in _NEWLINE.finditer(text) if match.group() != wanted]
        if not others:
            return
        yield Finding(
            Span(*others[0].span()),
            counts=", ".join(f"{count} {_NAMES[name]}" for name, count in present.items()),
            found=_NAMES[others[0].group()],
            wanted=_NAMES[wanted],
            fix=Fix(tuple(Edit(*match.span(), wanted) for match in others)),
        )
