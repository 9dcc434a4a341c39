"""For people: the line, a mark under what is meant, what is wrong and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from linters.messages import _, plural, translate
from linters.model import Severity
from linters.reporters.common import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style

# Of the findings of a file that have one cause, this many are shown and the others counted.
MOST_ALIKE = 3

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_HELP_COLOR = "\x1b[32m"
# Characters that would move the cursor, hide, or turn the line around.
_INVISIBLE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
# Colours and blanks before it do not keep GitHub from seeing it.
_COMMAND = re.compile(r"^((?:\s|\x1b\[[\d;]{0,9}m){0,20})::")
_MOST_SHRUNK = 10
_NON_STARTERS = ("\u200d", "\ufe0e", "\ufe0f")

_UNCOMPARED_ONE = _("{count} translation was not compared: no original was found for it.")
_UNCOMPARED = _("{count} translations were not compared: no originals were found for them.")
_KNOWN_ONE = _("{count} known finding is not shown.")
_KNOWN = _("{count} known findings are not shown.")
_GROWN = _("{path}: {rule}: {found} findings, of which {known} are known.")
_SMALLER = _(
    "Good news: fewer findings than are known. Write that down with `--update-baseline`, so that "
    "they do not come back:"
)
_FEWER = _("{path}: {rule}: {found} of {known} are left")
_AND_MORE = _("… and {count} more")
_MORE = _("… and {count} more lines like these ({rule}).")


def render(report: Report, style: Style) -> Iterator[str]:
    """Findings by file, then a summary."""
    pieces = _pieces(report, style)
    return map(without_commands, pieces) if style.in_github_log else pieces


def _pieces(report: Report, style: Style) -> Iterator[str]:
    for result in report.results:
        if result.diagnostics:
            yield from _file(result, style)
    if style.statistics:
        yield from _statistics(report)
    if not style.quiet:
        yield from _summary(report, style)


def _file(result: FileResult, style: Style) -> Iterator[str]:
    yield _paint(style, _BOLD, visible(result.path)) + "\n"
    lines = result.text.split("\n")
    alike: dict[tuple[str, str], int] = {}
    for diagnostic in result.diagnostics:
        if diagnostic.cause is not None:
            key = (diagnostic.rule, diagnostic.cause)
            alike[key] = alike.get(key, 0) + 1
    seen = dict.fromkeys(alike, 0)
    for diagnostic in result.diagnostics:
        key = (diagnostic.rule, diagnostic.cause or "")
        # One more than the limit is shown rather than counted: it takes no more room.
        if alike.get(key, 0) > MOST_ALIKE + 1:
            seen[key] += 1
            if seen[key] == MOST_ALIKE + 1:
                count = alike[key] - MOST_ALIKE
                rest = translate(_MORE).format(count=count, rule=diagnostic.rule)
                yield "  " + _paint(style, _DIM, visible(rest)) + "\n\n"
            if seen[key] > MOST_ALIKE:
                continue
        yield from _diagnostic(diagnostic, lines, style)


def _diagnostic(diagnostic: Diagnostic, lines: list[str], style: Style) -> Iterator[str]:
    color = _COLORS[diagnostic.severity]
    place = f"{diagnostic.line}:{diagnostic.column}"
    severity = _paint(style, color, translate(severity_name(diagnostic.severity)))
    rule = _link(style, diagnostic.url, _paint(style, _BOLD, visible(diagnostic.rule)))
    taken = columns(f"  {place} {translate(severity_name(diagnostic.severity))} {diagnostic.rule} ")
    message = _wrapped(visible(diagnostic.message), taken, 4, style)
    space = "" if message.startswith("\n") else " "
    yield f"  {place} {severity} {rule}{space}{message}\n"
    gutter = " " * (len(str(diagnostic.line)) + 2)
    if diagnostic.snippet or (diagnostic.line <= len(lines) and lines[diagnostic.line - 1].strip()):
        line = lines[diagnostic.line - 1].removesuffix("\r")
        start = diagnostic.column - 1
        end = diagnostic.end_column - 1 if diagnostic.end_line == diagnostic.line else len(line)
        shown, before, width = _window(line, start, end, style.width - len(gutter) - 5)
        bar = _paint(style, _DIM, "|")
        yield f"  {_paint(style, _DIM, f'{diagnostic.line:>{len(gutter) - 2}}')} {bar} {shown}\n"
        mark = _paint(style, color, "^" * width)
        yield f"  {' ' * (len(gutter) - 2)} {bar} {' ' * before}{mark}\n"
    if diagnostic.help:
        label = _paint(style, _HELP_COLOR, "=")
        help = _wrapped(visible(diagnostic.help), len(gutter) + 3, len(gutter) + 3, style)
        yield f"  {' ' * (len(gutter) - 2)} {label} {help}\n"
    elif diagnostic.suggestions:
        choices = ", ".join(f"“{visible(text)}”" for text in diagnostic.suggestions[:5])
        choices = _wrapped(choices, len(gutter) + 3, len(gutter) + 3, style)
        yield f"  {' ' * (len(gutter) - 2)} = {choices}\n"
    yield "\n"


def _wrapped(text: str, taken: int, indent: int, style: Style) -> str:
    """`text` in lines of the terminal's width, broken between words.

    Of the first line so many columns are `taken`; the others have that `indent`.
    """
    if not style.wrap or taken + columns(text) <= style.width:
        return text
    parts, column = [], taken
    for word in text.split(" "):
        width = columns(word)
        if column + width > style.width and column > indent:
            parts.append("\n" + " " * indent)
            column = indent
        parts.append(f"{word} ")
        column += width + 1
    return "".join(parts).replace(" \n", "\n").rstrip(" ")


def _window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """The part of `line` around a span that fits into `width` columns.

    Gives the part, the columns before the span in it, and the columns that the span takes (at
    least one).
    """
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    left = 0
    # Most characters take a column: a place far out need not be measured.
    if end > 4 * width or columns(visible(line[:end])) > width:
        left = max(0, start - width // 3)
        while 0 < left < start and _continues(line, left):
            left += 1
    right = left
    room = width - (1 if left else 0) - 1
    # A step at a time, and never past the room that there is.
    while right < len(line) and right - left < room:
        right += 1
    while right > start and columns(visible(line[left:right])) > room:
        right -= 1
    while right > start and _continues(line, right):
        right -= 1
    head = "…" if left else ""
    tail = "…" if right < len(line) else ""
    shown = head + visible(line[left:right]) + tail
    before = len(head) + columns(visible(line[left:start]))
    marked = columns(visible(line[start : min(end, right)]))
    return shown.rstrip(), before, max(1, marked)


def _continues(line: str, index: int) -> bool:
    """Whether the character at `index` belongs to the one before it."""
    if index >= len(line):
        return False
    character = line[index]
    return (
        bool(unicodedata.combining(character))
        or character in _NON_STARTERS
        or line[index - 1] == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def columns(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def visible(text: str) -> str:
    """`text` with a sign for every character that a terminal would act on or not show."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_INVISIBLE, lambda match: " " if match[0] in "\t\n\r" else "\u00b7", text)


