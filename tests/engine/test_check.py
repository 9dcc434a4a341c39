"""Findings become diagnostics; a rule that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from linters.checks.examples import issue
from linters.cli import main
from linters.document import Document
from linters.engine.check import RuleSet, check
from linters.engine.run import Runner, Settings
from linters.model import Finding, Rule, Severity, Span
from tests.conftest import REGISTRY, read, rule_set


class Crash(Rule):
    """Always fails."""

    id = "test/crash"
    message = ""

    def check(self, document: Document) -> Iterator[Finding]:
        yield Finding(Span(0, 0))
        raise ValueError("too much")


class Wide(Rule):
    """Names places outside the text."""

    id = "test/wide"
    severity = Severity.INFO
    message = "{what}"
    help = "Because of {why}"

    def check(self, document: Document) -> Iterator[Finding]:
        yield Finding(Span(2, 99), what="{braces} stay", why=None)
        yield Finding(Span(-5, 1), what="b", why="c")
        yield Finding(Span(-5, 1), what="b", why="c")


def test_a_crash_is_a_diagnostic() -> None:
    rules = RuleSet([Crash(), *rule_set("encoding/mojibake").rules], {}, REGISTRY)
    found = check(read("A tradu√ß√£o\n"), rules)
    assert [d.rule for d in found] == ["internal/crash", "encoding/mojibake"]
    assert "test/crash" in found[0].message and "too much" in found[0].message
    assert found[0].help and "test_check.py" in found[0].help


def test_spans_are_bounded_findings_sorted_and_single() -> None:
    found = check(read("abc\n"), RuleSet([Wide()], {}, REGISTRY))
    assert [(d.span, d.message, d.help) for d in found] == [
        ((0, 1), "b", "Because of c"),
        ((2, 4), "{braces} stay", None),
    ]


def test_severity_by_the_longest_prefix() -> None:
    severities = {"encoding": Severity.INFO, "encoding/moj": Severity.WARNING}
    rules = rule_set("encoding/mojibake")._replace(severities=severities)
    assert check(read("A tradu√ß√£o\n"), rules)[0].severity is Severity.WARNING


def test_a_binary_file_is_only_told_to_be_one() -> None:
    found = check(read(b"\x89PNG\r\n\x1a\n\0\0\0", "newsletter"), rule_set())
    assert [d.rule for d in found] == ["encoding/not-utf-8"]


def test_damage_does_not_hide_other_findings() -> None:
    text = "---\ntitle: Edi√ß√£o\nautor: Jos√©\n---\n\n# Educa√ß√£o\n"
    found = check(
        read(text, "newsletter"),
        rule_set("front-matter/unknown-key", "structure/emoji-missing"),
    )
    assert [(d.rule, d.snippet) for d in found] == [
        ("front-matter/unknown-key", "autor"),
        ("structure/emoji-missing", "Educa√ß√£o"),
    ]


def test_whatever_a_file_does_the_others_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """What a panic in the Markdown parser looks like from here."""

    def repaired(self: Document) -> Document:
        raise Panic("index out of bounds")

    runner = Runner(Settings(isolated=True))
    monkeypatch.setattr(Document, "repaired", property(repaired))
    report = runner.run_text("a.md", b"x\n")
    assert [d.rule for d in report.diagnostics] == ["internal/crash"]
    assert report.exit_status == 2


def test_a_profile_keeps_rules_of_a_category_that_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\n# A\n\n<!-- b\n", "utf-8")
    settings = Settings(isolated=True, profile="plain", ignore=("grammar", "spelling"))
    found = [d.rule for d in Runner(settings).run([str(path)]).diagnostics]
    assert found == ["structure/unclosed-comment"]
    ignoring = settings._replace(ignore=("grammar", "spelling", "structure"))
    assert list(Runner(ignoring).run([str(path)]).diagnostics) == []


class Reading(Rule):
    """Speaks of a space before a comma, of the sentence around it, and of the word after it."""

    id = "grammar/reading"
    message = "x"

    def check(self, document: Document) -> Iterator[Finding]:
        for start, end in ((4, 6), (0, 11), (7, 11)):
            yield Finding(Span(start, end), rule=f"grammar/X{start}-{end}")


@pytest.mark.parametrize("order", [1, -1])
def test_what_style_says_is_not_said_again(order: int) -> None:
    rules = [Reading(), REGISTRY.rule("style/space-before-punctuation")()]
    document = read("Isso , todo.", path="x[pt-BR].md")
    found = check(document, RuleSet(rules[::order], {}, REGISTRY, select=("grammar", "style")))
    assert [d.rule for d in found] == ["style/space-before-punctuation", "grammar/X7-11"]


def test_an_address_is_no_sentence() -> None:
    rules = [Reading(), REGISTRY.rule("links/space-in-target")()]
    for text, expected in (
        ("![](que cor não.png)\n", ["links/space-in-target"]),
        ("![](q) cor, não.png\n", ["grammar/X4-6", "grammar/X7-11"]),
    ):
        found = check(read(text, path="x[pt-BR].md"), RuleSet(rules, {}, REGISTRY))
        assert [d.rule for d in found if d.rule != "grammar/X0-11"] == expected


class TestTrust:
    """How far the configuration trusts the fixes of a rule."""

    @pytest.mark.parametrize(
        ("fixes", "mended"),
        [
            ("", "A tradução\n"),
            ('"encoding" = "unsafe"', "A tradu√ß√£o\n"),
            ('"encoding" = "none"', "A tradu√ß√£o\n"),
            ('"encoding" = "none"\n"encoding/mojibake" = "safe"', "A tradução\n"),
        ],
    )
    def test_a_safe_fix(
        self, fixes: str, mended: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(".lint-issue.toml").write_text(f"[fixes]\n{fixes}\n")
        Path("a.md").write_text("A tradu√ß√£o\n", encoding="utf-8")
        arguments = ["a.md", "--fix", "--ignore", "grammar,spelling"]
        assert main(arguments) == (0 if "ç" in mended else 1)
        assert Path("a.md").read_text(encoding="utf-8") == mended
        unsafe = "" if "none" in fixes and "safe" not in fixes else "A tradução\n"
        main([*arguments, "--unsafe-fixes"])
        assert Path("a.md").read_text(encoding="utf-8") == (unsafe or mended)

    @pytest.mark.parametrize(
        ("fixes", "mended"),
        [
            ("", "a\x08b\n"),
            ('"encoding/control-character" = "safe"', "ab\n"),
            ('"encoding" = "safe"', "ab\n"),
            ('"encoding" = "safe"\n"encoding/control-character" = "unsafe"', "a\x08b\n"),
        ],
    )
    def test_an_unsafe_fix(
        self, fixes: str, mended: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(".lint-issue.toml").write_text(f"[fixes]\n{fixes}\n")
        Path("a.md").write_text("a\x08b\n")
        main(["a.md", "--fix", "--select", "encoding"])
        assert Path("a.md").read_text() == mended

    @pytest.mark.parametrize(
        "fixes", ['"encoding" = "yes"', '"encodng" = "safe"', '"encoding" = true']
    )
    def test_what_cannot_be_meant(
        self, fixes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(".lint-issue.toml").write_text(f"[fixes]\n{fixes}\n")
        assert main([]) == 2


def test_a_defect_that_the_original_has_too_is_a_hint() -> None:
    rules = [REGISTRY.rule("links/missing-scheme")(), REGISTRY.rule("parity/missing")()]
    document = "Veja [um](www.a.org/owls).\n"
    for original, severity in (
        ("See [one](www.a.org/owls).\n", Severity.INFO),
        ("See [one](https://www.a.org/owls).\n", Severity.ERROR),
    ):
        (found,) = check(
            read(document, None, "x[pt-BR].md", original), RuleSet(rules, {}, REGISTRY)
        )
        assert found.severity is severity
        assert ("original" in (found.help or "")) == (severity is Severity.INFO)


def test_a_word_damaged_twice_is_told_mended_twice() -> None:
    document = read("A Revis√£o/Discuss√£o.\n")
    (found,) = check(document, rule_set("encoding/mojibake"))
    assert "should be “Revisão/Discussão.”" in found.message


def test_what_one_rule_says_of_one_place_keeps_its_order() -> None:
    found = check(read(issue(tools="", articles="")), rule_set("structure/missing-section"))
    assert found[0].span == found[1].span
    assert "Ferramentas" in found[0].message and "Artigos" in found[1].message
