"""Every message is there in Portuguese, with the same fields."""

from __future__ import annotations

import argparse
import ast
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from linters.cli import main
from linters.cli.arguments import ARGPARSE, COMMANDS
from linters.messages import LANGUAGES, set_language
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


def calls_of_message_errors() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    """Where an error that carries a template is made, and what can be its template."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "linters").rglob("*.py")}
    nodes = [(path, node) for path, tree in trees.items() for node in ast.walk(tree)]
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _path, node in nodes
        if isinstance(node, ast.ClassDef)
    }
    errors = {"MessageError"}
    while more := {name for name, of in bases.items() if of & errors} - errors:
        errors |= more
    assert {"ConfigError", "DataError", "PluginError", "WrongEntryError", "GitError"} <= errors
    for path, node in nodes:
        name = node.func if isinstance(node, ast.Call) else None
        if isinstance(name, ast.Name) and name.id in errors | {"Message"}:
            assert isinstance(node, ast.Call)
            template = node.args[name.id == "WrongEntryError"]
            yield f"{path.name}:{node.lineno}", node, list(templates(template, trees[path]))


def templates(node: ast.expr, tree: ast.Module) -> Iterator[ast.expr]:
    """The expressions that `node` may stand for: both of a choice, what a name was given."""
    if isinstance(node, ast.IfExp):
        yield from templates(node.body, tree)
        yield from templates(node.orelse, tree)
    elif isinstance(node, ast.Name):
        given = [
            one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Assign)
            and any(isinstance(name, ast.Name) and name.id == node.id for name in one.targets)
        ]
        for value in given:
            yield from templates(value, tree)
    else:
        yield node


def test_no_error_has_english_of_its_own() -> None:
    """What is raised is a template marked with `_`, and its fields hold no sentences."""
    unmarked, count = [], 0
    for place, call, found in calls_of_message_errors():
        count += 1
        for node in found:
            # What a table of marked texts gives, and what is handed on.
            is_handed_on = isinstance(node, (ast.Subscript, ast.Attribute))
            is_marked = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
                and isinstance(node.args[0], ast.Constant)
            )
            if not is_handed_on and not is_marked:
                unmarked.append(place)
        texts = (
            text.value
            for keyword in call.keywords
            for text in ast.walk(keyword.value)
            if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
        unmarked.extend(place for text in texts if re.search(r"[a-z]+ [a-z]+", text))
    assert count > 50
    assert unmarked == []


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit status of the command, and what it wrote to standard output and error."""
    try:
        status = main(arguments)
    finally:
        set_language("en")
    written = capsys.readouterr()
    return status, written.out, written.err


BROKEN = {
    "selct = []": "chave desconhecida: “selct”. Você quis dizer “select”?",
    "select = 1": "select: era esperado: uma lista",
    'fail-on = "warn"': "fail-on: era esperado um destes: error",
    'select = ["strcture"]': "a regra “strcture” não existe. Você quis dizer “structure”?",
    'profiles = {"*" = "newslettr"}': "Você quis dizer “newsletter”? Existem: docs",
    'data = ["nowhere"]': "data: a pasta “nowhere” não existe",
    'options = {"parity/number" = {x = 1}}': "não tem a opção “x”",
}


