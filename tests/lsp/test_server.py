"""`lint-issue server` as an editor meets it: a real process, spoken to over its pipes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linters.checks.examples import issue
from linters.engine.fix import apply
from linters.engine.run import Runner, Settings
from linters.messages import set_language
from linters.model import Applicability
from tests.conftest import ROOT
from tests.lsp.editor import ALL, Editor, edits_of, mended, uri_of

DAMAGED = "# Olá\n\nA tradu√ß√£o.\n"
MENDED = "# Olá\n\nA tradução.\n"
RULE = "encoding/mojibake"
NO_GRAMMAR = ("--ignore", "grammar,spelling", "--no-cache")
EMOJI = issue(title="NLP Newsletter #5: Reformer,…").replace("\n", "\r\n") + (
    "\r\n🎉🎉 A tradu√ß√£o est√° 📙 pronta\x08, e 🇧🇷 a edi√ß√£o 👩‍🚀 tamb√©m.\r\n"
    "\r\n- 📙 Um item̂\u2028 e\x85 tradu√ß√£o\r\n"
)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One for the tests that do not mind what else is open; without LanguageTool."""
    editor = Editor(tmp_path_factory.mktemp("open"), *NO_GRAMMAR)
    editor.start()
    yield editor
    assert editor.close() == 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Any]:
    """Starts a server in an empty folder, which is ended in any case."""
    editors = []

    def start(*arguments: str, **environment: str) -> Editor:
        editors.append(Editor(tmp_path, *(arguments or NO_GRAMMAR), **environment))
        return editors[-1]

    yield start
    for editor in editors:
        editor.process.kill()
        editor.end()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What Python says when it is run with these arguments in that folder."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [sys.executable, *arguments],
        input="",
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_open_change_save_close(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "life.md")
    editor.open(uri, DAMAGED)
    (found,) = editor.found(uri)
    assert (found["code"], found["source"], found["severity"]) == (RULE, "lint-issue", 1)
    assert "should be" in found["message"] and "--fix" in found["message"]
    assert "codeDescription" not in found
    editor.change(uri, MENDED)
    assert editor.found(uri) == []
    editor.change(uri, DAMAGED)
    editor.notify("textDocument/didSave", textDocument={"uri": uri})
    assert editor.rules(uri) == [RULE]
    editor.notify("textDocument/didClose", textDocument={"uri": uri})
    editor.until(uri, lambda found: found == [])


def test_what_counts_is_the_text_in_the_editor(editor: Editor) -> None:
    path = editor.cwd / "disk.md"
    path.write_text(DAMAGED, "utf-8")
    editor.open(uri_of(path), MENDED)
    assert editor.found(uri_of(path)) == []


def test_of_rapid_changes_only_the_last_is_checked(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "rapid.md")
    editor.open(uri, MENDED)
    editor.found(uri)
    for number in range(30):
        editor.change(uri, DAMAGED + "x" * number)
    assert editor.rules(uri) == [RULE]
    editor.settle()
    versions = [p["version"] for p in editor.published if p["uri"] == uri]
    assert versions == [1, 31]


