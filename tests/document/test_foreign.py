"""What was left in English, and what is meant to be."""

from __future__ import annotations

import pytest

from linters.document.lexicon import lexicon, translations
from tests.conftest import read


def found(
    text: str, language: str = "pt-BR", original: str | None = None, profile: str | None = None
) -> list[str]:
    document = read(text, profile, f"x[{language}].md", original)
    for foreign in document.foreign:
        assert foreign.prose.text[foreign.start : foreign.end] == foreign.text
    return [document.text[slice(*foreign.span)] for foreign in document.foreign]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "O modelo foi lançado, and it is free for all uses, na semana passada.",
            ["and it is free for all uses"],
        ),
        ("Os autores, based on a large survey, mostram isso.", ["based on a large survey"]),
        ("Ele leu the paper ontem.", ["the paper"]),
        ("Veja **this is bold text** aqui.", ["this is bold text"]),
        (
            "Leia [how to count the owls at home](https://a.org) hoje.",
            ["how to count the owls at home"],
        ),
        ("Uma nota (see the figure below) do autor.", ["see the figure below"]),
        ("> Uma citação que diz: what is this thing\n", ["what is this thing"]),
        ("Texto 📙 com emoji. Read more about it here. E segue.", ["Read more about it here."]),
        ("Linha um\nwith the rest of it\nlinha três", ["with the rest of it"]),
    ],
)
def test_english_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "As redes LSTM, GRU, CNN, GAN e BERT são usadas no Google Colab.",
        "Eles usam deep learning, machine learning e transfer learning no dia a dia.",
        "Ela trabalha no Allen Institute for AI e na University of Cambridge.",
        "O filme The Lord of the Rings foi citado no texto.",
        "O termo *out of the box* ficou em itálico.",
        "Ele disse: “this is the best day of my life” e saiu.",
        "A nota (*NT: this is how the author puts it*) explica.",
        "Use `for x in the list of items` no código.",
        "Use `pip install` e veja https://example.org/this/is/the/way agora.",
        "No Rio, a data do evento é a mesma do ano passado; me diga se for.",
        "Use o total real do local para o visual final e use a data.",
        "Pour une IA Francophone é o nome do projeto francês.",
        "Um texto curto.",
    ],
)
def test_what_is_meant_to_be_so_is_not(text: str) -> None:
    assert found(text) == []


def test_what_stands_in_the_original_word_for_word_is_found() -> None:
    text = "Os autores usam Bayes loss bounds analysis para isso."
    assert found(text) == []
    assert found(text, original="We use Bayes loss bounds analysis here.\n") == [
        "Bayes loss bounds analysis"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El modelo es pequeño, and it is free for all uses, desde ayer."),
        ("fr", "Le modèle est petit, and it is free for all uses, depuis hier."),
        ("tr", "Model küçük bir modeldir, and it is free for all uses, dün."),
    ],
)
def test_other_languages(language: str, text: str) -> None:
    assert found(text, language, profile="newsletter") == ["and it is free for all uses"]
    without = text.replace("and it is free for all uses", "")
    assert found(without, language, profile="newsletter") == []


def test_an_original_is_not_looked_at() -> None:
    assert found("This is the original of the text.", "en") == []


def test_scores_of_words() -> None:
    known = lexicon("en", "pt-BR")
    assert known.score("the") > 1 > 0 > known.score("não")
    assert known.score("zzzzz") == 0
    assert abs(lexicon("en", "xx").score("the")) > 0  # a language of which nothing is known
    assert "corat" not in translations("en", "pt-BR")
    assert translations("en", "xx") == {}
