"""GitLab's Code Quality report, shown beside the lines of a merge request.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.model import Severity
from linters.reporters.common import dump, identified, last_line, relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report
    from linters.reporters import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as a line of JSON: a list, empty where nothing was found."""
    yield dump(
        [
            {
                "description": " ".join(filter(None, (diagnostic.message, diagnostic.help))),
                "check_name": diagnostic.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": relative(diagnostic.path),
                    "lines": {"begin": diagnostic.line, "end": last_line(diagnostic)},
                },
            }
            for _result, diagnostic, fingerprint in identified(report)
        ]
    )
