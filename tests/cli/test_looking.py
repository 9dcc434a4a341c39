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


PAGE = """---
title: Olá
---

# Olá 👋

- O *machine learning* em `code`, de [lá](https://a.example/x)

A tradu√ß√£o
está pronta.
"""


class TestTokens:
    def seen(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
        assert main(["tokens", *arguments, "--format", "json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    def test_all_that_is_seen(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.pt-BR.md", PAGE)
        seen = self.seen(capsys, "a.pt-BR.md")
        assert (seen["language"], seen["original"]) == ("pt-BR", None)
        assert seen["profile"]["name"] == "plain"
        assert seen["front_matter"]["keys"] == ["title"]
        blocks = [(b["kind"], b["level"], b["line"], b["within"]) for b in seen["blocks"]]
        assert blocks == [
            ("heading", 1, 5, []),
            ("list-item", 0, 7, ["list", "item"]),
            ("paragraph", 0, 9, []),
        ]
        prose = [(p["scope"], p["line"], p["text"]) for p in seen["prose"]]
        assert prose == [
            ("title", 2, "Olá"),
            ("heading", 5, "Olá 👋"),
            ("list-item", 7, "O machine learning em code, de lá"),
            ("paragraph", 9, "A tradução está pronta."),
        ]
        assert [(p["kind"], p["column"], p["text"]) for p in seen["protected"]] == [
            ("emphasis", 5, "*machine learning*"),
            ("code", 27, "`code`"),
            ("url", 41, "](https://a.example/x)"),
            ("url", 43, "https://a.example/x"),
        ]

    def test_places_are_those_in_the_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", PAGE)
        seen = self.seen(capsys, "a.md")
        last = seen["blocks"][-1]
        assert PAGE[last["start"] : last["end"]].rstrip() == "A tradu√ß√£o\nestá pronta."
        assert [PAGE[r["start"] : r["end"]] for r in seen["repaired"]] == ["√ß√£"]

    def test_the_original_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("en.md", "# Hello\n\nThis is the text of the original.\n")
        write("a.pt-BR.md", "---\nsource: en.md\n---\n\n# Olá\n\nEste é o texto da tradução.\n")
        seen = self.seen(capsys, "a.pt-BR.md")
        assert seen["original"] == {"path": "en.md", "in_comments": False}
        write("b.pt-BR.md", "# Olá\n\nEste é o texto da tradução.\n")
        assert self.seen(capsys, "b.pt-BR.md")["original"] is None
        assert self.seen(capsys, "b.pt-BR.md", "--source", "en.md")["original"]["path"] == "en.md"

    def test_text_is_a_line_each(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.pt-BR.md", PAGE)
        assert main(["tokens", "a.pt-BR.md"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert "  language: pt-BR" in lines
        assert "        5 heading 1" in lines
        assert "        7 list-item (list > item)" in lines
        assert "        7     protected code “`code`”" in lines
        assert "     9-10     prose paragraph “A tradução está pronta.”" in lines

    @pytest.mark.parametrize("data", [b"", b"\x00\x01", b"abc \xe9\n", b"\xff\xfea\x00"])
    @pytest.mark.parametrize("format", ["text", "json"])
    def test_whatever_a_file_holds(
        self, capsys: pytest.CaptureFixture[str], data: bytes, format: str
    ) -> None:
        write("a.md", data)
        assert main(["tokens", "a.md", "--format", format]) == 0
        capsys.readouterr().out.encode()

    def test_a_file_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["tokens", "a.md"]) == 2
        assert "There is no file “a.md”" in capsys.readouterr().err

    def test_a_folder_is_no_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["tokens", "."]) == 2
        assert "“.” is a folder: give one file." in capsys.readouterr().err
