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
from typing import Any

import pytest
import yaml

from linters.checks.examples import issue
from linters.cli.arguments import COMMANDS
from linters.cli.pages import pages
from linters.engine.check import RuleSet, check
from tests.conftest import REGISTRY, ROOT, read

BIN = Path(sys.executable).parent
READMES = ("README.md", "README.pt-BR.md")
WRITTEN = [
    str(path.relative_to(ROOT))
    for folder in ("docs", "docs/pt-BR")
    for path in sorted([ROOT / folder / "index.md", *(ROOT / folder / "guides").glob("*.md")])
]
DOCUMENTS = (*READMES, "CONTRIBUTING.md", *WRITTEN)
WHO = ("AUTHOR", "COMMITTER")


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
    for name in (*READMES, "CONTRIBUTING.md"):
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
    assert is_shown(output, result.stdout), result.stdout + result.stderr


def is_shown(output: str, real: str) -> bool:
    """Whether `real` is what a document shows, where `...` stands for any text."""
    pattern = ".*".join(re.escape(part) for part in output.split("..."))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


# What a guide has its reader do, in that order: write a file, or run commands.
STEP = re.compile(
    r"\b(?:In|Em) `(?P<file>[^`\n]+)`:\n\n```\w+\n(?P<text>.*?)^```"
    r"|^```console\n(?P<session>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITTEN)
def test_the_guides_can_be_followed(name: str, tmp_path: Path) -> None:
    """One shell from the beginning to the end, where this repository's content lies."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "LC_ALL": "",
        "LC_MESSAGES": "pt_BR.UTF-8" if "pt-BR" in name else "en_US.UTF-8",
        **{f"GIT_{who}_{what}": "a@example.org" for who in WHO for what in ("NAME", "EMAIL")},
    }
    folder = tmp_path
    for step in STEP.finditer((ROOT / name).read_text("utf-8")):
        if step["file"]:
            (folder / step["file"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / step["file"]).write_text(step["text"], encoding="utf-8")
            continue
        for part in re.split(r"^\$ ", step["session"], flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            result = subprocess.run(
                ["bash", "-c", f"{command}\npwd > '{tmp_path}/.folder'"],
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment,
            )
            folder = Path((tmp_path / ".folder").read_text().strip())
            assert is_shown(output, result.stdout), f"{command}\n{result.stdout}"
    for path in tmp_path.rglob("our_rules.py"):
        scope: dict[str, Any] = {}
        exec(compile(path.read_text("utf-8"), path, "exec"), scope)
        rules = RuleSet([scope["Shouting"]()], {}, REGISTRY)
        (bad,) = scope["Shouting"].INVALID
        (found,) = check(read(bad.text), rules)
        assert bad.text[slice(*found.span)] == bad.at
        assert not [d for good in scope["Shouting"].VALID for d in check(read(good), rules)]


@pytest.fixture
def told_to_editors(tmp_path: Path) -> list[dict[str, Any]]:
    """What a file with findings on several lines has, beside that file in `tmp_path`."""
    (tmp_path / "a b [PT-BR].md").write_text(
        issue(education="# Educação", tools="# Ferramentas"), encoding="utf-8"
    )
    command = (BIN / "lint-issue", "--ignore", "grammar,spelling", "--format", "json")
    found = run(*command, "a b [PT-BR].md", cwd=tmp_path, status=1)
    return list(json.loads(found)["diagnostics"])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("vim") is None, reason="there is no Vim on this machine")
def test_vim_reads_the_findings(told_to_editors: list[dict[str, Any]], tmp_path: Path) -> None:
    (plugin,) = blocks("docs/guides/editors.md", "vim")
    (tmp_path / "compiler").mkdir()
    (tmp_path / "compiler" / "lint-issue.vim").write_text(plugin, "utf-8")
    ask = (
        "set runtimepath^=.|edit a\\ b\\ [[]PT-BR].md|compiler lint-issue|silent make!"
        "|call writefile([json_encode(getqflist())], 'found.json')|qall!"
    )
    path = f"{BIN}:{os.environ['PATH']}"
    run("vim", "-Nu", "NONE", "-es", "-c", ask, cwd=tmp_path, PATH=path, LC_ALL="C.UTF-8")
    read_by_vim = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert [(f["lnum"], f["col"], f["type"], f["text"]) for f in read_by_vim] == [
        (d["line"], d["column"], d["severity"][0], f"{d['rule']} {d['message']}")
        for d in told_to_editors
    ]
    assert told_to_editors and all(f["bufnr"] == read_by_vim[0]["bufnr"] > 0 for f in read_by_vim)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("jq") is None, reason="there is no jq on this machine")
@pytest.mark.parametrize("name", ["docs/guides/editors.md", "docs/pt-BR/guides/editors.md"])
def test_the_task_of_visual_studio_code(
    told_to_editors: list[dict[str, Any]], name: str, tmp_path: Path
) -> None:
    (block,) = blocks(name, "json")
    (task,) = json.loads(block)["tasks"]
    command = task["command"].replace("${relativeFile}", "a b [PT-BR].md")
    path = f"{BIN}:{os.environ['PATH']}"
    lines = run("bash", "-c", command, cwd=tmp_path, PATH=path, LC_ALL="C.UTF-8").splitlines()
    pattern = task["problemMatcher"]["pattern"]
    keys = ("file", "line", "column", "severity", "code", "message")
    matches = [re.fullmatch(pattern["regexp"].strip("^$"), line) for line in lines]
    assert [[m and m[pattern[key]] for key in keys] for m in matches] == [
        [d["path"], str(d["line"]), str(d["column"]), d["severity"], d["rule"], d["message"]]
        for d in told_to_editors
    ]


def test_the_guides_are_the_same_in_both_languages() -> None:
    """Their headings and blocks answer one another, and each leads to the other."""

    def shape(name: str) -> list[str]:
        text = (ROOT / name).read_text("utf-8")
        return re.findall(r"^(#+(?= )|```\w+|- (?=\S)|\$ \S+|\| (?=`))", text, re.MULTILINE)

    for name in WRITTEN[: len(WRITTEN) // 2]:
        other = name.replace("docs/", "docs/pt-BR/", 1)
        assert shape(name) == shape(other)
        steps = "../" * (other.count("/") - 1)
        below = name.removeprefix("docs/")
        assert f"[In English]({steps}{below})" in (ROOT / other).read_text("utf-8")
        there = os.path.relpath(other, os.path.dirname(name))
        assert f"[Em português]({there})" in (ROOT / name).read_text("utf-8")


def test_the_documents_name_what_there_is() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for block in (block for name in DOCUMENTS for block in blocks(name, "sh")):
        for target in re.findall(r"^\s*make (\w+)", block, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"\]\(([\w/.-]+)\)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), target
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
        if str(path.relative_to(ROOT)) not in WRITTEN
    }
    assert there == wanted
