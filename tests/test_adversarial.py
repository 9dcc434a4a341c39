"""Input that breaks linters neither crashes nor hangs this one. How long each takes, and how that
grows, is measured by `benchmarks/adversarial.py`."""

from __future__ import annotations

import pytest

from linters.engine.check import INTERNAL, check
from linters.engine.fix import fix
from tests.adversarial import INPUTS, PAIRS, alias_bomb
from tests.conftest import read, rule_set

RULES = rule_set()


@pytest.mark.parametrize("name", INPUTS)
def test_no_crash_and_all_read(name: str) -> None:
    document = read(INPUTS[name](2_000))
    found = check(document, RULES)
    assert not [d for d in found if d.rule.startswith(INTERNAL)]
    assert list(document.prose) is not None and document.protected.all is not None
    fixed = fix(document, RULES, unsafe=True)
    assert not [d for d in fixed.remaining if d.rule.startswith(INTERNAL)]


def test_an_alias_bomb_is_not_expanded() -> None:
    document = read(alias_bomb(12))
    found = check(document, RULES)
    assert document.profile.name == "newsletter"
    assert not [d for d in found if d.rule.startswith(INTERNAL)]


def test_nesting_that_overflows_the_stack_of_libyaml() -> None:
    for opening in ("[", "{a: ", "- "):
        found = check(read("---\na: b\nc:\n " + opening * 200_000 + "\n---\n"), RULES)
        assert [d.rule for d in found if d.rule.startswith("front-matter")]


def test_a_line_of_ten_megabytes() -> None:
    assert check(read("palavra não " * 850_000), RULES) == []


@pytest.mark.parametrize("name", PAIRS)
def test_no_crash_against_an_original(name: str) -> None:
    translation, original = PAIRS[name](500)
    found = check(read(translation, path="x[pt-BR].md", original=original), RULES)
    assert not [d for d in found if d.rule.startswith(INTERNAL)]


@pytest.mark.parametrize("name", INPUTS)
def test_blocks_and_prose_are_in_order(name: str) -> None:
    document = read(INPUTS[name](500))
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    for prose in document.prose:
        origins = [piece[2] for piece in prose.map.pieces]
        assert origins == sorted(origins)
