"""A git repository for tests, and the command run in it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from linters.cli import main

IDENTITY = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")


class Repository:
    """A repository in `root`, with which the real git is run."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def git(self, *arguments: str) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
        result = subprocess.run(
            ["git", *IDENTITY, "-c", "protocol.file.allow=always", *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            check=True,
        )
        return os.fsdecode(result.stdout).strip()

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self) -> None:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x")

    def lint(self, *arguments: str) -> tuple[int, list[str], str]:
        """Exit status, findings as `path:line rule`, and standard error."""
        self._capsys.readouterr()
        given = ("--ignore", "grammar,spelling", "--language", "en", "--format", "json")
        try:
            status = main([*arguments, *given])
        except SystemExit as error:
            status = int(str(error.code))
        out, err = self._capsys.readouterr()
        diagnostics = json.loads(out)["diagnostics"] if out.startswith("{") else []
        return status, [f"{d['path']}:{d['line']} {d['rule']}" for d in diagnostics], err


def repository(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    """An empty repository in `root`, which becomes the working folder."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(root)
    made = Repository(root, capsys)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