@pytest.mark.parametrize("unit", ["utf-8", "utf-16", "utf-32"])
def test_each_action_makes_what_the_engine_makes(start: Any, unit: str) -> None:
    editor = start()
    assert (
        editor.start({**ALL, "general": {"positionEncodings": [unit]}})["positionEncoding"] == unit
    )
    uri = uri_of(editor.cwd / "a[pt-BR].md")
    editor.open(uri, EMOJI)
    shown = editor.found(uri)
    set_language("en")
    runner = Runner(Settings(ignore=("grammar", "spelling"), cache=False))
    (result,) = runner.run_text(str(editor.cwd / "a[pt-BR].md"), EMOJI.encode()).results
    assert [one["code"] for one in shown] == [one.rule for one in result.diagnostics]
    actions = editor.actions(uri)
    for found, one in zip(result.diagnostics, shown, strict=True):
        selected = mended(EMOJI, [{"range": one["range"], "newText": "\0" * 3}], unit)
        start_of, end_of = found.span
        if EMOJI[start_of - 1 : start_of + 1] != "\r\n" != EMOJI[end_of - 1 : end_of + 1]:
            assert selected == EMOJI[:start_of] + "\0" * 3 + EMOJI[end_of:], found
        if found.fix is not None and found.fix.edits:
            expected = apply(EMOJI, b"", [found.fix])[0]
            is_safe = found.fix.applicability is Applicability.SAFE
            assert any(
                mended(EMOJI, edits_of(action, uri), unit) == expected
                and action["isPreferred"] is is_safe
                for action in actions
                if action["diagnostics"] == [one] and action["kind"] == "quickfix"
                if "isPreferred" in action
            ), found
    assert sum(one.fix is not None for one in result.diagnostics) >= 3
    (fix_all,) = (a for a in actions if a["kind"] == "source.fixAll.lint-issue")
    fixed = Runner(Settings(ignore=("grammar", "spelling"), cache=False, fix=True))
    (after,) = fixed.run_text(str(editor.cwd / "a[pt-BR].md"), EMOJI.encode()).results
    edits = edits_of(fix_all, uri)
    assert mended(EMOJI, edits, unit) == after.after.decode()
    assert all(len(edit["newText"]) < 200 for edit in edits)
    for action in actions:
        version = action["edit"]["documentChanges"][0]["textDocument"]["version"]
        assert version == 1


def test_silence_with_a_comment(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "silence.md")
    editor.open(uri, DAMAGED)
    editor.found(uri)
    (silence,) = (a for a in editor.actions(uri) if a["title"].startswith("Silence"))
    text = mended(DAMAGED, edits_of(silence, uri))
    comment = f"<!-- lint-issue: disable-next-block={RULE} … -->"
    assert text == f"# Olá\n\n{comment}\n\nA tradu√ß√£o.\n"
    editor.change(uri, text)
    assert editor.rules(uri) == ["suppression/without-reason"]
    editor.change(uri, text.replace("…", "o dano é o tema"))
    assert editor.found(uri) == []


def test_only_the_kinds_asked_for(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "kinds.md")
    editor.open(uri, DAMAGED)
    editor.found(uri)
    for only in (["source"], ["source.fixAll"], ["source.fixAll.lint-issue"]):
        (action,) = editor.actions(uri, only=only)
        assert mended(DAMAGED, edits_of(action, uri)) == MENDED
    assert {a["kind"] for a in editor.actions(uri, only=["quickfix"])} == {"quickfix"}
    assert editor.actions(uri, only=["source.organizeImports", "refactor"]) == []
    nowhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
    assert editor.actions(uri, nowhere, ["quickfix"]) == []


def test_an_action_for_an_outdated_text_has_no_edit(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "outdated.md")
    editor.open(uri, DAMAGED)
    editor.found(uri)
    data = {"uri": uri, "version": 1, "finding": None}
    action = {"title": "x", "kind": "source.fixAll.lint-issue", "data": data}
    assert editor.ask("codeAction/resolve", **action)["edit"]
    editor.change(uri, "Outro.\n" + DAMAGED)
    assert "edit" not in editor.ask("codeAction/resolve", **action)


def test_an_editor_that_can_little(start: Any) -> None:
    editor = start()
    assert editor.start({}, locale=None)["positionEncoding"] == "utf-16"
    uri = uri_of(editor.cwd / "a.md")
    editor.open(uri, DAMAGED)
    editor.found(uri)
    actions = editor.actions(uri)
    assert len(actions) == 3 and all(list(a["edit"]["changes"]) == [uri] for a in actions)
    assert editor.registered == []


def test_hover_explains_the_rule(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "hover.md")
    editor.open(uri, DAMAGED)
    (found,) = editor.found(uri)
    place = {"textDocument": {"uri": uri}}
    shown = editor.ask("textDocument/hover", position=found["range"]["start"], **place)
    assert shown["contents"]["value"].startswith(f"# {RULE}\n")
    assert editor.ask("textDocument/hover", position={"line": 0, "character": 0}, **place) is None


