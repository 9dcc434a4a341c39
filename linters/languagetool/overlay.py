"""What a server of ours finds before LanguageTool's own files: our rules, and less to load.

Half of what LanguageTool does before it answers is for things that we switch off: rules of style
and the words that its speller knows (twice). They are left out of what it reads, not of its
installation. Measured on one issue: 12.4 s before, 5.5 s after, with the same findings
(`benchmarks/languagetool.py`).
"""

from __future__ import annotations

import os
import re
import zipfile
from typing import TYPE_CHECKING

from linters.languagetool.grammar import RULES_PATH

if TYPE_CHECKING:
    from linters.languagetool.grammar import Grammar, Policy
    from linters.languagetool.home import Home

_STYLE = "org/languagetool/rules/pt/style.xml"
_ENTITIES = "org/languagetool/resource/pt/entities/"
# Lists of words for the speller alone, which never runs.
_UNUSED = (
    "org/languagetool/resource/pt/ignore.txt",
    "org/languagetool/resource/pt/spelling.txt",
    "org/languagetool/resource/spelling_global.txt",
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CATEGORY = re.compile(
    r"(<category\b[^>]*\bid=[\"']([^\"']+)[\"'][^>]*>)(.*?)</category>", re.DOTALL
)


def write(path: str, home: Home, grammar: Grammar) -> None:
    """Write the jar that goes first in the class path. Raises DataError for broken rules."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(RULES_PATH, grammar.merged())
        for name in _UNUSED:
            archive.writestr(name, "\n")
        _write_style(archive, home, grammar.policy())


def _write_style(archive: zipfile.ZipFile, home: Home, policy: Policy) -> None:
    """The rules of style that are on; nothing where the installation is laid out otherwise."""
    jar = os.path.join(home.path, "libs", "language-pt.jar")
    if not policy.categories_off or not os.path.isfile(jar):
        return
    with zipfile.ZipFile(jar) as source:
        style = source.read(_STYLE).decode("utf-8")
        archive.writestr(_STYLE, without_categories(style, policy))
        # The file names them by a path from where it lies itself.
        for name in source.namelist():
            if name.startswith(_ENTITIES) and name.endswith(".ent"):
                archive.writestr(name, source.read(name))


def without_categories(xml: str, policy: Policy) -> str:
    """`xml` without the categories that are off, but for the rules in them that weigh something."""

    def kept(match: re.Match[str]) -> str:
        head, id, body = match.groups()
        if id not in policy.categories_off:
            return match.group()
        rules = "".join(_element(body, rule) for rule in policy.weights)
        return f"{head}{rules}</category>" if rules else ""

    return _CATEGORY.sub(kept, _COMMENT.sub("", xml))


def _element(xml: str, id: str) -> str:
    found = re.search(
        rf"<(rulegroup|rule)\b[^>]*\bid=[\"']{re.escape(id)}[\"'][^>]*>.*?</\1>", xml, re.DOTALL
    )
    return found.group() if found else ""
