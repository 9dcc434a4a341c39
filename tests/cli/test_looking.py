"""`config show` and `tokens`: what a run goes by, and what a checker sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linters.cli import main

ISSUE = "---\ntags: nlp_newsletter\n---\n\n# Olá\n"


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


class TestConfigShow:
    def shown(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
        assert main(["config", "show", *arguments, "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        return {one["key"]: (one["value"], one["origin"]) for one in found}

    def test_without_a_configuration_all_are_defaults(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shown = self.shown(capsys)
        assert all(origin.startswith("the default") for _value, origin in shown.values())
        assert shown["fail-on"][0] == "warning"

    def test_each_key_names_its_place(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("pyproject.toml", '[tool.lint-issue]\nselect = []\nfail-on = "error"\n')
        write("posts/.lint-issue.toml", 'fail-on = "info"\n[severity]\nstyle = "info"\n')
        shown = self.shown(capsys)
        assert shown["fail-on"] == ("error", "pyproject.toml: tool.lint-issue.fail-on")
        # What is written there counts as written there, also if it is as by default.
        assert shown["select"] == ([], "pyproject.toml: tool.lint-issue.select")
        shown = self.shown(capsys, "posts")
        assert shown["config"][0] == "posts/.lint-issue.toml"
        assert shown["fail-on"] == ("info", "posts/.lint-issue.toml: fail-on")
        assert shown['severity."style"'] == ("info", 'posts/.lint-issue.toml: severity."style"')
        assert shown["select"][1].startswith("the default")

    def test_all_kinds_of_values(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("own/x", "")
        write("authors.yml", "a: {name: A}\n")
        write(
            ".lint-issue.toml",
            'data = ["own"]\nauthors = "authors.yml"\nbaseline = "known.json"\n'
            'language = "en"\nlanguagetool-server = "http://host:1"\n'
            '[fixes]\nstyle = "none"\nlinks = "safe"\n',
        )
        shown = self.shown(capsys)
        assert shown["data"][0] == ["own"]
        assert shown["authors"][0] == "authors.yml"
        assert shown["baseline"][0] == "known.json"
        assert shown["languagetool-server"][0] == "http://host:1"
        assert shown['fixes."style"'][0] == "none"
        assert shown['fixes."links"'][0] == "safe"

    @pytest.mark.parametrize(
        ("path", "profile", "why"),
        [
            ("a.md", "newsletter", "the file itself: its tags hold “nlp_newsletter”"),
            ("2020-01-01-boletim.md", "newsletter", "the file itself: its name fits"),
            ("b.md", "plain", "the default: nothing in the file"),
            ("docs/c.md", "docs", '.lint-issue.toml: profiles."docs/**"'),
            (".", None, "the default: each file tells by itself"),
            ("docs", "docs", '.lint-issue.toml: profiles."docs/**"'),
        ],
    )
    def test_why_a_profile(
        self, capsys: pytest.CaptureFixture[str], path: str, profile: str | None, why: str
    ) -> None:
        write(".lint-issue.toml", '[profiles]\n"docs/**" = "docs"\n')
        write("a.md", ISSUE)
        for name in ("2020-01-01-boletim.md", "b.md", "docs/c.md"):
            write(name, "# Olá\n")
        value, origin = self.shown(capsys, path)["profile"]
        assert value == profile
        assert origin.startswith(why)

    def test_the_emoji_of_headings_tell_a_profile(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", "# A 🎓\n\n# B 📙\n\n# C ✍️\n\n# D 🌟\n\n# E ⚙️\n")
        value, origin = self.shown(capsys, "a.md")["profile"]
        assert (value, origin[:34]) == ("newsletter", "the file itself: its headings have")

    def test_the_command_line_counts_most(self, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", 'fail-on = "error"\n')
        write("other.toml", 'fail-on = "info"\n')
        write("a.md", ISSUE)
        shown = self.shown(capsys, "a.md", "--profile", "docs", "--config", "other.toml")
        assert shown["profile"] == ("docs", "the command line: --profile")
        assert shown["config"] == ("other.toml", "the command line: --config")
        assert shown["fail-on"] == ("info", "other.toml: fail-on")
        assert "profile.ignore" in shown
        shown = self.shown(capsys, "--isolated")
        assert shown["config"] == (None, "the command line: --isolated")
        assert shown["baseline"] == (None, "the command line: --isolated")

    def test_a_file_that_is_excluded(self, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", 'exclude = ["old/*"]\n')
        write("old/a.md", "x\n")
        assert "“old/*” leaves this file out" in self.shown(capsys, "old/a.md")["exclude"][1]
        assert "leaves" not in self.shown(capsys)["exclude"][1]

    def test_text_is_a_line_each(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", ISSUE)
        main(["config", "show", "a.md"])
        lines = capsys.readouterr().out.splitlines()
        assert len({line.index("  # ") for line in lines if "  # " in line}) <= 2
        assert lines[1].startswith('profile = "newsletter"')

    def test_what_cannot_be_used_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["config", "show", "nothing"]) == 2
        write(".lint-issue.toml", 'ignore = ["styel"]\n')
        assert main(["config", "show"]) == 2
        assert "styel" in capsys.readouterr().err
