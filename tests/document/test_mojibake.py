"""Damage is found, undone, and every character of the repair has its place in the file."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linters.document.mojibake import apply_repairs, could_be_damaged, find_repairs
from tests.conftest import ROOT, read

ISSUE = (ROOT / "content" / "2026-09-14-NLP_Newsletter_1_[PT-BR].md").read_text("utf-8")
CODECS = {"mac_roman": "Mac Roman", "cp1252": "Windows-1252", "latin-1": "Latin-1"}


def damage(text: str, codec: str) -> str:
    data = text.encode()
    return "".join(
        bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in data
    )


@pytest.mark.parametrize("codec", CODECS)
def test_a_whole_issue_comes_back(codec: str) -> None:
    damaged = damage(ISSUE, codec)
    text, places = apply_repairs(damaged, find_repairs(damaged))
    assert text == ISSUE
    position = 0
    for index, character in enumerate(ISSUE):
        length = len(damage(character, codec))
        assert places.span(index, index + 1) == (position, position + length)
        position += length


def test_the_cause_is_named() -> None:
    for codec, name in CODECS.items():
        repairs = find_repairs(damage(ISSUE, codec))
        assert {repair.encoding for repair in repairs} <= {name, "Windows-1252"}


def test_clean_text_is_never_touched() -> None:
    for path in (ROOT / "content").glob("*.md"):
        assert find_repairs(path.read_text("utf-8")) == []
    assert not could_be_damaged(ISSUE)


def test_a_clean_file_does_not_load_ftfy() -> None:
    for name in [name for name in sys.modules if name.startswith("ftfy")]:
        del sys.modules[name]
    assert find_repairs(ISSUE) == []
    assert "ftfy" not in sys.modules


@given(st.text("abc éçãüñ—“”🎓ğışâ√¬ßÃ§\n", max_size=60))
@settings(deadline=None)
def test_repairs_are_in_order_and_map_back(text: str) -> None:
    repairs = find_repairs(text)
    end = 0
    for repair in repairs:
        assert end <= repair.start < repair.end
        end = repair.end
    made, places = apply_repairs(text, repairs)
    ends = [places.end(i + 1) for i in range(len(made))]
    assert ends == sorted(ends)
    assert places.span(0, len(made)) == (0, len(text)) or not made


def test_code_is_left_alone_unless_the_whole_file_is_damaged() -> None:
    quoted = "Um exemplo: `tradu√ß√£o`.\n\n```\nn√£o\n```\n"
    assert read(quoted).repairs == []
    assert read("Ação —é.\n\n" + quoted).repairs == []
    assert len(read("Ação —é.\n\nA tradu√ß√£o est√° pronta.\n\n" + quoted).repairs) == 2
    document = read(damage("Não é `código`: veja `não`.\n", "mac_roman"))
    assert document.repaired.text == "Não é `código`: veja `não`.\n"


def test_bytes_that_are_not_utf8_are_no_part_of_a_repair() -> None:
    document = read(b"\x80 tradu\xc3\x83\xc2\xa7\xc3\x83\xc2\xa3o \xff\n")
    assert [document.text[r.start : r.end] for r in document.repairs] == ["Ã§Ã£"]


def test_the_repaired_document_maps_back() -> None:
    text = "# Educa√ß√£o\n\nA tradu√ß√£o de 7 de Janeiro.\n"
    document = read(text)
    view = document.repaired
    assert view.text == "# Educação\n\nA tradução de 7 de Janeiro.\n"
    assert view.repaired is view and view.disk is document
    at = view.text.index("Janeiro")
    from linters.model import Span

    assert text[slice(*view.to_disk(Span(at, at + 7)))] == "Janeiro"
    at = view.text.index("ção\n")
    assert text[slice(*view.to_disk(Span(at, at + 3)))] == "√ß√£o"
    clean = read("Olá.\n")
    assert clean.repaired is clean
