"""The settings that hold for a path, and where each of them comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from linters.config import BASELINE
from linters.document.profile import Profiles
from linters.messages import _, language_from_environment, system_reason, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linters.config import Config
    from linters.document import Document
    from linters.engine.run import Runner

_BY_DEFAULT = _("the default")
_ON_COMMAND_LINE = _("the command line: {option}")
_ALL_RULES = _("the default: all rules but those that must be named")
_LOCALE = _("the default: as the locale wants it")
_OWN_SERVER = _("the default: one of its own, on this machine")
_NOWHERE = _("the default: no address is known")
_THERE = _("the default: the file is there")
_NOT_THERE = _("the default: the file is not there, and need not be")
_FOUND = _("the default: the nearest, upward from there")
_NO_CONFIGURATION = _("the default: there is none here nor above")
_EXCLUDES = _("“{pattern}” leaves this file out, unless it is named")
_NO_PROFILE = _("the default: each file tells by itself")
_BY_TAGS = _("the file itself: its tags hold “{what}”")
_BY_NAME = _("the file itself: its name fits “{what}”")
_BY_EMOJI = _("the file itself: its headings have {what}")
_NOTHING_TELLS = _("the default: nothing in the file tells of another profile")
_UNREADABLE = _("not known: the file cannot be read ({reason})")
_DETECTED = {"tags": _BY_TAGS, "file-name": _BY_NAME, "section-emoji": _BY_EMOJI}
_LISTS = ("select", "ignore", "exclude", "data")
_TABLES = ("severity", "fixes", "profiles", "options")


class Setting(NamedTuple):
    """One setting: its key as in a configuration, its value as there (None: not set), in words
    where it comes from, and the file that it stands in, if one."""

    key: str
    value: object
    origin: str
    file: str | None = None


def settings(runner: Runner, path: str) -> list[Setting]:
    """The settings that hold for `path`, a file or a folder, in the order of the documentation.

    Raises ConfigError or DataError where they cannot be used.
    """
    inside = os.path.join(path, "x") if os.path.isdir(path) else path
    runner.require_usable(inside)
    config = runner.config_for(inside)
    profile = _profile(runner, path, inside)
    return [
        _source(runner, config),
        profile,
        *(_plain(config, key) for key in ("select", "ignore")),
        *_of_profile(config, profile),
        _plain(config, "fail-on"),
        _plain(config, "language"),
        _exclude(runner, config, inside),
        _plain(config, "data"),
        *(setting for table in _TABLES for setting in _table(config, table)),
        _baseline(runner, config),
        _authors(config, inside),
        _plain(config, "documentation"),
        _plain(config, "languagetool-server"),
        Setting("words", _shown(config.words), _presence(config.words)),
    ]


def profile_reason(runner: Runner, document: Document) -> tuple[str, str, str | None]:
    """The profile of a document, why it is that one, and the file that says so, if one does."""
    config = runner.config_for(document.path)
    if runner.settings.profile is not None:
        origin = translate(_ON_COMMAND_LINE).format(option="--profile")
        return runner.settings.profile, origin, None
    pattern = runner.profile_pattern(document.path)
    if pattern is not None:
        return config.profiles[pattern], _place(config, f'profiles."{pattern}"'), config.path
    profile = document.repaired.profile
    found = profile.detected(document.repaired)
    if found is None:
        return profile.name, translate(_NOTHING_TELLS), None
    return profile.name, translate(_DETECTED[found.by]).format(what=found.what), None


def _profile(runner: Runner, path: str, inside: str) -> Setting:
    if path == inside and os.path.isfile(path):
        try:
            with open(path, "rb") as file:
                document = runner.open(path, file.read())
        except OSError as error:
            reason = translate(_UNREADABLE).format(reason=system_reason(error))
            return Setting("profile", None, reason)
        return Setting("profile", *profile_reason(runner, document))
    if runner.settings.profile is not None:
        origin = translate(_ON_COMMAND_LINE).format(option="--profile")
        return Setting("profile", runner.settings.profile, origin)
    config = runner.config_for(inside)
    pattern = runner.profile_pattern(inside)
    if pattern is None:
        return Setting("profile", None, translate(_NO_PROFILE))
    place = _place(config, f'profiles."{pattern}"')
    return Setting("profile", config.profiles[pattern], place, config.path)


def _source(runner: Runner, config: Config) -> Setting:
    """The configuration itself."""
    chosen = runner.settings
    for option, was_given in (("--isolated", chosen.isolated), ("--config", chosen.config_file)):
        if was_given:
            origin = translate(_ON_COMMAND_LINE).format(option=option)
            return Setting("config", config.path and _shown(config.path), origin, config.path)
    if config.path is None:
        return Setting("config", None, translate(_NO_CONFIGURATION))
    return Setting("config", _shown(config.path), translate(_FOUND), config.path)


def _of_profile(config: Config, profile: Setting) -> Iterator[Setting]:
    """The rules that the profile leaves out, and those of them that it keeps."""
    if not isinstance(profile.value, str):
        return
    chosen = Profiles(config.data).by_name[profile.value]
    name = os.path.basename(chosen.path)
    for key, value in (("ignore", chosen.ignore), ("keep", chosen.keep)):
        if value:
            yield Setting(f"profile.{key}", list(value), f"{name}: {key}", chosen.path)


def _exclude(runner: Runner, config: Config, path: str) -> Setting:
    setting = _plain(config, "exclude")
    pattern = runner.excluding_pattern(path)
    if pattern is None:
        return setting
    note = translate(_EXCLUDES).format(pattern=pattern)
    return setting._replace(origin=f"{setting.origin}; {note}")


def _plain(config: Config, key: str) -> Setting:
    """A setting that is a word or a list of words."""
    if key in config.keys:
        value = getattr(config, key.replace("-", "_"))
        if key == "data":
            value = [os.path.relpath(folder, config.root) for folder in value]
        elif key == "fail-on":
            value = value.label
        return Setting(
            key, list(value) if key in _LISTS else value, _place(config, key), config.path
        )
    defaults: Mapping[str, tuple[object, str]] = {
        "select": ([], _ALL_RULES),
        "fail-on": ("warning", _BY_DEFAULT),
        "language": (language_from_environment(), _LOCALE),
        "documentation": (None, _NOWHERE),
        "languagetool-server": (None, _OWN_SERVER),
    }
    value, origin = defaults.get(key, ([], _BY_DEFAULT))
    return Setting(key, value, translate(origin))


def _table(config: Config, key: str) -> Iterator[Setting]:
    """The entries of a table; the pattern that gives the profile is among those of `profiles`."""
    entries = getattr(config, key)
    if not entries:
        yield Setting(key, {}, translate(_BY_DEFAULT))
    for name, value in entries.items():
        whole = f'{key}."{name}"'
        if key == "fixes":
            value = "none" if value is None else value.value
        elif key == "severity":
            value = value.label
        elif key == "options":
            value = dict(value)
        yield Setting(whole, value, _place(config, whole), config.path)


def _baseline(runner: Runner, config: Config) -> Setting:
    if runner.settings.isolated:
        return Setting("baseline", None, translate(_ON_COMMAND_LINE).format(option="--isolated"))
    if config.baseline is not None:
        place = _place(config, "baseline")
        return Setting("baseline", _shown(config.baseline), place, config.path)
    path = os.path.join(config.root, BASELINE)
    return Setting("baseline", _shown(path), _presence(path))


def _authors(config: Config, path: str) -> Setting:
    if config.authors is not None:
        place = _place(config, "authors")
        return Setting("authors", _shown(config.authors), place, config.path)
    from linters.document.site import Site

    found = Site().authors(path)
    return Setting("authors", _shown(found.path) if found else None, translate(_FOUND))


def _presence(path: str) -> str:
    return translate(_THERE if os.path.isfile(path) else _NOT_THERE)


def _place(config: Config, key: str) -> str:
    """The file and the key in it."""
    path = config.path or ""
    table = "tool.lint-issue." if os.path.basename(path) == "pyproject.toml" else ""
    return f"{_shown(path)}: {table}{key}"


def _shown(path: str) -> str:
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path
