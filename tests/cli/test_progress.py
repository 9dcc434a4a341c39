"""How far a run is: told on a terminal, if it takes a while, and nowhere else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linters.cli.progress import Progress
from tests.conftest import ROOT

if sys.platform == "win32":
    pytest.skip("there is no terminal to test with", allow_module_level=True)

import pty


@pytest.fixture(autouse=True)
def in_folder_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        Path(f"{number}.md").write_text("# Olá\n\nA tradução está pronta.\n", encoding="utf-8")


def on_terminal(*arguments: str, patience: float = 0.0, term: str = "xterm") -> tuple[str, str]:
    """What a run writes to standard output, and to a terminal as standard error."""
    main, terminal = pty.openpty()
    code = (
        "import sys, linters.cli.progress as p; from linters.cli import main\n"
        f"p._PATIENCE, p._BETWEEN = {patience}, 0.0\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "--isolated", *arguments],
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": term, "LANG": "C"},
    )
    os.write(terminal, b"the end")
    os.close(terminal)
    told = b""
    while not told.endswith(b"the end"):
        told += os.read(main, 65536)
    os.close(main)
    return result.stdout, told.decode().removesuffix("the end")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_are_counted_and_the_line_is_taken_away(jobs: str) -> None:
    out, told = on_terminal(".", "--ignore", "grammar,spelling", "--jobs", jobs)
    assert out == "Checked 5 files: no findings.\n"
    lines = [f"{number} of 5 files checked…" for number in range(1, 6)]
    assert told == "".join(f"\r\x1b[K{line}" for line in lines) + "\r\x1b[K"


def test_languagetool_is_named_while_it_reads() -> None:
    _out, told = on_terminal("0.md", "--no-cache", patience=60.0)
    assert told == "\r\x1b[KLanguageTool is reading 1 file…\r\x1b[K"


@pytest.mark.parametrize(
    ("arguments", "patience", "term"),
    [((), 60.0, "xterm"), (("--quiet",), 0.0, "xterm"), ((), 0.0, "dumb")],
)
def test_nothing_is_told(arguments: tuple[str, ...], patience: float, term: str) -> None:
    _out, told = on_terminal(
        ".", "--ignore", "grammar,spelling", *arguments, patience=patience, term=term
    )
    assert told == ""


def test_nothing_is_told_without_a_terminal() -> None:
    code = "import sys; from linters.cli import main; main(sys.argv[1:])\n"
    code += "assert 'linters.cli.progress' not in sys.modules"
    result = subprocess.run(
        [sys.executable, "-c", code, ".", "--isolated", "--ignore", "grammar,spelling"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "LANG": "C"},
    )
    assert result.stderr == ""


def test_a_terminal_that_is_closed_ends_nothing() -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    progress = Progress(Closed())
    progress.reading(3)
    progress.clear()
    progress.checked(1, 3)
