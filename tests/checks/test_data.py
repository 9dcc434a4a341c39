"""Rules that are data: each kind, and what is said of a file that cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from linters.checks.data import data_languages, data_rules
from linters.engine.check import RuleSet, check
from linters.engine.fix import fix
from linters.model import Diagnostic, Good
from linters.resources import DataError
from tests.conftest import REGISTRY, ROOT, read

RULE = """\
- id: style/club
  kind: substitution
  summary: The club's name.
  message: "{found}: {replacement}"
  source: the club
  swap: {club: Club}
  wrong: [the club]
  right: [the Club]
"""


def rules(folder: Path, text: str) -> RuleSet:
    path = folder / "style" / "any" / "own.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    own = [rule for rule in data_rules([str(folder)], "any") if rule.id.startswith("style/club")]
    return RuleSet([rule() for rule in own], {}, REGISTRY)


def found(folder: Path, more: str, text: str) -> list[Diagnostic]:
    """What a rule finds: `more` are the keys beyond those that all have."""
    head = "- {id: style/club, summary: S., message: '{found}', wrong: [a], right: [b],\n   "
    return check(read(text), rules(folder, f"{head}{more}}}\n"))


def test_all_of_ours_are_sound(tmp_path: Path) -> None:
    """A folder of somebody's own is tried in full when it is read; ours are tried here."""
    shutil.copytree(ROOT / "rules" / "style", tmp_path / "style")
    for language in data_languages([str(tmp_path)]):
        assert data_rules([str(tmp_path)], language)


class TestWrongFile:
    @pytest.mark.parametrize(
        ("old", "new", "line", "said"),
        [
            ("  message:", "  mesage:", 4, "unknown key “mesage”. Did you mean “message”?"),
            ("kind: substitution", "kind: substitutoin", 2, "Did you mean “substitution”?"),
            ("  source:", "  scope: [prose, hedding]\n  source:", 5, "Did you mean “heading”?"),
            ("  source:", "  severity: warn\n  source:", 5, "expected one of error, warning, info"),
            ("  source:", "  fix: sure\n  source:", 5, "expected one of safe, unsafe"),
            ("  source:", "  inside: [code]\n  source:", 5, "expected one of emphasis"),
            (
                "  source:",
                "  allow: [a]\n  source:",
                5,
                "the kind substitution has no such key; repetition has it",
            ),
            ("  source:", "  except: ['(']\n  source:", 5, "“(” is no pattern"),
            ("{replacement}", "{instead}", 4, "“instead”: expected one of found, replacement"),
            ("{club: Club}", "{'(': Club}", 6, "“(” is no pattern: missing ), unterminated"),
            (
                "{club: Club}",
                "\n    a: b\n    club: yes",
                8,
                "club: expected text; put it in quotes",
            ),
            ("{club: Club}", "\n    a: b\n    'cl(u)b': '\\1'", 8, "is written as it is"),
            ("{club: Club}", "[club]", 6, "swap: expected a mapping"),
            ("  swap: {club: Club}\n", "", 1, "swap: expected a mapping"),
            ("id: style/club", "id: club", 1, "an id is `category/name` in lower case"),
            ("- id: style/club\n  kind", "- kind", 1, "id: expected this key"),
            ("[the club]", "the club", 7, "wrong: expected a list"),
            ("[the Club]", "[no]", 8, "right: expected text; put it in quotes"),
            ("[the Club]", "[]", 8, "right: expected a list, with one item at least"),
            ("- id: style/club\n", "- a text\n- id: style/club\n", 1, "expected a rule"),
            ("  right:", "  right: [x]\n- id: style/club\n  right:", 9, "kind: expected this key"),
        ],
    )
    def test_file_line_and_what_was_expected(
        self, old: str, new: str, line: int, said: str, tmp_path: Path
    ) -> None:
        assert old in RULE
        with pytest.raises(DataError) as error:
            rules(tmp_path, RULE.replace(old, new))
        assert f"own.yaml:{line}: " in str(error.value)
        assert said in str(error.value)

    def test_an_id_twice(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"own.yaml:9: style/club: id: a rule above has this"):
            rules(tmp_path, RULE + RULE)

    def test_no_yaml(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"own.yaml:3: this is no YAML"):
            rules(tmp_path, "- id: style/club\n  kind: [\n")

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ("kind: pattern", "expected `find`, or `swap`"),
            (r"kind: pattern, swap: {'(a)': '\2'}", "swap: (a): “\\2” does not fit"),
            ("kind: consistency, forms: {a: {find: a}}", "expected two forms at least"),
            ("kind: consistency, forms: {a: {fnd: a}, b: {find: b}}", "Did you mean “find”?"),
            ("kind: consistency, forms: {a: a, b: b}", "a mapping with `find` and `write`"),
            ("kind: consistency, least: few, forms: {a: {find: a}, b: {find: b}}", "whole number"),
            ("kind: capitalisation, words: []", "one item at least"),
            ("kind: spacing, space: one, between: [a]", "two patterns: what stands left and right"),
            (
                "kind: spacing, space: two, between: [a, b]",
                "expected one of none, one, at-most-one",
            ),
            ("kind: pattern, find: [a], ignore-case: maybe", "expected true or false"),
        ],
    )
    def test_each_kind(self, more: str, said: str, tmp_path: Path) -> None:
        with pytest.raises(DataError) as error:
            found(tmp_path, more, "")
        assert said in str(error.value)


