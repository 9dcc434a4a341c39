"""What is meant to stay as it is."""

from __future__ import annotations

import pytest

from linters.model import Span
from tests.conftest import read


@pytest.mark.parametrize(
    ("text", "kind", "protected"),
    [
        ("Um `código` aqui.\n", "code", "`código`"),
        ("```\nbloco\n```\n", "code", "```\nbloco\n```"),
        ("Um [texto](https://a.b/c).\n", "url", "](https://a.b/c)"),
        ("Veja https://a.b/c, sim.\n", "url", "https://a.b/c"),
        ("Veja <https://a.b/c>.\n", "url", "<https://a.b/c>"),
        ("Um *benchmark* novo.\n", "emphasis", "*benchmark*"),
        ("Diz “ler é bom” aqui.\n", "quotation", "“ler é bom”"),
        ('Diz "ler é bom" aqui.\n', "quotation", '"ler é bom"'),
        ("Um termo (NT: uma nota) aqui.\n", "note", "(NT: uma nota)"),
        ("Um termo (*NT: uma nota*) aqui.\n", "note", "(*NT: uma nota*)"),
        ("Um {% include x %} e mais.\n", "liquid", "{% include x %}"),
        ('Um [x](y){:target="_blank"} e.\n', "attributes", '{:target="_blank"}'),
        ("<!-- English -->\n", "comment", "<!-- English -->"),
        ("Um <b>x</b> e.\n", "html", "<b>"),
        ("Leia [Attention Is All You Need](x).\n", "work", "Attention Is All You Need"),
        ("Escreva a nome@exemplo.org já.\n", "email", "nome@exemplo.org"),
    ],
)
def test_kinds(text: str, kind: str, protected: str) -> None:
    found = [(p.kind, text[p.start : p.end]) for p in read(text).protected.all]
    assert (kind, protected) in found


@pytest.mark.parametrize(
    "text",
    [
        "Um texto comum, sem nada.\n",
        "Um **destaque** é texto.\n",
        "***Um título de item***\n",
        "Um [texto de um link comum](x) tem o alvo protegido, não o texto.\n",
        'Uma aspa " sozinha.\n',
    ],
)
def test_ordinary_text_is_not_protected(text: str) -> None:
    assert [p for p in read(text).protected.all if p.kind != "url"] == []


def test_what_overlaps_is_found() -> None:
    text = "a `b` c *d `e` f* g\n"
    protected = read(text).protected
    at = text.index("e")
    assert [p.kind for p in protected.overlapping(Span(at, at + 1))] == ["emphasis", "code"]
    assert protected.touches(Span(at, at + 1), "code")
    assert not protected.touches(Span(0, 2))
    assert not protected.touches(Span(len(text) - 2, len(text)), "code")
