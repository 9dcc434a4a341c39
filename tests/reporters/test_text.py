"""The report for people: the mark stays under what is meant."""

from __future__ import annotations

import re

import pytest

from linters.engine.check import check
from linters.engine.run import FileResult, Report
from linters.model import Severity
from linters.reporters import Style, render
from linters.reporters.text import columns
from tests.conftest import read, rule_set

CONTROL = rule_set("encoding/control-character")


def show(text: str, *ids: str, style: Style | None = None) -> str:
    document = read(text, path="a.md")
    found = check(document, rule_set(*ids) if ids else CONTROL)
    report = Report([FileResult("a.md", found, document.text)], 1, Severity.WARNING)
    return "".join(render("text", report, style or Style()))


def test_a_whole_report() -> None:
    assert show("Olá\n\nA tradu√ß√£o est√° pronta\n", "encoding/mojibake") == (
        "a.md\n"
        "  3:8 error encoding/mojibake UTF-8 text that was read as Mac Roman: "
        "“tradu√ß√£o” should be “tradução”.\n"
        "  3 | A tradu√ß√£o est√° pronta\n"
        "    |        ^^^^^^^^^^^\n"
        "    = `lint-issue --fix` restores the text. Keep your editor's encoding at UTF-8.\n"
        "\n"
        "Checked 1 file: 1 error.\n"
        "1 can be mended with `--fix`.\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "",
        "abc ",
        "🎓🎓 ",
        "⚙️ ",
        "👩‍💻 👩🏽‍💻 ",
        "e\u0301e\u0301 ",
        "汉字 ",
        "\t",
        "नमस्ते ",
        "🇧🇷 ",
        "palavra " * 40,
        "🎓" * 150,
        "e\u0301" * 300,
    ],
)
@pytest.mark.parametrize("after", ["", " depois", " 🎓" * 100])
def test_the_mark_is_under_the_character(before: str, after: str) -> None:
    _, _, shown, mark, *_ = show(f"{before}\x08{after}\n").splitlines()
    at = shown.index("·")
    assert mark.index("^") == columns(shown[:at])
    assert mark.count("^") == 1
    assert columns(shown) <= 100


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    text = "\nUm texto\n---\ntags: [nlp_newsletter]\n---\n"
    report = show(text, "front-matter/missing")
    assert "  1 |" not in report or "^" in report


def test_many_of_one_cause_are_counted() -> None:
    report = show("A tradu√ß√£o\n\n" * 50, "encoding/mojibake")
    assert report.count("should be") == 3
    assert "… and 47 more lines like these (encoding/mojibake)." in report
    assert "Checked 1 file: 50 errors." in report
    assert "50 can be mended" in report


def test_four_are_shown() -> None:
    report = show("A tradu√ß√£o\n\n" * 4, "encoding/mojibake")
    assert report.count("should be") == 4 and "more lines" not in report


def test_different_causes_are_all_shown() -> None:
    report = show("\x08\n\n" * 50)
    assert report.count("invisible control character") == 50


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("汉字" * 60, "汉字" * 60),
        ("👩🏽‍💻" * 40, "👩🏽‍💻" * 40),
        ("🇧🇷" * 60, "🇧🇷" * 60),
        ("e\u0301" * 90, "e\u0301" * 90),
        ("⚙️ " * 60, " ⚙️" * 60),
        ("palavra " * 40, " palavra" * 40),
        ("x" * 300, "y" * 300),
    ],
)
def test_a_line_fits_and_no_character_is_cut(before: str, after: str, width: int) -> None:
    _, _, shown, mark, *_ = show(f"{before}\x08{after}\n", style=Style(width=width)).splitlines()
    assert columns(shown) <= width and columns(mark) <= width
    assert mark.index("^") == columns(shown[: shown.index("·")])
    left, _dot, right = shown.partition("| ")[2].partition("·")
    unit = {"汉": "汉", "👩": "👩🏽‍💻", "🇧": "🇧🇷", "e": "e\u0301", "⚙": "⚙️"}.get(before[:1])
    if unit:
        for part in (left, right):
            assert not part.replace("…", "").replace(unit, "").replace("字", "").strip()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("word", ["palavra", "汉字", "👩🏽‍💻", "e\u0301e\u0301"])
def test_messages_are_broken_between_words(word: str, width: int) -> None:
    said = " ".join([word] * 60)
    found = [d._replace(message=said, help=said) for d in check(read("a\x08\n"), CONTROL)]
    report = Report([FileResult("a.md", found, "a\x08\n")], 1)
    whole = "".join(render("text", report, Style(width=width, quiet=True)))
    wrapped = "".join(render("text", report, Style(width=width, wrap=True, quiet=True)))
    assert wrapped.split() == whole.split()
    lines = wrapped.split("\n")
    # A rule's name may be longer than a narrow terminal.
    assert all(columns(line) <= width or "control-character" in line for line in lines)
    assert not [line for line in lines if line.endswith(" ")]
    assert whole.count("\n") < wrapped.count("\n")


def test_escape_characters_of_names_and_content_are_not_written() -> None:
    harm = "\x1b]8;;http://x\x07\x9b31m\x85\x90\r\x00"
    found = [
        diagnostic._replace(
            rule=f"own/{harm}", message=harm, help=harm, suggestions=(harm,), path=f"{harm}.md"
        )
        for diagnostic in check(read(f"a{harm}\x08 b\n"), CONTROL)
    ]
    report = Report([FileResult(f"{harm}.md", found, f"a{harm}\x08 b\n")], 1)
    shown = "".join(render("text", report, Style(statistics=True)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


@pytest.mark.parametrize("color", [False, True])
def test_a_log_that_github_reads_holds_no_command(color: bool) -> None:
    name = "::set-output name=a::b##[error].md"
    text = "##[group]a ::error::\x08\n"
    found = check(read(text), CONTROL)
    report = Report([FileResult(name, found, text)], 1)
    shown = "".join(render("text", report, Style(color=color, in_github_log=True, statistics=True)))
    assert "##[" not in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert not [line for line in plain.split("\n") if line.lstrip().startswith("::")]
    assert "::error::" in shown  # within a line it is text


def test_a_link_on_the_name_of_a_rule() -> None:
    text = "a\x08\n"
    page = "https://example.org/encoding/control-character.html"
    found = [d._replace(url=page) for d in check(read(text), CONTROL)]
    report = Report([FileResult("a.md", found, text)], 1)
    linked = f"\x1b]8;;{page}\x1b\\encoding/control-character\x1b]8;;\x1b\\"
    assert linked in "".join(render("text", report, Style(links=True)))
    assert "\x1b" not in "".join(render("text", report, Style()))
    assert "\x1b" not in show(text, style=Style(links=True))  # a path is no address


def test_nothing_moves_the_cursor_or_turns_the_line() -> None:
    report = show("\x1b[2J\x1b[31m\u202eabc\u2066\x08\n", style=Style(color=False))
    assert not {"\x1b", "\u202e", "\u2066", "\x08"} & set(report)
