from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_MARKER = lazily(r"^(?:<{7} [^\n]{1,200}|\|{7} [^\n]{1,200}|>{7} [^\n]{1,200}|={7})\r?$", re.M)
_SURE = ("<<<<<<< ", ">>>>>>> ")


class ConflictMarker(Rule):
    """Git's marks of a conflict were left in the file.

    Between `<<<<<<<` and `>>>>>>>` stand two versions of the same lines. One of them is to be kept,
    and the marks are to be taken out.

    Source: Git, https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
    """

    id = "structure/conflict-marker"
    severity = Severity.ERROR
    message = _("This line is git's mark of a conflict.")
    help = _(
        "Keep one of the two versions, and take the lines with <<<<<<<, ======= and >>>>>>> out."
    )

    VALID = [
        "Título\n=======\n\nTexto\n",
        "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n```\n",
        "> > > > > > > citação\n\n>>>>>>>citação\n",
        Good("<< HEAD\n", profile="newsletter"),
    ]
    INVALID = [
        Bad("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> pt\n", at="<<<<<<< HEAD", times=3),
        Bad("a\n\n>>>>>>> 1a2b3c4 (texto)\n", at=">>>>>>> 1a2b3c4 (texto)"),
        Bad("---\ntitle: a\n<<<<<<< HEAD\n---\n\na\n", at="<<<<<<< HEAD"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if not any(f"\n{mark}" in text or text.startswith(mark) for mark in _SURE):
            return
        code = [block for block in document.blocks if block.kind == "code"]
        is_open = False
        for match in _MARKER.finditer(text):
            if any(block.start <= match.start() < block.end for block in code):
                continue
            marker = match.group()
            # A row of `=` alone may underline a title.
            if marker.startswith(_SURE) or is_open:
                yield Finding(Span(match.start(), match.start() + len(marker.rstrip("\r"))))
            is_open = (is_open or marker[0] == "<") and marker[0] != ">"
