"""Findings that the author has silenced."""

from __future__ import annotations

import pytest

from linters.engine.check import check
from linters.engine.fix import fix
from tests.conftest import read, rule_set

RULES = rule_set(
    *("encoding/mojibake", "encoding/control-character"),
    *("suppression/unknown", "suppression/unused"),
)
BAD = "A tradu√ß√£o\n"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"{BAD}", ["encoding/mojibake"]),
        (f"<!-- lint-issue: disable=encoding/mojibake exemplo -->\n\n{BAD}", []),
        (f"<!-- lint-issue: disable=encoding -->\n\n{BAD}", []),
        (f"<!--lint-issue:disable=encoding-->\n\n{BAD}", []),
        (
            "<!-- lint-issue: disable=encoding -->\n\n"
            f"{BAD}\n<!-- lint-issue: enable=encoding -->\n\n{BAD}",
            ["encoding/mojibake"],
        ),
        (f"{BAD}\n<!-- lint-issue: disable-file=encoding um artigo sobre isso -->\n", []),
        (f"<!-- lint-issue: disable-next-block=encoding -->\n\n{BAD}", []),
        (
            f"<!-- lint-issue: disable-next-block=encoding -->\n\n{BAD}\n{BAD}",
            ["encoding/mojibake"],
        ),
        (
            "<!-- lint-issue: disable=encoding/control-character,encoding/mojibake x -->\n\n"
            f"{BAD}a\x08\n",
            [],
        ),
        ("<!-- lint-issue: disable=encoding -->\n\nTexto.\n", ["suppression/unused"]),
        (
            f"<!-- lint-issue: disable=encodin/x -->\n\n{BAD}",
            ["suppression/unknown", "encoding/mojibake"],
        ),
        ("<!-- lint-issue: disable=structure -->\n\nTexto.\n", []),
        (f"`<!-- lint-issue: disable=encoding -->`\n\n{BAD}", ["encoding/mojibake"]),
        (f"```\n<!-- lint-issue: disable=encoding -->\n```\n\n{BAD}", ["encoding/mojibake"]),
        (f"<!-- lint-issue: disable=encoding o motivo: a -> b -->\n\n{BAD}", []),
        (f'<!-- lint-issue: disable=encoding["tradu√ß√£o"] x -->\n\n{BAD}', []),
        (f"<!-- lint-issue: disable=encoding[“tradu√ß√£o”] x -->\n\n{BAD}", []),
        (f'<!-- lint-issue: disable-file=encoding/mojibake["tra…"] x -->\n\n{BAD}', []),
        (
            f'<!-- lint-issue: disable=encoding["outra"] x -->\n\n{BAD}',
            ["suppression/unused", "encoding/mojibake"],
        ),
        (
            f'<!-- lint-issue: disable=encoding["tradu√ß√£o"] x -->\n\n{BAD}\n\x08\n',
            ["encoding/control-character"],
        ),
        ("Texto.\n\n<!-- lint-issue: enable=encoding -->\n", ["suppression/unused"]),
        (f"<!-- nota: lint-issue: disable=encoding -->\n\n{BAD}", ["encoding/mojibake"]),
    ],
)
def test_suppression(text: str, rules: list[str]) -> None:
    assert [d.rule for d in check(read(text), RULES)] == rules


def test_fifty_texts_of_one_rule() -> None:
    words = [f"tradu√ß√£o{n:02}" for n in range(50)]
    comments = "".join(
        f'<!-- lint-issue: disable-file=encoding["{word}"] x -->\n\n' for word in words
    )
    assert check(read(comments + "\n\n".join(words) + "\n"), RULES) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "<!-- lint-issue: disable=encoding x -->\n\nUm.\n\n"
            "<!-- lint-issue: enable=encoding -->\n",
            "\nUm.\n\n",
        ),
        (
            f"<!-- lint-issue: disable=encoding/mojibake,encoding/control-character x -->\n\n{BAD}",
            f"<!-- lint-issue: disable=encoding/mojibake x -->\n\n{BAD}",
        ),
        (
            f'<!-- lint-issue: disable=encoding["x"],encoding["tradu√ß√£o"] x -->\r\n\r\n{BAD}',
            f'<!-- lint-issue: disable=encoding["tradu√ß√£o"] x -->\r\n\r\n{BAD}',
        ),
    ],
)
def test_what_is_unused_is_taken_out(text: str, mended: str) -> None:
    assert fix(read(text), RULES, unsafe=False).document.text == mended


ABOVE = "<!-- lint-issue: disable-next-block=encoding/mojibake x -->\n\n"
WORD = "tradu√ß√£o"
WHOLE = [
    f"- {WORD}\n- certo\n- {WORD}\n",
    f"- {WORD}\n\n  {WORD}\n\n- {WORD}\n",
    f"- certo\n  - {WORD}\n    1. {WORD}\n- {WORD}\n",
    f"1. {WORD}\n2. {WORD}\n",
    f"| a | {WORD} |\n| - | - |\n| {WORD} | b |\n| c | {WORD} |\n",
    f"> {WORD}\n>\n> {WORD}\n",
    f"> - {WORD}\n> - {WORD}\n>\n> {WORD}\n",
    f"- > {WORD}\n  >\n  > {WORD}\n- {WORD}\n",
    f"- ```\n  código\n  ```\n- {WORD}\n",
    f"- ![imagem](a.png)\n- {WORD}\n",
]
AFTER = [f"\n# {WORD}\n", f"\n<!-- fim -->\n\n* {WORD}\n", f"\n***\n\n> {WORD}\n"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("whole", WHOLE)
def test_a_whole_list_table_or_quote(whole: str, after: str, newline: str) -> None:
    text = (ABOVE + whole + after).replace("\n", newline)
    found = check(read(text), RULES)
    last = text.count("\n", 0, text.rindex(WORD)) + 1
    assert [d.line for d in found] == [last]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"- {WORD}\n- b\n+ {WORD}\n", 1),  # another bullet begins another list
        (f"- {WORD}\n# {WORD}\n", 1),
        (f"- a\n\n  {ABOVE.strip()}\n\n  - {WORD}\n  - {WORD}\n\n  {WORD}\n- {WORD}\n", 2),
        (f"- a\n\n  {ABOVE.strip()}\n\n- {WORD}\n\n  {WORD}\n- {WORD}\n", 1),
        (f"> {ABOVE.strip()}\n>\n> {WORD}\n>\n> {WORD}\n", 1),
        (f"> {ABOVE.strip()}\n>\n> - {WORD}\n> - {WORD}\n>\n> {WORD}\n", 1),
        (f"{WORD} um\ndois\n\n- {WORD}\n", 1),
    ],
)
def test_no_more_than_what_the_comment_stands_above(text: str, left: int) -> None:
    text = text if ABOVE.strip() in text else ABOVE + text
    assert len(check(read(text), RULES)) == left