@pytest.mark.parametrize("setting", BROKEN)
@pytest.mark.parametrize("arguments", [["--language", "pt-BR"], []], ids=["asked", "configured"])
def test_what_is_wrong_with_a_configuration_is_said_in_portuguese(
    arguments: list[str],
    setting: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    language = "en" if arguments else "pt-BR"
    Path(".lint-issue.toml").write_text(f'language = "{language}"\n{setting}\n', "utf-8")
    status, out, error = said(arguments, capsys)
    assert (status, out) == (2, "") and BROKEN[setting] in error


# What is asked for, and what is said of it.
ASKED = {
    "a.md --select strcture": "a regra “strcture” não existe",
    "a.md --profile newslettr": "o perfil “newslettr” não existe",
    "explain nope": "a regra “nope” não existe",
    "suppress nope a.md": "a regra “nope” não existe",
    "a.md --config nope.toml": "nope.toml: esse arquivo ou pasta não existe",
    "a.md --config folder": "folder: é uma pasta",
    "a.md --config broken.toml": "não é TOML válido a partir da linha 2, coluna 4",
    "a.md --config latin.toml": "não é UTF-8 a partir do byte 2",
    "a.md --select style --output json:a.md/x": "uma parte do caminho não é uma pasta",
    "a.md --select style --baseline broken.json": "não é JSON válido a partir da linha 1, coluna 2",
    "a.md --output jso:x": "seria um arquivo.) Você quis dizer “json”?",
    "tokens nope.md": "Não existe o arquivo “nope.md”",
}


@pytest.mark.parametrize("command", ASKED)
def test_what_cannot_be_done_is_said_in_portuguese(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Um texto.\n", "utf-8")
    Path("folder").mkdir()
    Path("broken.toml").write_text("select = []\n a b\n", "utf-8")
    Path("latin.toml").write_bytes(b"#\xe9\n")
    Path("broken.json").write_text("{", "utf-8")
    status, _out, error = said([*command.split(), "--language", "pt-BR"], capsys)
    assert status == 2 and ASKED[command] in error


WRONG_RULES = {
    "- a": "era esperada uma regra: `id`, `kind`",
    "a: 1": "o arquivo: era esperado: uma lista",
    "- id: [": "não é YAML válido a partir da linha 2",
    "- {id: Club}": "id: “Club”: um id tem a forma `categoria/nome`",
    "- {id: style/club, kind: pattrn}": "era esperado um destes: substitution",
    "- {id: style/club, nme: x}": "chave desconhecida: “nme”",
    "- {id: a/b, kind: pattern, summary: x, message: x, wrong: [a], right: [b], find: ['(']}": (
        "“(” não é um padrão: falta um ) que feche o grupo, no caractere 1"
    ),
}


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_what_is_wrong_with_a_rule_is_said_in_portuguese(
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules" / "style" / "pt" / "own.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(rule + "\n", "utf-8")
    Path(".lint-issue.toml").write_text('language = "pt-BR"\ndata = ["rules"]\n', "utf-8")
    status, out, error = said(["rules"], capsys)
    assert (status, out) == (2, "") and WRONG_RULES[rule] in error


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("explain links/empty-alt", "Gravidade: "),
        ("rules", "tem correção automática"),
        ("config show", "o padrão"),
        ("init", "já existe e não foi alterado"),
        ("suppress links/empty-alt .", "Não há apontamento"),
    ],
)
def test_the_configuration_chooses_the_language_of_every_command(
    command: str,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Um texto.\n", "utf-8")
    Path(".lint-issue.toml").write_text('language = "pt-BR"\n', "utf-8")
    assert text in "".join(map(str, said(command.split(), capsys)))
    assert text not in "".join(map(str, said([*command.split(), "--language", "en"], capsys)))


def test_a_configuration_is_begun_in_portuguese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the same keys and examples as in English, and the language set."""
    written = {}
    for language in LANGUAGES:
        folder = tmp_path / language
        folder.mkdir()
        monkeypatch.chdir(folder)
        assert said(["init", "--language", language], capsys)[0] == 0
        written[language] = (folder / ".lint-issue.toml").read_text("utf-8")
        assert max(map(len, written[language].splitlines())) <= 100
    english, portuguese = (
        [line.removeprefix("# ") for line in text.splitlines() if re.match(r"(# )?\S+ = |\[", line)]
        for text in written.values()
    )
    assert english == portuguese and len(english) > 15
    assert "language" not in tomllib.loads(written["en"])
    assert tomllib.loads(written["pt-BR"])["language"] == "pt-BR"
    assert "Configuração do lint-issue" in written["pt-BR"]


def test_a_missing_argument_is_named_as_the_help_names_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command, name in (("languagetool", "AÇÃO"), ("config", "AÇÃO"), ("completion", "SHELL")):
        try:
            with pytest.raises(SystemExit):
                main([command, "--language", "pt-BR"])
        finally:
            set_language("en")
        assert f"falta informar: {name}" in capsys.readouterr().err


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
NAMES = re.compile(
    rf"lint-issue( ({'|'.join(COMMANDS)})\b)?|--?[a-z-]+|\{{[^}}]*\}}|'[^']*'|`[^`]*`|\bN\b"
)


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
