"""Every message is there in Portuguese, with the same fields."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from linters.cli import main
from linters.messages import set_language
from tests.conftest import REGISTRY, ROOT

PO = ROOT / "linters" / "locale" / "pt_BR" / "LC_MESSAGES" / "lint-issue.po"


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


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    """If this fails, run `make locale`."""
    with open(PO.with_suffix(".mo"), "rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    text = read_po(io.BytesIO(PO.read_bytes()))
    assert compiled == {message.id: message.string for message in text if message.id}


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
