"""Blocks and inline markup, with what kramdown posts hold beyond CommonMark."""

from __future__ import annotations

import pytest

from tests.conftest import read


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Olá 🎓\n", [("heading", "# Olá 🎓")]),
        ("Olá\n===\n", [("heading", "Olá\n===")]),
        ("\\\\\nTexto.\n", [("spacer", "\\\\"), ("paragraph", "Texto.")]),
        ("\\\\\n***Um título***\n", [("spacer", "\\\\"), ("item-title", "***Um título***")]),
        ("***Um título***\nTexto.\n", [("item-title", "***Um título***"), ("paragraph", "Texto.")]),
        ("***Um título****\n", [("item-title", "***Um título****")]),
        ("***Só o começo*** em negrito.\n", [("paragraph", "***Só o começo*** em negrito.")]),
        ("**Só negrito**\n", [("paragraph", "**Só negrito**")]),
        (
            "![a](x)\n\n*Fonte:* [*A*](y)\n",
            [("image", "![a](x)"), ("caption", "*Fonte:* [*A*](y)")],
        ),
        ("![](x)\n[fonte](y)\n", [("image", "![](x)"), ("caption", "[fonte](y)")]),
        (
            "![](x)\n\nUm parágrafo que segue.\n",
            [("image", "![](x)"), ("paragraph", "Um parágrafo que segue.")],
        ),
        ("![](x){:.c}\n", [("image", "![](x){:.c}")]),
        ("- um\n- dois\n", [("list-item", "um"), ("list-item", "dois")]),
        ("- um\n\n- dois\n", [("paragraph", "um"), ("paragraph", "dois")]),
        ("<!-- nota\nlonga -->\n", [("comment", "<!-- nota\nlonga -->")]),
        ("<div>x</div>\n", [("html", "<div>x</div>")]),
        ("```\ncódigo\n```\n", [("code", "```\ncódigo\n```")]),
        ("----------\n", [("rule", "----------")]),
        ("|a|b|\n|-|-|\n|c|d|\n", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
        ("Um\r\ndois\r\n", [("paragraph", "Um\r\ndois")]),
        ("> citado\n", [("paragraph", "citado")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_the_body_starts_after_the_front_matter() -> None:
    text = "---\ntitle: é 🎓\n---\n\n# Olá\n"
    assert blocks(text) == [("heading", "# Olá")]


def test_containers_are_named() -> None:
    (block,) = read("> - item\n").blocks
    assert block.within == ("quote", "list", "item")


def test_links_have_targets_and_places() -> None:
    text = 'É 🎓 um [*link*](https://a.b "t") e ![alt](x.png).\n'
    (block,) = read(text).blocks
    marked = {i.kind: (text[i.start : i.end], i.target) for i in block.inlines if i.target}
    assert marked == {
        "link": ('[*link*](https://a.b "t")', "https://a.b"),
        "image": ("![alt](x.png)", "x.png"),
    }


def test_a_bad_byte_does_not_shift_what_follows() -> None:
    document = read(b"Ol\xe1 \xff\xfe [link](x)\n")
    link = next(i for i in document.blocks[0].inlines if i.kind == "link")
    assert document.text[link.start : link.end] == "[link](x)"


def test_a_templates_tag_in_an_address_keeps_the_link() -> None:
    text = '[a]({{< ref "b c" >}}) e [d]({% link e.md %}#f) e [g](h).\n'
    (block,) = read(text).blocks
    targets = [i.target for i in block.inlines if i.kind == "link"]
    assert targets == ['{{< ref "b c" >}}', "{% link e.md %}#f", "h"]


@pytest.mark.parametrize(
    "text",
    [
        "import A from 'b';\n\n",
        "import {\n  A,\n  B,\n} from 'c'\n\n",
        "import './a.css'\n\n",
        "export const a = 1;\n\n",
    ],
)
def test_what_mdx_imports_is_no_prose(text: str) -> None:
    document = read(f"{text}Um texto.\n")
    assert [block.kind for block in document.blocks] == ["module", "paragraph"]
    assert [prose.text for prose in document.prose] == ["Um texto."]


@pytest.mark.parametrize("text", ["import de dados de 'a'\n", "export de dados\n"])
def test_prose_is_nothing_imported(text: str) -> None:
    assert [block.kind for block in read(text).blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{% highlight sh %}\na\n\nb\n{% endhighlight %}\n\nc\n", ["code", "code", "paragraph"]),
        ('{{< tab name="a" codelang="sh" >}}\na\n{{< /tab >}}\n', ["code"]),
        ("{{< highlight sh >}}a{{< / highlight >}}\n", ["code"]),
        ('{{< tab name="a" >}}\na\n{{< /tab >}}\n', ["paragraph"]),
        ("Veja {% highlight sh %}a{% endhighlight %}\n", ["paragraph"]),
        ("{% highlight sh %}\na\n", ["paragraph"]),
    ],
)
def test_code_between_the_tags_of_a_template(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in read(text).blocks] == kinds
