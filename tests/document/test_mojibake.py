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


WORDS = {
    "pt": "não é tradução às já edição também você três avô avó café línguas ções maçã útil à",
    "fr": "été à où déjà œuvre naïf ça l’été forêt élève voilà même près hôpital Noël À Être",
    "tr": "değil ışık için çok güzel öğretmen şimdi İstanbul üç bölüm Türkçe ağaç büyük",
    "es": "señor año ¿qué? ¡así! más corazón pingüino él niño según español número Ñandú",
    "de": "größer schön über Straße Mädchen Öl Übung heißt fünf Äpfel „Wort“ weiß",
    "pl": "żółć gęś łódź być śnieg źródło ćma ąę Łódź świat książka można",
}
CODEC_NAMES = (
    *("mac_roman", "cp1252", "latin-1", "iso8859-15"),
    *("cp1250", "cp1254", "cp850", "cp437"),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few lines in one language, with emoji and dashes, of which some words are plain.

    The tests that use it draw the same examples each time: a single word in a single line can be
    read in two ways, and the gate is not the place to look for the next of them.
    """
    words = WORDS[draw(st.sampled_from(sorted(WORDS)))].split()
    pool = st.sampled_from([*words, *words, "e", "com", "texto", "—", "🎓", "2020", "(a)", "“b”"])
    lines = st.lists(pool, min_size=4, max_size=12).map(" ".join)
    # Enough of the language that there is more than one sign of what happened.
    return "\n".join([" ".join(words), *draw(st.lists(lines, min_size=3, max_size=8))]) + "\n"


@given(texts(), st.sampled_from(CODEC_NAMES), st.sampled_from([1, 2]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_was_damaged_throughout_comes_back(text: str, codec: str, times: int) -> None:
    damaged = text
    for _ in range(times):
        damaged = damage(damaged, codec)
    repaired, _ = apply_repairs(damaged, find_repairs(damaged))
    assert repaired == text
    assert find_repairs(repaired) == []


@given(texts(), st.sampled_from(CODEC_NAMES), st.data())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_lines_between_clean_ones_come_back(text: str, codec: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    broken = [damage(line, codec) if data.draw(st.booleans()) else line for line in lines]
    repaired, _ = apply_repairs("\n".join(broken), find_repairs("\n".join(broken)))
    assert repaired == text


@given(texts())
@settings(max_examples=200, deadline=None)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert find_repairs(text) == []
