"""What GitHub does with a composite action, as far as this project's own needs it."""

from __future__ import annotations

import glob
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.conftest import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
_NAME = re.compile(r"'[^']*'|[a-z][\w.-]*(?:\(\))?")
_OURS = ("PYTHON", "LINT_ISSUE", "LTP", "GIT", "LANG", "LC_")


class Outcome(NamedTuple):
    """A run of the action: its exit status, log, summary, outputs, and the steps that were run."""

    status: int
    log: str
    summary: str
    outputs: dict[str, str]
    steps: list[str]
    sent: list[str]  # the SARIF files that went to code scanning


class Runner:
    """A machine of GitHub's; `kept` is the folder of what its cache holds, shared by all machines.

    Scripts are run as they are, other actions by what they are known to do.
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        self.temp = folder / "temp"
        self.temp.mkdir(parents=True, exist_ok=True)
        self.kept = kept
        self._home = folder / "home"
        self._home.mkdir(exist_ok=True)

    def run(
        self, workspace: Path, github: dict[str, str], inputs: dict[str, str], **more: str
    ) -> Outcome:
        """Run the action in `workspace` for an event that `github` describes."""
        known = {
            "github.action_path": str(ROOT),
            "github.repository": "ana/posts",
            "github.base_ref": "",
            "github.event.pull_request.head.repo.full_name": "",
            "runner.temp": str(self.temp),
            "runner.os": "Linux",
            "runner.arch": "X64",
            **{f"inputs.{name}": about["default"] for name, about in ACTION["inputs"].items()},
            **{f"github.{name}": value for name, value in github.items()},
            **{f"inputs.{name}": value for name, value in inputs.items()},
        }
        assert set(known) >= {f"inputs.{name}" for name in inputs}
        summary = self.temp / "summary.md"
        summary.write_bytes(b"")
        status, log, run, sent = 0, [], [], []
        for step in ACTION["runs"]["steps"]:
            condition = step.get("if", "true")
            if (status and "always()" not in condition) or not _value(condition, known):
                continue
            run.append(step["name"])
            outputs: dict[str, str] = {}
            if "run" in step:
                environment = {
                    **{k: v for k, v in os.environ.items() if not k.startswith(_OURS)},
                    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                    "HOME": str(self._home),
                    "CI": "true",
                    "GITHUB_ACTIONS": "true",
                    "GITHUB_EVENT_NAME": known["github.event_name"],
                    "GITHUB_SHA": known["github.sha"],
                    "GITHUB_OUTPUT": str(self.temp / "output"),
                    "GITHUB_STEP_SUMMARY": str(summary),
                    "RUNNER_TEMP": str(self.temp),
                    **{name: _filled(value, known) for name, value in step["env"].items()},
                    **more,
                }
                Path(environment["GITHUB_OUTPUT"]).write_bytes(b"")
                result = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=workspace,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    check=False,
                )
                log.append(result.stdout)
                status = status or result.returncode
                lines = Path(environment["GITHUB_OUTPUT"]).read_text("utf-8").splitlines()
                outputs = dict(line.split("=", 1) for line in lines)
            else:
                given = {name: _filled(value, known) for name, value in step["with"].items()}
                outputs = self._use(step["uses"].partition("@")[0], given, sent)
            known.update(
                (f"steps.{step.get('id')}.outputs.{name}", value) for name, value in outputs.items()
            )
        given = {name: _filled(about["value"], known) for name, about in ACTION["outputs"].items()}
        return Outcome(status, "".join(log), summary.read_text("utf-8"), given, run, sent)

    def _use(self, action: str, given: dict[str, str], sent: list[str]) -> dict[str, str]:
        if action == "github/codeql-action/upload-sarif":
            sent.append(given["sarif_file"])
            return {}
        kept = self.kept / given["key"]
        if action == "actions/cache/restore":
            if kept.is_dir():
                _copy(kept, self.temp)
            return {"cache-hit": "true" if kept.is_dir() else ""}
        assert action == "actions/cache/save"
        for pattern in given["path"].split("\n"):
            for path in glob.glob(pattern):
                _copy(Path(path), kept / os.path.relpath(path, self.temp))
        return {}


def _copy(folder: Path, to: Path) -> None:
    """By tar, as the real one does: what is there already is written over, links stay links."""
    to.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", 'tar -C "$0" -c . | tar -C "$1" -x', folder, to],
        check=True,
    )


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda match: str(_value(match[1], known)), text).strip()


def _value(expression: str, known: dict[str, str]) -> object:
    """An expression's value; what is not known is empty, as GitHub has it."""

    def replaced(match: re.Match[str]) -> str:
        name = match[0]
        if name.startswith("'"):
            return name
        return "True" if name in ("always()", "true") else repr(known.get(name, ""))

    python = _NAME.sub(replaced, expression).replace("&&", " and ").replace("||", " or ")
    return eval(python, {"__builtins__": {}})
