from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

_CANDIDATES = {
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
    "mac_roman": "Mac Roman",
    "cp850": "DOS (code page 850)",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
}
_SAMPLE = 2000


class NotUtf8(Rule):
    """The file is not UTF-8.

    Sites, editors and git take text to be UTF-8. In any other encoding its accents are lost, or
    the build fails. Which encoding it is can only be guessed, by the text that each would give, so
    that a person should look at what `--unsafe-fixes` makes of it.

    Source: RFC 3629, https://www.rfc-editor.org/rfc/rfc3629
    """

    id = "encoding/not-utf-8"
    severity = Severity.ERROR
    message = _("The file is not UTF-8: it is most likely {guess}. Here stands “{word}”.")
    help = _("Open it in your editor as {guess} and save it as UTF-8; `--unsafe-fixes` does that.")
    reads_disk = True

    bytes_among = _("{count} bytes are not UTF-8, from {byte} on (byte number {offset}).")
    look = _("They look like {guess}: here stands “{word}”. `--unsafe-fixes` mends them.")
    save_as_utf8 = _("Open it in your editor and save it as UTF-8; `--unsafe-fixes` does that.")
    other_encoding = _("The file is {encoding}, not UTF-8.")
    binary = _("The file is not text.")
    not_checked = _("Nothing else in it was checked.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Ação, é, ü, 🎓.\n",
        "plain\n",
        "\ufeffcom marca\n",
        "Um NUL\0 perdido no texto ainda é UTF-8.\n",
        "tradu√ß√£o\n",
        "日本語\n",
        "",
    ]
    INVALID = [
        Bad("A tradução.\n".encode("latin-1"), at="\udce7", fixed="A tradução.\n"),
        Bad("Até “já”, não — é só.\n".encode("cp1252"), at="\udce9",
            fixed="Até “já”, não — é só.\n"),
        Bad("A tradução não está pronta.\n".encode("mac_roman"), at="\udc8d",
            fixed="A tradução não está pronta.\n"),
        Bad("A tradução não está pronta.\n".encode("cp850"), at="\udc87",
            fixed="A tradução não está pronta.\n"),
        Bad("Uma ação, outra a\udce7\udce3o.\n".encode("utf-8", "surrogateescape"), at="\udce7",
            fixed="Uma ação, outra ação.\n"),
        Bad("\ufeffOlá\n".encode("utf-16-le"), at="Olá\n", fixed="Olá\n"),
        Bad(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", at=""),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        source, text = document.source, document.text
        if source.encoding == "binary":
            yield Finding(Span(0, 0), message=self.binary, help=self.not_checked)
        elif source.encoding != "utf-8":
            whole = "\ufffd" not in text
            yield Finding(
                Span(0, len(text.partition("\n")[0]) + ("\n" in text)),
                message=self.other_encoding,
                help=self.save_as_utf8,
                encoding=source.encoding.upper().replace("-LE", " LE").replace("-BE", " BE"),
                fix=Fix((), Applicability.UNSAFE, becomes_utf8=True) if whole else None,
            )
        elif source.bad_byte is not None:
            yield self._bad_bytes(document, source.bad_byte)

    def _bad_bytes(self, document: Document, first: int) -> Finding:
        text = document.text
        bad = [match.start() for match in re.finditer("[\udc80-\udcff]", text)]
        codec = _likeliest(text, bad)
        letters = {at: bytes([ord(text[at]) - 0xDC00]).decode(codec, "replace") for at in bad}
        start, end = max(0, bad[0] - 15), bad[0] + 15
        word = "".join(letters.get(at, text[at]) for at in range(start, min(end, len(text))))
        # A file that has sound UTF-8 too is UTF-8 with something else pasted into it.
        is_mixed = any(character >= "\x80" and at not in letters for at, character in _high(text))
        edits = tuple(Edit(at, at + 1, letter) for at, letter in letters.items())
        return Finding(
            Span(bad[0], bad[0] + 1),
            message=self.bytes_among if is_mixed else None,
            help=self.look if is_mixed else None,
            guess=_CANDIDATES[codec],
            word=shorten(word),
            byte=f"0x{document.source.data[first]:02X}",
            offset=first + 1,
            count=len(bad),
            fix=None if "\ufffd" in letters.values() else Fix(edits, Applicability.UNSAFE),
        )


def _high(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in _NOT_ASCII.finditer(text))


def _likeliest(text: str, bad: list[int]) -> str:
    """The codec that makes the most natural text of the bytes at `bad`."""
    from linters.document.naturalness import between, cost

    prices = {}
    for codec in _CANDIDATES:
        table = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
        total = 0.0
        for at in bad[:_SAMPLE]:
            around = [
                table[ord(c) - 0xDC00] if "\udc80" <= c <= "\udcff" else c
                for c in text[max(0, at - 1) : at + 2]
            ]
            position = min(at, 1)
            before = around[position - 1] if position else ""
            after = around[position + 1] if position + 1 < len(around) else ""
            own = around[position]
            total += cost(own) + between(before, own) + between(own, after)
        prices[codec] = total
    return min(prices, key=lambda codec: prices[codec])
