"""The hooks are run by pre-commit itself, which hands many files over in several calls."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from linters.checks.examples import issue
from tests.conftest import ROOT
from tests.repository import IDENTITY

BIN = Path(sys.executable).parent
FIXABLE = issue(education="# Educação")  # a heading without its emoji
LASTING = issue().replace("# Menções Honrosas ⭐️\n", "")  # nobody can write a section for others
FOLDER = "/".join(letter * 240 for letter in "abc")  # argv holds a hundred such names at most
CODE = ("--ignore", "grammar,spelling")


def call(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    unwanted = ("PYTHONPATH", "LANG", "LC_ALL")
    kept = {k: v for k, v in os.environ.items() if k not in unwanted and not k.startswith("GIT_")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**kept, "GIT_CONFIG_GLOBAL": os.devnull, **more},
    )


def git(*arguments: str, cwd: Path) -> str:
    result = call("git", *IDENTITY, *arguments, cwd=cwd)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


class Hooks(NamedTuple):
    """This project as a repository of hooks: its place and commit, and pre-commit's cache."""

    path: Path
    commit: str
    home: Path


class Ran(NamedTuple):
    """What came of a hook: pre-commit's status, that of the hook, and all that was printed."""

    status: int
    hook_status: int
    text: str

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The JSON report of each call."""
        lines = self.text.split("\n")
        starts = [number for number, line in enumerate(lines) if line.startswith("{")]
        decode = json.JSONDecoder().raw_decode
        return [decode("\n".join(lines[start:]))[0] for start in starts]

    @property
    def changed(self) -> bool:
        return "files were modified by this hook" in self.text


class Work:
    """A repository that uses the hooks."""

    def __init__(self, root: Path, hooks: Hooks) -> None:
        self.root = root
        self._hooks = hooks
        git("init", "--quiet", cwd=root)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def many(self, text: str = "# Título\n") -> list[str]:
        """300 files that pre-commit cannot hand over in one call, in its order."""
        names = [f"{FOLDER}/{number:03} – edição, [PT-BR].md" for number in range(300)]
        for name in names:
            self.write(name, text)
        return names

    def hook(self, id: str, *arguments: str) -> Ran:
        """Run a hook on all files, as they are now, with more arguments."""
        config = {
            "repo": str(self._hooks.path),
            "rev": self._hooks.commit,
            "hooks": [{"id": id, "args": list(arguments)}],
        }
        (self.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [config]}))
        git("add", "--all", cwd=self.root)
        command = (BIN / "pre-commit", "run", "--all-files", "--verbose", "--color", "never")
        result = call(*command, cwd=self.root, PRE_COMMIT_HOME=str(self._hooks.home))
        status = re.search(r"^- exit code: (\d+)", result.stdout, re.MULTILINE)
        return Ran(result.returncode, int(status[1]) if status else 0, result.stdout)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """A repository that holds the work tree as it is; pre-commit has installed nothing of it."""
    root = tmp_path_factory.mktemp("hooks")
    repo = root / "repo"
    files = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (repo / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repo / name)
    git("init", "--quiet", cwd=repo)
    git("add", "--all", "--force", cwd=repo)
    git("commit", "--quiet", "--message", "x", cwd=repo)
    return Hooks(repo, git("rev-parse", "HEAD", cwd=repo), root / "home")


@pytest.fixture
def work(tmp_path: Path, hooks: Hooks) -> Work:
    (tmp_path / "work").mkdir()
    return Work(tmp_path / "work", hooks)


@pytest.mark.slow
class TestOneFile:
    def test_it_is_reported_then_mended(self, work: Work) -> None:
        post = work.write("a [PT-BR],_#1.md", FIXABLE)
        ran = work.hook("lint-issue")
        assert (ran.status, ran.hook_status) == (1, 1) and not ran.changed, ran.text
        assert "structure/emoji-missing" in ran.text
        ran = work.hook("lint-issue-fix")
        # All is mended, and so it fails for the change alone.
        assert (ran.status, ran.hook_status) == (1, 0) and ran.changed, ran.text
        assert post.read_text("utf-8") == issue()
        for id in ("lint-issue-fix", "lint-issue"):
            assert work.hook(id).status == 0

    def test_what_cannot_be_mended_stays_a_failure(self, work: Work) -> None:
        work.write("a [PT-BR].md", LASTING.replace("# Educação 🎓", "# Educação"))
        first, second = (work.hook("lint-issue-fix", *CODE) for _ in range(2))
        assert (first.hook_status, first.changed) == (1, True), first.text
        assert (second.hook_status, second.changed) == (1, False), second.text
        assert "Write `# Menções Honrosas ⭐️`" in second.text

    def test_grammar_alone(self, work: Work) -> None:
        work.write("a [PT-BR].md", FIXABLE.replace("Texto da seção.", "Os resultado são bons.", 1))
        ran = work.hook("lint-issue-grammar")
        assert (ran.status, ran.hook_status) == (1, 1), ran.text
        assert "grammar/AGR_DET_NOUN" in ran.text and "structure/" not in ran.text
        work.write("a [PT-BR].md", FIXABLE)
        assert work.hook("lint-issue-grammar").status == 0


@pytest.mark.slow
class TestSeveralCalls:
    def test_each_file_is_checked_once(self, work: Work) -> None:
        work.many()
        ran = work.hook("lint-issue", *CODE, "--format", "json")
        assert ran.status == 0, ran.text
        assert len(ran.reports) > 1, "this platform takes longer command lines"
        assert sum(report["files"] for report in ran.reports) == 300

    @pytest.mark.parametrize("place", [0, -1])
    def test_a_finding_of_any_call_counts(self, place: int, work: Work) -> None:
        name = work.many()[place]
        work.write(name, FIXABLE)
        ran = work.hook("lint-issue", *CODE, "--format", "json")
        assert (ran.status, ran.hook_status) == (1, 1)
        found = [[d["path"] for d in report["diagnostics"]] for report in ran.reports]
        assert len(found) > 1 and [names for names in found if names] == [[name]]

    def test_a_call_that_failed_counts_more(self, work: Work) -> None:
        names = work.many()
        work.write(names[0], FIXABLE)
        work.write("z/.lint-issue.toml", "nonsense = 1\n")
        work.write("z/a.md", "# Título\n")
        ran = work.hook("lint-issue", *CODE)
        assert (ran.status, ran.hook_status) == (1, 2), ran.text
        assert "structure/emoji-missing" in ran.text and "nonsense" in ran.text

    def test_all_are_mended_at_once(self, work: Work) -> None:
        names = work.many(FIXABLE)
        first = work.hook("lint-issue-fix", *CODE, "--format", "json")
        assert len(first.reports) > 1 and (first.hook_status, first.changed) == (0, True)
        assert {(work.root / name).read_text("utf-8") for name in names} == {issue()}
        assert work.hook("lint-issue-fix", *CODE).status == 0

    def test_a_call_judges_the_known_findings_of_its_own_files(
        self, work: Work, hooks: Hooks
    ) -> None:
        """It sees some of the files only, and nothing of the others is gone."""
        names = work.many(FIXABLE)
        command = (sys.executable, "-m", "linters", ".", *CODE)
        written = call(*command, "--update-baseline", cwd=work.root, PYTHONPATH=str(ROOT))
        assert written.returncode == 0, written.stderr
        baseline = work.root / ".lint-issue-baseline.json"
        assert len(json.loads(baseline.read_text("utf-8"))["files"]) == 300
        ran = work.hook("lint-issue", *CODE, "--format", "json")
        assert ran.status == 0 and len(ran.reports) > 1, ran.text

        work.write(names[-1], issue())
        ran = work.hook("lint-issue", *CODE)
        assert ran.hook_status == 1 and ran.text.count("0 of 1 are left") == 1, ran.text
        assert f"{names[-1]}: structure/emoji-missing: 0 of 1 are left" in ran.text

        # Each call takes what it mended out of the list, and leaves the others' to them.
        first = work.hook("lint-issue-fix", *CODE)
        assert (first.hook_status, first.changed) == (0, True), first.text
        assert json.loads(baseline.read_text("utf-8"))["files"] == {}
        assert work.hook("lint-issue-fix", *CODE).status == 0


def test_the_hooks_are_described() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["lint-issue", "lint-issue-fix", "lint-issue-grammar"]
    assert all(hook["require_serial"] for hook in hooks)


def test_our_own_hooks_lint_our_own_content() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hook = config["repos"][0]["hooks"][0]
    for path in (ROOT / "content").glob("*.md"):
        assert re.search(hook["files"], f"content/{path.name}")
