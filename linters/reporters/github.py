"""Annotations on a pull request, by GitHub's workflow commands.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.messages import _, plural, translate
from linters.model import Severity
from linters.reporters.common import last_line, relative
from linters.reporters.text import severity_name, shrunk, visible, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report
    from linters.model import Diagnostic
    from linters.reporters import Style

# GitHub makes notes of so many errors, warnings and notices of a step, and drops the others.
MOST_SHOWN = 10

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_PARTS = {
    Severity.ERROR: _("{shown} of {count} errors"),
    Severity.WARNING: _("{shown} of {count} warnings"),
    Severity.INFO: _("{shown} of {count} infos"),
}
_SHOWN = _("Shown beside the lines: {parts}. GitHub shows no more; all others are in the log.")
_OTHERS_ONE = _("{count} more finding")
_OTHERS = _("{count} more findings")


def render(report: Report, style: Style) -> Iterator[str]:
    """One command a finding, the weightiest first; those that GitHub would drop as lines of log."""
    by_severity: dict[Severity, list[Diagnostic]] = {
        severity: [] for severity in sorted(Severity, reverse=True)
    }
    for diagnostic in report.diagnostics:
        by_severity[diagnostic.severity].append(diagnostic)
    smaller = shrunk(report)
    most = dict.fromkeys(by_severity, MOST_SHOWN)
    # What is said of baselines is an error too, and takes the place of one; so does the note about
    # what is not shown, which is a notice.
    most[Severity.ERROR] -= bool(smaller)
    most[Severity.INFO] -= any(len(found) > most[s] for s, found in by_severity.items())
    left = {severity: found[most[severity] :] for severity, found in by_severity.items()}
    parts = [
        translate(_PARTS[severity]).format(shown=most[severity], count=len(by_severity[severity]))
        for severity in by_severity
        if left[severity]
    ]
    if smaller:
        yield "::error title=lint-issue::" + _data("\n".join(smaller)) + "\n"
    if parts:
        note = translate(_SHOWN).format(parts=", ".join(parts))
        yield f"::notice title=lint-issue::{_data(note)}\n"
    for severity, found in by_severity.items():
        yield from map(_command, found[: most[severity]])
    if parts:
        count = sum(map(len, left.values()))
        yield f"::group::{plural(_OTHERS_ONE, _OTHERS, count)}\n"
        for found in left.values():
            yield from map(_line, found)
        yield "::endgroup::\n"


def _command(diagnostic: Diagnostic) -> str:
    place = {"file": relative(diagnostic.path), "line": str(diagnostic.line)}
    end = last_line(diagnostic)
    if diagnostic.end_line == diagnostic.line:
        place["col"] = str(diagnostic.column)
        place["endColumn"] = str(max(diagnostic.column, diagnostic.end_column - 1))
    elif end > diagnostic.line:
        # GitHub refuses columns on a finding of several lines.
        place["endLine"] = str(end)
    place["title"] = diagnostic.rule
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(_text(diagnostic))}\n"


def _line(diagnostic: Diagnostic) -> str:
    """A line of log that is no command, whatever the file holds."""
    severity = translate(severity_name(diagnostic.severity))
    place = f"{relative(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
    text = visible(f"{severity} {place} {diagnostic.rule} {_text(diagnostic)}")
    return without_commands(text) + "\n"


def _text(diagnostic: Diagnostic) -> str:
    return diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")


def _data(text: str) -> str:
    text = "\n".join(map(visible, text.split("\n")))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
