from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span


class NotUtf8(Rule):
    """The file is not UTF-8.

    Sites, editors and git take text to be UTF-8. In any other encoding its accents are lost, or
    the build fails. Which encoding it is cannot be known for certain, so nothing is changed.

    Source: RFC 3629, https://www.rfc-editor.org/rfc/rfc3629
    """

    id = "encoding/not-utf-8"
    severity = Severity.ERROR
    message = _("The byte {byte} is not UTF-8 (number {offset} of the file, {count} like it).")
    help = _("It is most likely {guess}: open it with that encoding and save it as UTF-8.")
    reads_disk = True

    other_encoding = _("The file is {encoding}, not UTF-8.")
    save_as_utf8 = _("Open it in your editor and save it with the encoding UTF-8.")
    binary = _("The file is not text.")
    not_checked = _("Nothing else in it was checked.")

    VALID = [
        "Ação, é, ü, 🎓.\n",
        "plain\n",
        "\ufeffcom marca\n",
        "Um NUL\0 perdido no texto ainda é UTF-8.\n",
        "tradu√ß√£o\n",
    ]
    INVALID = [
        Bad("A tradução.\n".encode("latin-1"), at="\udce7"),
        Bad("A tradução.\n".encode("mac_roman"), at="\udc8d"),
        Bad(b"Um fim cortado: \xc3", at="\udcc3"),
        Bad("\ufeffOlá\n".encode("utf-16-le"), at="Olá\n"),
        Bad(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", at=""),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        source, text = document.source, document.text
        if source.encoding == "binary":
            yield Finding(Span(0, 0), message=self.binary, help=self.not_checked)
        elif source.encoding != "utf-8":
            name = source.encoding.upper().replace("UTF-16-", "UTF-16 ").replace("-32-", "-32 ")
            yield Finding(
                Span(0, len(text.partition("\n")[0]) + ("\n" in text)),
                message=self.other_encoding,
                help=self.save_as_utf8,
                encoding=name,
            )
        elif source.bad_byte is not None:
            bad = [index for index, char in enumerate(text) if "\udc80" <= char <= "\udcff"]
            end = bad[0] + 1
            while end in bad[1:4]:
                end += 1
            yield Finding(
                Span(bad[0], bad[0] + 1),
                byte=f"0x{source.data[source.bad_byte]:02X}",
                offset=source.bad_byte + 1,
                count=len(bad),
                guess=_guess(bytes(ord(text[index]) - 0xDC00 for index in bad)),
            )


def _guess(high: bytes) -> str:
    """The encoding in which those bytes are the letters with accents of a Western language.

    Windows-1252 and Latin-1 have them from 0xC0 on, Mac Roman and DOS in 0x80 to 0x9F.
    """
    upper = sum(byte >= 0xC0 for byte in high)
    lower = sum(0x80 <= byte <= 0x9F for byte in high)
    if upper >= lower:
        return "Windows-1252"
    mac = sum(byte in b"\x87\x8b\x8d\x8e\x92\x97\x9b" for byte in high)
    dos = sum(byte in b"\x82\x83\x85\x87\x88\xa0\xa1\xa2\xa3\xc6\xe4" for byte in high)
    return "Mac Roman" if mac >= dos else "DOS (code page 850)"
