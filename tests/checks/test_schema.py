"""The schema of a front matter: what is read here, and what the library is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linters.checks.examples import front_matter
from linters.checks.schema import Violation, needs_library, require_sound, violations
from linters.document import Document
from linters.document.profile import Profiles
from linters.resources import DataError

PROFILE = """\
name: own
front-matter:
  schema:
    type: object
    properties:
      title: {type: string, maxLength: 12}
      tags: {type: array, uniqueItems: true, items: {type: string}}
      weight: {type: integer, minimum: 1, description: a number from 1 on}
      when: {type: string, format: date}
      author: {$ref: '#/$defs/person'}
      image: {type: object, properties: {thumb: {anyOf: [{pattern: png$}, {pattern: jpg$}]}}}
      comments: {type: boolean}
    $defs:
      person: {type: string, minLength: 3}
"""


def found(tmp_path: Path, text: str, profile: str = PROFILE) -> list[Violation]:
    (tmp_path / "profiles").mkdir(exist_ok=True)
    (tmp_path / "profiles" / "own.yaml").write_text(profile, encoding="utf-8")
    document = Document.read("a.md", text.encode(), Profiles([str(tmp_path)]), "own")
    return list(violations(document, "value"))


@pytest.mark.parametrize(
    ("line", "at", "expected"),
    [
        ("title: Uma edição comprida", "Uma edição comprida", "maxLength: 12"),
        ("tags: [a, b, a]", "[a, b, a]", "uniqueItems: true"),
        ("weight: 0", "0", "a number from 1 on"),
        ("when: 2026-02-30", "2026-02-30", 'format: "date"'),
        ("author: eu", "eu", "minLength: 3"),
        ("image:\n  thumb: x.gif", "x.gif", None),
    ],
)
def test_other_keywords_are_the_librarys(
    tmp_path: Path, line: str, at: str, expected: str | None
) -> None:
    text = f"---\n{line}\n---\n"
    (violation,) = found(tmp_path, text)
    assert text[slice(*violation.span)] == at
    if expected is not None:
        assert violation.expected == expected


@pytest.mark.parametrize(
    "line",
    ["title: Curto", "tags: [a, b]", "weight: 3", "when: 2026-02-28", "author: ana", "title: 2020",
     "image:\n  thumb: x.png", "author: &a ana", "tags: [&x a, *x]", "comments: sim"],
)  # fmt: skip
def test_sound_values_and_what_is_read_here(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, f"---\n{line}\n---\n") == []


def test_the_newsletters_schema_needs_no_library() -> None:
    schema = Profiles().by_name["newsletter"].schema
    assert schema is not None and not needs_library(schema)
    require_sound(schema, "newsletter.yaml")


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "strng"}, "front-matter.schema.type"),
        ({"properties": {"a": {"type": ["string", "nul"]}}}, "properties.a.type"),
        ({"items": {"minLength": "3"}}, "items.minLength"),
        ({"properties": {"a": {"maxLength": "3"}}}, "properties.a.maxLength"),
    ],
)
def test_an_unsound_schema_is_said_to_be(schema: dict[str, object], place: str) -> None:
    with pytest.raises(DataError, match="own.yaml") as raised:
        require_sound(schema, "own.yaml")
    assert place in str(raised.value)


def test_a_front_matter_of_the_newsletter_loads_no_library(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(front_matter(comments="sim", without="author"), encoding="utf-8")
    code = (
        "import sys\nfrom linters.cli import main\n"
        f"main([{str(path)!r}, '--isolated', '--select', 'front-matter'])\n"
        "assert not {'jsonschema', 'referencing', 'rpds'} & set(sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
