"""Bytes to text and back."""

from __future__ import annotations

import pytest

from linters.document.source import decode, encode

TEXT = "Olá 🎓, tradução.\nOutra linha com mais texto.\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"", "utf-8", ""),
        (TEXT.encode(), "utf-8", TEXT),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", TEXT),
        (TEXT.encode("utf-16"), "utf-16-le", TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", TEXT),
        (TEXT.encode("utf-32"), "utf-32-le", TEXT),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32-be", TEXT),
        (TEXT.encode("utf-16-le"), "utf-16-le", TEXT),
        (TEXT.encode("utf-16-be"), "utf-16-be", TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", ""),
        (b"\0" * 50, "binary", ""),
        (b"a stray \0 in a text", "utf-8", "a stray \0 in a text"),
    ],
)
def test_encoding(data: bytes, encoding: str, text: str) -> None:
    source = decode(data)
    assert (source.encoding, source.text) == (encoding, text)
    if encoding == "utf-8":
        assert encode(source.text, source.mark) == data


def test_the_first_bad_byte_has_its_place() -> None:
    source = decode(b"\xef\xbb\xbfOl\xe1\n")
    assert source.bad_byte == 5
    assert not source.is_utf8
    assert encode(source.text, source.mark) == b"\xef\xbb\xbfOl\xe1\n"
