"""One JSON object, version 1: for programs.

Offsets count code points of the decoded text from 0, lines and columns from 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linters.model import Severity
from linters.reporters.common import without_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report
    from linters.model import Diagnostic
    from linters.reporters import Style


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as a single line of ASCII; a byte that is not UTF-8 shows as `\\udcXX`.

    `baseline` is there where a baseline has a say: how many findings are known and left out, and of
    which file and rule there are more (`grown`) or fewer (`shrunk`, which fails) than are known.
    """
    content: dict[str, object] = {
        "version": 1,
        "files": report.checked,
        "summary": {
            severity.label: report.count(severity) for severity in sorted(Severity, reverse=True)
        },
        "diagnostics": [fields(diagnostic) for diagnostic in report.diagnostics],
    }
    if report.known or report.grown or report.shrunk:
        content["baseline"] = {
            "known": report.known,
            "grown": [one._asdict() for one in report.grown],
            "shrunk": [one._asdict() for one in report.shrunk],
        }
    yield without_commands(json.dumps(content)) + "\n"


def fields(diagnostic: Diagnostic) -> dict[str, object]:
    """What a program is told of a finding."""
    fix = diagnostic.fix
    return {
        "path": diagnostic.path,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.label,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "start": diagnostic.span.start,
        "end": diagnostic.span.end,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "snippet": diagnostic.snippet,
        "suggestions": list(diagnostic.suggestions),
        "fix": None
        if fix is None
        else {
            "applicability": fix.applicability.value,
            "edits": [
                {"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits
            ],
        },
        "url": diagnostic.url,
    }
