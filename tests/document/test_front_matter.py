"""The YAML block: where it is, what it holds, and where each value stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linters.document.front_matter import FrontMatter, find_front_matter


def front(text: str) -> FrontMatter:
    found = find_front_matter(text)
    assert found is not None
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_keys_and_values_have_places(newline: str) -> None:
    lines = [
        "---",
        'title: "Olá 🎓: é"',
        "tags: [a, 'b c']",
        "image:",
        "  thumb: x.png",
        "---",
        "x",
    ]
    text = newline.join(lines)
    found = front(text)
    title, image = found.get("title"), found.get("image")
    assert title and image and found.root
    assert text[slice(*title.span)] == title.text == "Olá 🎓: é"
    assert text[slice(*title.outer)] == '"Olá 🎓: é"'
    tags = found.get("tags")
    assert tags
    assert [text[slice(*item.span)] for _, item in tags.items] == ["a", "b c"]
    thumb = image.get("thumb")
    assert thumb and text[slice(*thumb.span)] == "x.png"
    assert [text[slice(*key.span)] for key, _ in found.root.items if key] == [
        "title",
        "tags",
        "image",
    ]
    assert text[found.body :] == "x"
    assert text[slice(*found.span)].endswith("---")


@pytest.mark.parametrize(
    ("value", "type"),
    [
        ("texto", "str"),
        ("", "null"),
        ("~", "null"),
        ("true", "bool"),
        ("no", "bool"),
        ("12", "int"),
        ("1.5", "float"),
        ("2020-01-31", "timestamp"),
        ("[]", "seq"),
        ("{}", "map"),
        ("'12'", "str"),
        ("!!str 12", "str"),
    ],
)
def test_types_are_those_that_yaml_reads(value: str, type: str) -> None:
    node = front(f"---\nkey: {value}\n---\n").get("key")
    assert node and node.type == type


@pytest.mark.parametrize(
    "text",
    ["", "texto\n", "---\n\nUm traço.\n\n---\n", "----\na: b\n---\n", " ---\na: b\n---\n", "---"],
)
def test_no_front_matter(text: str) -> None:
    assert find_front_matter(text) is None


def test_it_may_be_empty_or_end_with_dots() -> None:
    assert front("---\n---\nx").root is None
    assert front("---\na: b\n...\nx").get("a")
    assert front("--- \na: b\n--- \nx").get("a")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: b: c\n---\n", 2),
        ("---\na: b\nc\n---\n", 4),
        ("---\na: 'b\n---\n", 3),
        ("---\n- a\n---\n", 2),
        ("---\na: \x08\n---\n", 2),
        ("---\na: *b\n---\n", 2),
        ("---\na: b\n--- x\nc: d\n---\n", 3),
    ],
)
def test_an_error_has_its_line(text: str, line: int) -> None:
    found = find_front_matter(text)
    if found is None:
        assert text == "---\n- a\n---\n"
        return
    assert found.root is None and found.error
    assert text.count("\n", 0, found.error.offset) + 1 == line


def test_nesting_is_bounded() -> None:
    for opening in ("[", "{a: ", "- "):
        found = front(f"---\na: b\nx:\n {opening * 100_000}\n---\n")
        assert found.error


def test_an_alias_is_not_expanded() -> None:
    found = front("---\na: &x [1, 2]\nb: *x\nc: [*x, *x]\n---\n")
    assert found.root
    assert [node.type for node in found.root.walk()].count("alias") == 3


YAML_VALUES = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff'\u2028\u2029"
    ),
    min_size=1,
).filter(lambda value: value == value.strip())


@given(st.lists(YAML_VALUES, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_quoted_value_stands_where_it_says(values: list[str]) -> None:
    text = "---\n" + "".join(f"k{i}: '{value}'\n" for i, value in enumerate(values)) + "---\n"
    found = front(text)
    for number, value in enumerate(values):
        node = found.get(f"k{number}")
        assert node and node.text == value == text[slice(*node.span)]
