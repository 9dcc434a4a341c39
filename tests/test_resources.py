"""Data files are parsed once, and what is kept of them is never older than they are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from linters import resources
from linters.resources import DataError, Memory, load

OLD = 1_600_000_000_000_000_000  # nanoseconds


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("LINT_ISSUE_CACHE", str(folder))
    return folder / "data"


def write(path: Path, text: str, time: int = OLD) -> str:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(time, time))
    return str(path)


def test_what_was_parsed_is_kept(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.yaml", "a: [1, é]\n")
    assert load(path) == {"a": [1, "é"]}
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr(resources, "_parse", lambda path: pytest.fail("parsed again"))
    assert load(path) == {"a": [1, "é"]}


@pytest.mark.parametrize(
    ("text", "time"), [("a: 12\n", OLD), ("a: 2\n", OLD + 1)], ids=["another size", "another time"]
)
def test_a_changed_file_is_parsed_again(tmp_path: Path, text: str, time: int) -> None:
    path = tmp_path / "a.yaml"
    load(write(path, "a: 1\n"))
    assert load(write(path, text, time)) == {"a": int(text[3:])}


def test_what_was_changed_just_now_is_not_kept(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    assert load(str(path)) == {"a": 1}
    assert not cache.exists()


@pytest.mark.parametrize("text", ["1: a\n", "a: 2020-01-02\n", "a: !!set {b}\n", "a: .nan\n"])
def test_what_json_cannot_hold_is_not_kept(tmp_path: Path, cache: Path, text: str) -> None:
    path = write(tmp_path / "a.yaml", text)
    first = load(path)
    assert not cache.exists()
    assert str(load(path)) == str(first)


@pytest.mark.parametrize("damage", ["", "{", "[]", "[[1], {}]", "null", '"a"', "[" * 100_000])
def test_a_damaged_cache_is_no_error(tmp_path: Path, cache: Path, damage: str) -> None:
    path = write(tmp_path / "a.yaml", "a: 1\n")
    load(path)
    (kept,) = cache.iterdir()
    kept.write_text(damage)
    assert load(path) == {"a": 1}
    assert json.loads(kept.read_text())[1] == {"a": 1}


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LINT_ISSUE_CACHE", str(tmp_path / "file"))
    assert load(write(tmp_path / "a.yaml", "a: 1\n")) == {"a": 1}


def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert load(write(tmp_path / name / "a.yaml", f"a: {name}\n")) == {"a": name}
    assert load(str(tmp_path / "one" / "a.yaml")) == {"a": "one"}


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        load(str(tmp_path / "a.yaml"))


def test_a_memory_forgets_when_its_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "f.py"
    memory = Memory("f", write(source, "1"))
    memory.answers["a"] = [1]
    memory.keep()
    assert Memory("f", str(source)).answers == {"a": [1]}
    assert Memory("f", write(source, "12")).answers == {}
