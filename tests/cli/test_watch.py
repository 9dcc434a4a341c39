"""`--watch`, as a process of its own, on files that change under it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from linters.cli import main
from linters.engine.rounds import Rounds
from linters.engine.run import Settings
from linters.languagetool.server import Server, is_listening
from linters.model import Severity
from tests.conftest import ROOT

BAD = "A tradu√ß√£o\n"
NO_GRAMMAR = ("--ignore", "grammar,spelling")
SETTINGS = Settings(ignore=("grammar", "spelling"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    return tmp_path / "posts"


def write(name: str, text: str) -> None:
    """As an editor does: a new file takes the place of the old one."""
    beside = Path("..") / "new"
    beside.write_text(text, encoding="utf-8")
    beside.replace(name)


class Process:
    """The command, with what it writes in a file outside of what it watches."""

    def __init__(self, *arguments: str) -> None:
        self.out = Path("../out")
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "linters", "--watch", *arguments],
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            )
        self.read = 0
        self.waits_for("Ctrl-C")

    def waits_for(self, text: str) -> str:
        """What is written until `text` is, since the last time."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            new = self.out.read_text("utf-8")[self.read :]
            if text in new:
                time.sleep(0.2)  # what else belongs to it
                new = self.out.read_text("utf-8")[self.read :]
                self.read += len(new)
                return new
            time.sleep(0.05)
        raise AssertionError(f"{text!r} is not in {self.out.read_text('utf-8')!r}")

    def ends(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 0
        assert self.out.read_text("utf-8")[self.read :] == ""


@pytest.fixture
def start() -> Iterator[type[Process]]:
    started: list[Process] = []

    class Started(Process):
        def __init__(self, *arguments: str) -> None:
            started.append(self)
            super().__init__(*arguments)

    yield Started
    for one in started:
        one.process.kill()
        one.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent there")
class TestProcess:
    def test_what_is_changed_is_told_and_all_is_counted(self, start: type[Process]) -> None:
        pytest.importorskip("watchfiles")
        write("a.md", BAD)
        write("b.md", BAD)
        process = start(*NO_GRAMMAR)
        assert process.out.read_text("utf-8").count("encoding/mojibake") == 2
        write("a.md", f"{BAD}\nE outra vez: est√° aqui.\n")
        told = process.waits_for("Checked")
        assert re.match(r"── \d\d:\d\d:\d\d ─+\na\.md\n", told)
        assert told.endswith("\n\nChecked 2 files: 3 errors.\n") and "b.md" not in told
        write("a.md", "Certo.\n")
        assert process.waits_for("Checked").endswith("─\nChecked 2 files: 1 error.\n")
        write(".lint-issue.toml", 'fail-on = "never"\n')
        assert "expected one of" in process.waits_for("fail-on")
        write(".lint-issue.toml", 'ignore = ["encoding"]\n')
        assert process.waits_for("Checked").endswith("Checked 2 files: no findings.\n")
        process.ends()

    def test_one_file_by_name(self, start: type[Process]) -> None:
        pytest.importorskip("watchfiles")
        write("a.md", "Certo.\n")
        process = start("a.md", *NO_GRAMMAR)
        write("b.md", BAD)
        write("a.md", BAD)
        assert "Checked 1 file: 1 error." in process.waits_for("Checked")
        process.ends()


class TestRounds:
    """What leads to a round, and what is shown of it."""

    @pytest.fixture
    def rounds(self) -> Iterator[Rounds]:
        rounds = Rounds(SETTINGS, ["."])
        yield rounds
        rounds.close()

    def shown(self, rounds: Rounds, search: bool = True) -> list[str] | None:
        found = rounds.next(search)
        return None if found is None else [result.path for result in found.shown.results]

    def test_nothing_new(self, rounds: Rounds) -> None:
        write("a.md", BAD)
        assert self.shown(rounds) == ["a.md"]
        assert self.shown(rounds) is None and self.shown(rounds, search=False) is None
        write("a.txt", BAD)
        assert self.shown(rounds) is None

    def test_what_git_ignores_or_is_excluded(self, rounds: Rounds) -> None:
        subprocess.run(["git", "init", "-q", "."], check=True)
        write(".gitignore", "draft.md\n")
        write(".lint-issue.toml", 'exclude = ["old.md"]\n')
        write("a.md", BAD)
        rounds.next()
        write("draft.md", BAD)
        assert self.shown(rounds) is None
        write("old.md", BAD)
        found = rounds.next()
        assert found is None or (found.report.checked, found.shown.results) == (1, [])

    def test_files_that_come_and_go(self, rounds: Rounds) -> None:
        write("a.md", BAD)
        rounds.next()
        write("b.md", BAD)
        assert self.shown(rounds, search=False) is None
        assert self.shown(rounds) == ["b.md"]
        Path("b.md").unlink()
        found = rounds.next()
        assert found is not None and found.report.checked == 1 and found.shown.results == []

    @pytest.mark.parametrize("name", [".lint-issue.toml", "../.lint-issue.toml"])
    def test_a_configuration_that_comes_or_changes(self, name: str, rounds: Rounds) -> None:
        write("a.md", BAD)
        write("b.md", "Certo.\n")
        rounds.next()
        write(name, 'fail-on = "info"\n')
        assert self.shown(rounds, search=False) == ["a.md", "b.md"]
        write(name, 'ignore = ["encoding"]\n')
        found = rounds.next(search=False)
        assert found is not None and not list(found.report.diagnostics)

    def test_a_changed_original(self, rounds: Rounds) -> None:
        def original(address: str) -> str:
            return f"---\ntitle: 'News #1 [EN]'\nlang: en\n---\n\nRead [this]({address}) today.\n"

        translation = "---\ntitle: 'News #1 [PT-BR]'\nlang: pt-BR\n---\n\nLeia [isto]({}) hoje.\n"
        write("one_en.md", original("https://example.org/a"))
        write("one_pt.md", translation.format("https://example.org/a"))
        first = rounds.next()
        assert first is not None
        assert not [d for d in first.report.diagnostics if d.rule.startswith("parity/")]
        write("one_en.md", original("https://example.org/b"))
        found = rounds.next(search=False)
        assert found is not None
        parity = [d for d in found.shown.diagnostics if d.rule.startswith("parity/")]
        assert {d.path for d in parity} == {"one_pt.md"}


def test_languagetool_stays_from_round_to_round(monkeypatch: pytest.MonkeyPatch) -> None:
    servers: list[Server] = []
    start = Server.start

    def noted(server: Server) -> None:
        servers.append(server)
        start(server)

    monkeypatch.setattr(Server, "start", noted)
    monkeypatch.setattr("linters.languagetool.session.find_kept", lambda *_: None)
    rounds = Rounds(Settings(select=("grammar",), cache=False), ["."])
    try:
        for sentence in ("Os resultado são bons.", "As casa são bonitas."):
            write("a[pt-BR].md", f"{sentence}\n")
            found = rounds.next()
            assert found is not None
            assert {d.severity for d in found.shown.diagnostics} - {Severity.INFO}
            assert [bool(server.log()) for server in servers] == [True]
    finally:
        rounds.close()
    assert not is_listening(int(servers[0].url.rpartition(":")[2]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["-"],
        ["--fix"],
        ["--unsafe-fixes"],
        ["--diff"],
        ["--staged"],
        ["--update-baseline"],
        ["--output", "x.json"],
        ["--format", "json"],
    ],
)
def test_what_cannot_be_joined(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--watch", *arguments]) == 2
    assert "cannot be joined" in capsys.readouterr().err


def test_a_path_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("watchfiles")
    assert main(["--watch", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_without_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["--watch"]) == 2
    assert ".[watch]" in capsys.readouterr().err
