"""Bytes to text: the encoding, the byte order mark, and where the bytes are not UTF-8.

Whatever the bytes are, there is a text, so that every other file and every other check goes on.
Bytes that are not UTF-8 become lone surrogates (PEP 383), which encode back to the same bytes.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

# The longer marks first: UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096


class Source(NamedTuple):
    """A file's content as read.

    `encoding` is `utf-8`, one of `utf-16-le`, `utf-16-be`, `utf-32-le`, `utf-32-be`, or `binary`,
    whose text is empty. `text` leaves out the byte order mark `mark`. `bad_byte` is the offset of
    the first byte that is not UTF-8, None where all are.
    """

    data: bytes
    text: str
    encoding: str
    mark: bytes
    bad_byte: int | None

    @property
    def is_utf8(self) -> bool:
        return self.encoding == "utf-8" and self.bad_byte is None


def decode(data: bytes) -> Source:
    """Read `data` as UTF-8, or as the encoding that its mark or its zero bytes give away."""
    mark, encoding = b"", "utf-8"
    for candidate, name in _MARKS:
        if data.startswith(candidate):
            mark, encoding = candidate, name
            break
    while encoding == "utf-8" and mark and data.startswith(mark + codecs.BOM_UTF8):
        mark += codecs.BOM_UTF8
    body = data[len(mark) :]
    if encoding == "utf-8" and b"\0" in body:
        encoding = _encoding_with_zeros(body)
    if encoding == "binary":
        return Source(data, "", encoding, mark, None)
    if encoding != "utf-8":
        return Source(data, body.decode(encoding, "replace"), encoding, mark, None)
    try:
        return Source(data, body.decode("utf-8"), encoding, mark, None)
    except UnicodeDecodeError as error:
        text = body.decode("utf-8", "surrogateescape")
        return Source(data, text, encoding, mark, len(mark) + error.start)


def encode(text: str, mark: bytes = b"") -> bytes:
    """The bytes of a UTF-8 file with that text; the inverse of `decode`, bad bytes included."""
    return mark + text.encode("utf-8", "surrogateescape")


def without_bad_bytes(text: str, sign: str = "\ufffd") -> str:
    """`text` with `sign`, one character, for each byte that is not UTF-8: every offset holds."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        import re

        return re.sub("[\ud800-\udfff]", sign, text)
    return text


def _encoding_with_zeros(body: bytes) -> str:
    """What text with zero bytes is: UTF-16 without its mark, text with a stray NUL, or no text."""
    sample = body[:_SAMPLE]
    zeros = sample.count(0)
    if zeros * 4 >= len(sample):
        half = len(sample) // 2
        for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            if (
                sample[offset::2].count(0) * 10 >= half * 7
                and sample[1 - offset :: 2].count(0) == 0
            ):
                return name
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "binary"
    return "binary" if zeros * 3 > len(sample) else "utf-8"