def test_the_language_is_the_editors(start: Any, tmp_path: Path) -> None:
    (tmp_path / ".lint-issue.toml").write_text('language = "pt-BR"\n')
    for locale, arguments, title in (
        ("pt-br", (), "deveria"),
        ("en", (), "should"),
        (None, (), "deveria"),
        ("pt", ("--language", "en"), "should"),
    ):
        editor = start(*NO_GRAMMAR, *arguments)
        editor.start(locale=locale)
        editor.open(uri_of(tmp_path / "a.md"), DAMAGED)
        (found,) = editor.found(uri_of(tmp_path / "a.md"))
        assert title in found["message"], locale
        assert editor.close() == 0


def test_configuration_baseline_and_exclusion_as_on_the_command_line(
    start: Any, tmp_path: Path
) -> None:
    config = tmp_path / ".lint-issue.toml"
    config.write_text('exclude = ["drafts/**"]\n[severity]\n"encoding/mojibake" = "info"\n')
    editor = start()
    editor.start()
    uri, draft = uri_of(tmp_path / "a.md"), uri_of(tmp_path / "drafts" / "a.md")
    editor.open(draft, DAMAGED)
    assert editor.found(draft) == []
    editor.open(uri, DAMAGED)
    assert [one["severity"] for one in editor.found(uri)] == [3]
    (patterns,) = (one["registerOptions"]["watchers"] for one in editor.registered)
    assert any(".lint-issue.toml" in one["globPattern"] for one in patterns)

    def changed(path: Path) -> None:
        changes = [{"uri": uri_of(path), "type": 2}]
        editor.notify("workspace/didChangeWatchedFiles", changes=changes)

    config.write_text("[severity]\nnonsense = 1\n")
    changed(config)
    editor.wait(lambda: any("nonsense" in message for message in editor.messages))
    editor.change(uri, DAMAGED + "x")  # what there was goes on
    assert [one["severity"] for one in editor.found(uri)] == [3]
    config.write_text("")
    changed(config)
    editor.until(uri, lambda found: [one["severity"] for one in found] == [1])
    editor.until(draft, lambda found: [one["severity"] for one in found] == [1])
    (tmp_path / "a.md").write_text(DAMAGED, "utf-8")
    assert run(tmp_path, "-m", "linters", "a.md", *NO_GRAMMAR, "--update-baseline").stderr
    changed(tmp_path / ".lint-issue-baseline.json")
    editor.until(uri, lambda found: found == [])


def test_a_configuration_that_is_wrong_from_the_start(start: Any, tmp_path: Path) -> None:
    config = tmp_path / ".lint-issue.toml"
    config.write_text("nonsense = 1\n")
    editor = start()
    editor.start()
    uri = uri_of(tmp_path / "a.md")
    for text in (DAMAGED, DAMAGED + "x"):
        editor.open(uri, text)
        assert editor.rules(uri) == [RULE]
    assert len(editor.messages) == 1 and "nonsense" in editor.messages[0]


def test_a_changed_original_changes_what_is_found(start: Any, tmp_path: Path) -> None:
    original = tmp_path / "2026-01-01-NLP_Newsletter_1.md"
    head = "---\ntitle: 'NLP Newsletter #1{}'\ntags: [nlp_newsletter]\n---\n\n# Um 🎓\n\n"
    original.write_text(head.format(": Two things") + "A text with words that is long enough.\n")
    editor = start("--select", "parity", "--ignore", "grammar,spelling")
    editor.start()
    uri = uri_of(tmp_path / "2026-01-01-NLP_Newsletter_1_[PT-BR].md")
    editor.open(uri, head.format(" [PT-BR]: Duas coisas") + "Um texto com palavras que é longo.\n")
    before = editor.rules(uri)
    link = "See [the paper](https://example.org/paper) and its code, which is long enough.\n"
    original.write_text(original.read_text() + f"\n{link}\n![](https://example.org/a.png)\n")
    changes = [{"uri": uri_of(original), "type": 2}]
    editor.notify("workspace/didChangeWatchedFiles", changes=changes)
    editor.until(uri, lambda found: len(found) > len(before))


