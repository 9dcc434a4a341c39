"""Prose without markup, and the way back."""

from __future__ import annotations

import pytest

from tests.conftest import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um *modelo* **bom**.\n", [("paragraph", "Um modelo bom.")]),
        ("Um [link](x) e `código`.\n", [("paragraph", "Um link e código.")]),
        ("Uma linha\ncortada.\n", [("paragraph", "Uma linha cortada.")]),
        ("Uma linha\r\n   cortada.\r\n", [("paragraph", "Uma linha cortada.")]),
        ("A &amp; B\n", [("paragraph", "A & B")]),
        ("Fim\\\\\nde linha.\n", [("paragraph", "Fim de linha.")]),
        ("# Título 🎓\n", [("heading", "Título 🎓")]),
        ("***Item***\n", [("item-title", "Item")]),
        ("![um gato](x)\n\n*Fonte*\n", [("alt", "um gato"), ("caption", "Fonte")]),
        ("<!-- comentário -->\n", []),
        ("```\ncódigo\n```\n", []),
        ("- um\n", [("list-item", "um")]),
        ("|a b|\n|-|\n", [("cell", "a b")]),
        (
            '---\ntitle: "Olá"\nexcerpt: Um resumo\n---\n',
            [("title", "Olá"), ("excerpt", "Um resumo")],
        ),
        ('---\ntitle: "Ol\\u00e1"\n---\n', []),
    ],
)
def test_scopes_and_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.scope, p.text) for p in read(text).prose] == expected


def test_a_span_leads_back_through_markup() -> None:
    text = "🎓 Um *mode*lo &amp; um [bom](x) *fim*.\n"
    (prose,) = read(text).prose
    for word, source in (("modelo", "mode*lo"), ("&", "&amp;"), ("bom", "bom"), ("fim", "fim")):
        at = prose.text.index(word)
        assert text[slice(*prose.span(at, at + len(word)))] == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>\n```sh\ncode\n```\num\n</a>\n", ["um"]),
        ("<p>\num\n~~~\ncode <b>\n~~~\n</p>\ndois\n", ["um", "dois"]),
        ("<p>\num\n```\ncode\n", ["um"]),
    ],
)
def test_code_below_a_tag_is_not_read(text: str, expected: list[str]) -> None:
    found = list(read(text).prose)
    assert [prose.text.strip() for prose in found] == expected
    for prose in found:
        start, end = prose.span(0, len(prose.text))
        assert text[start:end] == prose.text


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<!-- <pre> --> Oi.", ["Oi."]),
        ("<!-- <!-- --> Oi.", ["Oi."]),
        ("</pre> <code>a</code> Oi.", ["Oi."]),
        ('<img alt="a > b"> Oi.', ["Oi."]),
        (f'<img src="data:{"A" * 5000}"> Oi.', ["Oi."]),
        ("<b title=it's> Oi.", ["Oi."]),
        ("<!-- Oi.", []),
    ],
)
def test_what_is_said_between_tags(html: str, said: list[str]) -> None:
    found = [p.text.strip() for p in read(f"<div>\n{html}\n").prose if p.scope == "html"]
    assert found == said
