"""Which words are right, and what is proposed for those that are not."""

from __future__ import annotations

import pytest

from linters.document.offsets import SegmentMap
from linters.languagetool.dictionary import Dictionary
from linters.languagetool.found import REFORM, UNKNOWN
from linters.languagetool.home import find_home
from linters.languagetool.install import dictionary
from linters.languagetool.passages import Passage
from linters.languagetool.reader import read_words
from linters.languagetool.spelling import Speller, join
from linters.model import Span
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def speller() -> Speller:
    home = find_home()
    assert home is not None
    accepted = read_words(str(ROOT / "rules" / "words" / "accepted.txt"))
    portuguese, english = (dictionary(home, language) for language in ("pt", "en"))
    return Speller(Dictionary(portuguese), Dictionary(english, "+"), accepted)


def check(speller: Speller, text: str, scope: str = "paragraph") -> list[tuple[str, str]]:
    passage = Passage(text, scope, SegmentMap([]), ())
    return [(m.rule, text[m.start : m.end]) for m in speller.check(passage)]


@pytest.mark.parametrize(
    "text",
    [
        "A tradução de textos é difícil, e não é de hoje.",
        "Modelos pré-treinados, autossupervisionados e multitarefa.",
        "A tokenização, o destokenizador e os vetorizados.",
        "O BERT, as GPUs, o ResNet50 e o word2vec do Zhou.",
        "Veja dair.ai, model.fit, @usuaro, #tradusao, a/b/tradusao e x_tradusao.",
        "Os embeddings do dataset e o fine-tuning do framework.",
        "Trata-se de vê-lo, fazê-las, dar-lhe e comprá-los.",
        "Um guarda-chuva, um micro-ondas, um bem-te-vi e um anti-inflamatório.",
        "O copo d'água e a queda-d'água.",
        "Seja bem-vindo, recém-chegado ex-aluno.",
        "O Müller e a Ângela foram a Düsseldorf.",
        "São Paulo é grande.",
    ],
)
def test_right_words(speller: Speller, text: str) -> None:
    assert check(speller, text) == []


@pytest.mark.parametrize(
    ("text", "word", "best"),
    [
        ("Uma tedência.", "tedência", "tendência"),
        ("Os topicos.", "topicos", "tópicos"),
        ("Umas imagems.", "imagems", "imagens"),
        ("Um notebbok.", "notebbok", "notebook"),
        ("A bliblioteca.", "bliblioteca", "biblioteca"),
        ("Ele propōe isso.", "propōe", "propõe"),
        ("A tokenizaçao.", "tokenizaçao", "tokenização"),
        ("Modelos de lingauem.", "lingauem", "linguagem"),
        ("Tedência forte.", "Tedência", "Tendência"),
    ],
)
def test_wrong_words_and_what_is_meant(speller: Speller, text: str, word: str, best: str) -> None:
    assert check(speller, text) == [(UNKNOWN, word)]
    assert speller.suggest(word)[0] == best


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("idéia", "ideia"),
        ("Européia", "Europeia"),
        ("seqüência", "sequência"),
        ("vôo", "voo"),
        ("vêem", "veem"),
        ("heróico", "heroico"),
        ("auto-supervisionado", "autossupervisionado"),
        ("auto-relatada", "autorrelatada"),
        ("infra-estrutura", "infraestrutura"),
        ("semi-supervisionado", "semissupervisionado"),
        ("vídeo-aula", "videoaula"),
        ("co-autor", "coautor"),
        ("microondas", "micro-ondas"),
        ("antiinflamatório", "anti-inflamatório"),
        ("não-linear", "não linear"),
        ("mão-de-obra", "mão de obra"),
        ("fim-a-fim", "fim a fim"),
        ("pólo", "polo"),
    ],
)
def test_old_spellings(speller: Speller, old: str, today: str) -> None:
    assert check(speller, f"Isto é {old}, sim.") == [(REFORM, old)]
    assert speller.reform(old) == today
    assert speller.reform(today.replace(" ", "-")) is None or " " in today
    assert all(speller.reform(word) is None for word in today.split())


@pytest.mark.parametrize(
    ("text", "pair"), [("modelo pré treinado", "pré treinado"), ("bem vindo!", "bem vindo")]
)
def test_two_words_that_are_one(speller: Speller, text: str, pair: str) -> None:
    assert check(speller, text) == [(REFORM, pair)]


@pytest.mark.parametrize(
    "word",
    [
        *("sub-rede", "super-resolução", "inter-regional", "pré-história", "micro-ondas"),
        *("anti-herói", "cor-de-rosa", "pós-processamento", "multi-head", "auto-encoder", "herói"),
        *("papéis", "anéis", "constrói", "ideia", "guarda-roupa", "segunda-feira"),
    ],
)
def test_what_the_reform_left_alone(speller: Speller, word: str) -> None:
    assert speller.reform(word) is None


@pytest.mark.parametrize(
    ("prefix", "rest", "whole"),
    [
        ("auto", "estima", "autoestima"),
        ("auto", "observação", "auto-observação"),
        ("anti", "social", "antissocial"),
        ("contra", "regra", "contrarregra"),
        ("sub", "região", "sub-região"),
        ("sub", "conjunto", "subconjunto"),
        ("super", "homem", "super-homem"),
        ("hiper", "parâmetro", "hiperparâmetro"),
        ("hiper", "realista", "hiper-realista"),
        ("co", "operar", "cooperar"),
        ("re", "escrever", "reescrever"),
    ],
)
def test_prefixes_after_base_xvi(prefix: str, rest: str, whole: str) -> None:
    assert join(prefix, rest) == whole


def test_a_stand_in_is_not_spelt(speller: Speller) -> None:
    passage = Passage("Usa o Zeqq hoje.", "paragraph", SegmentMap([]), (Span(6, 10),))
    assert list(speller.check(passage)) == []


def test_what_may_be_a_term_is_not_sure(speller: Speller) -> None:
    (found,) = speller.check(Passage("Usa o torchlayers.", "paragraph", SegmentMap([]), ()))
    assert not found.is_sure
