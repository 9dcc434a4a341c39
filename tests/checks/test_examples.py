"""Every rule's own examples: they are its specification, and these are its tests."""

from __future__ import annotations

import pytest

from linters.checks.online import OnlineRule
from linters.checks.reading import ReadingRule
from linters.document import Document
from linters.document.source import encode
from linters.engine.check import RuleSet, check
from linters.engine.fix import fix
from linters.engine.registry import SPEAKS_FOR
from linters.engine.wanted import may_speak_of
from linters.languagetool.reader import Reader
from linters.model import Applicability, Bad, Diagnostic, Good, Rule
from tests.conftest import REGISTRY, read

RULES = [REGISTRY.rule(id) for id in REGISTRY.ids]
VALID = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.VALID)
]
INVALID = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.INVALID)
]


def only(rule: type[Rule]) -> RuleSet:
    """That rule alone; those about suppressions with the rules that their examples suppress."""
    others = []
    if rule.id.startswith("suppression/"):
        others = ["encoding/control-character", "style/month-lower-case"]
    rules = [rule(), *(REGISTRY.rule(id)() for id in others)]
    for one in rules:
        if isinstance(one, ReadingRule):
            one.reader = Reader()
        if isinstance(one, OnlineRule):
            one.answers = one.EXAMPLES
    return RuleSet(rules, {}, REGISTRY)


def bytes_of(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else encode(text)


def of(rule: type[Rule], found: list[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.rule.startswith(SPEAKS_FOR.get(rule.id, rule.id))]


def checked(document: Document, rules: RuleSet) -> list[Diagnostic]:
    """What is found, when all that the rules ask LanguageTool is answered."""
    found = check(document, rules)
    for rule in rules.rules:
        if isinstance(rule, ReadingRule):
            assert rule.reader is not None
            rule.reader.answer(rule.reader.take_questions())
            found = check(document, rules)
            assert not rule.reader.take_questions()
            rule.reader.close()
    return found


@pytest.mark.parametrize(("rule", "example"), VALID)
def test_silent_on_a_good_example(rule: type[Rule], example: str | Good) -> None:
    good = Good(example) if isinstance(example, str) else example
    document = read(*good)
    assert of(rule, checked(document, only(rule))) == []


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_speaks_on_a_bad_example(rule: type[Rule], example: Bad) -> None:
    document = read(example.text, *example[4:])
    found = of(rule, checked(document, only(rule)))
    assert len(found) == example.times
    assert document.text[slice(*found[0].span)] == example.at == found[0].snippet
    for diagnostic in found:
        assert "{" not in diagnostic.message.replace("{{", "")


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_the_category_is_asked_about_a_bad_example(rule: type[Rule], example: Bad) -> None:
    document = read(example.text, *example[4:]).repaired
    category = REGISTRY.own_category(rule.id)
    assert category is None or may_speak_of(category, document)


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_fix_gives_what_the_example_says(rule: type[Rule], example: Bad) -> None:
    document = read(example.text, *example[4:])
    rules = only(rule)
    checked(document, rules)  # what LanguageTool is asked, is answered now
    fixed = fix(document, rules, unsafe=True)
    if example.fixed is None:
        assert fixed.applied == 0 and fixed.document is document
        return
    assert fixed.document.source.data == bytes_of(example.fixed)
    assert checked(fixed.document, rules) == []


@pytest.mark.parametrize(("rule", "example"), INVALID)
def test_how_far_a_fix_is_trusted_is_for_the_configuration_to_say(
    rule: type[Rule], example: Bad
) -> None:
    document = read(example.text, *example[4:])
    rules = only(rule)
    checked(document, rules)
    id = SPEAKS_FOR.get(rule.id, rule.id)

    def mended(trust: Applicability | None, unsafe: bool) -> bytes:
        trusted = rules._replace(applicabilities={id: trust})
        return fix(document, trusted, unsafe).document.source.data

    before = document.source.data
    after = before if example.fixed is None else bytes_of(example.fixed)
    assert mended(Applicability.SAFE, False) == mended(Applicability.UNSAFE, True) == after
    assert mended(Applicability.UNSAFE, False) == mended(None, True) == before


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_data_mends_is_one_of_its_right_sentences(rule: type[Rule]) -> None:
    if rule.__module__ != "linters.checks.data":
        return
    right = {example.text for example in rule.VALID if isinstance(example, Good)}
    assert {example.fixed for example in rule.INVALID if example.fixed} <= right


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_complete(rule: type[Rule]) -> None:
    assert len(rule.INVALID) >= 3
    assert len(rule.VALID) >= len(rule.INVALID), "as many silent cases as speaking ones"
    assert rule.__doc__ and "Source:" in rule.__doc__
    assert rule.summary().endswith((".", "!", "?", "”."))
    assert bool(rule.fixes) == any(example.fixed is not None for example in rule.INVALID)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_fixes_are_those_that_the_examples_show(rule: type[Rule]) -> None:
    rules = only(rule)
    found = [d for bad in rule.INVALID for d in checked(read(bad.text, *bad[4:]), rules)]
    assert {d.fix.applicability for d in of(rule, found) if d.fix} == set(rule.fixes)
