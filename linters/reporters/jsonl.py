"""A JSON object a line, one for each finding: what `json` gives in its list, for streams."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linters.reporters.common import without_commands
from linters.reporters.json import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report
    from linters.reporters import Style


def render(report: Report, style: Style) -> Iterator[str]:
    """A line of ASCII for each finding; nothing where there is none."""
    for diagnostic in report.diagnostics:
        yield without_commands(json.dumps(fields(diagnostic))) + "\n"
