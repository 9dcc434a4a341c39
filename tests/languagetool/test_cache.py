"""Answers between runs: never an error, whatever happens to the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from linters.languagetool import cache as caches
from linters.languagetool.cache import Cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "answers.sqlite"))


def test_what_was_put_is_there(cache: Cache) -> None:
    cache.put({"a": "1", "b": "2"})
    cache.put({"b": "3"})
    assert cache.get(["a", "b", "c"]) == {"a": "1", "b": "3"}


def test_without_a_file_nothing_is_made(cache: Cache) -> None:
    assert cache.get(["a"]) == {}
    assert not Path(cache.path).exists()


def test_more_keys_than_a_question_takes(cache: Cache) -> None:
    answers = {str(number): "x" for number in range(2500)}
    cache.put(answers)
    assert cache.get(answers) == answers


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_damaged_file_is_thrown_away(cache: Cache, content: bytes) -> None:
    Path(cache.path).write_bytes(content)
    assert cache.get(["a"]) == {}
    cache.put({"a": "1"})
    cache.put({"a": "1"})  # the first may only have cleared the place
    assert cache.get(["a"]) == {"a": "1"}


def test_another_layout_is_thrown_away(cache: Cache) -> None:
    with sqlite3.connect(cache.path) as connection:
        connection.execute("CREATE TABLE answers (other TEXT)")
    connection.close()
    assert cache.get(["a"]) == {}
    cache.put({"a": "1"})
    cache.put({"a": "1"})
    assert cache.get(["a"]) == {"a": "1"}


def test_a_locked_file_is_done_without(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_BUSY", 0.05)
    cache.put({"a": "1"})
    other = sqlite3.connect(cache.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert cache.get(["a"]) == {}
    cache.put({"a": "2"})
    other.execute("COMMIT")
    other.close()
    assert cache.get(["a"]) == {"a": "1"}


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(str(tmp_path / "file" / "answers.sqlite"))
    cache.put({"a": "1"})
    assert cache.get(["a"]) == {}


def test_it_does_not_grow_without_end(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_MOST", 100)
    for start in range(0, 150, 10):
        cache.put({str(number): "x" for number in range(start, start + 10)})
    kept = cache.get(str(number) for number in range(150))
    assert 75 <= len(kept) <= 100 and "149" in kept and "0" not in kept
