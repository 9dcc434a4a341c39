"""What several formats need: paths as the outside knows them, lines, and a finding's identity."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic, Edit

_LONE = re.compile("[\ud800-\udfff]")


def relative(path: str) -> str:
    """`path` as seen from the working directory, with forward slashes."""
    if os.path.isabs(path):
        try:
            path = os.path.relpath(path)
        except ValueError:  # another drive
            return path.replace(os.sep, "/")
    return os.path.normpath(path).replace(os.sep, "/")


def is_address(url: str) -> bool:
    """Whether `url` can be followed from anywhere, and is not a path in this repository."""
    return url.startswith(("http://", "https://"))


def last_line(diagnostic: Diagnostic) -> int:
    """The last line that a finding has a character on; the newline before a line is none of it."""
    ends_before = diagnostic.end_column == 1 and diagnostic.end_line > diagnostic.line
    return diagnostic.end_line - ends_before


def identified(report: Report) -> Iterator[tuple[FileResult, Diagnostic, str]]:
    """Each finding with its file and a fingerprint, unique in the report.

    It is made of what stays the same when lines move: the file, the rule, the characters that the
    finding is about (or, of a finding about none, what it says), and which of several alike it is.
    """
    from hashlib import sha256

    for result in report.results:
        path = relative(result.path)
        seen: dict[tuple[str, str], int] = {}
        for diagnostic in result.diagnostics:
            # Numbers in a message may be those of lines.
            about = diagnostic.snippet or re.sub(r"\d+", "", diagnostic.message)
            key = (diagnostic.rule, " ".join(about.split()))
            seen[key] = seen.get(key, 0) + 1
            identity = "\0".join((path, *key, str(seen[key])))
            digest = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
            yield result, diagnostic, digest[:32]


def replacements(diagnostic: Diagnostic) -> Iterator[tuple[Edit, ...]]:
    """The different ways to mend a finding, the fix first; those that can be written as text."""
    from linters.model import Edit

    ways = [] if diagnostic.fix is None else [diagnostic.fix.edits]
    ways.extend((Edit(*diagnostic.span, text),) for text in diagnostic.suggestions)
    for edits in dict.fromkeys(ways):
        if edits and not any(_LONE.search(edit.text) for edit in edits):
            yield edits


def dump(content: object) -> str:
    """`content` as a line of JSON in ASCII, for readers that refuse halves of characters."""
    import json

    text = json.dumps(content)
    if "\\ud" in text:
        text = json.dumps(_whole(content))
    return without_commands(text) + "\n"


def without_commands(json: str) -> str:
    """The same JSON without `##[`, which GitHub takes for a command wherever it is in a log."""
    return json.replace("##[", "##\\u005b")


def whole(text: str) -> str:
    """`text` with a sign for each byte that is not UTF-8."""
    return _LONE.sub("\ufffd", text)


def _whole(content: object) -> object:
    if isinstance(content, str):
        return whole(content)
    if isinstance(content, dict):
        return {whole(key): _whole(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_whole(value) for value in content]
    return content