def without_commands(line: str) -> str:
    """`line` without what GitHub takes for a command in a log: `::` at its beginning, or `##[`.

    Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    return _COMMAND.sub(r"\1: :", line).replace("##[", "## [")


def shrunk(report: Report) -> list[str]:
    """What is said of baselines that can be smaller, a line each; nothing where none can."""
    if not report.shrunk:
        return []
    lines = [translate(_SMALLER)]
    for one in report.shrunk[:_MOST_SHRUNK]:
        lines.append("  " + translate(_FEWER).format(**one._asdict()))
    if len(report.shrunk) > _MOST_SHRUNK:
        lines.append("  " + translate(_AND_MORE).format(count=len(report.shrunk) - _MOST_SHRUNK))
    return lines


def _summary(report: Report, style: Style) -> Iterator[str]:
    if report.fixed:
        yield _fixed_line(report) + "\n"
    for one in report.grown:
        yield visible(translate(_GROWN).format(**one._asdict())) + "\n"
    yield totals(report) + "\n"
    if report.known:
        yield plural(_KNOWN_ONE, _KNOWN, report.known) + "\n"
    yield from (line + "\n" for line in mendable(report))


def mendable(report: Report) -> Iterator[str]:
    """What can be mended, and how: a sentence each."""
    safe, all_fixes = report.fixable(False), report.fixable(True)
    if safe:
        yield translate(_("{count} can be mended with `--fix`.")).format(count=safe)
    if all_fixes > safe:
        more = translate(_("{count} more with `--unsafe-fixes`: look at the result."))
        yield more.format(count=all_fixes - safe)


def totals(report: Report) -> str:
    """How many files were checked, and how many findings of each weight there are: a sentence."""
    checked = plural(_("Checked {count} file"), _("Checked {count} files"), report.checked)
    found = counts(report.diagnostics) or (translate(_("no findings")) if report.checked else "")
    return f"{checked}: {found}." if found else f"{checked}."


def counts(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings of each weight there are, the weightiest first; empty if there is none."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return ", ".join(
        plural(one, many, severities.count(severity))
        for severity, one, many in (
            (Severity.ERROR, _("{count} error"), _("{count} errors")),
            (Severity.WARNING, _("{count} warning"), _("{count} warnings")),
            (Severity.INFO, _("{count} info"), _("{count} infos")),
        )
        if severity in severities
    )


def _fixed_line(report: Report) -> str:
    files = sum(1 for result in report.results if result.fixed)
    return " ".join(
        (
            plural(_("Mended {count} finding"), _("Mended {count} findings"), report.fixed),
            plural(_("in {count} file."), _("in {count} files."), files),
        )
    )


def _statistics(report: Report) -> Iterator[str]:
    counts: dict[str, int] = {}
    for diagnostic in report.diagnostics:
        counts[diagnostic.rule] = counts.get(diagnostic.rule, 0) + 1
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {visible(rule)}\n"
    uncompared = sum(not result.compared for result in report.results)
    if uncompared:
        yield f"{plural(_UNCOMPARED_ONE, _UNCOMPARED, uncompared)}\n"
    if counts or uncompared:
        yield "\n"


def severity_name(severity: Severity) -> str:
    """The template of the word for a severity."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("info"),
    }[severity]


def _link(style: Style, url: str | None, text: str) -> str:
    """`text` as a hyperlink, if its page has an address and the terminal takes links.

    Source: OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    if not style.links or url is None or not is_address(url):
        return text
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"


def _paint(style: Style, color: str, text: str) -> str:
    return f"{color}{text}{_RESET}" if style.color else text
