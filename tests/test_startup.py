"""Start-up is imports: what a run may load, by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "argparse",
    "asyncio",
    "concurrent",
    "contextlib",
    "dataclasses",
    "difflib",
    "email",
    "ftfy",
    "gettext",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "proselint",
    "pyromark",
    "requests",
    "shutil",
    "subprocess",
    "tempfile",
    "tomllib",
    "typing",
    "urllib",
    "wcwidth",
    "yaml",
}
NEEDED = {"argparse", "contextlib", "gettext", "json", "typing"}
# What may stand in no clean text of a few lines.
UNUSED = ("linters.checks.links.", "linters.checks.parity.", "linters.checks.encoding.")


def loaded(*arguments: str) -> set[str]:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from linters.cli import main\n"
        f"main({list(arguments)!r})\n"
        "print('\\n'.join(sorted(set(sys.modules) - before)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(result.stderr.split())


def test_version_loads_nothing() -> None:
    assert loaded("--version") <= {"__future__", "gc", "linters", "linters.cli"}


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("# Hello\n\nA clean text.\n", NEEDED),
        ("---\ntitle: Café\n---\n\nThe clean text of a café.\n", {*NEEDED, "yaml"}),
    ],
)
def test_a_clean_file_loads_little(tmp_path: Path, text: str, needed: set[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    loaded(str(path), "--isolated", "--no-cache")  # the data files are parsed once
    modules = loaded(str(path), "--isolated", "--no-cache")
    assert modules & HEAVY <= needed
    assert [name for name in modules if name.startswith(UNUSED)] == []


def test_a_clean_issue_loads_no_repairs(tmp_path: Path) -> None:
    from linters.checks.examples import issue

    path = tmp_path / "a.md"
    path.write_text(issue(), encoding="utf-8")
    modules = loaded(str(path), "--isolated", "--ignore", "grammar,spelling")
    assert not modules & {"ftfy", "wcwidth", "importlib.metadata", "difflib"}


def test_an_unchanged_file_in_portuguese_starts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Olá\n\nUm texto limpo, que não mudou.\n", encoding="utf-8")
    loaded(str(path), "--isolated")
    modules = loaded(str(path), "--isolated")
    assert not modules & {"requests", "language_tool_python", "subprocess", "socket", "urllib"}
    assert not {name for name in modules if name.startswith(("jgo", "concurrent", "xml"))}
    assert "linters.languagetool.cache" in modules
