"""What LanguageTool is given to read, and the way back, character by character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linters.languagetool.passages import STAND_INS, Passage, passages
from tests.conftest import read

HEAD = "---\nlang: pt-BR\n---\n"
ZEQ, VLUX = STAND_INS


def of(text: str) -> list[Passage]:
    return list(passages(read(HEAD + text)))


def only(text: str) -> str:
    (passage,) = of(text)
    return passage.text.strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Os **meninos** e *elas* [não](x).", "Os meninos e elas não."),
        ("Use `pip` e `git` hoje.", f"Use {ZEQ} e {VLUX} hoje."),
        (
            "O método `vazio?` e o operador `??` servem.",
            f"O método {ZEQ} e o operador {VLUX} servem.",
        ),
        ("- Há `a`\n  {% highlight rb %}\n  b: 1\n  {% endhighlight %}\n", f"Há {ZEQ} {VLUX}"),
        ("Veja https://x.org/a_b hoje.", f"Veja {ZEQ} hoje."),
        ("Um modelo de *machine learning* novo.", f"Um modelo de {ZEQ} novo."),
        ("Uma *generalização sistemática* nova.", "Uma generalização sistemática nova."),
        ("A **pré**-visão e a re*visão* dele.", "A pré-visão e a revisão dele."),
        ("Texto com 📙 e 🇧🇷 no meio.", "Texto com   e    no meio."),
        ("Linha que\nfoi quebrada.", "Linha que foi quebrada."),
        ("Um e\u0301 composto.", "Um é composto."),
        ("Um 𝐛𝐨𝐥𝐝 e um\u00a0espaço\u00ad.", "Um bold e um espaço."),
        ("O item (*NT: nota de tradução*) segue.", f"O item ({ZEQ}) segue."),
        ("Ela disse “the end of it” ontem.", f"Ela disse “{ZEQ}” ontem."),
        ("Ela disse “não vou” ontem.", "Ela disse “não vou” ontem."),
        ("Ele veio. This is the end of it. Ela foi.", "Ele veio. Ela foi."),
    ],
)
def test_what_is_read(markdown: str, expected: str) -> None:
    assert only(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "    codigo()\n",
        "```\nOs menino\n```\n",
        "This paragraph is in English, and nothing of it is for us.",
        "![](figura.png)",
        "<!-- Os menino -->",
        "📙",
        "`codigo`",
    ],
)
def test_what_is_not_read(markdown: str) -> None:
    assert of(markdown) == []


def test_headings_titles_captions_and_front_matter_are_read_as_what_they_are() -> None:
    text = (
        '---\nlang: pt-BR\ntitle: "Um título"\nexcerpt: "Um resumo"\n---\n\n# Uma seção 📙\n\n'
        "***Um item***\n\nUm parágrafo.\n\n- Um ponto\n"
    )
    scopes = [(passage.scope, passage.text.strip()) for passage in passages(read(text))]
    assert scopes == [
        ("title", "Um título"),
        ("excerpt", "Um resumo"),
        ("heading", "Uma seção"),
        ("item-title", "Um item"),
        ("paragraph", "Um parágrafo."),
        ("list-item", "Um ponto"),
    ]


# Words with what moves offsets: emoji, combining marks, astral letters, invisible characters.
_WORDS = st.sampled_from(
    [
        "casa",
        "não",
        "de",
        "é",
        "e\u0301",
        "📙",
        "👩‍🔬",
        "❤️",
        "𝐛𝐨",
        "a\u00adb",
        "\u00a0",
        "x.",
        "(y)",
    ]
)
_MARKUP = st.sampled_from(
    [
        "{}",
        "**{}**",
        "*{}*",
        "[{}](http://x.org/ç)",
        "`{}`",
        "{}\n",
        "{}\r\n",
        "re*{}*",
        "“{}”",
        "![{}](x)",
        "<b>{}</b>",
        "https://x.org/{}",
    ]
)
_TEXTS = st.lists(st.tuples(_MARKUP, _WORDS), min_size=1, max_size=12).map(
    lambda parts: "Não há " + " ".join(markup.format(word) for markup, word in parts)
)


@settings(deadline=None)
@given(_TEXTS)
def test_every_character_leads_back_to_where_it_came_from(markdown: str) -> None:
    document = read(HEAD + markdown)
    for passage in passages(document):
        assert all(character < "\U00010000" for character in passage.text)
        for offset, character in enumerate(passage.text):
            span = passage.span(offset, offset + 1)
            if character.isalpha() and not passage.touches_stand_in(offset, offset + 1):
                origin = document.text[slice(*span)]
                # A composed letter comes from several characters, a fancy one from another.
                assert character == origin or not origin.isascii()
        starts = [passage.span(n, n + 1).start for n in range(len(passage.text))]
        assert starts == sorted(starts)


@settings(deadline=None)
@given(_TEXTS)
def test_a_word_is_found_where_it_stands(markdown: str) -> None:
    document = read(HEAD + markdown)
    for passage in passages(document):
        start = passage.text.find("casa")
        while start >= 0:
            if not passage.touches_stand_in(start, start + 4):
                assert document.text[slice(*passage.span(start, start + 4))] == "casa"
            start = passage.text.find("casa", start + 1)
