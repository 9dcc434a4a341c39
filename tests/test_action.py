"""The action is run as GitHub runs it: its scripts with GitHub's environment, step after step."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from linters.checks.examples import issue
from linters.cli import main
from linters.languagetool.home import VERSION
from linters.languagetool.install import install
from tests.conftest import ROOT
from tests.job import Outcome, Runner
from tests.repository import IDENTITY

pytestmark = pytest.mark.slow

OLD = issue(education="# Educação")  # a heading without its emoji
NEW = OLD.replace("# Menções Honrosas ⭐️", "# Menções Honrosas")
POST = "_posts/edição nº 1 [PT-BR], rascunho.md"
NO_GRAMMAR = 'ignore = ["grammar", "spelling"]\n'
FORK = {"event.pull_request.head.repo.full_name": "rui/posts"}
OURS = {"event.pull_request.head.repo.full_name": "ana/posts"}


class GitHub:
    """A repository on a server: `main` with an old finding, and a pull request with a new one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.work = folder / "work"
        self.work.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.write(".lint-issue.toml", NO_GRAMMAR)
        self.write(POST, OLD)
        self.write("notes.md", "# Notes\n")
        self.commit()

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment["GIT_CONFIG_GLOBAL"] = os.devnull
        result = subprocess.run(
            ["git", *IDENTITY, *arguments],
            cwd=folder or self.work,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.work / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")

    def ask(self, text: str = NEW, base: str = "main") -> tuple[str, str]:
        """Make a pull request; gives its last commit, and its merge with a base that went on."""
        self.git("checkout", "--quiet", "-b", "asked")
        self.commit()
        self.write(POST, text)
        head = self.commit()
        self.git("checkout", "--quiet", base)
        self.write("later.md", OLD)
        self.commit()
        self.git("checkout", "--quiet", "--detach")
        self.git("merge", "--quiet", "--no-ff", "--message", "merge", "asked")
        merge = self.git("rev-parse", "HEAD")
        self.git("update-ref", "refs/pull/1/merge", merge)
        self.git("update-ref", "refs/pull/1/head", head)
        self.git("checkout", "--quiet", base)
        return head, merge

    def checkout(self, commit: str, depth: int = 1) -> Path:
        """What `actions/checkout` leaves: one commit, of which nothing before is there."""
        clone = self._folder / "clone"
        clone.mkdir()
        self.git("config", "uploadpack.allowReachableSHA1InWant", "true")
        self.git("init", "--quiet", folder=clone)
        self.git("remote", "add", "origin", self.work.as_uri(), folder=clone)
        less = (f"--depth={depth}",) if depth else ()
        self.git("fetch", "--quiet", "--no-tags", *less, "origin", commit, folder=clone)
        self.git("checkout", "--quiet", "--detach", commit, folder=clone)
        return clone


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What GitHub's cache holds; the first test fills it, the others find it full."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def runner(tmp_path: Path, kept: Path) -> Runner:
    return Runner(tmp_path / "machine", kept)


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    (tmp_path / "github").mkdir()
    return GitHub(tmp_path / "github")


def push(sha: str) -> dict[str, str]:
    return {"event_name": "push", "sha": sha}


def asked(sha: str, head: dict[str, str] = OURS) -> dict[str, str]:
    return {"event_name": "pull_request", "sha": sha, "base_ref": "main", **head}


def notes(outcome: Outcome) -> list[str]:
    return re.findall(r"^::(\w+ file=[^,]*,line=\d+)", outcome.log, re.MULTILINE)


def line(text: str, heading: str) -> int:
    return text.split("\n").index(heading) + 1


EDUCATION = f"warning file={POST.replace(',', '%2C')},line={line(OLD, '# Educação')}"
HONOURS = f"warning file={POST.replace(',', '%2C')},line={line(NEW, '# Menções Honrosas')}"


def test_the_first_run_installs_and_keeps(runner: Runner, github: GitHub, kept: Path) -> None:
    """A venv that something ended half-way is neither used nor kept."""
    half = runner.temp / "lint-issue" / "python"
    (half / "bin").mkdir(parents=True)
    (half / "bin" / "python").symlink_to("/bin/false")
    workspace = github.checkout(github.git("rev-parse", "HEAD"))
    broken = runner.run(workspace, push("x"), {}, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert broken.status and "Check" not in broken.steps and not any(kept.iterdir())
    assert "Keep Python packages and Java" not in broken.steps

    first = runner.run(workspace, push("x"), {"paths": "_posts"})
    assert first.status == 1 and notes(first) == [EDUCATION], first.log
    assert "Keep Python packages and Java" in first.steps
    (name,) = os.listdir(kept)
    assert name.startswith("lint-issue-python-Linux-X64-")
    second = runner.run(workspace, push("x"), {"paths": "_posts"})
    assert second.status == 1 and "Keep Python packages and Java" not in second.steps


def test_another_machine_installs_nothing(runner: Runner, github: GitHub) -> None:
    workspace = github.checkout(github.git("rev-parse", "HEAD"))
    outcome = runner.run(
        workspace, push("x"), {"paths": "_posts"}, PIP_INDEX_URL="http://127.0.0.1:9/simple"
    )
    assert outcome.status == 1 and notes(outcome) == [EDUCATION], outcome.log
    assert outcome.outputs == {"findings": "1", "sarif": ""}
    assert "🎓" in outcome.summary


def test_paths_stand_one_on_a_line(runner: Runner, github: GitHub) -> None:
    github.write("a [b] *.md", OLD)
    github.write("-x.md", OLD)
    workspace = github.checkout(github.commit())
    outcome = runner.run(workspace, push("x"), {"paths": f"\n  {POST}\n\ta [b] *.md\n-x.md \n"})
    assert outcome.status == 1, outcome.log
    assert outcome.outputs["findings"] == "3" and len(notes(outcome)) == 3
    missing = runner.run(workspace, push("x"), {"paths": "no such\nnotes.md"})
    assert missing.status == 2 and "There is no such file" in missing.log


def test_nothing_is_found(runner: Runner, github: GitHub) -> None:
    workspace = github.checkout(github.git("rev-parse", "HEAD"))
    outcome = runner.run(workspace, push("x"), {"paths": "notes.md", "upload-sarif": "true"})
    assert outcome.status == 0 and notes(outcome) == [], outcome.log
    assert outcome.outputs["findings"] == "0"
    assert "no findings" in outcome.summary
    assert outcome.sent == [outcome.outputs["sarif"]]  # which closes what was there before


def test_messages_in_portuguese(runner: Runner, github: GitHub) -> None:
    workspace = github.checkout(github.git("rev-parse", "HEAD"))
    outcome = runner.run(workspace, push("x"), {"language": "pt-BR", "fail-on": "error"})
    assert outcome.status == 0 and "está sem emoji" in outcome.log, outcome.log
    assert "aviso" in outcome.summary


@pytest.mark.parametrize("depth", [1, 2, 0])
def test_a_pull_request_is_told_what_it_changes(depth: int, runner: Runner, github: GitHub) -> None:
    _head, merge = github.ask()
    workspace = github.checkout(merge, depth)
    outcome = runner.run(workspace, asked(merge), {"sarif": "found é.sarif"})
    assert outcome.status == 1 and notes(outcome) == [HONOURS], outcome.log
    assert outcome.outputs == {"findings": "1", "sarif": "found é.sarif"}
    assert "⭐" in outcome.summary and "🎓" not in outcome.summary
    sarif = json.loads((workspace / "found é.sarif").read_text("utf-8"))
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["structure/emoji-missing"]
    assert outcome.sent == []
    whole = runner.run(workspace, asked(merge), {"changed-only": "false"})
    assert {EDUCATION, HONOURS} < set(notes(whole)) and whole.outputs["findings"] == "3"


@pytest.mark.parametrize("depth", [1, 40, 0])
def test_its_own_last_commit_is_compared_with_where_it_left(
    depth: int, runner: Runner, github: GitHub
) -> None:
    """As with `ref: ${{ github.event.pull_request.head.sha }}`."""
    for _ in range(60):
        github.commit()
    head, merge = github.ask()
    outcome = runner.run(github.checkout(head, depth), asked(merge), {})
    assert outcome.status == 1 and notes(outcome) == [HONOURS], outcome.log


def test_a_fork_needs_no_permission(runner: Runner, github: GitHub) -> None:
    _head, merge = github.ask()
    workspace = github.checkout(merge)
    outcome = runner.run(workspace, asked(merge, FORK), {"upload-sarif": "true"})
    assert outcome.status == 1 and notes(outcome) == [HONOURS], outcome.log
    assert outcome.sent == [] and outcome.outputs["sarif"]
    outcome = runner.run(workspace, asked(merge, OURS), {"upload-sarif": "true"})
    assert outcome.sent == [outcome.outputs["sarif"]]


def test_code_of_the_pull_request_is_not_run(runner: Runner, github: GitHub) -> None:
    trap = 'import os\nopen(os.environ["GITHUB_STEP_SUMMARY"] + ".trap", "w")\n'
    for name in ("json.py", "yaml.py", "re.py", "linters/__init__.py", "sitecustomize.py"):
        github.write(name, trap)
    workspace = github.checkout(github.commit())
    outcome = runner.run(workspace, push("x"), {"paths": "_posts"})
    assert outcome.status == 1 and notes(outcome) == [EDUCATION], outcome.log
    assert not list(runner.temp.glob("*.trap"))


@pytest.mark.parametrize("own_commit", [False, True])
def test_history_that_cannot_be_fetched_is_told(
    own_commit: bool, runner: Runner, github: GitHub
) -> None:
    """As in a private repository, where no token is kept."""
    head, merge = github.ask()
    workspace = github.checkout(head if own_commit else merge)
    github.work.rename(github.work.with_name("private"))
    outcome = runner.run(workspace, asked(merge), {})
    assert outcome.status == 2 and "this clone is shallow" in outcome.log, outcome.log
    assert "fetch-depth: 0" in outcome.log
    assert outcome.outputs == {"findings": "", "sarif": ""}


def with_languagetool(runner: Runner, link: Callable[[str, Path], None]) -> None:
    folder = runner.temp / "lint-issue" / "cache" / "languagetool"
    folder.mkdir(parents=True)
    link(install().path, folder / f"LanguageTool-{VERSION}")


def test_languagetool_is_kept_though_there_are_findings(
    runner: Runner, github: GitHub, tmp_path: Path
) -> None:
    github.write(".lint-issue.toml", 'select = ["grammar"]\n')
    github.write(POST, issue(education="# Educação 🎓", learning="Os resultado são bons."))
    workspace = github.checkout(github.commit())
    with_languagetool(runner, lambda path, to: shutil.copytree(path, to))
    first = runner.run(workspace, push("x"), {"paths": POST})
    assert first.status == 1 and "grammar/AGR_DET_NOUN" in first.log, first.log
    assert "Keep LanguageTool" in first.steps
    other = Runner(tmp_path / "other", runner.kept)
    second = other.run(
        workspace, push("x"), {"paths": POST}, LINT_ISSUE_MAVEN_REPOSITORY="http://127.0.0.1:9"
    )
    assert second.status == 1 and notes(second) == notes(first), second.log
    assert "Keep LanguageTool" not in second.steps


def test_without_languagetool_it_says_so(
    runner: Runner, github: GitHub, tmp_path: Path, kept: Path
) -> None:
    github.write(".lint-issue.toml", "")
    workspace = github.checkout(github.commit())
    alone = tmp_path / "kept"
    alone.mkdir()
    for path in kept.glob("lint-issue-python-*"):
        (alone / path.name).symlink_to(path)
    nowhere = {"LINT_ISSUE_MAVEN_REPOSITORY": "http://127.0.0.1:9"}
    outcome = Runner(tmp_path / "far", alone).run(workspace, push("x"), {}, **nowhere)
    assert outcome.status == 2 and "Grammar and spelling" in outcome.log, outcome.log
    assert "cannot be downloaded" in outcome.log
    assert EDUCATION in notes(outcome)  # all else is told
    assert "Keep LanguageTool" not in outcome.steps


def test_77_old_posts_are_adopted_in_one_commit(
    runner: Runner,
    github: GitHub,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What `init` writes and a list of known findings; then a bad line more is the one finding."""
    for name in (".lint-issue.toml", POST, "notes.md"):
        (github.work / name).unlink()
    damaged = next((ROOT / "content" / "damaged").iterdir())
    posts = [f"_posts/{damaged.name.replace('_1_', f'_{number}_')}" for number in range(1, 78)]
    for post in posts:
        github.write(post, damaged.read_text("utf-8"))
    github.commit()

    monkeypatch.chdir(github.work)
    assert main(["init"]) == 0
    assert main(["--update-baseline"]) == 0
    found = re.search(r"(\d+) known findings", capsys.readouterr().out)
    assert found and int(found[1]) > 2000
    assert main(["--quiet"]) == 0
    github.commit()

    lines = (github.work / posts[40]).read_text("utf-8").split("\n")
    number = next(n for n, one in enumerate(lines, 1) if "uma breve carta mensal" in one)
    lines.insert(number, "Houve ainda uma publica√ß√£o em janeiro.")
    github.git("checkout", "--quiet", "-b", "asked")
    github.write(posts[40], "\n".join(lines))
    head = github.commit()
    workspace = github.checkout(head, 0)
    github.git("push", "--quiet", str(workspace), "main:refs/remotes/origin/main")
    with_languagetool(runner, lambda path, to: to.symlink_to(path))
    workflow = yaml.safe_load((workspace / ".github/workflows/lint-issue.yml").read_text())
    (job,) = workflow["jobs"].values()
    (action,) = (step for step in job["steps"] if "lint-issue" in step.get("uses", ""))
    outcome = runner.run(workspace, asked("merge"), {**action["with"], "sarif": "found.sarif"})

    assert outcome.status == 1 and outcome.outputs["findings"] == "1", outcome.log
    assert notes(outcome) == [f"error file={posts[40]},line={number + 1}"], outcome.log
    assert outcome.summary.count("encoding/mojibake") == 1 and "publicação" in outcome.summary
    assert len(re.findall(r"^\| \d+ \|", outcome.summary, re.MULTILINE)) == 1
    sarif = json.loads((workspace / "found.sarif").read_text("utf-8"))
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["encoding/mojibake"]
