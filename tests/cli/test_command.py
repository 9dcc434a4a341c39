"""The command as a user meets it: what it prints, what it leaves, its exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linters.cli import main
from linters.engine import fix as fixing
from linters.messages import set_language
from tests.conftest import ROOT

DAMAGED = "# Olá\n\nA tradu√ß√£o est√° pronta.\n"
MENDED = "# Olá\n\nA tradução está pronta.\n"
CLEAN = "# Olá\n\nA tradução está pronta.\n"


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lint(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "linters", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def on_terminal(*arguments: str, **environment: str) -> str:
    """What is written to standard output where that is a terminal."""
    pty = pytest.importorskip("pty")
    main_end, terminal = pty.openpty()
    cleared = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    subprocess.run(
        [sys.executable, "-m", "linters", "--ignore", "grammar,spelling", *arguments],
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**cleared, "PYTHONPATH": str(ROOT), **environment},
    )
    os.close(terminal)
    shown = b""
    try:
        while part := os.read(main_end, 65536):
            shown += part
    except OSError:  # so Linux says that all was read
        pass
    os.close(main_end)
    return shown.decode()


class TestExitStatus:
    def test_0_without_findings(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", CLEAN)
        assert main(["a.md"]) == 0
        assert capsys.readouterr().out == "Checked 1 file: no findings.\n"

    def test_1_with_findings(self) -> None:
        write("a.md", DAMAGED)
        assert main(["a.md"]) == 1

    def test_check_may_be_written_out(self) -> None:
        write("a.md", DAMAGED)
        assert main(["check", "a.md"]) == 1

    def test_0_with_exit_zero(self) -> None:
        write("a.md", DAMAGED)
        assert main(["a.md", "--exit-zero"]) == 0

    def test_below_fail_on_is_0(self) -> None:
        write("a.md", "a\n\x08b\n")
        assert main(["a.md"]) == 1
        assert main(["a.md", "--fail-on", "error"]) == 0

    @pytest.mark.parametrize(
        "arguments",
        [
            ["missing.md"],
            ["a.md", "missing.md", "--exit-zero"],
            ["--no-such-option"],
            ["a.md", "--select", "nonsense"],
            ["a.md", "--ignore", "grammar/NONSENSE"],
            ["a.md", "--profile", "nonsense"],
            ["a.md", "--config", "missing.toml"],
            ["a.md", "--format", "nonsense"],
            ["a.md", "--output", "sarf:r.sarif"],
            ["a.md", "--output", "xml:r"],
            ["a.md", "--output", "json:"],
            ["a.md", "--output", "no/such/folder/x.txt"],
            ["a.md", "--jobs", "0"],
            ["a.md", "--select", ","],
            ["a.md", "-"],
            ["explain", "nonsense"],
        ],
    )
    def test_2_when_the_run_itself_failed(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", CLEAN)
        try:
            status = main(arguments)
        except SystemExit as error:  # argparse's own
            status = int(str(error.code))
        assert status == 2
        shown = capsys.readouterr()
        assert shown.err or "internal/not-found" in shown.out

    def test_a_missing_path_does_not_stop_the_others(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", DAMAGED)
        assert main(["missing.md", "a.md"]) == 2
        shown = capsys.readouterr()
        assert "internal/not-found" in shown.out and "encoding/mojibake" in shown.out
        assert shown.err == "", "it is told once"

    def test_a_missing_path_is_told_to_those_who_see_no_report(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["missing.md", "--format", "json"]) == 2
        assert "missing.md" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("arguments", "command"),
        [
            (["docter"], "doctor"),
            (["chck", "a.md"], "check"),
            (["--exit-zero", "rules"], "rules"),
            (["unlike-any.md"], None),
            (["docter", "missing.md"], None),
        ],
    )
    def test_a_path_that_was_to_be_a_command(
        self, arguments: list[str], command: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", CLEAN)
        assert main(arguments) == 2
        err = capsys.readouterr().err
        assert f"Did you mean the command “{command}”?" in err if command else err == ""

    @pytest.mark.parametrize("language", [["--language", "pt-BR"], ["--language=pt-BR"]])
    def test_the_language_may_come_before_a_command(
        self, language: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([*language, "explain", "style/month-lower-case"]) == 0
        assert "Gravidade" in capsys.readouterr().out
        write("a.md", CLEAN)
        assert main([*language, "check", "a.md"]) == 0
        assert main([*language, "a.md"]) == 0

    @pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
    def test_an_unreadable_file_does_not_stop_the_others(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", DAMAGED)
        write("b.md", DAMAGED).chmod(0)
        assert main(["a.md", "b.md"]) == 2
        out = capsys.readouterr().out
        assert "internal/unreadable" in out and "encoding/mojibake" in out

    def test_a_link_loop_is_unreadable(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("loop.md").symlink_to("loop.md")
        assert main(["loop.md"]) == 2
        assert "internal/unreadable" in capsys.readouterr().out

    def test_a_pipe_is_no_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        os.mkfifo("a.md")
        write("b.md", CLEAN)
        assert main(["."]) == 0
        assert "Checked 1 file" in capsys.readouterr().out
        assert main(["a.md"]) == 2
        assert "pipe" in capsys.readouterr().out

    def test_what_counts_is_said_for_each_file(self) -> None:
        write("a/.lint-issue.toml", 'fail-on = "error"\n')
        write("b/.lint-issue.toml", 'fail-on = "info"\n')
        write("a/a.md", CLEAN)
        write("b/b.md", "a\x08b\n")
        assert main(["a", "b"]) == 1
        write("a/a.md", "a\x08b\n")
        write("b/b.md", CLEAN)
        assert main(["a", "b"]) == 0

    def test_what_is_excluded_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", 'exclude = ["drafts/**"]\n')
        write("drafts/a.md", DAMAGED)
        assert main(["drafts"]) == 0
        assert "1 file is excluded by the configuration" in capsys.readouterr().err

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
    def test_an_output_that_cannot_be_written_is_a_failure(self) -> None:
        write("a.md", DAMAGED)
        for redirect in (">/dev/full", ">&-"):
            command = f"{sys.executable} -m linters a.md {redirect}"
            result = subprocess.run(
                ["bash", "-c", command],
                capture_output=True,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert result.returncode == 2, redirect
            assert "cannot be written" in result.stderr and "Traceback" not in result.stderr

    def test_nothing_to_check_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 0
        assert "nothing to check" in capsys.readouterr().err


class TestVersion:
    def test_alone_and_with_others(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        alone = capsys.readouterr().out
        assert main(["--version", "--quiet"]) == 0
        assert capsys.readouterr().out == alone
        assert alone.startswith("lint-issue ")


class TestDidYouMean:
    @pytest.mark.parametrize(
        ("arguments", "meant"),
        [
            (["--select", "mojibak"], "encoding/mojibake"),
            (["--select", "encodng"], "encoding"),
            (["--select", "style/month-lowercase"], "style/month-lower-case"),
            (["--profile", "newletter"], "newsletter"),
        ],
    )
    def test_on_the_command_line(
        self, arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == 2
        assert f"Did you mean “{meant}”?" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            ("selct = []", "select"),
            ('select = ["struture"]', "structure"),
            ('severity = {"encoding/mojibke" = "info"}', "encoding/mojibake"),
            ('profiles = {"*.md" = "newsletters"}', "newsletter"),
            ('options."encoding/mixed-newlines" = {stile = "lf"}', "style"),
        ],
    )
    def test_in_the_configuration(
        self, line: str, meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(".lint-issue.toml", line)
        write("a.md", CLEAN)
        assert main(["a.md"]) == 2
        error = capsys.readouterr().err
        assert f"Did you mean “{meant}”?" in error and ".lint-issue.toml" in error

    @pytest.mark.parametrize(
        "line",
        [
            "select = 1",
            'fail-on = "fatal"',
            'language = "fr"',
            "severity = []",
            'severity = {"encoding" = "bad"}',
            "profiles = {a = 1}",
            "options = {a = 1}",
            'options."encoding/mixed-newlines" = {style = 1}',
            "not toml",
            'data = ["nowhere"]',
            'exclude = ["[z-a]"]',
            "a = " + "[" * 5000,
        ],
    )
    def test_a_wrong_value_is_an_error(self, line: str, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", line)
        write("a.md", CLEAN)
        assert main(["."]) == 2
        error = capsys.readouterr().err
        assert ".lint-issue.toml" in error or "no path pattern" in error


class TestSelection:
    TEXT = "\ufeffA tradu√ß√£o\x08\n"

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ([], {"byte-order-mark", "mojibake", "control-character"}),
            (["--select", "encoding/mojibake"], {"mojibake"}),
            (["--select", "encoding/m,encoding/byte"], {"mojibake", "byte-order-mark"}),
            (["--ignore", "encoding/mojibake"], {"byte-order-mark", "control-character"}),
            (["--ignore", "encoding"], set()),
            (["--ignore", "encoding", "--select", "encoding/mojibake"], {"mojibake"}),
            (["--select", "encoding", "--ignore", "encoding"], set()),
            (["--select", "front-matter"], set()),
        ],
    )
    def test_by_id_or_prefix(
        self, arguments: list[str], expected: set[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", self.TEXT)
        main(["a.md", "--format", "json", *arguments])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        assert {d["rule"].removeprefix("encoding/") for d in found} == expected

    def test_configuration_and_isolated(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", self.TEXT)
        write("pyproject.toml", '[tool.lint-issue]\nignore = ["encoding"]\n')
        assert main(["a.md"]) == 0
        assert main(["a.md", "--isolated"]) == 1
        assert main(["a.md", "--select", "encoding"]) == 1

    def test_severity_from_configuration(self) -> None:
        write("a.md", DAMAGED)
        write(".lint-issue.toml", 'severity = {"encoding" = "info"}\n')
        assert main(["a.md"]) == 0
        write(".lint-issue.toml", 'fail-on = "info"\nseverity = {"encoding" = "info"}\n')
        assert main(["a.md"]) == 1

    def test_the_nearest_configuration_counts(self) -> None:
        write(".lint-issue.toml", 'ignore = ["encoding"]\n')
        write("deep/.lint-issue.toml", "")
        write("a.md", DAMAGED)
        write("deep/er/a.md", DAMAGED)
        assert main(["a.md"]) == 0
        assert main(["deep"]) == 1

    def test_a_project_without_a_table_is_passed_by(self) -> None:
        write(".lint-issue.toml", 'ignore = ["encoding"]\n')
        write("deep/pyproject.toml", "[project]\nname = 'x'\n")
        write("deep/a.md", DAMAGED)
        assert main(["deep"]) == 0

    def test_options_of_a_rule(self) -> None:
        write("a.md", "um\r\ndois\r\n")
        assert main(["a.md"]) == 0
        write(".lint-issue.toml", '[options."encoding/mixed-newlines"]\nstyle = "lf"\n')
        assert main(["a.md", "--fix"]) == 0
        assert Path("a.md").read_bytes() == b"um\ndois\n"

    def test_exclude_leaves_named_files_in(self) -> None:
        write(".lint-issue.toml", 'exclude = ["drafts/**"]\n')
        write("drafts/a.md", DAMAGED)
        assert main(["."]) == 0
        assert main(["drafts/a.md"]) == 1

    def test_profile_by_pattern_and_by_name(self) -> None:
        write(".lint-issue.toml", '[profiles]\n"posts/**" = "newsletter"\n')
        write("posts/a.md", "Texto.\n")
        assert main(["posts/a.md"]) == 1
        assert main(["posts/a.md", "--profile", "plain"]) == 0


class TestOwnRules:
    def test_data_of_a_folder(self, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", 'data = ["my-rules"]\n[profiles]\n"*.md" = "club"\n')
        write("my-rules/profiles/club.yaml", "name: club\nfront-matter: {required: true}\n")
        write(
            "my-rules/style/any/names.yaml",
            "- id: style/club-name\n  kind: substitution\n  summary: A name.\n"
            "  message: 'Write {replacement}.'\n"
            "  source: the club\n  fix: safe\n  swap: {'\\bclub\\b': Club}\n"
            "  wrong: ['the club']\n  right: ['the Club']\n",
        )
        write("a.md", "Our club.\n")
        assert main(["a.md"]) == 1
        out = capsys.readouterr().out
        assert "style/club-name" in out and "front-matter/missing" in out
        main(["rules"])
        assert "style/club-name" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("- id: style/x\n  mesage: y\n", "mesage"),
            (
                "- id: x\n  kind: substitution\n  summary: y.\n  message: y\n"
                "  wrong: []\n  right: []\n",
                "id",
            ),
            (
                "- id: style/x\n  kind: substitution\n  summary: y.\n  message: y\n"
                "  swap: {'(a)': '\\1'}\n  wrong: [a]\n  right: [b]\n",
                "as it is",
            ),
            ("a: b\n", "a list"),
            ("[", "names.yaml"),
        ],
    )
    def test_an_error_points_at_the_file(
        self, text: str, place: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(".lint-issue.toml", 'data = ["my-rules"]\n')
        write("my-rules/style/any/names.yaml", text)
        write("a.md", "Our club.\n")
        assert main(["a.md"]) == 2
        error = capsys.readouterr().err
        assert "names.yaml" in error and place in error


class TestJson:
    def test_the_contract(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = "Olá 🎓\r\nA tradu√ß√£o\r\n"
        write("a.md", text)
        assert main(["a.md", "--format", "json"]) == 1
        report = json.loads(capsys.readouterr().out)
        assert {k: report[k] for k in ("version", "files", "summary")} == {
            "version": 1,
            "files": 1,
            "summary": {"error": 1, "warning": 0, "info": 0},
        }
        (found,) = report["diagnostics"]
        start = text.index("√ß√£")
        assert found == {
            "path": "a.md",
            "rule": "encoding/mojibake",
            "severity": "error",
            "message": found["message"],
            "help": found["help"],
            "start": start,
            "end": start + 4,
            "line": 2,
            "column": 8,
            "end_line": 2,
            "end_column": 12,
            "snippet": "√ß√£",
            "suggestions": [],
            "fix": {
                "applicability": "safe",
                "edits": [{"start": start, "end": start + 4, "text": "çã"}],
            },
            "url": "docs/encoding/mojibake.md",
        }

    def test_a_byte_order_mark_is_no_part_of_the_text(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", "\ufeffa\x08\n")
        main(["a.md", "--format", "json", "--select", "encoding/control-character"])
        (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
        assert (found["start"], found["column"]) == (1, 2)

    def test_the_same_in_any_number_of_processes(self) -> None:
        for number in range(12):
            write(f"{number}.md", DAMAGED * (number + 1) + "\x08\n")
        for more in ([], ["--select", "style,encoding"]):
            one = lint(".", "--format", "json", "--jobs", "1", *more)
            four = lint(".", "--format", "json", "--jobs", "4", *more)
            assert one.returncode == four.returncode == 1
            assert one.stdout == four.stdout


class TestGithub:
    def test_commands(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a,b:c%.md", "a\x08\n\nA tradu√ß√£o\n")
        main(["a,b:c%.md", "--format", "github"])
        error, warning = capsys.readouterr().out.splitlines()
        assert error.startswith(
            "::error file=a%2Cb%3Ac%25.md,line=3,col=8,endColumn=11,title=encoding/mojibake::"
        )
        assert warning.startswith("::warning ") and "%0A" in warning


class TestOutput:
    def test_to_files_beside_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", DAMAGED)
        main(["a.md", "--output", "json:r.json", "--output", "github:r.txt"])
        assert "encoding/mojibake" in capsys.readouterr().out
        assert json.loads(Path("r.json").read_text())["version"] == 1
        assert Path("r.txt").read_text().startswith("::error")

    def test_in_place_of_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", DAMAGED)
        main(["a.md", "--format", "json", "--output", "r.json"])
        assert capsys.readouterr().out == ""
        assert json.loads(Path("r.json").read_text())["files"] == 1

    @pytest.mark.parametrize(
        ("name", "beginning"),
        [
            ("r.json", '{"version"'),
            ("r.sarif", '{"$schema"'),
            ("r.HTML", "<!doctype html>"),
            ("r.md", "#"),
            ("r.xml", "<?xml"),
            ("r.txt", "a.md"),
            ("c:r", "a.md"),
        ],
    )
    def test_the_name_of_the_file_tells_the_format(self, name: str, beginning: str) -> None:
        write("a.md", DAMAGED)
        main(["a.md", "--output", name])
        written = Path(name).read_text("utf-8")
        assert (
            written.replace(" ", "")
            .replace("\n", "")
            .lower()
            .startswith(beginning.replace(" ", "").lower())
        )

    def test_the_format_that_is_asked_for_counts_more_than_the_name(self) -> None:
        write("a.md", DAMAGED)
        main(["a.md", "--format", "junit", "--output", "r.json"])
        assert Path("r.json").read_text("utf-8").startswith("<?xml")

    def test_what_stands_before_a_colon_must_be_a_format(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.md", CLEAN)
        main(["a.md", "--output", "xml:r"])
        assert "no format “xml”. There are: text, json" in capsys.readouterr().err
        main(["a.md", "--output", "json:"])
        assert "name of the file is missing" in capsys.readouterr().err
        assert main(["a.md", "--output", "./xml:r"]) == 0

    def test_quiet_and_statistics(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", CLEAN)
        main(["a.md", "--quiet"])
        assert capsys.readouterr().out == ""
        write("a.md", DAMAGED)
        main(["a.md", "--statistics"])
        assert "     1  encoding/mojibake\n" in capsys.readouterr().out

    def test_colour_only_where_it_is_wanted(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("a.md", DAMAGED)
        main(["a.md"])
        assert "\x1b" not in capsys.readouterr().out
        main(["a.md", "--color", "always"])
        assert "\x1b[31m" in capsys.readouterr().out
        monkeypatch.setenv("FORCE_COLOR", "1")
        main(["a.md"])
        assert "\x1b[31m" in capsys.readouterr().out
        monkeypatch.setenv("NO_COLOR", "1")
        main(["a.md"])
        assert "\x1b" not in capsys.readouterr().out
        main(["a.md", "--color", "always"])
        assert "\x1b[31m" in capsys.readouterr().out
        monkeypatch.delenv("NO_COLOR")
        main(["a.md", "--color", "never"])
        assert "\x1b" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("environment", "is_colored"),
        [
            ({"TERM": "xterm"}, True),
            ({"TERM": "dumb"}, False),
            ({"TERM": "xterm", "NO_COLOR": "1"}, False),
            ({"TERM": "xterm", "NO_COLOR": ""}, True),
            ({"TERM": "xterm", "FORCE_COLOR": "0"}, False),
            ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ],
    )
    def test_colour_on_a_terminal(self, environment: dict[str, str], is_colored: bool) -> None:
        write("a.md", DAMAGED)
        assert ("\x1b[31m" in on_terminal("a.md", **environment)) is is_colored

    def test_a_patch_on_a_terminal_does_nothing_to_it(self) -> None:
        write("a.md", "A tradu√ß√£o \x1b]0;x\x07 \x1b[2J\u202e\n")
        shown = on_terminal("a.md", "--diff", TERM="xterm", NO_COLOR="1")
        assert "+A tradução" in shown and not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert b"\x1b" in lint("a.md", "--diff").stdout

    @pytest.mark.parametrize(
        ("language", "said"),
        [("en", "2 translations were not compared"), ("pt-BR", "2 traduções não foram comparadas")],
    )
    def test_statistics_in_both_languages(
        self, language: str, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = f"---\ntitle: 'News #1 [PT-BR]'\nlang: pt-BR\n---\n\n{DAMAGED}\n{DAMAGED}"
        write("a.md", text)
        write("b.md", text)
        try:
            main([".", "--select", "encoding,parity", "--statistics", "--language", language])
        finally:
            set_language("en")
        out = capsys.readouterr().out
        assert re.search(r"^ {5}[1-9]  encoding/mojibake$", out, re.MULTILINE) and said in out

    def test_what_failed_is_no_command_to_github(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        main(["a\n::error::x ##[error]y"])
        shown = "".join(capsys.readouterr())
        assert "##[" not in shown
        assert not [line for line in shown.split("\n") if line.lstrip().startswith("::")]

    def test_a_reader_that_stops_reading(self) -> None:
        write("a.md", "a\x08b\n\n" * 20_000)
        command = f"{sys.executable} -m linters a.md 2>err.txt | head -1"
        subprocess.run(
            ["bash", "-c", command], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        assert "Traceback" not in Path("err.txt").read_text()


class TestStandardInput:
    def test_lint(self) -> None:
        result = lint("-", "--stdin-filename", "posts/x.md", stdin=DAMAGED.encode())
        assert result.returncode == 1
        assert result.stdout.startswith(b"posts/x.md\n")

    def test_fix_gives_the_text_back(self) -> None:
        result = lint("-", "--fix", stdin=DAMAGED.encode())
        assert (result.returncode, result.stdout) == (0, MENDED.encode())
        assert b"Mended 1 finding" in result.stderr

    def test_fix_of_what_cannot_be_mended_gives_it_back_too(self) -> None:
        data = b"Ol\xe1\r\n"
        result = lint("-", "--fix", stdin=data)
        assert (result.returncode, result.stdout) == (1, data)


class TestFix:
    @pytest.mark.parametrize(
        ("text", "mended"),
        [
            # Other fixes wait for the line's repair, and stay out of it.
            (
                "Foi Ã  praia em 7 de Janeiro.\n\n# EducaÃ§Ã£o\n\nOutro parÃ¡grafo Ã  noite.\n",
                "Foi à praia em 7 de janeiro.\n\n# Educação 🎓\n\nOutro parágrafo à noite.\n",
            ),
            ("é limpo\nA tradu√ß√£o √© boa.\ncaf√©‚Ä¶\n", "é limpo\nA tradução é boa.\ncafé…\n"),
        ],
    )
    def test_repairs_come_first(self, text: str, mended: str) -> None:
        head = "---\ntags: [nlp_newsletter]\nlang: pt-BR\n---\n\n"
        path = write("a.md", head + text)
        main(["a.md", "--fix"])
        assert path.read_text("utf-8") == head + mended
        path.write_text(head + text, encoding="utf-8")
        main(["a.md", "--fix", "--select", "style,structure"])
        assert path.read_text("utf-8").count("\n") == (head + text).count("\n")

    def test_a_path_through_a_link_is_that_path(self) -> None:
        write("other/x.md", "a\r\nb\nc\n")
        write("here/x.md", "a\r\nb\nc\n")
        Path("other/sub").mkdir()
        Path("here/link").symlink_to("../other/sub")
        main(["here/link/../x.md", "--fix"])
        assert Path("here/x.md").read_bytes() == b"a\r\nb\nc\n"
        assert Path("other/x.md").read_bytes() == b"a\nb\nc\n"

    def test_writes_what_is_safe(self, capsys: pytest.CaptureFixture[str]) -> None:
        path = write("a.md", DAMAGED.replace("\n", "\r\n"))
        path.chmod(0o640)
        assert main(["a.md", "--fix"]) == 0
        assert path.read_bytes() == MENDED.replace("\n", "\r\n").encode()
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert "Mended 1 finding in 1 file." in capsys.readouterr().out
        assert os.listdir() == ["a.md"]

    def test_leaves_what_is_unsafe(self) -> None:
        path = write("a.md", "a\x08b\n")
        assert main(["a.md", "--fix"]) == 1
        assert path.read_bytes() == b"a\x08b\n"
        assert main(["a.md", "--fix", "--unsafe-fixes"]) == 0
        assert path.read_bytes() == b"ab\n"

    def test_a_clean_file_is_not_touched(self) -> None:
        path = write("a.md", CLEAN)
        before = path.stat()
        main(["a.md", "--fix"])
        after = path.stat()
        assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)

    def test_a_link_stays_a_link(self) -> None:
        write("real/a.md", DAMAGED)
        Path("a.md").symlink_to("real/a.md")
        main(["a.md", "--fix"])
        assert Path("a.md").is_symlink()
        assert Path("real/a.md").read_text() == MENDED

    def test_a_file_that_is_not_utf8_is_left_alone_or_becomes_it(self) -> None:
        data = "---\ntitle: Edição\n---\n\nUma ação\r\ne só.\n".encode("latin-1")
        path = write("a.md", data)
        assert main(["a.md", "--fix"]) == 1
        assert path.read_bytes() == data
        assert main(["a.md", "--fix", "--unsafe-fixes"]) == 0
        assert path.read_text("utf-8") == "---\ntitle: Edição\n---\n\nUma ação\ne só.\n"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
    def test_other_unicode_encodings_become_utf8(self, encoding: str) -> None:
        path = write("a.md", "Olá, edição 🎓.\n".encode(encoding))
        assert main(["a.md", "--fix", "--unsafe-fixes"]) == 0
        assert path.read_text("utf-8") == "Olá, edição 🎓.\n"

    def test_a_full_disk_loses_nothing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        # The failure of the real call is forced: a full disk cannot be had in a test.
        def fsync(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(fixing.os, "fsync", fsync)
        path = write("a.md", DAMAGED)
        assert main(["a.md", "--fix"]) == 2
        assert path.read_text() == DAMAGED
        assert os.listdir() == ["a.md"]
        out = capsys.readouterr().out
        assert "No space left on device" in out and "encoding/mojibake" in out

    def test_a_file_that_changed_meanwhile_is_left(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write("a.md", DAMAGED)
        real = fixing.os.fsync

        def fsync(descriptor: int) -> None:
            path.write_text("Novo.\n")
            real(descriptor)

        monkeypatch.setattr(fixing.os, "fsync", fsync)
        assert main(["a.md", "--fix"]) == 2
        assert path.read_text() == "Novo.\n"
        assert "changed while" in capsys.readouterr().out

    def test_interrupted_each_file_is_whole(self) -> None:
        damaged, mended = DAMAGED * 200, MENDED * 200
        for number in range(60):
            write(f"{number:02}.md", damaged)
        process = subprocess.Popen(
            [sys.executable, "-m", "linters", ".", "--fix", "--jobs", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        while Path("03.md").read_text() == damaged and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate()
        states = {path.read_text() for path in Path().glob("*.md")}
        assert states <= {damaged, mended}
        assert sorted(os.listdir()) == [f"{number:02}.md" for number in range(60)]
        if process.returncode == 2:
            assert b"Interrupted" in error and b"Traceback" not in error


class TestDiff:
    @pytest.mark.parametrize(
        "text",
        [
            DAMAGED,
            DAMAGED.replace("\n", "\r\n"),
            DAMAGED.rstrip("\n"),
            CLEAN * 5 + DAMAGED + CLEAN * 5 + DAMAGED,
            "a\nb\r\nc\n" * 10,
            "x\rtradu√ß√£o\nb\n",
            "---\ntags: [nlp_newsletter]\n---\n\n# Educação🎓\n\nTexto.\n",
        ],
    )
    def test_git_takes_it(self, text: str) -> None:
        path = write("pasta com espaço/é.md", text)
        result = lint(str(path), "--diff")
        assert path.read_bytes() == text.encode(), "--diff writes nothing"
        assert result.returncode == 1
        assert b"Checked 1 file" in result.stderr
        patch = write("x.patch", result.stdout)
        subprocess.run(["git", "init", "-q"], check=True)
        subprocess.run(["git", "apply", "-p1", str(patch)], check=True)
        applied = path.read_bytes()
        path.write_bytes(text.encode())
        lint(str(path), "--fix")
        assert path.read_bytes() == applied != text.encode()

    def test_nothing_to_mend_is_an_empty_patch(self) -> None:
        write("a.md", CLEAN)
        result = lint("a.md", "--diff")
        assert (result.returncode, result.stdout) == (0, b"")


class TestFiles:
    def test_names_are_names(self, capsys: pytest.CaptureFixture[str]) -> None:
        names = ["x[PT-BR]_a,_b #1.Md", "*.md", "a?b.MARKDOWN", "é — ü.mdx", "-x.md"]
        for name in names:
            write(name, DAMAGED)
        write("notes.txt", DAMAGED)
        main(["--format", "json", "--", *names])
        found = {d["path"] for d in json.loads(capsys.readouterr().out)["diagnostics"]}
        assert found == set(names)
        main(["--format", "json"])
        found = {d["path"] for d in json.loads(capsys.readouterr().out)["diagnostics"]}
        assert found == set(names)

    def test_a_file_by_name_whatever_its_extension(self) -> None:
        write("notes.txt", DAMAGED)
        assert main(["notes.txt"]) == 1

    def test_what_git_ignores_is_left_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        subprocess.run(["git", "init", "-q"], check=True)
        write(".gitignore", "built/\nold.md\n")
        for name in ("a.md", "built/b.md", "old.md", "deep/built/c.md", "deep/d.md"):
            write(name, DAMAGED)
        main(["--format", "json"])
        found = [d["path"] for d in json.loads(capsys.readouterr().out)["diagnostics"]]
        assert found == ["a.md", "deep/d.md"]
        assert main(["old.md"]) == 1, "a file by name is checked all the same"

    def test_each_file_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", DAMAGED)
        Path("b.md").symlink_to("a.md")
        Path("folder").symlink_to(".")
        main([".", "a.md", "./a.md", "--format", "json"])
        assert json.loads(capsys.readouterr().out)["files"] == 1


class TestOtherCommands:
    def test_rules(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rules"]) == 0
        assert "encoding/mojibake" in capsys.readouterr().out
        assert main(["rules", "--format", "json"]) == 0
        rules = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)}
        assert rules["encoding/mojibake"]["fixable"] is True
        assert rules["front-matter/required-key"]["fixable"] is False
        assert rules["encoding/mixed-newlines"]["options"] == {"style": "auto"}

    def test_explain(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", "style/month-lower-case"]) == 0
        out = capsys.readouterr().out
        assert "7 de Janeiro" in out and "Acordo Ortográfico" in out

    @pytest.mark.parametrize("word", ["", "*", "ab*", "duas palavras", "gpt4", "#x", "a--b", "x ~"])
    def test_what_is_no_word_is_not_accepted(
        self, word: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["accept", "certo", word]) == 2
        assert f"“{word}” cannot be accepted" in capsys.readouterr().err
        assert not Path(".lint-issue-words.txt").exists()

    def test_what_is_accepted(self) -> None:
        words = ["pré-treino", "d'água", "retro*", "pré-*", "tokenizar ~ organizar"]
        assert main(["accept", *words]) == 0
        assert Path(".lint-issue-words.txt").read_text("utf-8").splitlines() == sorted(words)

    def test_explain_lists_what_begins_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", "structure/emoji"]) == 0
        out = capsys.readouterr().out
        assert "structure/emoji-missing" in out and "structure/emoji-wrong" in out
        assert "structure/spacer" not in out

    @pytest.mark.parametrize(
        "id", ["STYLE/Month-lower-case", "grammar/crase_confusion", "SPELLING"]
    )
    def test_explain_takes_capitals_as_they_come(
        self, id: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["explain", id]) == 0
        assert id.lower() in capsys.readouterr().out.lower()

    @pytest.mark.parametrize(
        ("id", "shown"),
        [
            ("CAPTURAR_IMAGENS", "Software captures images."),
            ("CAPTURAR_IMAGENS", "captura imagens da tela"),
            ("PT_BARBARISMS_REPLACE_SCRIPT", "It is switched off."),
            ("AGR_OBJECT_PREDICATE", "Severity: info."),
        ],
    )
    def test_explain_tells_what_is_known_of_a_rule_of_languagetool(
        self, id: str, shown: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["explain", f"grammar/{id}"]) == 0
        assert shown in capsys.readouterr().out

    def test_a_category_is_meant_rather_than_the_end_of_an_id(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["--ignore", "stile"]) == 2
        assert "“style”" in capsys.readouterr().err

    def test_init(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["init"]) == 0
        written = Path(".lint-issue.toml").read_text()
        write("a.md", CLEAN)
        assert main(["a.md"]) == 0, "what it writes is a configuration"
        capsys.readouterr()
        assert main(["init"]) == 2
        assert "Nothing was written" in capsys.readouterr().err
        assert Path(".lint-issue.toml").read_text() == written
        assert "id: lint-issue" in Path(".pre-commit-config.yaml").read_text()

    def test_init_writes_what_is_missing(self, capsys: pytest.CaptureFixture[str]) -> None:
        write(".lint-issue.toml", "language = 'en'\n")
        write("_posts/2026-01-01-nlp-newsletter-1.md", CLEAN)
        assert main(["init"]) == 0
        out = capsys.readouterr().out
        assert ".lint-issue.toml is there already; it was left as it is." in out
        assert "_posts/ holds 1 file for" in out
        assert Path(".lint-issue.toml").read_text() == "language = 'en'\n"
        assert "files: '^_posts/'" in Path(".pre-commit-config.yaml").read_text()

    def test_init_says_that_it_recognised_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        write("a.md", CLEAN)
        assert main(["init"]) == 0
        assert "No folder of posts was recognised" in capsys.readouterr().out

    def test_init_looks_at_what_is_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        subprocess.run(["git", "init", "-q"], check=True)
        Path("mkdocs.yml").touch()
        for folder in ("_posts", "docs/pt"):
            Path(folder).mkdir(parents=True)
        for number in range(3):
            write(f"_posts/2026-01-0{number + 1}-nlp-newsletter-{number}.md", CLEAN)
            write(f"docs/pt/page{number}.md", "# Guia\n\nTexto.\n")
        assert main(["init"]) == 0
        out = capsys.readouterr().out
        assert "_posts/ holds 3 files for the profile newsletter." in out
        configuration = Path(".lint-issue.toml").read_text()
        assert '"_posts/**" = "newsletter"\n"docs/**" = "docs"\n' in configuration
        assert "files: '^(_posts|docs)/'" in Path(".pre-commit-config.yaml").read_text()
        workflow = Path(".github/workflows/lint-issue.yml").read_text()
        assert "paths: |\n            _posts\n            docs\n" in workflow
        assert main(["docs", "--ignore", "grammar,spelling"]) == 0
