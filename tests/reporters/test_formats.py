"""The formats for programs and sites: valid whatever a file holds, and right to the character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyromark
import pytest
from hypothesis import given, settings
from sarif_kit.validate import validation_errors

from linters.cli import main
from linters.engine.baseline import Difference
from linters.engine.check import INTERNAL, check, internal
from linters.engine.explain import explain
from linters.engine.fix import apply
from linters.engine.run import FileResult, Report
from linters.messages import set_language
from linters.model import Applicability, Diagnostic, Edit, Fix, Severity, Span
from linters.reporters import FORMATS, Style, render
from linters.reporters.github import MOST_SHOWN
from linters.reporters.markdown import MOST_BYTES
from linters.reporters.text import visible
from tests.conftest import REGISTRY, read, rule_set
from tests.strategies import documents, reports

RULES = rule_set()


def show(format: str, report: Report) -> str:
    return "".join(render(format, report, Style()))


def checked(text: str | bytes, path: str = "a.md", profile: str | None = None) -> Report:
    document = read(text, profile, path)
    return Report([FileResult(path, check(document, RULES), document.text)], 1)


def made(*severities: Severity, path: str = "a.md", message: str = "Wrong.") -> Report:
    """A report with a finding of each of those severities, a line each."""
    found = [
        Diagnostic(
            *(path, "style/ellipsis", severity, message, None, Span(2 * line, 2 * line + 1)),
            *(line + 1, 1, line + 1, 2, "x", None, (), None),
        )
        for line, severity in enumerate(severities)
    ]
    return Report([FileResult(path, found, "x\n" * len(found))], 1)


def is_internal(diagnostic: Diagnostic) -> bool:
    return diagnostic.rule.startswith(INTERNAL)


@given(reports())
@settings(max_examples=20, deadline=None)
def test_any_content_can_be_written_and_is_the_same_each_time(report: Report) -> None:
    for format in FORMATS:
        text = show(format, report)
        text.encode("utf-8")
        assert text == show(format, report)


class TestJsonLines:
    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_a_line_is_what_json_has_in_its_list(self, report: Report) -> None:
        lines = show("jsonl", report).splitlines()
        assert [json.loads(line) for line in lines] == json.loads(show("json", report))[
            "diagnostics"
        ]


class TestSarif:
    def run(self, report: Report) -> dict[str, object]:
        log = json.loads(show("sarif", report))
        assert validation_errors(log) == []
        json.dumps(log, ensure_ascii=False).encode("utf-8")
        (run,) = log["runs"]
        return run

    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_valid_against_the_schema_of_oasis(self, report: Report) -> None:
        run = self.run(report)
        found = [d for d in report.diagnostics if not is_internal(d)]
        failures = [d for d in report.diagnostics if is_internal(d)]
        assert len(run["results"]) == len(found)
        (invocation,) = run["invocations"]
        assert invocation["executionSuccessful"] is (not failures)
        assert len(invocation["toolExecutionNotifications"]) == len(failures)
        for result, diagnostic in zip(run["results"], found, strict=True):
            rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert result["ruleId"] == rule["id"] == diagnostic.rule
            for place in result["locations"]:
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2}|^file:)+", uri, re.ASCII)

    @given(documents())
    @settings(max_examples=50, deadline=None)
    def test_places_are_code_points_and_fixes_those_of_the_engine(self, text: str) -> None:
        report = checked(text, profile="newsletter")
        lines = text.split("\n")
        starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]

        def span(region: dict[str, int]) -> tuple[int, int]:
            return (
                starts[region["startLine"] - 1] + region["startColumn"] - 1,
                starts[region["endLine"] - 1] + region["endColumn"] - 1,
            )

        for result, diagnostic in zip(self.run(report)["results"], report.diagnostics, strict=True):
            region = result["locations"][0]["physicalLocation"]["region"]
            assert span(region) == diagnostic.span
            fixes = result.get("fixes", [])
            if diagnostic.fix and diagnostic.fix.edits:
                edits = tuple(
                    Edit(*span(one["deletedRegion"]), one["insertedContent"]["text"])
                    for one in fixes[0]["artifactChanges"][0]["replacements"]
                )
                assert edits == diagnostic.fix.edits
                assert fixes[0]["properties"]["applicability"] == diagnostic.fix.applicability.value
            assert len(fixes) >= len(set(diagnostic.suggestions))

    def test_a_rule_is_explained_by_its_own_text(self) -> None:
        (rule,) = self.run(checked("A tradu√ß√£o\n"))["tool"]["driver"]["rules"]
        assert rule["help"]["markdown"] == explain(REGISTRY.rule("encoding/mojibake"))
        assert rule["shortDescription"]["text"] == REGISTRY.rule("encoding/mojibake").summary()

    def test_rules_of_a_site_are_explained_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("own/style/any").mkdir(parents=True)
        Path("own/style/any/own.yaml").write_text(
            "- id: style/foo\n  kind: substitution\n  scope: [prose]\n  summary: No foo here.\n"
            "  message: No foo.\n  swap: {foo: bar}\n  wrong: [A foo., Foo foo., My foo.]\n"
            "  right: [A bar., My bar., Baz.]\n"
        )
        Path(".lint-issue.toml").write_text('data = ["own"]\n')
        Path("a.md").write_text("The foo.\n")
        main(["a.md", "--select", "style/foo", "--output", "sarif:r.sarif"])
        run = json.loads(Path("r.sarif").read_text())["runs"][0]
        assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "No foo here."

    def test_a_failure_is_no_finding(self) -> None:
        failed = internal("a b[1].md", "unreadable", "The file cannot be read: x.")
        run = self.run(Report([FileResult("a b[1].md", [failed])], 1))
        (notification,) = run["invocations"][0]["toolExecutionNotifications"]
        place = notification["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place == {"uri": "a%20b%5B1%5D.md", "uriBaseId": "%SRCROOT%"}
        assert run["results"] == [] and notification["descriptor"]["id"] == "internal/unreadable"

    def test_paths_are_those_of_the_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "in").mkdir()
        monkeypatch.chdir(tmp_path / "in")
        for path, uri in (
            (str(tmp_path / "in" / "é.md"), "%C3%A9.md"),
            ("./a/../b:c.md", "b%3Ac.md"),
            ("\udcff.md", "%FF.md"),
            ("../out.md", f"file://{tmp_path}/out.md"),
        ):
            (result,) = self.run(made(Severity.ERROR, path=path))["results"]
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert place["uri"] == uri
            assert ("uriBaseId" in place) is not uri.startswith("file:")


class TestFingerprints:
    TEXT = "A tradu√ß√£o ficou.\n\nA tradu√ß√£o ficou.\n\nOlá\x08 e olá\x08.\n"

    def prints(self, text: str) -> dict[str, list[str]]:
        report = checked(text)
        sarif = [
            result["partialFingerprints"]["lintIssue/v1"]
            for result in json.loads(show("sarif", report))["runs"][0]["results"]
        ]
        assert [one["fingerprint"] for one in json.loads(show("gitlab", report))] == sarif
        return dict(zip(sarif, (d.snippet for d in report.diagnostics), strict=True))

    def test_each_has_its_own(self) -> None:
        assert len(self.prints(self.TEXT)) == 4

    def test_they_survive_moved_lines_and_changes_around_them(self) -> None:
        before = self.prints(self.TEXT)
        assert self.prints("Novo.\n\n" + self.TEXT.replace("ficou", "está pronta")) == before
        assert self.prints(self.TEXT.replace("\n\n", "\n\nNovo.\n\n")) == before

    def test_one_finding_less_is_one_less(self) -> None:
        before = self.prints(self.TEXT)
        after = self.prints(self.TEXT.replace("tradu√ß√£o", "tradução", 1))
        assert after.items() < before.items() and len(after) == 3

    def test_a_finding_about_no_character_is_known_by_what_it_says(self) -> None:
        def alone(message: str) -> str:
            one = internal("a.md", "crash", message)._replace(rule="structure/x")
            return json.loads(show("gitlab", Report([FileResult("a.md", [one])], 1)))[0][
                "fingerprint"
            ]

        assert alone("No section A (line 3).") == alone("No section A (line 30).")
        assert alone("No section A.") != alone("No section B.")


class TestGithub:
    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_no_content_is_a_command(self, report: Report) -> None:
        output = show("github", report)
        commands: dict[str, int] = {}
        lines = 0
        for line in output.splitlines():
            match = re.match(r"\s*::(\w+)(?: ([^:]*))?::", line)
            if match is None:
                lines += 1
                assert "##[" not in line and not line.lstrip().startswith("::")
                continue
            commands[match[1]] = commands.get(match[1], 0) + 1
            if match[2] and "file=" in match[2]:
                place = dict(part.split("=", 1) for part in match[2].split(","))
                assert set(place) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert set(commands) <= {"error", "warning", "notice", "group", "endgroup"}
        assert all(commands.get(kind, 0) <= MOST_SHOWN for kind in ("error", "warning", "notice"))
        notes = commands.get("group", 0)
        shown = sum(commands.get(kind, 0) for kind in ("error", "warning", "notice")) - notes
        assert shown + lines == len(list(report.diagnostics))

    def test_ten_of_37_are_shown_and_it_says_so(self) -> None:
        report = made(*[Severity.WARNING] * 37, Severity.INFO, *[Severity.ERROR] * 2)
        lines = show("github", report).splitlines()
        assert lines[0] == (
            "::notice title=lint-issue::Shown beside the lines: 10 of 37 warnings. "
            "GitHub shows no more; all others are in the log."
        )
        kinds = [line.split()[0] for line in lines[1:14]]
        assert kinds == ["::error"] * 2 + ["::warning"] * 10 + ["::notice"]
        assert lines[14] == "::group::27 more findings" and lines[-1] == "::endgroup::"
        assert lines[15:-1] == [f"warning a.md:{n}:1 style/ellipsis Wrong." for n in range(11, 38)]

    def test_ten_are_shown_without_a_word(self) -> None:
        assert show("github", made(*[Severity.ERROR] * 10)).count("\n") == 10

    def test_in_portuguese(self) -> None:
        try:
            set_language("pt-BR")
            assert "aviso a.md" in show("github", made(*[Severity.WARNING] * 11))
        finally:
            set_language("en")

    def test_a_finding_that_ends_with_its_line_is_on_no_other(self) -> None:
        (result,) = made(Severity.ERROR).results
        one = result.diagnostics[0]._replace(span=Span(0, 2), end_line=2, end_column=1)
        report = Report([result._replace(diagnostics=[one])], 1)
        assert show("github", report).startswith("::error file=a.md,line=1,title=")
        assert json.loads(show("gitlab", report))[0]["location"]["lines"] == {"begin": 1, "end": 1}


class TestGitlab:
    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_what_gitlab_requires(self, report: Report) -> None:
        entries = json.loads(show("gitlab", report))
        assert len({entry["fingerprint"] for entry in entries}) == len(entries)
        for entry, diagnostic in zip(entries, report.diagnostics, strict=True):
            assert set(entry) == {
                *("description", "check_name", "fingerprint", "severity", "location"),
            }
            assert entry["check_name"] == diagnostic.rule
            assert entry["severity"] in ("info", "minor", "major")
            lines = entry["location"]["lines"]
            assert 1 <= lines["begin"] <= lines["end"]
        json.dumps(entries, ensure_ascii=False).encode("utf-8")


class TestJunit:
    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_well_formed_and_counted(self, report: Report) -> None:
        root = ElementTree.fromstring(show("junit", report).encode("utf-8"))
        assert len(root) == len(report.results)
        for suite, result in zip(root, report.results, strict=True):
            assert len(suite) == max(1, len(result.diagnostics)) == int(suite.get("tests", ""))
            for kind, name in (
                ("failure", "failures"),
                ("error", "errors"),
                ("skipped", "skipped"),
            ):
                assert len(suite.findall(f"*/{kind}")) == int(suite.get(name, ""))
        for name in ("tests", "failures", "errors", "skipped"):
            assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)
        assert bool(root.findall(".//error")) == any(map(is_internal, report.diagnostics))
        if report.exit_status == 0:
            assert not root.findall(".//failure") and not root.findall(".//error")

    def test_a_clean_file_is_a_test_that_passed(self) -> None:
        root = ElementTree.fromstring(show("junit", Report([FileResult("a.md", [])], 1)))
        assert root.get("tests") == "1" and not list(root.iter("failure"))


class TestRdjson:
    @given(documents())
    @settings(max_examples=80, deadline=None)
    def test_a_suggestion_taken_is_the_fix_applied(self, text: str) -> None:
        report = checked(text, profile="newsletter")
        entries = json.loads(show("rdjson", report))["diagnostics"]
        for entry, diagnostic in zip(entries, report.diagnostics, strict=True):
            after = [
                apply(text, b"", [fix])[0]
                for fix in (
                    *([diagnostic.fix] if diagnostic.fix else []),
                    *(Fix((Edit(*diagnostic.span, new),)) for new in diagnostic.suggestions),
                )
            ]
            for suggestion in entry.get("suggestions", []):
                assert taken(text, suggestion) in after

    @given(reports())
    @settings(max_examples=50, deadline=None)
    def test_any_content(self, report: Report) -> None:
        content = json.loads(show("rdjson", report))
        json.dumps(content, ensure_ascii=False).encode("utf-8")
        for entry in content["diagnostics"]:
            lines = {
                (one["range"]["start"]["line"], one["range"]["end"]["line"])
                for one in entry.get("suggestions", [])
            }
            assert len(lines) <= 1

    def test_columns_are_bytes(self) -> None:
        (entry,) = json.loads(show("rdjson", checked("🎓 é tradu√ß√£o\n")))["diagnostics"]
        assert entry["location"]["range"]["start"] == {"line": 1, "column": 14}
        assert taken("🎓 é tradu√ß√£o\n", entry["suggestions"][0]) == "🎓 é tradução\n"

    def test_a_byte_order_mark_counts(self) -> None:
        report = checked(b"\xef\xbb\xbfA tradu\xe2\x88\x9a\xc3\x9f\xe2\x88\x9a\xc2\xa3o\n")
        starts = {
            entry["code"]["value"]: entry["location"]["range"]["start"]["column"]
            for entry in json.loads(show("rdjson", report))["diagnostics"]
        }
        assert starts["encoding/mojibake"] == 11

    @pytest.mark.parametrize(
        ("text", "edit", "after"),
        [
            ("a\nb\n", Edit(2, 4, ""), None),  # no line would be left to be put there
            ("a\nb\n", Edit(0, 2, ""), "b\n"),
            ("a\nb\n", Edit(4, 4, "c\n"), "a\nb\nc\n"),
            ("a\nb", Edit(3, 3, "\n"), None),
            ("a\r\nb\r\n", Edit(2, 3, "\n"), None),
            ("a\r\nb\r\n", Edit(0, 1, "c"), "c\r\nb\r\n"),
        ],
    )
    def test_ends_of_lines(self, text: str, edit: Edit, after: str | None) -> None:
        (result,) = made(Severity.ERROR).results
        one = result.diagnostics[0]._replace(fix=Fix((edit,), Applicability.SAFE))
        report = Report([FileResult("a.md", [one], text)], 1)
        (entry,) = json.loads(show("rdjson", report))["diagnostics"]
        if after is None:
            assert "suggestions" not in entry
        else:
            assert taken(text, entry["suggestions"][0]) == after

    def test_a_long_line_with_many_findings(self) -> None:
        report = checked("A tradu√ß√£o é\x08 " * 20_000)
        assert len(json.loads(show("rdjson", report))["diagnostics"]) > 10_000


def taken(text: str, suggestion: dict[str, object]) -> str:
    """The file after reviewdog's suggestion was taken: whole lines are put for whole lines."""
    lines = text.encode("utf-8", "surrogateescape").split(b"\n")
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    new = (
        lines[start["line"] - 1][: start["column"] - 1]
        + suggestion["text"].encode("utf-8")
        + lines[end["line"] - 1][end["column"] - 1 :]
    )
    lines[start["line"] - 1 : end["line"]] = [new]
    return b"\n".join(lines).decode("utf-8", "surrogateescape")


