"""What shells complete: asked of a real bash; of zsh and fish, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linters.cli.completion import commands, script
from tests.conftest import PROFILES, REGISTRY, ROOT

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("completion")
    paths = {}
    for shell in ("bash", "zsh", "fish"):
        paths[shell] = folder / f"completion.{shell}"
        text = script(shell, REGISTRY.ids, sorted(PROFILES.by_name))
        paths[shell].write_text(text, encoding="utf-8")
    return paths


def complete(path: Path, cwd: Path, *words: str) -> list[str]:
    """What bash offers for the last of the words, as it splits them."""
    program = (
        'source "$1"; shift; COMP_WORDS=(lint-issue "$@"); COMP_CWORD=$#; '
        "_lint_issue; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    result = subprocess.run(
        ["bash", "--norc", "-u", "-c", program, "bash", str(path), *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
    )
    assert result.stderr == ""
    return [line for line in result.stdout.split("\n") if line]


@needs_bash
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["exp"], ["explain"]),
        (["con"], ["config"]),
        (["config", "sh"], ["show"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["languagetool", "st"], ["start", "stop", "status"]),
        (["--unsafe"], ["--unsafe-fixes"]),
        (["check", "--unsafe"], ["--unsafe-fixes"]),
        (["a.md", "--unsafe"], ["--unsafe-fixes"]),
        (["rules", "--fo"], ["--format"]),
        (["rules", "--unsafe"], []),
        (["--format", "js"], ["json", "jsonl"]),
        (["--format", "=", "js"], ["json", "jsonl"]),
        (["--format", "="], None),
        (["rules", "--format", ""], ["text", "json"]),
        (["--select", "structure/emoji-missi"], ["structure/emoji-missing"]),
        (["--select", "lin,structure/emoji-missi"], ["lin,structure/emoji-missing"]),
        (["--ignore", "=", "gramm"], ["grammar", "grammar/languagetool"]),
        (["explain", "structure/emoji-missi"], ["structure/emoji-missing"]),
        (["suppress", "structure/emoji-missi"], ["structure/emoji-missing"]),
        (["--profile", "n"], ["newsletter"]),
        (["--jobs", ""], []),
        (["a"], ["accept", "a b.md", "a.md"]),
        (["tokens", "a."], ["a.md"]),
        (["--source", "a."], ["a.md"]),
        (["explain", "a."], []),
    ],
)
def test_bash(
    scripts: dict[str, Path], tmp_path: Path, words: list[str], offered: list[str] | None
) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "a b.md").touch()
    found = complete(scripts["bash"], tmp_path, *words)
    assert sorted(found) == sorted(offered) if offered is not None else len(found) > 5


@needs_bash
def test_every_option_of_every_command(scripts: dict[str, Path], tmp_path: Path) -> None:
    for command in commands():
        offered = complete(scripts["bash"], tmp_path, command.name, "-")
        assert offered == [option.flag for option in command.options]


@needs_bash
def test_the_name_of_a_branch_is_not_run(scripts: dict[str, Path], tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "x")
    git("branch", "$(touch${IFS}was-run)")
    git("branch", "topic/x-1")
    assert complete(scripts["bash"], tmp_path, "--changed-since", "") == ["main", "topic/x-1"]
    assert not (tmp_path / "was-run").exists()


@needs_bash
@pytest.mark.skipif(sys.platform == "win32", reason="there is no terminal to test with")
def test_the_tab_key(scripts: dict[str, Path], tmp_path: Path) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.environ.update(TERM="dumb", PS1="$ ", INPUTRC="/dev/null")
        os.execvp("bash", ["bash", "--norc", "--noprofile", "-i"])
    os.write(terminal, f"lint-issue() {{ echo \"[$*]\"; }}; source '{scripts['bash']}'\n".encode())
    os.write(terminal, b"lint-issue --format=sar\t --select links,structure/emoji-missi\t\n")
    seen, until = b"", time.monotonic() + 20
    while b"]\r\n" not in seen and time.monotonic() < until:
        seen += os.read(terminal, 4096)
    os.write(terminal, b"exit\n")
    os.close(terminal)
    os.waitpid(child, 0)
    assert b"[--format=sarif --select links,structure/emoji-missing]" in seen


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_it(scripts: dict[str, Path], shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    subprocess.run([shell, "-n", str(scripts[shell])], check=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_all_is_in_each(scripts: dict[str, Path], shell: str) -> None:
    text = scripts[shell].read_text("utf-8")
    for command in commands():
        assert command.name in text
        for option in command.options:
            assert (option.flag.lstrip("-") if shell == "fish" else option.flag) in text
    assert "structure/emoji-missing" in text
    assert "newsletter" in text


def test_names_of_others_are_quoted(tmp_path: Path) -> None:
    path = tmp_path / "completion.bash"
    path.write_text(script("bash", ["own/a'b$(touch was-run)"], ["it's"]), encoding="utf-8")
    if shutil.which("bash"):
        assert complete(path, tmp_path, "explain", "own") == []
        assert not (tmp_path / "was-run").exists()


def test_the_command_prints_it(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "linters", "completion", "bash"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C"},
    )
    assert result.stdout.endswith("complete -F _lint_issue lint-issue\n")