def test_grammar_comes_after_what_is_quick(start: Any, tmp_path: Path) -> None:
    editor = start("--no-cache")
    editor.start()
    uri = uri_of(tmp_path / "a[pt-BR].md")
    text = "# Olá\n\nOs resultado são bons à partir daqui. A tradu√ß√£o está na mesa dela.\n"
    editor.open(uri, text)
    editor.until(uri, lambda found: any(one["code"].startswith("grammar/") for one in found))
    first, *_, last = (p["diagnostics"] for p in editor.published if p["uri"] == uri)
    assert [one["code"] for one in first] == [RULE]
    assert RULE in [one["code"] for one in last]
    grammar = next(one for one in last if one["code"] == "grammar/CRASE_CONFUSION")
    shown = editor.ask(
        "textDocument/hover", textDocument={"uri": uri}, position=grammar["range"]["start"]
    )
    assert "CRASE_CONFUSION" in shown["contents"]["value"]
    # Each suggestion is an action of its own.
    suggestions = [(one, text) for one in last for text in one["data"]["suggestions"]]
    assert suggestions
    for one, suggestion in suggestions:
        expected = mended(text, [{"range": one["range"], "newText": suggestion}])
        assert any(
            mended(text, edits_of(action, uri)) == expected
            for action in editor.actions(uri, one["range"], ["quickfix"])
            if action["diagnostics"] == [one]
        )
    # The fixes are those of the command, LanguageTool's too.
    (tmp_path / "a[pt-BR].md").write_text(text, "utf-8")
    run(tmp_path, "-m", "linters", "a[pt-BR].md", "--fix")
    (action,) = editor.actions(uri, only=["source.fixAll"])
    assert mended(text, edits_of(action, uri)) == (tmp_path / "a[pt-BR].md").read_text("utf-8")
    silence = next(
        a for a in editor.actions(uri, grammar["range"], ["quickfix"]) if "CRASE" in a["title"]
    )
    assert "disable-next-block=grammar/CRASE_CONFUSION" in mended(text, edits_of(silence, uri))


