"""A translation against its original, block by block."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linters.engine.check import check
from tests.conftest import read, rule_set

BLOCKS = [
    ("# Tools ⚙️", "# Ferramentas ⚙️"),
    ("***Counting Owls***", "***Contando corujas***"),
    (
        "A [paper](https://a.org/1) shows how 26,000 owls were counted in 2019.",
        "Um [artigo](https://a.org/1) mostra como 26.000 corujas foram contadas em 2019.",
    ),
    ("![](https://a.org/1.png)", "![](https://a.org/1.png)"),
    ("*Source:* [*Lee*](https://a.org/lee)", "*Fonte:* [*Lee*](https://a.org/lee)"),
    ("***Silent Wings***", "***Asas silenciosas***"),
    (
        "Kim et al. measured the sound of wings in a laboratory near Boston.",
        "Kim et al. mediram o som das asas em um laboratório perto de Boston.",
    ),
    ("- The first item of a list", "- O primeiro item de uma lista"),
]


def pairing(ours: list[str], theirs: list[str]):  # type: ignore[no-untyped-def]
    document = read(
        "\n\n".join(ours) + "\n", path="x[pt-BR].md", original="\n\n".join(theirs) + "\n"
    )
    found = document.pairing
    assert found is not None
    return document, found


def test_all_is_paired() -> None:
    _, found = pairing([b for _, b in BLOCKS], [a for a, _ in BLOCKS])
    assert len(found.pairs) == len(BLOCKS)
    assert found.missing == [] and found.added == []


@pytest.mark.parametrize("index", range(len(BLOCKS)))
def test_what_is_taken_out_is_missing_there(index: int) -> None:
    ours = [b for i, (_, b) in enumerate(BLOCKS) if i != index]
    document, found = pairing(ours, [a for a, _ in BLOCKS])
    (gap,) = found.missing
    assert [unit.document.text[slice(*unit.span)] for unit in gap.units] == [
        BLOCKS[index][0].removeprefix("- ")
    ]
    before = document.text[slice(*gap.after.span)] if gap.after else None
    assert before == (ours[index - 1] if index else None)


def test_a_paragraph_that_became_two() -> None:
    theirs = [a for a, _ in BLOCKS]
    theirs[2] += " The authors share the data and the code of the whole study with all readers."
    ours = [b for _, b in BLOCKS]
    ours.insert(3, "Os autores compartilham os dados e o código do estudo com os leitores.")
    _, found = pairing(ours, theirs)
    assert found.missing == [] and found.added == []
    assert [len(pair.translation) for pair in found.pairs][2] == 2


def test_what_was_moved_is_not_missing() -> None:
    ours = [b for _, b in BLOCKS]
    more = [(f"[A](https://b.org/{n})", f"[B](https://b.org/{n})") for n in range(3)]
    ours += [b for _, b in more]
    ours.append(ours.pop(3))
    _, found = pairing(ours, [a for a, _ in BLOCKS + more])
    assert found.missing == [] and found.added == []


def test_comments_are_compared_with_what_stands_above_them() -> None:
    text = "\n\n".join(
        [
            BLOCKS[1][1],
            BLOCKS[2][1],
            f"<!-- {BLOCKS[1][0]}\n\n{BLOCKS[2][0]} -->",
            "Um parágrafo sem comentário, que pode ficar aqui sem mais.",
            BLOCKS[6][1],
            f"<!-- {BLOCKS[6][0]} -->",
        ]
    )
    found = read(text, path="x[pt-BR].md").pairing
    assert found is not None
    assert len(found.pairs) == 3 and found.missing == [] and found.added == []


def test_comments_that_are_joined_to_the_line_below_belong_to_it() -> None:
    texts = [f"<!-- {BLOCKS[n][0]} -->\n{BLOCKS[n][1]}" for n in (2, 6)]
    found = read("\n\n".join(["Exemplo:", *texts]), path="x[pt-BR].md").pairing
    assert found is not None
    assert [(len(p.original), len(p.translation)) for p in found.pairs] == [(1, 1)] * 2
    assert found.missing == []


@settings(max_examples=60)
@given(st.lists(st.integers(0, len(BLOCKS) - 1), max_size=12), st.data())
def test_every_unit_is_told_once(order: list[int], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.integers(0, len(BLOCKS) - 1), max_size=12))
    ours = [BLOCKS[i][1] for i in order] or ["Oi."]
    theirs = [BLOCKS[i][0] for i in other] or ["Hello."]
    assume(ours != theirs)  # the same text is no translation
    _document, found = pairing(ours, theirs)
    told = [u for p in found.pairs for u in p.translation] + found.added
    assert len(told) == len({id(unit) for unit in told})
    starts = sorted(unit.span.start for unit in told)
    assert starts == sorted(set(starts))
    their_units = [u for p in found.pairs for u in p.original]
    their_units += [u for gap in found.missing for u in gap.units]
    assert len(their_units) == len({unit.span.start for unit in their_units})
    for gap in found.missing:
        assert gap.after is None or gap.before is None or gap.after.span < gap.before.span


def test_a_title_that_is_all_code_and_was_cut_short() -> None:
    document = read("***`a bird`***\n", path="x[pt-BR].md", original="***`a bird flies`***\n")
    assert not [d for d in check(document, rule_set("parity/cut-short")) if "internal" in d.rule]


def test_a_heading_is_known_by_its_section_however_many_there_are() -> None:
    head = "---\ntags: [nlp_newsletter]\n---\n\n"
    document = read(
        head + "# Educação 🎓\n\n" * 1500,
        path="x[pt-BR].md",
        original=head + "# Education 🎓\n\n" * 1500,
    )
    found = document.pairing
    assert found is not None and len(found.added) + len(found.pairs) == 1500


@pytest.mark.parametrize("count", [70, 300])
def test_many_paragraphs_that_nothing_else_holds_together(count: int) -> None:
    theirs = [f"The owl number {i} of the list flies at night." for i in range(count)]
    ours = [f"A coruja número {i} da lista voa à noite." for i in range(count)]
    del ours[40]
    _, found = pairing(ours, theirs)
    assert len(found.pairs) == count - 1 and found.added == []
    assert [gap.units[0].text for gap in found.missing] == [theirs[40]]
