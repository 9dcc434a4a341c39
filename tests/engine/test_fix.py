"""Edits are applied whole, in order, and to a fixed point."""

from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.engine.check import RuleSet
from linters.engine.fix import apply, fix
from linters.model import Edit, Finding, Fix, Rule, Span
from tests.conftest import REGISTRY, read


def edits(*parts: tuple[int, int, str]) -> Fix:
    return Fix(tuple(Edit(*part) for part in parts))


def test_overlapping_fixes_wait_for_the_next_pass() -> None:
    text, _, applied = apply(
        "abcdef", b"", [edits((0, 2, "X")), edits((1, 3, "Y")), edits((3, 4, "Z"))]
    )
    assert (text, applied) == ("XcZef", 2)


def test_a_fix_is_applied_whole_or_not() -> None:
    both = edits((0, 1, "X"), (4, 5, "Y"))
    text, _, applied = apply("abcdef", b"", [both, edits((3, 4, "Z"))])
    assert (text, applied) == ("XbcdYf", 1)


def test_two_insertions_at_one_place() -> None:
    text, _, applied = apply("ab", b"", [edits((1, 1, "X")), edits((1, 1, "Y"))])
    assert (text, applied) == ("aXb", 1)


def test_a_mark_can_go_without_an_edit() -> None:
    fixes = [Fix((), removes_byte_order_mark=True), edits((0, 1, "X"))]
    assert apply("ab", b"\xef\xbb\xbf", fixes) == ("Xb", b"", 2)


class Restless(Rule):
    """Turns a into b and b into a."""

    id = "test/restless"
    message = "?"

    def check(self, document: Document) -> Iterator[Finding]:
        other = {"a": "b", "b": "a"}[document.text[0]]
        yield Finding(Span(0, 1), fix=edits((0, 1, other)))


class Endless(Rule):
    """Always adds one more."""

    id = "test/endless"
    message = "?"

    def check(self, document: Document) -> Iterator[Finding]:
        yield Finding(Span(0, 1), fix=edits((0, 0, "a")))


def test_fixes_that_undo_each_other_change_nothing() -> None:
    for rule in (Restless(), Endless()):
        document = read("a\n")
        fixed = fix(document, RuleSet([rule], {}, REGISTRY), unsafe=False)
        assert fixed.document is document and fixed.applied == 0
        assert [d.rule for d in fixed.remaining] == [rule.id, "internal/fixes"]
