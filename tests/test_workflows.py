"""Workflows and the action are read by the linters of their kind: zizmor and ShellCheck."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from linters.cli.init import Found, workflow
from tests.conftest import ROOT
from tests.job import ACTION

BIN = Path(sys.executable).parent
CHECKOUT = "      - uses: actions/checkout@v4\n"
WRITTEN = workflow([Found("_posts", "newsletter", 3), Found("docs and more", "docs", 2)])


def zizmor(*paths: Path) -> tuple[int, str]:
    """Exit status and report of the very command that `make check` runs."""
    (line,) = re.findall(r"^\t\$\(BIN\)/zizmor (.*) action", (ROOT / "Makefile").read_text(), re.M)
    command = [BIN / "zizmor", *line.split(), "--config", ROOT / ".github/zizmor.yml", *paths]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def shellcheck(script: str) -> str:
    command = [BIN / "shellcheck", "--shell", "bash", "-"]
    result = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    return result.stdout


def test_ours_are_sound(tmp_path: Path) -> None:
    written = tmp_path / "lint-issue.yml"
    written.write_text(WRITTEN)
    status, report = zizmor(ROOT / "action.yml", ROOT / ".github/workflows", written)
    assert status == 0, report


@pytest.mark.parametrize(
    ("right", "wrong", "audit"),
    [
        ("          persist-credentials: false\n", "", "artipacked"),
        ("contents: read", "contents: write", "excessive-permissions"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("actions/checkout@v4", "docker://alpine", "unpinned-images"),
        ("OWNER-OF-LINT-ISSUE", "somebody", "unpinned-uses"),
        (CHECKOUT, "      - run: echo ${{ github.head_ref }}\n" + CHECKOUT, "template-injection"),
    ],
)
def test_what_is_wrong_in_a_workflow_is_told(
    right: str, wrong: str, audit: str, tmp_path: Path
) -> None:
    bad = WRITTEN.replace(right, wrong)
    assert bad != WRITTEN
    (tmp_path / "lint-issue.yml").write_text(bad)
    status, report = zizmor(tmp_path / "lint-issue.yml")
    assert status != 0 and f"[{audit}]" in report


def test_what_is_wrong_in_the_action_is_told(tmp_path: Path) -> None:
    text = (ROOT / "action.yml").read_text().replace('<<< "$GIVEN"', '<<< "${{ inputs.paths }}"')
    (tmp_path / "action.yml").write_text(text)
    status, report = zizmor(tmp_path / "action.yml")
    assert status != 0 and "[template-injection]" in report


def test_the_scripts_of_the_action_are_sound() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 3
    for script in scripts:
        assert shellcheck(script) == ""
    assert "SC2086" in shellcheck(scripts[-1].replace('rm -f "$counts"', "rm -f $counts"))


def test_the_action_and_its_workflow_know_no_secret() -> None:
    """Forks have none, and what is not handed over cannot be lost."""
    for text in ((ROOT / "action.yml").read_text(), WRITTEN):
        assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN", text)


def test_the_folders_are_those_that_the_action_is_given() -> None:
    (job,) = yaml.safe_load(WRITTEN)["jobs"].values()
    assert job["steps"][1]["with"]["paths"].splitlines() == ["_posts", "docs and more"]
