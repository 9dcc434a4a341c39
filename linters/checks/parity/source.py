from __future__ import annotations

import os
from collections.abc import Iterator

from linters.document import Document
from linters.document.original import named_source
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity


def _post(source: str) -> str:
    return f"---\ntitle: x\n{source}---\n\nTexto.\n"


class Source(Rule):
    """The front matter names an original that is not there.

    `source` is a path, seen from the file itself, or an address (which is not looked at). Without
    the original nothing of `parity/` can be told.

    Source: the key `source` of this project's front matter.
    """

    id = "parity/source"
    severity = Severity.WARNING
    message = _("There is no file “{path}”, which `source` names as the original.")
    help = _("Write the path as seen from this file, or take the line out.")

    VALID = [
        Good(_post("source: https://example.org/original\n")),
        Good(_post("")),
        Good(_post("source:\n")),
        Good("Texto sem nada.\n"),
    ]
    INVALID = [
        Bad(_post("source: there/is/no.md\n"), at="there/is/no.md"),
        Bad(_post('source: "no original.md"\n'), at="no original.md"),
        Bad(_post("source: ../../../no-such-file.md\n"), at="../../../no-such-file.md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        path = named_source(document)
        front = document.front_matter
        node = front.get("source") if front else None
        if path is not None and node is not None and not os.path.isfile(path):
            yield Finding(node.span, path=node.text.strip())
