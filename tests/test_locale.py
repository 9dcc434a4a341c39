"""Every message is there in Portuguese, with the same fields."""

from __future__ import annotations

import argparse
import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from linters.cli import main
from linters.cli.arguments import ARGPARSE, COMMANDS
from linters.messages import set_language
from tests.conftest import REGISTRY, ROOT

PO = ROOT / "linters" / "locale" / "pt_BR" / "LC_MESSAGES" / "lint-issue.po"
RULES_PO = PO.with_name("rules.po")


def messages() -> Iterator[str]:
    """What is marked with `_` in the package, and what rules that are data say."""
    for path in (ROOT / "linters").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)
    for id in REGISTRY.ids:
        rule = REGISTRY.rule(id)
        if rule.__module__ == "linters.checks.data":
            yield rule.message
            yield from filter(None, [rule.help])
            yield from (form.name for form in getattr(rule, "forms", ()))


def fields(template: str) -> set[str]:
    return set(re.findall(r"(?<!{){(\w+)}", template))


def test_nothing_is_missing() -> None:
    catalogue = read_po(io.BytesIO(PO.read_bytes()))
    wanted = set(messages())
    assert len(wanted) > 100
    translated = {message.id: message.string for message in catalogue if message.id}
    assert sorted(wanted - set(translated)) == []
    assert sorted(set(translated) - wanted) == []
    for message, text in translated.items():
        assert text, message
        assert fields(message) == fields(text), message
        assert message.count("`") == text.count("`"), message


def test_nothing_of_the_rules_documentation_is_missing() -> None:
    wanted = {text for id in REGISTRY.ids for text in REGISTRY.rule(id).documentation()}
    catalogue = read_po(io.BytesIO(RULES_PO.read_bytes()))
    translated = {str(message.id): str(message.string) for message in catalogue if message.id}
    assert sorted(wanted - set(translated)) == []
    assert sorted(set(translated) - wanted) == []
    verbatim = re.compile(r"`[^`]*`|https?://[^\s)]+")
    for paragraph, text in translated.items():
        assert text, paragraph
        assert sorted(verbatim.findall(paragraph)) == sorted(verbatim.findall(text)), paragraph
        assert text.startswith("Fonte: ") == paragraph.startswith("Source: "), paragraph


@pytest.mark.parametrize("path", [PO, RULES_PO], ids=lambda path: path.name)
def test_the_compiled_catalogue_is_that_of_the_text(path: Path) -> None:
    """If this fails, run `make locale`."""
    with open(path.with_suffix(".mo"), "rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    text = read_po(io.BytesIO(path.read_bytes()))
    assert compiled == {message.id: message.string for message in text if message.id}


@pytest.mark.parametrize("id", ["structure/missing-section", "links/empty-alt", "parity/number"])
def test_a_rule_is_explained_in_portuguese(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert main(["explain", id, "--language", "pt-BR"]) == 0
    finally:
        set_language("en")
    out = capsys.readouterr().out
    assert "Gravidade: " in out and "## Errado" in out and "Fonte: " in out
    prose = re.sub(r"(?s)````.*?````|`[^`]*`|Fonte: .*?\n\n", "", out)
    assert not set(re.findall(r"\w+", prose)) & {"the", "of", "and", "which", "Wrong", "Severity"}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--language", "pt-BR"], {}), ([], {"LANG": "pt_BR.UTF-8"}), ([], {"LC_ALL": "pt_PT"})],
)
def test_the_reader_is_spoken_to_in_portuguese(
    arguments: list[str],
    environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "a.md"
    path.write_text("A tradu√ß√£o est√° pronta.\n", encoding="utf-8")
    try:
        assert main([str(path), "--isolated", *arguments]) == 1
    finally:
        set_language("en")
    out = capsys.readouterr().out
    assert "deveria ser" in out and "1 arquivo" in out and "should be" not in out


HELP = [["--help"], *([command, "--help"] for command in COMMANDS)]
WRONG = [
    ["--no-such-option"],
    ["--jobs", "none"],
    ["--jobs", "0"],
    ["--format"],
    ["--format", "paper"],
    ["--fix=3"],
    ["--staged", "--changed-since", "main"],
    ["explain"],
]
# What stays as it is: names of options, commands, formats and choices, and what was typed.
NAMES = re.compile(rf"lint-issue( ({'|'.join(COMMANDS)})\b)?|--?[a-z-]+|\{{[^}}]*\}}|'[^']*'|\bN\b")


class Marking:
    """A catalogue in a language in which every known message is a row of signs around its names."""

    def __init__(self) -> None:
        self.known = set(messages())

    def gettext(self, message: str) -> str:
        if message not in self.known:
            return message
        parts = re.split(r"(%(?:\(\w+\))?[sr]|\n$)", message)
        return "".join(
            part if index % 2 else re.sub(r"\w", "•", part) for index, part in enumerate(parts)
        )


@pytest.mark.parametrize("arguments", HELP + WRONG, ids=" ".join)
def test_the_help_has_no_english_of_its_own(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that argparse and we say comes from the catalogue."""
    monkeypatch.setattr("linters.messages._catalogue", Marking())
    monkeypatch.setattr("linters.cli.commands.set_language", lambda language: None)
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == (2 if arguments in WRONG else 0)
    shown = capsys.readouterr()
    text = shown.out + shown.err
    assert "•••" in text
    assert re.findall(r"[^\W\d_]+", NAMES.sub("", text)) == []


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_the_help_is_in_portuguese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        with pytest.raises(SystemExit):
            main([*arguments, "--language=pt-BR"])
    finally:
        set_language("en")
    out = capsys.readouterr().out
    assert out.startswith("uso: lint-issue") and "opções:" in out
    words = set(re.findall(r"[^\W\d_]+", NAMES.sub("", out.replace("config show", ""))))
    english = "and the of or to is its only file files rule show default usage options exit"
    assert not words & set(english.split())


def test_the_help_follows_the_locale_and_the_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def usage(*arguments: str) -> str:
        try:
            with pytest.raises(SystemExit):
                main([*arguments])
        finally:
            set_language("en")
        return capsys.readouterr().out[:5]

    assert usage("--help") == "usage"
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert usage("--help") == "uso: "
    assert usage("--language", "en", "--help") == "usage"
    assert usage("rules", "--language=en", "--language=pt-BR", "--help") == "uso: "
    assert usage("--help", "--language") == "uso: "
    assert usage("--help", "--", "--language", "en") == "uso: "


def test_argparse_says_only_what_we_know() -> None:
    """A new Python that words these otherwise would show them in English."""
    source = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    said = {node.value for node in ast.walk(source) if isinstance(node, ast.Constant)}
    missing = [text for text in ARGPARSE if text not in said]
    assert [text for text in missing if "maybe you meant" not in text] == []


def test_the_messages_use_the_words_of_the_glossary() -> None:
    catalogue = read_po(io.BytesIO(PO.read_bytes()))
    said = "\n".join(str(message.string) for message in catalogue).lower()
    glossary = (ROOT / "README.pt-BR.md").read_text("utf-8").partition("## Glossário")[2]
    rows = re.findall(r"^\| ([^|]+) \| \*", glossary, re.MULTILINE)
    assert len(rows) > 20
    described = {"correção segura", "correção a conferir"}
    for word in {word for row in rows for word in row.split(", ")} - described:
        assert re.search(rf"\b{word}", said), word
