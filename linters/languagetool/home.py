"""Where LanguageTool is: an installation of ours, or one that the user has already."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from linters.resources import cache_folder

VERSION = "6.8"
JAR = "languagetool-server.jar"
_FOLDER = re.compile(r"LanguageTool-(\d+(?:\.\d+)*)(?:-.*)?")


class Home(NamedTuple):
    """A folder that holds `languagetool-server.jar`, its version, and whether we installed it."""

    path: str
    version: str
    is_ours: bool = False

    @property
    def jar(self) -> str:
        return os.path.join(self.path, JAR)


def own_home() -> str:
    """Where our own installation lies, or would lie.

    The folder's name is the one that `language_tool_python` looks for in `LTP_PATH`.
    """
    return os.path.join(cache_folder(), "languagetool", f"LanguageTool-{VERSION}")


def find_home() -> Home | None:
    """The installation to use: that of `LTP_PATH`, our own, or `language_tool_python`'s own."""
    named = os.environ.get("LTP_PATH")
    if named:
        found = _newest(named)
        if found:
            return found
    if os.path.isfile(os.path.join(own_home(), JAR)):
        return Home(own_home(), VERSION, True)
    return _newest(os.path.expanduser("~/.cache/language_tool_python"))


def _newest(folder: str) -> Home | None:
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    homes = []
    for name in names:
        match = _FOLDER.fullmatch(name)
        if match and os.path.isfile(os.path.join(folder, name, JAR)):
            numbers = tuple(int(part) for part in match.group(1).split("."))
            homes.append((numbers, os.path.join(folder, name), match.group(1)))
    return Home(*max(homes)[1:]) if homes else None
