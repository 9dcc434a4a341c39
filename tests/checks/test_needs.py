"""What a pattern needs: whatever it matches, its needs are met."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linters.checks.needs import KEY, NOTHING_KNOWN, Needs, needs

# Pieces of patterns, each whole, so that any row of them is a pattern.
PIECES = st.sampled_from(
    ["a", "bom", "b?", "[bo]", "(?:ab|o)", "(?:abo|bom)?", "m+", " ", r"\b", r"(?<=o )b", "o{2}"]
)


def meets(text: str, needed: Needs) -> bool:
    words = re.findall(r"\w+", text.lower() if needed.any_case else text)
    return (not needed.starts or any(word.startswith(tuple(needed.starts)) for word in words)) and (
        not needed.texts or any(one in text for one in needed.texts)
    )


@given(st.lists(PIECES, min_size=1, max_size=5).map("".join), st.text("abom B", max_size=12))
@settings(max_examples=500)
def test_what_matches_meets_the_needs(pattern: str, text: str) -> None:
    for flags in (0, re.IGNORECASE):
        if re.search(pattern, text, flags):
            assert meets(text, needs(pattern, ignore_case=bool(flags))), (pattern, text)
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, flags):
            assert meets(text, needs(pattern, True, bool(flags))), (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "whole", "starts", "texts"),
    [
        ("janeiro", True, {"janeiro"[:KEY]}, {"janeiro"}),
        ("janeiro", False, set(), {"janeiro"}),
        (r"\bjan(?:eiro)?", False, {"jan"}, {"jan"}),
        (r"(?<=\d de )Maio", False, {"Maio"}, {"Maio"}),
        ("a nível de", True, {"nível"}, {"a nível de"}),
        (" (?:[,;]|[.](?= ))", False, set(), {" ,", " ;", " . "}),
        ("um|dois", True, {"um", "dois"}, {"um", "dois"}),
        (r"(?=.*%)\d", False, set(), {"%"}),
    ],
)
def test_needs(pattern: str, whole: bool, starts: set[str], texts: set[str]) -> None:
    assert needs(pattern, whole) == Needs(frozenset(starts), frozenset(texts))


@pytest.mark.parametrize("pattern", [r"\w+", "a*", "a|", "(?i)ab", "[^a]"])
def test_where_nothing_is_known(pattern: str) -> None:
    assert needs(pattern) == NOTHING_KNOWN