def test_a_languagetool_that_does_not_answer_holds_nothing_up(start: Any, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        (tmp_path / ".lint-issue.toml").write_text(f'languagetool-server = "{address}"\n')
        editor = start("--no-cache")
        editor.start()
        for name in ("a[pt-BR].md", "b[pt-BR].md"):
            editor.open(uri_of(tmp_path / name), f"O texto {name} é novo. A tradu√ß√£o.\n")
            assert RULE in editor.rules(uri_of(tmp_path / name))
        begun = time.monotonic()
        assert editor.actions(uri_of(tmp_path / "a[pt-BR].md"), only=["source.fixAll"])
        assert editor.close() == 0
        assert time.monotonic() - begun < 20


def test_without_languagetool_all_else_is_said(start: Any, tmp_path: Path) -> None:
    editor = start("--no-cache", "--offline", LINT_ISSUE_CACHE=str(tmp_path / "none"), LTP_PATH="")
    editor.start()
    uri = uri_of(tmp_path / "a[pt-BR].md")
    for text in ("Os resultado são bons. A tradu√ß√£o.\n", "Os resultado são ruins.\n"):
        editor.open(uri, text)
        editor.until(
            uri, lambda found: any(one["code"] == "internal/languagetool" for one in found)
        )
        editor.notify("textDocument/didSave", textDocument={"uri": uri})
        editor.settle()
    assert len(editor.messages) == 1 and "offline" in editor.messages[0]
    assert editor.close() == 0


URIS = (
    "untitled:Untitled-1",
    "untitled:",
    "vscode-vfs://github/owner/repo/a.md",
    "file:///c%3A/Users/x/caf%C3%A9%20a%23b.md",
    "file:///C:/Users/x/a.md",
    "file://server/share/a.md",
    "file:///tmp/%E9%ff%00.md",
    "file:///",
    "a b.md",
    "",
)


@pytest.mark.parametrize("uri", URIS)
def test_any_address(editor: Editor, uri: str) -> None:
    editor.open(uri, DAMAGED)
    assert editor.rules(uri) == [RULE]
    assert mended(DAMAGED, edits_of(editor.actions(uri, only=["source"])[0], uri)) == MENDED
    editor.notify("textDocument/didClose", textDocument={"uri": uri})


def test_a_name_with_spaces_and_signs_is_that_file(start: Any, tmp_path: Path) -> None:
    folder = tmp_path / "é; a#b %20"
    folder.mkdir()
    (folder / ".lint-issue.toml").write_text('ignore = ["encoding"]\n')
    editor = start()
    editor.start()
    uri = uri_of(folder / "a b.md")
    editor.open(uri, DAMAGED)
    assert editor.found(uri) == []


TEXTS = (
    "",
    "\ufeff" + DAMAGED,
    "\0" * 50,
    "a\0b\0c\0" * 40 + DAMAGED,
    "\ud800 A tradu√ß√£o \udcff.\n",
    "A tradu√ß√£o.\r\rB\u2028C\x85\x0b\x0cD tradu√ß√£o\r\n",
    "---\ntitle: [\n---\n" + DAMAGED,
    "😀" * 1000 + " A tradu√ß√£o",
)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_any_text(editor: Editor, number: int) -> None:
    text = TEXTS[number]
    uri = uri_of(editor.cwd / f"text-{number}.md")
    editor.open(uri, text)
    found = editor.found(uri)
    assert not [one for one in found if one["code"] == "internal/crash"]
    for one in found:
        mended(text, [{"range": one["range"], "newText": ""}])  # a place that there is
    codes = " ".join(one["code"] for one in found)
    assert ("mojibake" in codes) == ("\0" not in text and "√" in text)
    for action in editor.actions(uri):
        if action.get("edit"):
            assert mended(text, edits_of(action, uri)) != text
    editor.actions(uri, {"start": {"line": 9, "character": 9}, "end": {"line": 1, "character": 0}})


def test_what_is_no_markdown_is_left_alone(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "a.py")
    editor.open(uri, DAMAGED, "python")
    assert editor.actions(uri) == []
    assert editor.actions("file:///never/opened.md") == []
    assert not [p for p in editor.published if p["uri"] == uri]


def test_a_large_text_does_not_keep_the_editor_waiting(editor: Editor) -> None:
    uri = uri_of(editor.cwd / "large.md")
    text = DAMAGED + "\n".join(f"A frase número {n} do texto.\n" for n in range(20_000))
    editor.open(uri, text)
    begun = time.monotonic()
    editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": "file:///x.md"},
        range={"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        context={"diagnostics": []},
    )
    assert time.monotonic() - begun < 5
    assert RULE in editor.rules(uri)
    editor.notify("textDocument/didClose", textDocument={"uri": uri})


def test_nonsense_does_not_end_it(editor: Editor) -> None:
    editor.notify(
        "textDocument/didChange",
        textDocument={"uri": "file:///no.md", "version": 1},
        contentChanges=[{"text": "x"}],
    )
    editor.notify("textDocument/didClose", textDocument={"uri": "file:///no.md"})
    editor.notify("no/such/method")
    editor.open("http://[", DAMAGED)
    uri = uri_of(editor.cwd / "after.md")
    editor.open(uri, DAMAGED)
    assert editor.rules(uri) == [RULE]


def test_exit_statuses(start: Any) -> None:
    editor = start()
    editor.start()
    assert editor.close() == 0
    editor = start()
    editor.start()
    editor.notify("exit")
    assert editor.process.wait(30) == 1


def test_it_ends_with_its_editor(start: Any) -> None:
    editor = start()
    editor.start()
    editor.open(uri_of(editor.cwd / "a.md"), DAMAGED)
    editor.process.stdin.close()
    assert editor.process.wait(30) == 1


def test_without_an_editor_it_says_what_it_is_for(tmp_path: Path) -> None:
    result = run(tmp_path, "-m", "linters", "server")
    assert result.returncode == 1
    assert result.stderr.endswith("see the guide “Editors”.\n")


def test_wrong_options_and_a_missing_extra(tmp_path: Path) -> None:
    program = (
        "import sys; from importlib import util; found = util.find_spec\n"
        "util.find_spec = lambda name, *a: None if name == 'pygls' else found(name, *a)\n"
        "from linters.cli import main; sys.exit(main(['server']))"
    )
    for command, said in (
        (["-m", "linters", "server", "--select", "nonsense"], "nonsense"),
        (["-m", "linters", "server", "--config", "missing.toml"], "missing.toml"),
        (["-c", program], ".[server]"),
    ):
        result = run(tmp_path, *command)
        assert result.returncode == 2 and said in result.stderr, result.stderr
        assert "Traceback" not in result.stderr
