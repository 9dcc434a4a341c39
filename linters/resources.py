"""The `rules/` folder: what is expected, as data that a translator can edit."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from linters import __version__
from linters.messages import Message, MessageError, _, reading_reason, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

# What was changed within so many nanoseconds may change again with the same time and size.
_FRESH = 2_000_000_000
# Of so many names that are alike, a whole one is meant rather than the end of another.
_AS_CLOSE = 9
_REASON = _("{path}: {reason}")
_KINDS: dict[type, str] = {
    dict: _("a mapping"),
    list: _("a list"),
    str: _("text"),
    int: _("a number"),
    bool: _("true/false"),
}


class DataError(MessageError):
    """A data file cannot be used; the message names the file, the place and what was expected."""


def rules_folder() -> str:
    """The folder that came with the package: inside a wheel, or beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "_rules")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(here), "rules")


def data_files(kind: str, folders: Sequence[str]) -> Iterator[str]:
    """The YAML files in the folder `kind` of `rules/` and of each extra folder, sorted."""
    for folder in (rules_folder(), *folders):
        base = os.path.join(folder, kind)
        try:
            names = sorted(os.listdir(base))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DataError(_REASON, path=base, reason=system_reason(error)) from error
        for name in names:
            if name.endswith((".yaml", ".yml")):
                yield os.path.join(base, name)


def data_folders(kind: str, folders: Sequence[str]) -> list[str]:
    """The names of the folders in the folder `kind` of `rules/` and of each extra folder."""
    names: set[str] = set()
    for folder in (rules_folder(), *folders):
        base = os.path.join(folder, kind)
        if os.path.isdir(base):
            names.update(entry.name for entry in os.scandir(base) if entry.is_dir())
    return sorted(names)


def cache_folder() -> str:
    """Where everything is kept that can be had again: `LINT_ISSUE_CACHE`, or the system's place."""
    chosen = os.environ.get("LINT_ISSUE_CACHE")
    if chosen:
        return os.path.abspath(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "lint-issue")


def load(path: str) -> object:
    """The content of a YAML file. Raises DataError with file and line if it cannot be read.

    It is kept as JSON, which is read ten times as fast, as Python keeps what it compiles: until the
    file's size or time of change is another.
    """
    try:
        status = os.stat(path)
    except OSError as error:
        raise DataError(_REASON, path=path, reason=system_reason(error)) from error
    place = os.path.abspath(path)
    name = os.path.basename(path)
    key = (place, status.st_size, status.st_mtime_ns)
    content = _kept(name, key)
    if content is None:
        content = _parse(path)
        _keep(name, key, content)
    return content


class Memory:
    """What a function gave for texts, kept between runs while the file that it is in is the same.

    `answers` are what JSON can hold.
    """

    def __init__(self, name: str, source: str) -> None:
        status = os.stat(source)
        self._name = name
        self._key = (os.path.abspath(source), status.st_size, status.st_mtime_ns)
        kept = _kept(name, self._key)
        self.answers: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self._count = len(self.answers)

    def keep(self) -> None:
        """Write what is new."""
        if len(self.answers) > self._count:
            self._count = len(self.answers)
            _keep(self._name, self._key, self.answers)


def _place(name: str, key: tuple[str, int, int]) -> str:
    import zlib

    code = zlib.crc32(key[0].encode(errors="replace"))
    return os.path.join(cache_folder(), "data", f"{name}-{code:08x}.json")


def _kept(name: str, key: tuple[str, int, int]) -> object:
    """What is kept under that name and key; None if nothing is."""
    import json

    try:
        with open(_place(name, key), encoding="utf-8") as file:
            found, content = json.load(file)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return content if found == [__version__, *key] else None


def _keep(name: str, key: tuple[str, int, int], content: object) -> None:
    """Write it, if JSON can hold it and nothing stands in the way."""
    import contextlib
    import json
    import time

    if abs(time.time_ns() - key[2]) < _FRESH:
        return
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
        text = json.dumps([[__version__, *key], content], ensure_ascii=False)
        if json.loads(text)[1] != content:
            return
        path = _place(name, key)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(temporary, path)


def _parse(path: str) -> object:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            return yaml.load(file, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise DataError(_REASON, path=path, reason=system_reason(error)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}" if mark else path
        raise DataError(_REASON, path=place, reason=reading_reason(error, "YAML")) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(_REASON, path=path, reason=reading_reason(error, "YAML")) from error


def kind_name(kind: type) -> Message:
    """What values of a type are called where one of them was expected."""
    return Message(_KINDS[kind])


def expect(value: object, kind: type, path: str, place: str = "") -> None:
    """Raise DataError, saying what was expected, unless `value` is of that kind.

    Without a `place` in it, the file as a whole is what is wrong.
    """
    if not isinstance(value, kind):
        where = place or Message(_("the file"))
        raise DataError(
            _("{path}: {place}: expected {kind}"), path=path, place=where, kind=kind_name(kind)
        )


def mapping(value: object, path: str, place: str = "") -> Mapping[str, object]:
    """`value` as a mapping. Raises DataError otherwise; nothing at all is an empty one."""
    if value is None:
        return {}
    expect(value, dict, path, place)
    assert isinstance(value, dict)
    return value


def did_you_mean(word: str, known: Iterable[str]) -> Message | str:
    """` Did you mean “x”?` for the known word that is closest, or nothing."""
    from difflib import SequenceMatcher, get_close_matches

    # A rule is often called by its name alone.
    whole = {name.rpartition("/")[2]: name for name in known} | {name: name for name in known}
    close = get_close_matches(word, list(whole), n=_AS_CLOSE, cutoff=0.6)
    if not close:
        return ""

    def likeness(name: str) -> tuple[float, bool]:
        return SequenceMatcher(None, name, word).ratio(), whole[name] == name

    return Message(_(" Did you mean “{likely}”?"), likely=whole[max(close, key=likeness)])


def word_list(name: str) -> frozenset[str]:
    """The lines of a file in `rules/words/`, without comments. Raises DataError without it."""
    path = os.path.join(rules_folder(), "words", name)
    try:
        with open(path, encoding="utf-8") as file:
            return frozenset(line.strip() for line in file if line.strip() and line[0] != "#")
    except OSError as error:
        raise DataError(_REASON, path=path, reason=system_reason(error)) from error
