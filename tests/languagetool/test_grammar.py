"""Our own rules in LanguageTool's language, and what we think of its rules: on the real server."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from linters.languagetool.client import Client, Match
from linters.languagetool.grammar import Grammar, Policy
from linters.languagetool.home import find_home
from linters.languagetool.java import find_java
from linters.languagetool.server import Server, read_state
from linters.resources import DataError
from tests.conftest import ROOT

GRAMMAR = Grammar()
EXAMPLES = list(GRAMMAR.examples())
DISABLED = yaml.safe_load((ROOT / "rules" / "languagetool" / "disabled.yaml").read_text("utf-8"))


def checked(client: Client, texts: list[str]) -> list[list[Match]]:
    """The matches of each text; all are asked in a few requests."""
    found: list[list[Match]] = []
    for start in range(0, len(texts), 200):
        part = texts[start : start + 200]
        starts = [0]
        for text in part:
            starts.append(starts[-1] + len(text) + 2)
        own: list[list[Match]] = [[] for _ in part]
        for match in client.check("\n\n".join(part)):
            index = max(n for n in range(len(part)) if starts[n] <= match.start)
            shift = starts[index]
            own[index].append(match._replace(start=match.start - shift, end=match.end - shift))
        found.extend(own)
    return found


@pytest.fixture(scope="module")
def ours() -> Client:
    """The server of all tests, with our rules, asked for nothing else."""
    state = read_state()
    assert state is not None
    client = Client(state.url, Policy((), (), {}, []))
    client._tool.enabled_rules = set(GRAMMAR.ids())
    client._tool.enabled_rules_only = True
    return client


def test_each_rule_has_examples_of_both_kinds() -> None:
    wrong = {example.rule for example in EXAMPLES if example.is_wrong}
    right = {example.rule for example in EXAMPLES if not example.is_wrong}
    assert set(GRAMMAR.ids()) - wrong == set()
    assert set(GRAMMAR.ids()) - right == set()


def test_the_wrong_examples_are_found_where_they_are_marked(ours: Client) -> None:
    wrong = [example for example in EXAMPLES if example.is_wrong]
    silent = []
    for example, matches in zip(wrong, checked(ours, [e.text for e in wrong]), strict=True):
        # Another of our rules may have spoken of the same words: LanguageTool reports one.
        if not any(m.start < example.end and example.start < m.end for m in matches):
            silent.append((example.rule, example.text))
    assert silent == []


def test_the_right_examples_are_left_alone(ours: Client) -> None:
    right = [example for example in EXAMPLES if not example.is_wrong]
    spoken = []
    for example, matches in zip(right, checked(ours, [e.text for e in right]), strict=True):
        if any(match.rule == example.rule for match in matches):
            spoken.append((example.rule, example.text))
    assert spoken == []


def test_the_ids_are_ours_alone() -> None:
    theirs = set((ROOT / "rules" / "languagetool" / "ids.txt").read_text("utf-8").split())
    assert set(GRAMMAR.ids()) & theirs == set()


def test_the_ids_of_the_list_are_those_of_the_installation() -> None:
    home = find_home()
    assert home is not None
    with zipfile.ZipFile(os.path.join(home.path, "libs", "language-pt.jar")) as jar:
        text = jar.read("org/languagetool/rules/pt/grammar.xml").decode("utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    found = set(re.findall(r"<rulegroup\b[^>]*\bid=[\"']([^\"']+)", text))
    assert found <= set(GRAMMAR.all_ids()) and len(found) > 200


class TestDisabled:
    @pytest.fixture(scope="class")
    def plain(self) -> Iterator[Client]:
        """A server without our rules, with everything on."""
        home, java = find_home(), find_java()
        assert home is not None and java is not None
        bare = Grammar()
        bare._paths, bare._policies = [], []
        server = Server(home, java, bare)
        server.start()
        yield Client(server.url, Policy(("MORFOLOGIK_RULE_PT_BR",), (), {}, []))
        server.close()

    def test_each_has_a_reason_and_a_sentence(self) -> None:
        for entry in (*DISABLED["off"], *DISABLED["unless"]):
            assert entry["reason"] and entry["silent"], entry
        for entries in DISABLED["weight"].values():
            assert all(entry["reason"] for entry in entries)

    def test_languagetool_alone_reports_the_sentences(self, plain: Client) -> None:
        entries = [*DISABLED["off"], *DISABLED["unless"]]
        found = checked(plain, [entry["silent"] for entry in entries])
        missing = [
            entry
            for entry, matches in zip(entries, found, strict=True)
            if not any(
                match.rule == entry.get("id")
                or match.rule.startswith(f"{entry.get('id')}_")
                or match.category == entry.get("category")
                for match in matches
            )
        ]
        assert missing == []


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "languagetool" / "pt" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


RULE = (
    '<rules lang="pt"><category id="X" name="x"><rule id="MINE" name="minha regra"><pattern>'
    "<token>foo</token></pattern><message>não</message><example correction=''><marker>foo</marker>"
    "</example><example>bar</example></rule></category></rules>"
)


def test_rules_of_a_project_join_ours(tmp_path: Path) -> None:
    write(tmp_path, "mine.xml", RULE)
    grammar = Grammar([str(tmp_path)])
    assert "MINE" in grammar.ids() and 'id="MINE"' in grammar.merged()
    assert grammar.key != GRAMMAR.key


def test_broken_xml_is_told_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.xml", RULE.replace("</token>", ""))
    with pytest.raises(DataError, match=f"{re.escape(str(path))}.*line 1"):
        Grammar([str(tmp_path)]).merged()


def test_an_entity_means_the_same_everywhere(tmp_path: Path) -> None:
    for name, value in (("a.xml", "x"), ("b.xml", "y")):
        write(tmp_path, name, f'<!DOCTYPE rules [<!ENTITY e "{value}">]>{RULE}')
    with pytest.raises(DataError, match="'e'"):
        Grammar([str(tmp_path)]).merged()
