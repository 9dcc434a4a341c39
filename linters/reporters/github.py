"""Annotations on a pull request, by GitHub's workflow commands.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.model import Severity
from linters.reporters.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report
    from linters.model import Diagnostic
    from linters.reporters import Style

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One command a finding, the weightiest first: GitHub shows only ten of each kind."""
    for diagnostic in sorted(report.diagnostics, key=lambda d: -d.severity):
        yield _command(diagnostic)


def _command(diagnostic: Diagnostic) -> str:
    place = {"file": diagnostic.path, "line": str(diagnostic.line)}
    if diagnostic.end_line == diagnostic.line:
        place["col"] = str(diagnostic.column)
        place["endColumn"] = str(max(diagnostic.column, diagnostic.end_column - 1))
    else:
        # GitHub refuses columns on a finding of several lines.
        place["endLine"] = str(diagnostic.end_line)
    place["title"] = diagnostic.rule
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    text = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(text)}\n"


def _data(text: str) -> str:
    text = "\n".join(map(visible, text.split("\n")))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
