from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Finding, Fix, Rule, Severity, Span


class ByteOrderMark(Rule):
    """The file starts with a byte order mark.

    UTF-8 needs none, and Jekyll and other tools then do not see the `---` of the front matter.

    Source: The Unicode Standard, section 23.8, https://www.unicode.org/versions/latest/
    """

    id = "encoding/byte-order-mark"
    severity = Severity.WARNING
    message = _("The file starts with an invisible byte order mark (U+FEFF).")
    help = _("Save it as “UTF-8”, not “UTF-8 with BOM”.")
    reads_disk = True
    fixes = (Applicability.SAFE,)

    VALID = ["---\ntitle: x\n---\n", "Olá\n", "Um \ufeff no meio é outro caso.\n"]
    INVALID = [
        Bad("\ufeff---\ntitle: x\n---\n", at="", fixed="---\ntitle: x\n---\n"),
        Bad("\ufeffOlá\r\n", at="", fixed="Olá\r\n"),
        Bad("\ufeff", at="", fixed=""),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.source.mark and document.source.encoding == "utf-8":
            yield Finding(Span(0, 0), fix=Fix((), removes_byte_order_mark=True))
