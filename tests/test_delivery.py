"""What others get: a wheel, a plugin's place in it, hooks, and what the documents say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from linters.checks.examples import issue
from linters.cli.arguments import COMMANDS
from linters.cli.pages import pages
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
READMES = ("README.md", "README.pt-BR.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md")


def run(*command: str | Path, cwd: Path = ROOT, status: int = 0, **more: str) -> str:
    """Standard output of a command, which must end with `status`."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "LANG", "LC_ALL")}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, **more},
    )
    assert result.returncode == status, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an empty environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel)
    return python.parent


@pytest.mark.slow
class TestWheel:
    def test_it_carries_the_rules_and_runs_anywhere(self, installed: Path, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(issue(education="# Educação"), encoding="utf-8")
        report = json.loads(
            run(installed / "lint-issue", "a.md", "--format", "json", cwd=tmp_path, status=1)
        )
        assert [d["rule"] for d in report["diagnostics"]] == ["structure/emoji-missing"]
        page = run(installed / "lint-issue", "a.md", "--format", "html", cwd=tmp_path, status=1)
        assert page.startswith("<!DOCTYPE html>")
        listed = run(installed / "lint-issue", "rules", cwd=tmp_path)
        assert "style/month-lower-case" in listed
        run(installed / "lint-issue", "a.md", "--fix", cwd=tmp_path)
        assert (tmp_path / "a.md").read_text("utf-8") == issue()

    def test_a_plugin_is_found(self, installed: Path, tmp_path: Path) -> None:
        plugin = shutil.copytree(ROOT / "tests" / "plugin", tmp_path / "plugin")
        run(installed / "python", "-m", "pip", "install", "--quiet", plugin)
        (tmp_path / "a.md").write_text("# UM TÍTULO\n", encoding="utf-8")
        out = run(installed / "lint-issue", "a.md", cwd=tmp_path, status=1)
        assert "example/shouting The heading “UM TÍTULO” shouts." in out
        assert "example/shouting" in run(installed / "lint-issue", "rules", cwd=tmp_path)
        run(installed / "lint-issue", "a.md", "--ignore", "example", cwd=tmp_path)


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Each command of the documents, with the output that they show."""
    found = []
    for name in DOCUMENTS:
        for block in blocks(name, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), examples())
def test_the_documents_show_what_happens(command: str, output: str) -> None:
    """`...` stands for any text."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, env=environment
    )
    pattern = ".*".join(re.escape(part) for part in output.split("..."))
    assert re.fullmatch(pattern, result.stdout, re.DOTALL), result.stdout + result.stderr


def test_the_documents_name_what_there_is() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for block in (block for name in DOCUMENTS for block in blocks(name, "sh")):
        for target in re.findall(r"^\s*make (\w+)", block, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"\]\(([\w/.-]+)\)", text):
            assert (ROOT / target).exists(), target
        for path in re.findall(r"`((?:linters|rules|tests|benchmarks)/[\w/.-]+)`", text):
            assert (ROOT / path).exists(), path
    (hook,) = (yaml.safe_load(b) for b in blocks("README.md", "yaml") if "repos:" in b)
    assert hook["repos"][0]["hooks"][0]["id"] == "lint-issue"


@pytest.mark.parametrize("name", READMES)
def test_the_commands_and_options_in_the_readme_exist(name: str) -> None:
    out = run(BIN / "lint-issue", "--help") + run(BIN / "lint-issue", "suppress", "--help")
    text = (ROOT / name).read_text("utf-8")
    options = re.findall(r"`(--[a-z][a-z-]+)", text)
    options += [
        option
        for command in re.findall(r"(?:^|[`|] ?|\$ )(lint-issue .*)", text, re.MULTILINE)
        for option in re.findall(r" (--[a-z-]+)", command.partition("`")[0].partition(" #")[0])
    ]
    assert len(options) > 20
    assert set(options) - set(re.findall(r"--[a-z][a-z-]+", out)) == set()
    named = set(re.findall(r"lint-issue ([a-z]{4,})(?![/\w])", text))
    assert {"rules", "explain", "suppress", "init", "doctor"} <= named
    for language in ("sh", "console"):
        for block in blocks(name, language):
            for word in re.findall(r"lint-issue ([a-z]\w+)", block):
                assert word in (*COMMANDS, "content"), word


def test_the_readmes_lead_to_each_other_and_show_the_same() -> None:
    english, portuguese = ((ROOT / name).read_text("utf-8") for name in READMES)
    assert "(README.pt-BR.md)" in english[:80] and "(README.md)" in portuguese[:80]

    def commands(name: str) -> set[str]:
        shown = re.findall(r"^\$ (.*)$", "".join(blocks(name, "console")), re.MULTILINE)
        return {command.replace(" --language pt-BR", "") for command in shown}

    here_alone = {"lint-issue explain structure/emoji-missing"}  # explained in English
    assert commands("README.md") - commands("README.pt-BR.md") <= here_alone
    # An option that the table in English names is in the one in Portuguese too.
    rows = [set(re.findall(r"^\| `(--[a-z-]+)", t, re.MULTILINE)) for t in (english, portuguese)]
    assert rows[0] - {"--version"} == rows[1]  # which is timed in a table


def test_the_pages_are_those_of_the_rules() -> None:
    """If this fails, run `make docs`."""
    wanted = pages()
    there = {
        str(path.relative_to(ROOT / "docs")): path.read_text("utf-8")
        for path in (ROOT / "docs").rglob("*.md")
    }
    assert there == wanted
