"""The original of a translation, wherever it is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linters.document import Document
from linters.document.original import Originals
from tests.conftest import PROFILES

ISSUE = '---\ntitle: "NLP Newsletter #{number} [{tag}]: x"\ntags: [nlp_newsletter]\n---\n\n{text}\n'
ENGLISH = "The owl hunts at night, and it is the best of all hunters."
PORTUGUESE = "A coruja caça à noite, e é a melhor de todas as caçadoras."


def opened(path: Path, originals: Originals | None = None) -> Document:
    data = path.read_bytes()
    return Document.read(str(path), data, PROFILES, None, originals or Originals())


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def original_of(path: Path, originals: Originals | None = None) -> str | None:
    original = opened(path, originals).original
    return None if original is None else Path(original.document.path).name


def issue(number: int | str, tag: str, text: str) -> str:
    return ISSUE.format(number=number, tag=tag, text=text)


def test_beside_it_by_its_number(tmp_path: Path) -> None:
    write(tmp_path / "a.md", issue(4, "EN", ENGLISH))
    write(tmp_path / "b.md", issue(5, "EN", ENGLISH))
    write(tmp_path / "c.md", issue(5, "FR", ENGLISH))
    translation = write(tmp_path / "d.md", issue(5, "PT-BR", PORTUGUESE))
    assert original_of(translation) == "b.md"
    assert original_of(tmp_path / "b.md") is None


def test_beside_it_by_its_images(tmp_path: Path) -> None:
    images = "\n\n".join(f"![](https://a.org/{number}.png)" for number in range(4))
    write(tmp_path / "2026-01-01-one.md", f"{ENGLISH}\n\n{images}\n")
    write(tmp_path / "2026-01-02-two.md", f"{ENGLISH}\n\n![](https://a.org/9.png)\n")
    translation = write(tmp_path / "2026-01-05-um[PT-BR].md", f"{PORTUGUESE}\n\n{images}\n")
    assert original_of(translation) == "2026-01-01-one.md"


def test_another_issue_is_not_its_original(tmp_path: Path) -> None:
    write(tmp_path / "a.md", issue(4, "EN", ENGLISH))
    assert original_of(write(tmp_path / "b.md", issue(5, "PT-BR", PORTUGUESE))) is None


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("docs/en/docs/guide.md", "docs/pt/docs/guide.md"),
        ("content/en/a/b.md", "content/pt-br/a/b.md"),
        ("files/en-us/x.md", "files/pt-br/x.md"),
        ("guide.md", "guide.pt-br.md"),
        ("guide.en.md", "guide.pt.md"),
    ],
)
def test_in_the_folder_of_its_language(tmp_path: Path, theirs: str, ours: str) -> None:
    write(tmp_path / theirs, ENGLISH)
    translation = write(tmp_path / ours, PORTUGUESE)
    original = opened(translation).original
    assert original is not None and Path(original.document.path) == tmp_path / theirs


def test_named_by_the_front_matter_and_by_the_command_line(tmp_path: Path) -> None:
    write(tmp_path / "originals" / "x.md", ENGLISH)
    other = write(tmp_path / "y.md", ENGLISH)
    translation = write(
        tmp_path / "t[PT-BR].md", f"---\nsource: originals/x.md\n---\n\n{PORTUGUESE}\n"
    )
    assert original_of(translation) == "x.md"
    assert original_of(translation, Originals(str(other))) == "y.md"


def test_in_its_comments(tmp_path: Path) -> None:
    text = f"{PORTUGUESE}\n\n<!-- {ENGLISH} -->\n\nOutro parágrafo.\n\n<!-- nota do editor -->\n"
    document = opened(write(tmp_path / "t[PT-BR].md", text))
    original = document.original
    assert original is not None and original.in_comments
    assert len(original.document.text) == len(document.text)
    at = document.text.index(ENGLISH)
    assert original.document.text[at : at + len(ENGLISH)] == ENGLISH
    assert "nota" not in original.document.text


def test_an_open_comment_and_one_in_portuguese(tmp_path: Path) -> None:
    text = f"{PORTUGUESE}\n\n<!-- {PORTUGUESE} -->\n\nOi.\n\n<!-- {ENGLISH}\n"
    document = opened(write(tmp_path / "t[PT-BR].md", text))
    assert document.original is not None
    assert document.original.document.text.strip() == ENGLISH


def test_without_one(tmp_path: Path) -> None:
    document = opened(write(tmp_path / "t[PT-BR].md", PORTUGUESE))
    assert document.original is None and document.pairing is None and document.omissions == []
    assert document.lacks_original


def test_bytes_that_are_no_text_move_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t[PT-BR].md"
    text = f"{PORTUGUESE}\n\n<!-- \udcff\udce9 {ENGLISH} -->\n"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    document = opened(path)
    assert document.original is not None
    assert len(document.original.document.text) == len(document.text)
    assert document.original.document.text.index(ENGLISH) == document.text.index(ENGLISH)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_beside_it_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    os.symlink("/dev/zero", tmp_path / "b.md")
    os.symlink("c.md", tmp_path / "c.md")
    translation = write(tmp_path / "d.md", issue(5, "PT-BR", PORTUGUESE))
    assert original_of(translation) is None


def test_what_cannot_be_read_is_no_original(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00\x01binary\x00")
    (tmp_path / "b.md").mkdir()
    translation = write(tmp_path / "c.md", issue(5, "PT-BR", PORTUGUESE))
    assert original_of(translation) is None