class Page(HTMLParser):
    """The tags of a page, those within its headings and cells, and the text of these."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.within: set[str] = set()
        self.texts: dict[str, list[str]] = {}
        self.open = ""
        options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
        options |= pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_MATH
        self.feed(pyromark.html(markdown, options=options))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        (self.within if self.open else self.tags).add(tag)
        if tag in ("h2", "h3", "th", "td"):
            self.open = tag
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open][-1] += data

    def handle_comment(self, data: str) -> None:
        self.within.add("comment")


class TestMarkdown:
    @given(reports())
    @settings(max_examples=80, deadline=None)
    def test_content_is_text(self, report: Report) -> None:
        page = Page(show("markdown", report))
        plain = {"h2", "h3", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}
        assert page.tags <= plain and page.within <= {"br"}
        assert len(page.texts.get("h3", [])) == sum(bool(r.diagnostics) for r in report.results)
        cells = page.texts.get("td", [])
        assert len(cells) % 4 == 0
        said = {" ".join(text.split()) for text in cells[3::4]}
        for diagnostic in report.diagnostics:
            if diagnostic.cause is None:
                text = visible(diagnostic.message) + visible(diagnostic.help or "")
                assert " ".join(text.split()).replace(" ", "") in {
                    one.replace(" ", "") for one in said
                }

    def test_the_weightiest_first(self) -> None:
        many = made(Severity.WARNING, Severity.WARNING, Severity.INFO).results[0]
        worst = made(Severity.INFO, Severity.ERROR, path="b.md").results[0]
        clean = FileResult("c.md", [])
        page = Page(show("markdown", Report([many, worst, clean], 3)))
        assert page.texts["h3"] == ["b.md", "a.md"]
        assert page.texts["td"][1::4] == ["error", "info", "warning", "warning", "info"]
        text = show("markdown", Report([many, worst, clean], 3))
        assert "Checked 3 files: 1 error, 2 warnings, 2 infos." in text
        assert "\n1 error, 1 info\n" in text

    def test_nothing_found(self) -> None:
        text = show("markdown", Report([FileResult("a.md", [])], 1))
        assert text == "## lint-issue\n\nChecked 1 file: no findings.\n"

    def test_many_alike_are_counted(self) -> None:
        text = show("markdown", checked("A tradu√ß√£o\n\n" * 50))
        assert text.count("should be") == 3 and "… and 47 more like these." in text

    def test_a_long_table_is_cut(self) -> None:
        text = show("markdown", made(*[Severity.WARNING] * 250))
        assert text.count("Wrong.") == 99 and "… and 151 more in this file." in text

    def test_a_summary_is_never_longer_than_github_takes(self) -> None:
        long = made(*[Severity.ERROR] * 99, message="é " * 500).results[0]
        results = [long._replace(path=f"{n:02}.md") for n in range(20)]
        text = show("markdown", Report(results, 20))
        assert len(text.encode()) < MOST_BYTES + 1000
        shown = len(Page(text).texts["h3"])
        assert 0 < shown < 20
        assert f"{20 - shown} more files with findings have no room here" in text


def test_each_format_to_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("A tradu√ß√£o\n", encoding="utf-8")
    outputs = [part for name in FORMATS for part in ("--output", f"{name}:r.{name}")]
    assert main(["a.md", "--isolated", "--ignore", "grammar,spelling", *outputs]) == 1
    assert "encoding/mojibake" in capsys.readouterr().out
    for name in FORMATS:
        assert "encoding/mojibake" in Path(f"r.{name}").read_text("utf-8")


def every_message(report: Report) -> Iterator[str]:
    for format in FORMATS:
        yield show(format, report)


def test_messages_follow_the_language() -> None:
    try:
        set_language("pt-BR")
        for text in every_message(checked("A tradu√ß√£o\n")):
            assert "deveria ser" in text or "deveria ser" in json.dumps(text)
            assert "should be" not in text
    finally:
        set_language("en")


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif", "gitlab", "rdjson", "junit"])
def test_no_format_of_a_log_holds_an_old_command_of_github(format: str) -> None:
    report = checked("a ##[error]b\x08 ##[group]c\n", path="##[error].md")
    (result,) = report.results
    found = [d._replace(message="##[error] x", help="##[x]") for d in result.diagnostics]
    report = report._replace(results=[result._replace(diagnostics=found)])
    shown = "".join(render(format, report, Style(in_github_log=True)))
    assert "##" in shown and "##[" not in shown


def test_what_is_said_of_a_baseline_takes_the_place_of_an_error() -> None:
    report = made(*[Severity.ERROR] * 12)._replace(
        shrunk=[Difference("a.md", "style/ellipsis", 2, 1)]
    )
    lines = show("github", report).split("\n")
    assert sum(line.startswith("::error") for line in lines) == MOST_SHOWN
    assert "9 of 12 errors" in show("github", report)
