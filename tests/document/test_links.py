"""Links: each part at its place, and what was meant to be one."""

from __future__ import annotations

import pytest

from linters.document.patterns import BLOT, CODE
from tests.conftest import read


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("[a](b)", "a", "b"),
        ("[*a* `](`](b)", "*a* `](`", "b"),
        ("[a]( b )", "a", "b"),
        ('[a](b "t (u)")', "a", "b"),
        ("[a](<b c>)", "a", "b c"),
        ("[a](b_(c))", "a", "b_(c)"),
        ("![a](b)", "a", "b"),
        ("[![](c)](b)", "![](c)", "b"),
        ("<https://a.b>", "https://a.b", "https://a.b"),
        ('<a href="b">', "", "b"),
        ("[a][b]\n\n[b]: <c>", "a", ""),
    ],
)
def test_the_parts_of_a_link(source: str, text: str, target: str) -> None:
    link = read(f"é 🎓 {source}").links.all[0]
    full = f"é 🎓 {source}"
    assert full[slice(*link.text)] == text
    assert full[slice(*link.target)] == target


def test_definitions() -> None:
    links = read("[a][B  b]\n\n[b B]: https://a.b 'T'\n\n```\n[c]: d\n```\n[^e]: f\n").links
    assert [(d.address, d.kind) for d in links.definitions.values()] == [
        ("https://a.b", "definition")
    ]
    assert links.defines("B B") and not links.defines("c")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("[a] (https://b.c)", "space"),
        ("[a](https://b.c d)", "spaced"),
        ("[a]((https://b.c)", "doubled"),
        ("[a [b](https://c.d)](https://e.f)", "nested"),
        ("[a](https://b.c “d e f g”)", "title"),
        ("[a](https://b.c", "no-end"),
        ("[a](https://b.c e mais três palavras", "no-end"),
        ("[a(https://b.c)", "no-middle"),
        ("[a]https://b.c", "no-parenthesis"),
        ("a](https://b.c)", "no-start"),
        ("(a)[https://b.c]", "reversed"),
    ],
)
def test_broken_links(source: str, kind: str) -> None:
    links = read(f"Um {source} texto.").links
    assert [broken.kind for broken in links.broken] == [kind]
    assert f"Um {source} texto."[slice(*links.broken[0].target)].startswith("http")
    assert links.is_broken(links.broken[0].start) and not links.is_broken(0)


@pytest.mark.parametrize(
    "source",
    [
        "[a](https://b.c)",
        "[a](b c) e [sic] (d)",
        "`[a] (https://b.c)`",
        "\\[a\\](https://b.c)",
        "[a (https://b.c) d]",
        "    [a] (https://b.c)",
        "<p>\n[a] (https://b.c)\n</p>",
        "[a]: https://b.c",
    ],
)
def test_what_is_no_broken_link(source: str) -> None:
    assert read(f"{source}\n").links.broken == []


def test_plain_text_keeps_its_places() -> None:
    text = "Um *a* `b` [c](d)\ne {% f %} \\* g\n"
    plain = read(text).links.plain
    assert len(plain) == len(text)
    assert plain.replace(BLOT, "").replace(CODE, "") == "Um a  c\ne   g"
    assert all(a in (BLOT, CODE, b) for a, b in zip(plain, text, strict=True))


def test_a_file_without_links_is_not_parsed() -> None:
    document = read("Um texto.")
    assert document.links.all == [] == document.links.broken
    assert "blocks" not in vars(document)
