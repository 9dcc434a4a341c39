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
