"""The site around the posts: its authors."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.document.site import Site
from linters.engine.run import Runner, Settings
from linters.resources import DataError

POST = '---\nlayout: post\ntitle: "NLP Newsletter #5 [PT-BR]: x"\nauthor: {author}\n---\n'


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    posts = tmp_path / "_posts" / "2026"
    posts.mkdir(parents=True)
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "authors.yml").write_text("ana:\n  name: Ana Lima\nbia: Bia\n")
    authors = Site().authors(str(posts / "a.md"))
    assert authors is not None
    assert dict(authors.names) == {"ana": "Ana Lima", "bia": "Bia"}


def test_it_is_not_looked_for_above_the_repository(tmp_path: Path) -> None:
    (tmp_path / "authors.yml").write_text("ana:\n")
    (tmp_path / "site" / ".git").mkdir(parents=True)
    assert Site().authors(str(tmp_path / "site" / "a.md")) is None


def test_a_list_of_authors(tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    path.write_text("- short_name: ana\n  name: Ana Lima\n- bia\n")
    authors = Site(str(path)).authors("/elsewhere/a.md")
    assert authors is not None and dict(authors.names) == {"ana": "Ana Lima", "bia": "bia"}


@pytest.mark.parametrize("text", ["just text\n", "a: [\n", ""])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "authors.yml"
    path.write_text(text)
    with pytest.raises(DataError, match="authors.yml"):
        Site(str(path))


def test_the_configuration_names_it(tmp_path: Path) -> None:
    (tmp_path / ".lint-issue.toml").write_text('authors = "people.yml"\n')
    (tmp_path / "people.yml").write_text("ana:\n  name: Ana\n")
    for author, count in (("ana", 0), ("eva", 1)):
        post = tmp_path / f"2026-01-01-NLP_Newsletter_5_{author}.md"
        post.write_text(POST.replace("{author}", author))
        report = Runner(Settings(select=("front-matter/unknown-author",))).run([str(post)])
        assert len(list(report.diagnostics)) == count