class TestKinds:
    def test_a_word_is_a_whole_word(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, "kind: substitution, swap: {club: Club}", "clubs, aclub, club")
        assert one.column == 15

    def test_groups_and_the_part_that_is_meant(self, tmp_path: Path) -> None:
        more = r"kind: pattern, fix: safe, swap: {'the (?P<at>(\w+) club)': '\2 Club'}"
        text = "Ask the chess club.\n"
        (one,) = found(tmp_path, more, text)
        assert one.snippet == "chess club"
        head = "- {id: style/club, summary: S., message: '{found}', wrong: [a], right: [b],\n   "
        fixed = fix(read(text), rules(tmp_path, f"{head}{more}}}\n"), unsafe=False)
        assert fixed.document.text == "Ask the chess Club.\n"

    def test_ignore_case(self, tmp_path: Path) -> None:
        more = "kind: pattern, find: [clubhouse], ignore-case: true"
        assert len(found(tmp_path, more, "Clubhouse, CLUBHOUSE and clubhouse")) == 3

    def test_what_is_not_read(self, tmp_path: Path) -> None:
        more = "kind: substitution, swap: {club: Club}"
        text = "`club` <!-- club --> [x](club) *club* “the club” {club} club@example.org {{ club }}"
        assert found(tmp_path, more, text) == []
        more += ", inside: [emphasis, quotation]"
        assert [one.column for one in found(tmp_path, more, text)] == [33, 44]

    def test_scopes(self, tmp_path: Path) -> None:
        text = (
            "---\ntitle: The club\nimage:\n  credit: A club\n---\n\n# The club\n\n"
            "![a club](x.png)\n\n*Source: club*\n\n- the club\n"
        )
        lines = {"title": 2, "front-matter.image.credit": 4, "heading": 7, "alt": 9, "caption": 11}
        for scope, line in {**lines, "list-item": 13, "prose": 13}.items():
            more = f"kind: substitution, inside: [emphasis], scope: [{scope}], swap: {{club: Club}}"
            assert [one.line for one in found(tmp_path, more, text)] == [line], scope

    def test_an_exception_spares_what_it_holds(self, tmp_path: Path) -> None:
        more = "kind: substitution, swap: {club: Club}, except: ['book club']"
        assert [one.column for one in found(tmp_path, more, "A book club, a club")] == [16]

    def test_a_word_over_the_end_of_a_line(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, "kind: repetition, allow: [ha]", "ha ha, the\nthe club\n")
        assert one.snippet == "the\nthe"

    def test_the_usual_form_must_be_clear(self, tmp_path: Path) -> None:
        more = "kind: consistency, forms: {a: {find: e-mail}, b: {find: email}}"
        assert found(tmp_path, more, "e-mail, e-mail, email") == []
        assert found(tmp_path, more, "e-mail, e-mail, e-mail, email, email") == []
        assert len(found(tmp_path, more, "e-mail, e-mail, e-mail, email")) == 1

    def test_a_rule_of_a_later_folder_replaces_one_of_the_same_id(self, tmp_path: Path) -> None:
        rules(tmp_path / "a", RULE)
        rules(tmp_path / "b", RULE.replace("{club: Club}", "{club: CLUB}"))
        folders = [str(tmp_path / "a"), str(tmp_path / "b")]
        (rule,) = (r for r in data_rules(folders, "any") if r.id == "style/club")
        (one,) = check(read("a club"), RuleSet([rule()], {}, REGISTRY))
        assert one.suggestions == ("CLUB",)

    def test_every_kind_is_used(self) -> None:
        from linters.checks.kinds import KINDS

        used = set()
        for path in (ROOT / "rules" / "style").glob("*/*.yaml"):
            used |= {rule["kind"] for rule in yaml.safe_load(path.read_text("utf-8"))}
        assert used == set(KINDS)


def test_the_rule_that_contributing_shows_works(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    path = tmp_path / "style" / "pt-BR" / "own.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    rules = data_rules([str(tmp_path)], "pt-BR")
    (rule,) = (rule for rule in rules if rule.id == "style/ordinal-chapter")
    right = [good.text for good in rule.VALID if isinstance(good, Good)]
    assert [bad.fixed for bad in rule.INVALID] == right
    for key in ("substitution", "spacing", "front-matter.KEY", "at-most-one", "ignore-case"):
        assert key in text


def test_examples_that_do_not_hold_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from linters.cli.languagetool import _own_rules

    folder = tmp_path / "style" / "any"
    folder.mkdir(parents=True)
    good = RULE.replace("  wrong", "  fix: safe\n  wrong")
    (folder / "own.yaml").write_text(good, encoding="utf-8")
    assert _own_rules([str(tmp_path)])
    assert "1" in capsys.readouterr().out
    bad = good.replace("[the club]", "[the clubs, a club]").replace("[the Club]", "[our club]")
    (folder / "own.yaml").write_text(bad, encoding="utf-8")
    assert not _own_rules([str(tmp_path)])
    out = capsys.readouterr().out
    assert "does not report its wrong sentence “the clubs”" in out
    assert "makes “a Club”" in out and "reports its right sentence “our club”" in out
