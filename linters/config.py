"""Configuration: `[tool.lint-issue]` in `pyproject.toml`, or `.lint-issue.toml`.

The nearest file upward from each checked file counts. A key that is not known is an error.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import (
    LANGUAGES,
    Message,
    MessageError,
    _,
    reading_reason,
    system_reason,
)
from linters.model import Applicability, Severity
from linters.resources import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = ".lint-issue.toml"
WORDS = ".lint-issue-words.txt"
BASELINE = ".lint-issue-baseline.json"
_SEVERITIES = ("error", "warning", "info")
_APPLICABILITIES = ("safe", "unsafe", "none")
_REASON = _("{path}: {reason}")


class ConfigError(MessageError):
    """A configuration cannot be used; the message names the file and what was expected.

    `language` is the one that the configuration wants, if so much of it can be read.
    """

    language: str | None = None


class Config(NamedTuple):
    """What a configuration file says; the defaults where there is none.

    `root` is the folder that the patterns of `exclude` and `profiles`, the folders of `data` and
    `authors` are relative to. `severity`, `fixes` and `options` are keyed by rule id (the first two
    by prefix too). `fixes` says how far a rule's fixes are trusted, None for not at all.
    `documentation` is the address below which the pages of the rules are, with a slash at its end.
    """

    path: str | None = None
    root: str = "."
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    language: str | None = None
    exclude: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    profiles: Mapping[str, str] = {}
    options: Mapping[str, Mapping[str, object]] = {}
    languagetool_server: str | None = None
    authors: str | None = None
    fixes: Mapping[str, Applicability | None] = {}
    baseline: str | None = None
    documentation: str | None = None
    keys: frozenset[str] = frozenset()  # those that stand in the file

    @property
    def words(self) -> str:
        """The project's list of accepted words, which need not be there."""
        return os.path.join(self.root, WORDS)


_CHOICES = ("fail-on", "language")
_KEYS = {
    "select": _("a list of rule ids or prefixes"),
    "ignore": _("a list of rule ids or prefixes"),
    "exclude": _("a list of path patterns"),
    "data": _("a list of folders laid out like rules/"),
    "severity": _("a table of rule = severity"),
    "fixes": _("a table of rule = safe, unsafe or none"),
    "profiles": _("a table of path pattern = profile"),
    "options": _("a table of rule = table of options"),
    "baseline": _("the path of the list of known findings"),
    "authors": _("the path of the site's authors file"),
    "documentation": _("the address of the rules' pages, https://host/path/"),
    "languagetool-server": _("the address of a LanguageTool server, http://host:port"),
}


def find(folder: str, cache: dict[str, Config]) -> Config:
    """The configuration for files in `folder` (absolute). Raises ConfigError.

    `cache` remembers what was found for a folder, and for each folder on the way.
    """
    visited = []
    config = Config()
    while True:
        if folder in cache:
            config = cache[folder]
            break
        visited.append(folder)
        own = os.path.join(folder, FILE)
        project = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(own):
            config = load(own)
            break
        if os.path.isfile(project):
            found = _load(project)
            if found is not None:
                config = found
                break
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    cache.update(dict.fromkeys(visited, config))
    return config


def load(path: str) -> Config:
    """The configuration in the file `path`. Raises ConfigError if there is none in it."""
    config = _load(path)
    if config is None:
        raise ConfigError(_("{path}: there is no table [tool.lint-issue]"), path=path)
    return config


def _load(path: str) -> Config | None:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(_REASON, path=path, reason=system_reason(error)) from error
    is_project = os.path.basename(path) == "pyproject.toml"
    # A project without a word of ours need not be parsed.
    if is_project and b"lint-issue" not in data:
        return None
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(_REASON, path=path, reason=reading_reason(error, "TOML")) from error
    if is_project:
        tool = table.get("tool", {})
        if not isinstance(tool, dict) or "lint-issue" not in tool:
            return None
        table = tool["lint-issue"]
        if not isinstance(table, dict):
            raise ConfigError(_("{path}: tool.lint-issue: expected a table"), path=path)
    try:
        return _config(table, path)
    except ConfigError as error:
        error.language = next((one for one in LANGUAGES if one == table.get("language")), None)
        raise


def _address(table: Mapping[str, object], path: str) -> str | None:
    value = table.get("languagetool-server")
    if value is None:
        return None
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise _expected(path, "languagetool-server")
    return value.rstrip("/").removesuffix("/v2")


