"""Only what belongs to a change: with real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from linters.checks.examples import issue
from linters.engine.changes import Changes, Lines, parting
from linters.engine.git import Hunk, hunks_between
from linters.model import Diagnostic, Severity, Span
from tests.conftest import read
from tests.repository import Repository, repository

BAD = "A tradu√ß√£o.\n"
MOJIBAKE = "encoding/mojibake"
# Ten old lines with a finding each.
OLD = "".join(f"Linha {n}: a tradu√ß√£o.\n\n" for n in range(10))


@pytest.fixture
def repo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    return repository(tmp_path, monkeypatch, capsys)


class TestLines:
    def test_only_touched_lines_count(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.write("a.md", OLD.replace("Linha 3:", "A linha 3:") + BAD)
        assert repo.lint("--changed-since", "HEAD") == (
            *(1, [f"a.md:7 {MOJIBAKE}", f"a.md:21 {MOJIBAKE}"]),
            "",
        )

    def test_all_of_a_new_file_counts(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.write("new.md", BAD)
        repo.write("untracked.md", BAD)
        repo.git("add", "new.md")
        found = [f"new.md:1 {MOJIBAKE}", f"untracked.md:1 {MOJIBAKE}"]
        assert repo.lint("--changed-since", "HEAD")[1] == found

    def test_what_git_ignores_is_no_change(self, repo: Repository) -> None:
        repo.write(".gitignore", "draft.md\n")
        repo.commit()
        repo.write("draft.md", BAD)
        assert repo.lint("draft.md", "--changed-since", "HEAD")[:2] == (0, [])

    @pytest.mark.parametrize(
        "name",
        [
            "com espaço.md",
            "tradução 🎓.md",
            'aspas".md',
            "tab\tulador.md",
            "a [PT-BR],_#1.md",
            "pasta/-traço.md",
            "linha\nnova.md",
            "barra\\nvertida.md",
        ],
    )
    def test_any_name(self, repo: Repository, name: str) -> None:
        repo.write(name, OLD)
        repo.commit()
        repo.write(name, OLD + BAD)
        assert repo.lint("--changed-since", "HEAD")[1] == [f"{name}:21 {MOJIBAKE}"]
        repo.git("add", "--all")
        assert repo.lint("--staged")[1] == [f"{name}:21 {MOJIBAKE}"]
        assert repo.lint(name, "--staged")[1] == [f"{name}:21 {MOJIBAKE}"]

    def test_a_name_that_is_not_utf_8(self, repo: Repository) -> None:
        name = os.fsdecode(b"tradu\xe7ao.md")
        try:
            repo.write(name, OLD)
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
        repo.commit()
        repo.write(name, OLD + BAD)
        assert len(repo.lint("--changed-since", "HEAD")[1]) == 1

    def test_a_renamed_file_is_not_new(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.git("mv", "a.md", "b c.md")
        assert repo.lint("--changed-since", "HEAD")[:2] == (0, [])
        repo.write("b c.md", BAD + "\n" + OLD)
        assert repo.lint("--changed-since", "HEAD")[1] == [f"b c.md:1 {MOJIBAKE}"]

    def test_a_deleted_file_is_no_failure(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.write("b.md", OLD)
        repo.commit()
        repo.git("rm", "--quiet", "a.md")
        assert repo.lint("a.md", "b.md", "--changed-since", "HEAD")[:2] == (0, [])
        assert repo.lint("a.md", "b.md", "--staged")[:2] == (0, [])
        status, found, _ = repo.lint("never-there.md", "--changed-since", "HEAD")
        assert (status, found) == (2, ["never-there.md:1 internal/not-found"])

    def test_a_link_is_the_file_that_it_leads_to(self, repo: Repository) -> None:
        repo.write("posts/a.md", BAD)
        repo.root.joinpath("link.md").symlink_to("posts/a.md")
        repo.git("add", "--all")
        assert repo.lint("--staged")[1] == [f"posts/a.md:1 {MOJIBAKE}"]
        repo.commit()
        repo.write("posts/a.md", "Um.\n\n" + BAD.replace("A", "Outra"))
        assert repo.lint("--changed-since", "HEAD")[1] == [f"posts/a.md:3 {MOJIBAKE}"]
        assert repo.lint("link.md", "--changed-since", "HEAD")[1] == [f"link.md:3 {MOJIBAKE}"]

    def test_newlines_of_windows(self, repo: Repository) -> None:
        windows = OLD.replace("\n", "\r\n")
        repo.write("a.md", windows)
        repo.commit()
        repo.write("a.md", windows + "A tradu√ß√£o.\r\n")
        assert repo.lint("--changed-since", "HEAD")[1] == [f"a.md:21 {MOJIBAKE}"]

    def test_a_line_whose_newline_alone_was_changed_is_not_touched(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.write("a.md", OLD.replace("\n", "\r\n"))
        assert repo.lint("--changed-since", "HEAD")[:2] == (0, [])
        repo.write("a.md", OLD.replace("\n", "\r\n", 1))
        found = repo.lint("--changed-since", "HEAD")[1]
        assert [f.partition(" ")[2] for f in found] == ["encoding/mixed-newlines"]

    def test_lines_that_look_like_a_patch(self, repo: Repository) -> None:
        old = "-- a/x.md\n++ b/x.md\ndiff --git a/x b/x\n@@ -1 +1 @@\n"
        repo.write("a.md", old + OLD)
        repo.commit()
        repo.write("a.md", old.replace("x", "y") + "++ b/z.md\n@@ -90 +90,9 @@\n" + OLD + BAD)
        assert repo.lint("--changed-since", "HEAD")[1] == [f"a.md:27 {MOJIBAKE}"]

    def test_a_persons_own_settings_change_nothing(self, repo: Repository) -> None:
        repo.write("á.md", OLD)
        repo.write(".gitattributes", "*.md -diff\n")
        repo.commit()
        for key, value in (
            *(("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("diff.context", "9")),
            *(("diff.interHunkContext", "50"), ("color.ui", "always"), ("diff.renames", "false")),
            *(("diff.external", "false"), ("core.quotePath", "true"), ("diff.relative", "true")),
        ):
            repo.git("config", key, value)
        repo.write("á.md", OLD.replace("Linha 3:", "A linha 3:").replace("Linha 5:", "A 5:"))
        found = [f"á.md:7 {MOJIBAKE}", f"á.md:11 {MOJIBAKE}"]
        assert repo.lint("--changed-since", "HEAD")[1] == found

    def test_the_same_in_several_processes_and_from_a_folder_below(
        self, repo: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("a", "b", "c"):
            repo.write(f"posts/{name}.md", OLD)
        repo.commit()
        for name in ("a", "b", "c"):
            repo.write(f"posts/{name}.md", OLD + BAD)
        monkeypatch.chdir(repo.root / "posts")
        alone = repo.lint("--changed-since", "HEAD")
        assert alone[1] == [f"{name}.md:21 {MOJIBAKE}" for name in "abc"]
        assert repo.lint("--changed-since", "HEAD", "--jobs", "2") == alone

    def test_arithmetic(self) -> None:
        # Line 2 was replaced by two, below line 6 two were taken out, one was added at the end.
        lines = Lines([Hunk(2, 1, 2, 2), Hunk(6, 2, 6, 0), Hunk(9, 0, 9, 1)])
        assert [n for n in range(1, 12) if lines.touch(n, n)] == [2, 3, 9]
        assert not lines.touch(4, 6) and lines.touch(6, 7) and not lines.touch(7, 8)
        assert [lines.before(n) for n in (1, 4, 6, 7, 8, 10)] == [1, 3, 5, 8, 9, 10]

    def test_hunks_between_two_contents(self) -> None:
        assert hunks_between(b"a\nb\nc\n", b"a\nx\ny\nc\n") == [Hunk(2, 1, 2, 2)]
        assert hunks_between(b"a\nb\nc\n", b"a\nc\n") == [Hunk(2, 1, 1, 0)]
        assert hunks_between(b"a\nb\n", b"x\r\na\r\nb") == [Hunk(0, 0, 1, 1)]
        assert hunks_between(b"a\n", b"a\n") == []


class TestCauses:
    """Findings that do not stand where their cause lies."""

    def test_a_section_that_is_taken_out(self, repo: Repository) -> None:
        whole = issue()
        repo.write("a.md", whole)
        repo.commit()
        head, _, tail = whole.partition("# Educação 🎓")
        repo.write(
            "a.md", head + tail.partition("\n# ")[1].lstrip("\n") + tail.partition("\n# ")[2]
        )
        found = repo.lint("--changed-since", "HEAD", "--select", "structure/missing-section")
        assert len(found[1]) == 1

    def test_a_section_that_was_missing_before(self, repo: Repository) -> None:
        without = issue(education="Educação é tudo.")
        repo.write("a.md", without)
        repo.commit()
        assert any("missing-section" in f for f in repo.lint()[1])
        repo.write("a.md", without + "\nUma linha a mais.\n")
        assert repo.lint("--changed-since", "HEAD")[:2] == (0, [])
        # Whoever works on the headings answers for them.
        repo.write("a.md", without.replace("# Ferramentas e Bases de Dados", "# Ferramentas"))
        assert any("missing-section" in f for f in repo.lint("--changed-since", "HEAD")[1])

    def test_front_matter(self, repo: Repository) -> None:
        lines = issue().split("\n")
        without = "\n".join(line for line in lines if not line.startswith("excerpt:"))
        repo.write("a.md", without)
        repo.commit()
        rule = "front-matter/required-key"
        assert any(rule in f for f in repo.lint()[1])
        repo.write("a.md", without + "\nUma linha a mais.\n")
        assert repo.lint("--changed-since", "HEAD")[:2] == (0, [])
        repo.write("a.md", without.replace("title:", "title:  "))
        assert any(rule in f for f in repo.lint("--changed-since", "HEAD")[1])

    def test_a_key_that_is_taken_out(self, repo: Repository) -> None:
        repo.write("a.md", issue())
        repo.commit()
        lines = issue().split("\n")
        repo.write("a.md", "\n".join(line for line in lines if not line.startswith("excerpt:")))
        found = repo.lint("--changed-since", "HEAD")[1]
        assert [f.partition(" ")[2] for f in found] == ["front-matter/required-key"]

    def test_what_is_found_elsewhere_since_the_change(self, repo: Repository) -> None:
        """A mark that is left alone, as the other was taken out of another line."""
        repo.write("a.md", "Um texto (com parênteses\nque fecham aqui) e mais.\n")
        repo.commit()
        repo.write("a.md", "Um texto (com parênteses\nque fecham aqui e mais.\n")
        found = repo.lint("--changed-since", "HEAD")[1]
        assert [f.partition(" ")[2] for f in found] == ["style/unbalanced-brackets"]

    def test_a_paragraph_that_the_original_has(self, repo: Repository) -> None:
        english = "# Owls\n\nOwls hunt at night.\n\nThey sleep by day in hollow trees.\n"
        portuguese = (
            "# Corujas\n\nAs corujas caçam à noite.\n\nElas dormem de dia em árvores ocas.\n"
        )
        repo.write("x[en].md", english)
        repo.write("x[pt-BR].md", "---\nsource: x[en].md\n---\n" + portuguese)
        repo.commit()
        assert repo.lint()[1] == []
        more = "\nTheir wings make no sound, and mice do not hear them come.\n"
        repo.write("x[en].md", english + more)
        found = repo.lint("--changed-since", "HEAD")[1]
        assert [f.partition(" ")[2] for f in found] == ["parity/missing"], "the original changed"
        repo.commit()
        repo.write("x[pt-BR].md", "---\nsource: x[en].md\n---\n\n" + portuguese)
        assert repo.lint("--changed-since", "HEAD")[1] == []

    @pytest.mark.parametrize(
        ("rule", "touched", "is_ours"),
        [
            ("grammar/X", 1, True),
            ("grammar/X", 2, True),
            ("grammar/X", 3, False),
            ("grammar/X", 5, False),
            ("spelling/unknown-word", 1, False),
            ("spelling/unknown-word", 2, True),
        ],
    )
    def test_grammar_is_about_a_sentence(
        self, repo: Repository, rule: str, touched: int, is_ours: bool
    ) -> None:
        """Which LanguageTool is not asked about twice."""
        lines = ["Certo. Os modelos que nós", "treinamos foi bom. Depois", "nada.", "", "Outro."]
        repo.write("a.md", "\n".join([*lines[: touched - 1], "Era outra.", *lines[touched:]]))
        repo.commit()
        document = read("\n".join(lines))
        repo.write("a.md", document.text)
        start = document.text.index("foi")
        place = (start, start + 3)
        found = Diagnostic(
            *("a.md", rule, Severity.WARNING, "x", None, Span(*place), 2, 11, 2, 14, "foi"),
            *(None, (), None),
        )
        part = parting(Changes("HEAD", False), "a.md", document, (), list)
        assert part is not None
        ours, others = part(document, [found])
        assert (ours, list(others)) == (([found], []) if is_ours else ([], [found]))


class TestStaged:
    def test_the_index_is_checked_and_not_the_file(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.write("a.md", OLD + BAD)
        assert repo.lint("--staged")[1] == []
        repo.git("add", "a.md")
        repo.write("a.md", "Tudo certo.\n")
        assert repo.lint("--staged")[1] == [f"a.md:21 {MOJIBAKE}"]
        repo.root.joinpath("a.md").unlink()
        assert repo.lint("--staged")[1] == [f"a.md:21 {MOJIBAKE}"]
        assert repo.lint("a.md", "--staged")[1] == [f"a.md:21 {MOJIBAKE}"]

    def test_before_the_first_commit(self, repo: Repository) -> None:
        repo.write("a.md", BAD)
        repo.write("b.md", BAD)
        repo.git("add", "a.md")
        assert repo.lint("--staged")[1] == [f"a.md:1 {MOJIBAKE}"]

    def test_the_original_is_that_of_the_index(self, repo: Repository) -> None:
        english = "# Owls\n\nOwls hunt at night.\n"
        repo.write("x[en].md", english)
        repo.write("x[pt-BR].md", "---\nsource: x[en].md\n---\n# Corujas\n\nElas caçam à noite.\n")
        repo.git("add", "--all")
        repo.write("x[en].md", english + "\nTheir wings make no sound when they fly.\n")
        assert repo.lint("--staged")[1] == []

    def test_it_is_not_joined_with_fix(self, repo: Repository) -> None:
        status, _, err = repo.lint("--staged", "--fix")
        assert status == 2 and "--changed-since HEAD --fix" in err

    def test_a_conflict_is_told(self, repo: Repository) -> None:
        repo.write("a.md", "Um.\n")
        repo.commit()
        repo.git("checkout", "--quiet", "-b", "other")
        repo.write("a.md", "Dois.\n")
        repo.commit()
        repo.git("checkout", "--quiet", "main")
        repo.write("a.md", "Três.\n")
        repo.commit()
        with pytest.raises(subprocess.CalledProcessError):
            repo.git("merge", "other")
        status, _, err = repo.lint("--staged")
        assert status == 2 and "conflict" in err
        assert repo.lint("--changed-since", "HEAD")[0] == 1

    def test_a_hook_that_is_run_by_git(self, repo: Repository) -> None:
        """git tells its hooks where its index is, by names that count from the top."""
        hook = repo.write(
            ".git/hooks/pre-commit",
            '#!/bin/sh\nexec "$PYTHON" -m linters --staged --ignore grammar,spelling posts\n',
        )
        hook.chmod(0o755)
        repo.write("posts/a.md", "Um.\n")
        repo.git("add", "--all")
        root = Path(__file__).parent.parent.parent
        import sys

        environment = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(root)}
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm"]
        run = subprocess.run([*command, "x"], cwd=repo.root, env=environment, check=False)
        assert run.returncode == 0
        repo.write("posts/a.md", BAD)
        run = subprocess.run(
            [*command, "y", "-a"], cwd=repo.root, env=environment, capture_output=True, check=False
        )
        assert run.returncode == 1 and b"encoding/mojibake" in run.stderr, run.stderr


class TestFix:
    def test_only_what_was_changed_is_mended(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.write("a.md", BAD + "\n" + OLD.replace("Linha 3:", "A linha 3:"))
        assert repo.lint("--changed-since", "HEAD", "--fix")[0] == 0
        mended = OLD.replace("Linha 3: a tradu√ß√£o", "A linha 3: a tradução")
        assert repo.root.joinpath("a.md").read_text("utf-8") == "A tradução.\n\n" + mended


class TestHistory:
    def test_the_merge_base_counts(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        repo.git("checkout", "--quiet", "-b", "topic")
        repo.write("b.md", BAD)
        repo.commit()
        repo.git("checkout", "--quiet", "main")
        repo.write("a.md", "Outra coisa.\n")
        repo.commit()
        repo.git("checkout", "--quiet", "topic")
        assert repo.lint("--changed-since", "main")[1] == [f"b.md:1 {MOJIBAKE}"]

    def test_a_commit_that_is_not_known(self, repo: Repository) -> None:
        repo.write("a.md", "Um.\n")
        repo.commit()
        for ref in ("nope", "-x", "", "HEAD~5"):
            status, _, err = repo.lint(f"--changed-since={ref}")
            assert status == 2 and f"git knows no commit “{ref}”" in err

    def test_histories_that_have_nothing_in_common(self, repo: Repository) -> None:
        repo.write("a.md", "Um.\n")
        repo.commit()
        repo.git("checkout", "--quiet", "--orphan", "other")
        repo.write("a.md", "Dois.\n")
        repo.commit()
        status, _, err = repo.lint("--changed-since", "main")
        assert status == 2 and "no commit in common" in err

    def test_a_shallow_clone(
        self, repo: Repository, tmp_path_factory: pytest.TempPathFactory,
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        repo.write("a.md", "Um.\n")
        repo.commit()
        first = repo.git("rev-parse", "HEAD")
        repo.git("checkout", "--quiet", "-b", "topic")
        repo.write("b.md", BAD)
        repo.commit()
        repo.git("checkout", "--quiet", "main")
        repo.write("c.md", BAD)
        repo.commit()
        clone = tmp_path_factory.mktemp("clone") / "x"
        url = repo.root.as_uri()
        repo.git(
            "clone", "--quiet", "--depth=1", "--no-single-branch", "-b", "topic", url, str(clone)
        )
        monkeypatch.chdir(clone)
        shallow = Repository(clone, capsys)
        status, _, err = shallow.lint("--changed-since", "origin/main")
        assert status == 2 and "shallow" in err and "fetch-depth: 0" in err
        status, _, err = shallow.lint("--changed-since", first)
        assert status == 2 and "shallow" in err
        shallow.git("fetch", "--quiet", "--unshallow")
        assert shallow.lint("--changed-since", "origin/main")[1] == [f"b.md:1 {MOJIBAKE}"]

    def test_no_repository(
        self, tmp_path_factory: pytest.TempPathFactory, repo: Repository,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        folder = tmp_path_factory.mktemp("plain")
        (folder / "a.md").write_text("Um.\n")
        monkeypatch.chdir(folder)
        for arguments in (["--staged"], ["--changed-since", "HEAD"], ["a.md", "--staged"]):
            status, _, err = repo.lint(*arguments)
            assert status == 2 and f"“{folder}” is in no git repository" in err

    def test_no_git(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        repo.write("a.md", "Um.\n")
        monkeypatch.setenv("PATH", str(repo.root))
        status, _, err = repo.lint("--staged")
        assert status == 2 and "git is needed" in err

    def test_options_that_exclude_each_other(self, repo: Repository) -> None:
        assert repo.lint("--staged", "--changed-since", "HEAD")[0] == 2
        assert repo.lint("-", "--staged")[0] == 2

    def test_another_repository_within(self, repo: Repository) -> None:
        repo.write("a.md", OLD)
        repo.commit()
        other = repo.root / "other"
        repo.git("worktree", "add", "--quiet", str(other))
        (other / "a.md").write_text(OLD + BAD, encoding="utf-8")
        found = [f"other/a.md:21 {MOJIBAKE}"]
        assert repo.lint("other", "--changed-since", "HEAD")[1] == found
        assert repo.lint("other/a.md", "--changed-since", "HEAD")[1] == found
        assert repo.lint("--changed-since", "HEAD")[1] == []
