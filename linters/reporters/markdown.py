"""A page for a job's summary: counts, then a table for each file, the weightiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.messages import _, plural, translate
from linters.model import Severity
from linters.reporters.common import relative
from linters.reporters.text import MOST_ALIKE, counts, mendable, severity_name, totals, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style

# GitHub drops a summary of more than 1 MiB as a whole.
MOST_BYTES = 900_000
# A longer table is not read, and lets no other file be seen.
_MOST_ROWS = 100

_ALIKE = _("… and {count} more like these.")
_MORE_ROWS = _("… and {count} more in this file.")
_MORE_FILES_ONE = _("{count} more file with findings has no room here: see the log.")
_MORE_FILES = _("{count} more files with findings have no room here: see the log.")

# Each is a sign to Markdown somewhere within a line; as an entity it is none anywhere.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]<>&|~#$@"}


def render(report: Report, style: Style) -> Iterator[str]:
    """The report in GitHub's Markdown; any content is shown as it is and changes nothing."""
    yield f"## lint-issue\n\n{' '.join((totals(report), *mendable(report)))}\n"
    results = sorted((r for r in report.results if r.diagnostics), key=_order)
    room = MOST_BYTES
    for index, result in enumerate(results):
        part = "".join(_file(result))
        room -= len(part.encode("utf-8"))
        if room < 0:
            rest = plural(_MORE_FILES_ONE, _MORE_FILES, len(results) - index)
            yield f"\n{rest}\n"
            return
        yield part


def _order(result: FileResult) -> tuple[object, ...]:
    severities = [diagnostic.severity for diagnostic in result.diagnostics]
    return (*(-severities.count(s) for s in sorted(Severity, reverse=True)), result.path)


def _file(result: FileResult) -> Iterator[str]:
    yield f"\n### {_plain(relative(result.path))}\n\n{counts(result.diagnostics)}\n\n"
    titles = (_("Line"), _("Severity"), _("Rule"), _("What is wrong"))
    yield f"| {' | '.join(map(translate, titles))} |\n| ---: | --- | --- | --- |\n"
    rows = list(_rows(result))
    shown = rows if len(rows) <= _MOST_ROWS else rows[: _MOST_ROWS - 1]
    yield from (row for row, _count in shown)
    if len(shown) < len(rows):
        count = sum(count for _row, count in rows[len(shown) :])
        yield _row("", "", "", translate(_MORE_ROWS).format(count=count))


def _rows(result: FileResult) -> Iterator[tuple[str, int]]:
    """Each row, and how many findings it stands for."""
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for number, diagnostic in enumerate(result.diagnostics):
        cause = diagnostic.cause if diagnostic.cause is not None else number
        key = (-diagnostic.severity, diagnostic.rule, cause)
        alike.setdefault(key, []).append(diagnostic)
    for group in sorted(alike.values(), key=lambda group: (-group[0].severity, group[0].span)):
        # One more than the limit is shown rather than counted: it takes no more room.
        shown = group if len(group) <= MOST_ALIKE + 1 else group[:MOST_ALIKE]
        for diagnostic in shown:
            yield _finding(diagnostic), 1
        if len(shown) < len(group):
            count = len(group) - len(shown)
            text = translate(_ALIKE).format(count=count)
            yield _row("", "", _plain(diagnostic.rule), text), count


def _finding(diagnostic: Diagnostic) -> str:
    said = _plain(diagnostic.message)
    if diagnostic.help:
        said += f"<br>{_plain(diagnostic.help)}"
    severity = translate(severity_name(diagnostic.severity))
    return _row(str(diagnostic.line), severity, _plain(diagnostic.rule), said)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _plain(text: str) -> str:
    """`text` as text: nothing in it is a sign, a link or the end of a line."""
    text = visible(text).translate(_SIGNS)
    return text.replace("://", "&#58;//").replace("www.", "www&#46;")
