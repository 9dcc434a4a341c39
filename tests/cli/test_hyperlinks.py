"""Which terminals are given hyperlinks."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from linters.cli import main
from linters.cli.hyperlinks import takes_links


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "takes"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "dumb", "VTE_VERSION": "7600"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4800"}, False),
        ({"VTE_VERSION": "0.50.0"}, False),
        ({"VTE_VERSION": "0.50.1"}, True),
        ({"VTE_VERSION": "x"}, False),
        ({"WT_SESSION": "a"}, True),
        ({"DOMTERM": "a"}, True),
        ({"KITTY_WINDOW_ID": "1"}, True),
        ({"KONSOLE_VERSION": "220401"}, True),
        ({"KONSOLE_VERSION": "190000"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0.9"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.4.15"}, True),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.90.0"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "453"}, False),
        ({"WT_SESSION": "a", "CI": "true"}, False),
        ({"WT_SESSION": "a", "NO_COLOR": "1"}, True),
        ({"CI": "true", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "dumb", "FORCE_HYPERLINK": ""}, True),
        ({"WT_SESSION": "a", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_by_what_the_terminal_says_of_itself(environment: dict[str, str], takes: bool) -> None:
    assert takes_links(Terminal(), environment) is takes


def test_a_file_is_given_links_only_by_force() -> None:
    assert not takes_links(io.StringIO(), {"WT_SESSION": "a"})
    assert takes_links(io.StringIO(), {"FORCE_HYPERLINK": "1"})


class TestDocumentation:
    """The key that says where the pages of the rules are."""

    PAGE = "https://example.org/lint/encoding/mojibake.html"

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_text("A tradu√ß√£o\n", encoding="utf-8")
        Path(".lint-issue.toml").write_text('documentation = "https://example.org/lint"\n')

    def shown(self, format: str, capsys: pytest.CaptureFixture[str]) -> str:
        assert main(["a.md", "--ignore", "grammar,spelling", "--format", format]) == 1
        return capsys.readouterr().out

    @pytest.mark.parametrize("format", ["json", "jsonl", "sarif", "rdjson"])
    def test_for_programs(self, format: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = json.loads(self.shown(format, capsys))
        place = {
            "json": lambda: found["diagnostics"][0]["url"],
            "jsonl": lambda: found["url"],
            "sarif": lambda: found["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"],
            "rdjson": lambda: found["diagnostics"][0]["code"]["url"],
        }
        assert place[format]() == self.PAGE

    def test_in_html_and_on_a_terminal(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert f'<a href="{self.PAGE}" rel="noreferrer">' in self.shown("html", capsys)
        assert "\x1b]8" not in self.shown("text", capsys)
        monkeypatch.setenv("FORCE_HYPERLINK", "1")
        assert f"\x1b]8;;{self.PAGE}\x1b\\encoding/mojibake" in self.shown("text", capsys)

    def test_not_in_a_file(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("FORCE_HYPERLINK", "1")
        main(["a.md", "--ignore", "grammar,spelling", "--output", "text:found.txt"])
        assert "\x1b" not in Path("found.txt").read_text("utf-8")

    def test_without_it_the_url_is_a_path(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path(".lint-issue.toml").unlink()
        (diagnostic,) = json.loads(self.shown("json", capsys))["diagnostics"]
        assert diagnostic["url"] == "docs/encoding/mojibake.md"
        assert "helpUri" not in self.shown("sarif", capsys)
        assert "noreferrer" not in self.shown("html", capsys)

    @pytest.mark.parametrize(
        "value",
        [
            '"javascript:alert(1)"',
            '"//example.org"',
            '"docs/"',
            '"https://"',
            '"https://a b/"',
            '"https://a/\\u001b]8;;"',
            '"https://a/\\n"',
            '"https://a/?x=\\"><b>"',
            "7",
        ],
    )
    def test_what_is_no_address_is_an_error(
        self, value: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path(".lint-issue.toml").write_text(f"documentation = {value}\n")
        assert main(["a.md"]) == 2
        assert "documentation: expected" in capsys.readouterr().err

    def test_config_show(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["config", "show"]) == 0
        assert 'documentation = "https://example.org/lint/"' in capsys.readouterr().out