def _documentation(table: Mapping[str, object], path: str) -> str | None:
    value = table.get("documentation")
    if value is None:
        return None
    # It ends up in terminals and pages: only what is an address there, and nothing more.
    if not isinstance(value, str) or not re.fullmatch(
        r"https?://[^\W_](?:[\w.~:/%-]*\w)?/?", value, re.ASCII
    ):
        raise _expected(path, "documentation")
    return value.rstrip("/") + "/"


def _authors(table: Mapping[str, object], path: str, root: str) -> str | None:
    value = table.get("authors")
    if value is None:
        return None
    if not isinstance(value, str):
        raise _expected(path, "authors")
    if not os.path.isfile(os.path.join(root, value)):
        raise ConfigError(_("{path}: authors: there is no file “{value}”"), path=path, value=value)
    return os.path.join(root, value)


def _config(table: Mapping[str, object], path: str) -> Config:
    known = {*_KEYS, *_CHOICES}
    for key in table:
        if key not in known:
            raise ConfigError(
                _("{path}: unknown key “{key}”.{hint}"),
                path=path,
                key=key,
                hint=did_you_mean(key, known),
            )
    root = os.path.dirname(os.path.abspath(path))
    for folder in _strings(table, "data", path):
        if not os.path.isdir(os.path.join(root, folder)):
            raise ConfigError(
                _("{path}: data: there is no folder “{folder}”"), path=path, folder=folder
            )
    fail_on = table.get("fail-on")
    language = table.get("language")
    if language is not None and language not in LANGUAGES:
        raise _expected_one_of(LANGUAGES, path, "language")
    return Config(
        path=path,
        root=root,
        select=_strings(table, "select", path),
        ignore=_strings(table, "ignore", path),
        fail_on=None if fail_on is None else _severity(fail_on, path, "fail-on"),
        language=None if language is None else str(language),
        exclude=_strings(table, "exclude", path),
        data=tuple(os.path.join(root, folder) for folder in _strings(table, "data", path)),
        severity={
            rule: _severity(value, path, f"severity.{rule}")
            for rule, value in _table(table, "severity", path).items()
        },
        fixes=_fixes(table, path),
        baseline=_baseline(table, path, root),
        profiles=_profiles(table, path),
        options=_options(table, path),
        languagetool_server=_address(table, path),
        authors=_authors(table, path, root),
        documentation=_documentation(table, path),
        keys=frozenset(table),
    )


def _fixes(table: Mapping[str, object], path: str) -> dict[str, Applicability | None]:
    fixes: dict[str, Applicability | None] = {}
    for rule, value in _table(table, "fixes", path).items():
        if value not in _APPLICABILITIES:
            raise _expected_one_of(_APPLICABILITIES, path, f"fixes.{rule}")
        fixes[rule] = None if value == "none" else Applicability(value)
    return fixes


def _baseline(table: Mapping[str, object], path: str, root: str) -> str | None:
    value = table.get("baseline")
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise _expected(path, "baseline")
    return os.path.join(root, value)


def _strings(table: Mapping[str, object], key: str, path: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _expected(path, key)
    return tuple(value)


def _table(table: Mapping[str, object], key: str, path: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise _expected(path, key)
    return value


def _profiles(table: Mapping[str, object], path: str) -> dict[str, str]:
    profiles = {}
    for pattern, name in _table(table, "profiles", path).items():
        if not isinstance(name, str):
            raise _expected(path, "profiles")
        profiles[pattern] = name
    return profiles


def _options(table: Mapping[str, object], path: str) -> dict[str, Mapping[str, object]]:
    options: dict[str, Mapping[str, object]] = {}
    for rule, values in _table(table, "options", path).items():
        if not isinstance(values, dict):
            raise _expected(path, "options")
        options[rule] = values
    return options


def _severity(value: object, path: str, place: str) -> Severity:
    if value not in _SEVERITIES:
        raise _expected_one_of(_SEVERITIES, path, place)
    return Severity.named(str(value))


def _expected(path: str, key: str) -> ConfigError:
    return ConfigError(
        _("{path}: {key}: expected {what}"), path=path, key=key, what=Message(_KEYS[key])
    )


def _expected_one_of(choices: Iterable[str], path: str, key: str) -> ConfigError:
    return ConfigError(
        _("{path}: {key}: expected one of {choices}"),
        path=path,
        key=key,
        choices=", ".join(choices),
    )
