"""Known findings: counted, and ever fewer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linters.cli import main
from linters.reporters import FORMATS
from tests.repository import Repository, repository

BAD = "A tradu√ß√£o.\n"
MOJIBAKE = "encoding/mojibake"
FILE = ".lint-issue-baseline.json"
TWO = f"{BAD}\n{BAD}"


@pytest.fixture
def repo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    made = repository(tmp_path, monkeypatch, capsys)
    made.write("a.md", TWO)
    made.write("posts/b.md", BAD + "\n\x08\n")
    assert made.lint("--update-baseline")[:2] == (0, [])
    return made


def files(repo: Repository, name: str = FILE) -> object:
    return json.loads(repo.root.joinpath(name).read_text("utf-8"))["files"]


KNOWN = {
    "a.md": {MOJIBAKE: 2},
    "posts/b.md": {"encoding/control-character": 1, MOJIBAKE: 1},
}


def test_it_is_read_in_a_review(repo: Repository) -> None:
    assert repo.root.joinpath(FILE).read_text("utf-8") == (
        '{\n  "version": 1,\n  "files": {\n'
        '    "a.md": {\n      "encoding/mojibake": 2\n    },\n'
        '    "posts/b.md": {\n      "encoding/control-character": 1,\n'
        '      "encoding/mojibake": 1\n    }\n  }\n}\n'
    )


def test_what_is_known_is_not_reported(repo: Repository) -> None:
    assert repo.lint() == (0, [], "")
    assert repo.lint("posts") == (0, [], "")
    assert repo.lint("a.md", "--jobs", "2") == (0, [], "")


def test_nothing_that_was_checked_is_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--update-baseline"]) == 0
    shown = capsys.readouterr()
    assert "No list of known findings was written" in shown.err
    assert shown.out == "Checked 0 files.\n"
    assert not Path(FILE).exists()


def test_a_list_of_what_is_gone_becomes_empty(repo: Repository) -> None:
    repo.root.joinpath("a.md").unlink()
    repo.root.joinpath("posts/b.md").unlink()
    assert repo.lint("--update-baseline")[0] == 0
    assert files(repo) == {}


def test_moved_lines_are_known(repo: Repository) -> None:
    repo.write("a.md", "Um.\n\n" + TWO)
    assert repo.lint() == (0, [], "")


def test_one_more_shows_all_of_its_rule(repo: Repository) -> None:
    repo.write("a.md", TWO + "\n" + BAD)
    repo.write("posts/b.md", BAD + "\n\x08\x08 a \x08\n")
    status, found, _ = repo.lint()
    assert status == 1
    assert [f.rpartition(" ")[2] for f in found if f.startswith("a.md")] == [MOJIBAKE] * 3
    assert all("control-character" in f for f in found if f.startswith("posts"))


def test_a_new_file_is_not_known(repo: Repository) -> None:
    repo.write("c.md", BAD)
    assert repo.lint()[1] == [f"c.md:1 {MOJIBAKE}"]


def test_the_run_fails_if_it_could_be_smaller(repo: Repository) -> None:
    repo.write("a.md", BAD)
    status, found, err = repo.lint()
    assert (status, found) == (1, [])
    assert "--update-baseline" in err and f"a.md: {MOJIBAKE}: 1 of 2 are left" in err
    assert files(repo) == KNOWN, "a run that only reads writes nothing"
    assert repo.lint("--exit-zero")[0] == 0
    assert repo.lint("--update-baseline")[0] == 0
    assert files(repo) == {**KNOWN, "a.md": {MOJIBAKE: 1}}
    assert repo.lint()[0] == 0


def test_all_formats_tell_that_it_could_be_smaller(
    repo: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("a.md", BAD)
    capsys.readouterr()
    shown = {}
    for format in FORMATS:
        given = [".", "--ignore", "grammar,spelling", "--language", "en", "--format", format]
        assert main(given) == 1, format
        shown[format], err = capsys.readouterr()
        assert "1 of 2 are left" in err, format
    fewer = {"path": "a.md", "rule": MOJIBAKE, "found": 1, "known": 2}
    assert json.loads(shown["json"])["baseline"] == {"known": 3, "grown": [], "shrunk": [fewer]}
    first = shown["github"].partition("\n")[0]
    assert first.startswith("::error title=lint-issue::Good news")
    assert first.endswith(f"%0A  a.md: {MOJIBAKE}: 1 of 2 are left")


def test_a_run_that_mends_makes_it_smaller(repo: Repository) -> None:
    assert repo.lint("a.md", "--fix")[0] == 0
    assert files(repo) == {"posts/b.md": KNOWN["posts/b.md"]}
    repo.write("posts/b.md", TWO + "\x08\n")
    assert repo.lint("--fix", "--unsafe-fixes", "--select", MOJIBAKE)[0] == 0
    assert files(repo) == {"posts/b.md": {"encoding/control-character": 1}}


def test_a_diff_changes_nothing(repo: Repository) -> None:
    assert repo.lint("a.md", "--fix", "--diff")[0] == 0
    assert files(repo) == KNOWN


def test_what_was_not_checked_is_not_gone(repo: Repository) -> None:
    assert repo.lint("a.md")[0] == 0
    assert repo.lint("--select", "encoding/control-character")[0] == 0
    assert repo.lint("--select", "structure", "--update-baseline")[0] == 0
    assert repo.lint("a.md", "--update-baseline")[0] == 0
    assert files(repo) == KNOWN


def test_a_deleted_file_makes_it_smaller(repo: Repository) -> None:
    repo.root.joinpath("posts/b.md").unlink()
    assert repo.lint("a.md")[0] == 0
    status, _, err = repo.lint()
    assert status == 1 and f"posts/b.md: {MOJIBAKE}: 0 of 1 are left" in err
    assert repo.lint("--update-baseline")[0] == 0
    assert files(repo) == {"a.md": {MOJIBAKE: 2}}


def test_a_file_renamed_in_git_is_known(repo: Repository) -> None:
    repo.write("a.md", "Um texto que fica como está.\n\n" * 9 + TWO)
    repo.commit()
    repo.git("mv", "a.md", "posts/ç d.md")
    repo.commit()
    repo.write("posts/ç d.md", "Um texto que fica como está.\n\n" * 8 + BAD + "\n\x08\n" + BAD)
    status, found, err = repo.lint()
    assert (status, err) == (1, "") and [f.rpartition(" ")[2] for f in found] == [
        "encoding/control-character"
    ]
    # Even where another file is what the baseline is written for.
    repo.write("posts/b.md", BAD)
    repo.lint("posts/b.md", "--update-baseline")
    assert files(repo) == {"posts/b.md": {MOJIBAKE: 1}, "posts/ç d.md": {MOJIBAKE: 2}}


def test_a_file_renamed_without_git_is_known(repo: Repository) -> None:
    repo.root.joinpath("a.md").rename(repo.root / "posts" / "a.md")
    assert repo.lint() == (0, [], "")
    repo.root.joinpath("posts/b.md").rename(repo.root / "other.md")
    assert repo.lint() == (0, [], "")
    assert repo.lint("--update-baseline")[0] == 0
    assert files(repo) == {"other.md": KNOWN["posts/b.md"], "posts/a.md": KNOWN["a.md"]}


def test_no_name_is_guessed(repo: Repository) -> None:
    """Two files could be the one that is gone."""
    repo.root.joinpath("a.md").unlink()
    repo.write("x/a.md", TWO)
    repo.write("y/a.md", TWO)
    status, found, err = repo.lint()
    assert status == 1 and len(found) == 4 and "a.md" in err


def test_with_changed_lines(repo: Repository) -> None:
    repo.commit()
    repo.write("a.md", TWO + "\n" + BAD)
    status, found, _ = repo.lint("--changed-since", "HEAD")
    assert (status, found) == (1, [f"a.md:5 {MOJIBAKE}"])
    repo.write("a.md", "Um.\n\n" + BAD)
    assert repo.lint("--changed-since", "HEAD")[:2] == (1, [])


def test_it_can_be_named(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.root.joinpath(FILE).rename(repo.root / "known.json")
    assert repo.lint()[0] == 1
    assert repo.lint("--baseline", "known.json")[0] == 0
    repo.write(".lint-issue.toml", 'baseline = "known.json"\n')
    assert repo.lint()[0] == 0
    monkeypatch.chdir(repo.root / "posts")
    assert repo.lint()[0] == 0


def test_isolated_reads_none(repo: Repository) -> None:
    assert repo.lint("--isolated")[0] == 1
    assert repo.lint("--isolated", "--baseline", FILE)[0] == 1
    assert repo.lint("--isolated", "--update-baseline")[0] == 2


def test_one_that_is_not_there(repo: Repository) -> None:
    status, _, err = repo.lint("--baseline", "nope.json")
    assert status == 2 and "--update-baseline" in err
    assert repo.lint("--baseline", "nope.json", "--update-baseline")[0] == 0
    assert files(repo, "nope.json") == KNOWN
    assert repo.lint("--baseline", "no/folder.json", "--update-baseline")[0] == 2


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"version": 2, "files": {}}',
        '{"version": 1}',
        '{"version": 1, "files": {"a.md": 3}}',
        '{"version": 1, "files": {"a.md": {"x/y": -1}}}',
        '{"version": 1, "files": {"a.md": {"x/y": true}}}',
        '{"version": 1, "files": {"a.md": {"x/y": 1}, "a.md": {"x/y": 2}}}',
        "<<<<<<< HEAD\n{}",
        b"\xff\xfe\x00",
        "[" * 100_000,
    ],
)
def test_one_that_cannot_be_used(repo: Repository, content: str | bytes) -> None:
    repo.write(FILE, content)
    for more in ([], ["--update-baseline"]):
        status, _, err = repo.lint(*more)
        assert status == 2 and FILE in err


def test_it_is_not_written_where_the_run_failed(repo: Repository) -> None:
    repo.write("c.md", BAD)
    status, _, err = repo.lint("c.md", "missing.md", "--update-baseline")
    assert status == 2 and "not written" in err
    assert files(repo) == KNOWN


def test_rules_that_are_gone_go(repo: Repository) -> None:
    repo.write(
        FILE, json.dumps({"version": 1, "files": {**KNOWN, "a.md": {"old/rule": 3, MOJIBAKE: 2}}})
    )
    assert repo.lint()[0] == 1
    assert repo.lint("--update-baseline")[0] == 0
    assert files(repo) == KNOWN


def test_standard_input_has_known_findings_too(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    for data, status in ((BAD, 0), (TWO + "\n" + BAD, 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert repo.lint("-", "--stdin-filename", "a.md")[0] == status
