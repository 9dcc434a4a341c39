"""Findings and ways to mend them, as editors show them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from lsprotocol import types

from linters.engine.comparing import changed_lines
from linters.messages import _, shorten, translate
from linters.model import Applicability, Edit, Severity
from linters.reporters.common import replacements, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.lsp.text import Places
    from linters.model import Diagnostic

NAME = "lint-issue"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_LONGEST = 40
_REPLACE = _("Replace “{found}” by “{text}”")
_INSERT = _("Insert “{text}”")
_TAKE_OUT = _("Take out “{found}”")
_MEND = _("Mend: {message}")
_UNSURE = _("{title} (look at the result)")


def diagnostic(found: Diagnostic, places: Places) -> types.Diagnostic:
    """A finding as an editor wants it; what helps stands below the message."""
    url = found.url or ""
    return types.Diagnostic(
        range=places.range(found.span),
        message=whole("\n".join(filter(None, (found.message, found.help)))),
        severity=_SEVERITIES[found.severity],
        source=NAME,
        code=found.rule,
        code_description=(
            types.CodeDescription(url) if url.startswith(("https://", "http://")) else None
        ),
        data={
            "fix": found.fix.applicability.value if found.fix else None,
            "suggestions": [whole(text) for text in found.suggestions],
        },
    )


def ways(found: Diagnostic, text: str) -> Iterator[tuple[str, tuple[Edit, ...], bool]]:
    """Each way to mend a finding of `text`: its title, its edits, and whether it is safe."""
    fix = found.fix
    for edits in replacements(found):
        title = _title(found, edits, text)
        if fix is None or edits != fix.edits:
            yield title, edits, False
        elif fix.applicability is Applicability.SAFE:
            yield title, edits, True
        else:
            yield translate(_UNSURE).format(title=title), edits, False


def _title(found: Diagnostic, edits: Sequence[Edit], text: str) -> str:
    if len(edits) == 1:
        (edit,) = edits
        before = shorten(text[edit.start : edit.end], _LONGEST)
        after = shorten(edit.text, _LONGEST)
        if before or after:
            template = _REPLACE if before and after else _INSERT if after else _TAKE_OUT
            return whole(translate(template).format(found=before, text=after))
    return whole(translate(_MEND).format(message=shorten(found.message, 2 * _LONGEST)))


def difference(before: str, after: str) -> list[Edit]:
    """The smallest edits, a stretch of lines each, that make `after` of `before`."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    edits = []
    for change in changed_lines(old, new):
        start = starts[change.start]
        found = "".join(old[change.start : change.end])
        text = "".join(new[change.new_start : change.new_end])
        limit = min(len(found), len(text))
        head = next((i for i in range(limit) if found[i] != text[i]), limit)
        limit -= head
        tail = next((i for i in range(limit) if found[-1 - i] != text[-1 - i]), limit)
        end = start + len(found) - tail
        edits.append(Edit(start + head, end, text[head : len(text) - tail]))
    return edits
