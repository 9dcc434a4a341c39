"""Positions of editors, and edits by them, against what they mean for the text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from linters.lsp.shown import difference
from linters.lsp.text import Places, Text, path_of
from linters.model import Edit, Span
from tests.lsp.editor import mended

# No byte order mark at the start: the checks do not see it, so that offsets are others.
TEXTS = st.text(st.sampled_from("aé√ß😀👩\u200d\u2028\x85\x0b \r\n\n"), max_size=30)
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


def places(text: str, unit: str = "utf-16") -> Places:
    return Places(Text("file:///a.md", 1, "a.md", text, unit))


def plain(edits: list[types.TextEdit]) -> list[dict[str, Any]]:
    def place(position: types.Position) -> dict[str, int]:
        return {"line": position.line, "character": position.character}

    return [
        {
            "range": {"start": place(edit.range.start), "end": place(edit.range.end)},
            "newText": edit.new_text,
        }
        for edit in edits
    ]


@given(TEXTS, UNITS, st.integers(0, 30), st.integers(0, 30), st.sampled_from(["", "x", "😀\n"]))
def test_an_edit_does_what_it_does_in_the_engine(
    text: str, unit: str, one: int, other: int, new: str
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    (edit,) = places(text, unit).edits([Edit(start, end, new)])
    assert mended(text, plain([edit]), unit) == text[:start] + new + text[end:]


@given(TEXTS, UNITS, st.integers(0, 30), st.integers(0, 30))
def test_a_range_leads_back_to_its_span(text: str, unit: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = places(text, unit)
    first, last = found.span(found.range(Span(start, end)))
    assert start - 1 <= first <= start and end <= last <= end + 1
    if "\r\n" not in text:
        assert (first, last) == (start, end)


@given(TEXTS, st.integers(0, 9), st.integers(0, 40))
def test_any_position_is_somewhere(text: str, line: int, character: int) -> None:
    place = types.Position(line, character)
    start, end = places(text).span(types.Range(place, place))
    assert 0 <= start == end <= len(text)


@given(TEXTS, TEXTS)
def test_a_difference_makes_the_one_of_the_other(before: str, after: str) -> None:
    made = before
    for start, end, new in reversed(difference(before, after)):
        made = made[:start] + new + made[end:]
    assert made == after


@pytest.mark.parametrize("text", ["\ufeffab", "a\ud800b"])
def test_what_no_file_holds_is_counted(text: str) -> None:
    (edit,) = places(text).edits([Edit(1, 2, "x")])
    assert edit.range.start.character == text.index("b") - ("\ud800" in text)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a%20b/%C3%A9.md", "/a b/é.md"),
        ("file:///a;b%23%3F.md", "/a;b#?.md"),
        ("file://localhost/a.md", "/a.md"),
        ("file://host/a.md", "//host/a.md"),
        ("untitled:Untitled-1", "/w/Untitled-1"),
        ("untitled:", "/w/untitled.md"),
        ("vscode-vfs://github/o/r/a.md", "/w/a.md"),
        ("http://[", "/w/untitled.md"),
        ("file:///a%00.md", "/a\ufffd.md"),
        ("file:///%E9.md", "/\udce9.md"),
    ],
)
def test_the_path_of_an_address(uri: str, path: str) -> None:
    assert path_of(uri, "/w") == path
