"""Files beside a file: what is there, in another language too, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.checks.links import missing_file
from linters.engine.check import check
from tests.conftest import read, rule_set


@pytest.fixture(autouse=True)
def forget() -> None:
    missing_file._has_root.cache_clear()
    missing_file._folders.cache_clear()


def missing(path: Path, text: str, profile: str = "docs") -> list[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    document = read(text, profile, str(path))
    return [d.snippet for d in check(document, rule_set("links/missing-file"))]


def test_in_a_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "b c.md").touch()
    text = "[a](b%20c.md#d) [e](../docs/) [f](g.md?h#i) ![](j.png) [k](l)"
    assert missing(tmp_path / "docs" / "a.md", text) == ["g.md?h#i", "j.png"]


def test_a_file_alone_says_nothing_of_what_is_beside_it(tmp_path: Path) -> None:
    assert missing(tmp_path / "a.md", "[a](b.md)") == []


def test_a_page_that_is_not_translated_yet(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    original = tmp_path / "docs" / "en" / "docs" / "b.md"
    original.parent.mkdir(parents=True)
    original.touch()
    page = tmp_path / "docs" / "pt" / "docs" / "a.md"
    assert missing(page, "[a](b.md) [c](d.md)") == ["d.md"]


def test_other_languages_that_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert missing(tmp_path / "pt" / "a.md", "[a](b.md)") == []


def test_a_post_has_no_pages_beside_it(tmp_path: Path) -> None:
    assert missing(tmp_path / "a.md", "[a](b) [c](a.md)", "newsletter") == ["b"]
