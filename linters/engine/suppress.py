"""Findings that the author has silenced, by comments in the file.

`<!-- lint-issue: disable=RULE reason -->` until `enable=RULE`, `disable-next-block=RULE` for the
block below, `disable-file=RULE` for all of the file. RULE is an id or prefix; several are separated
by commas. What suppresses nothing is reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linters.messages import _, translate
from linters.model import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from linters.document import Document

UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown"

_COMMENT = re.compile(
    r"<!--[ \t]{0,20}lint-issue:[ \t]{0,20}"
    r"(disable|enable|disable-next-block|disable-file)[ \t]{0,20}=[ \t]{0,20}([\w/,-]{1,300})"
    r"(?:\s[^>]{0,500})?-->"
)
_UNUSED = _("This comment silences “{selector}”, but there is no such finding.")
_UNUSED_HELP = _("Take the comment out.")
_UNKNOWN = _("This comment names “{selector}”, and there is no such rule.")
_UNKNOWN_HELP = _("`lint-issue rules` lists them.")
_SKIPPED = ("comment", "html", "spacer")


class _Suppression:
    __slots__ = ("comment", "scope", "selector", "used")

    def __init__(self, selector: str, scope: Span, comment: Span) -> None:
        self.selector = selector
        self.scope = scope
        self.comment = comment
        self.used = False


class Suppressions:
    """The suppressions of a document, as it is on disk."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = list(_suppressions(document)) if "lint-issue:" in document.text else []

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the author silenced it; the suppression then counts as used."""
        covered = False
        for suppression in self._all:
            if (
                diagnostic.rule.startswith(suppression.selector)
                and suppression.scope.start <= diagnostic.span.start <= suppression.scope.end
            ):
                suppression.used = covered = True
        return covered

    def leftovers(self, selected: Set[str], known: Sequence[str]) -> Iterator[Diagnostic]:
        """A diagnostic for each suppression that names no rule or silences nothing.

        One of a rule that was not run is left alone: it may be needed next time.
        """
        for suppression in self._all:
            selector = suppression.selector
            if not any(id.startswith(selector) for id in known):
                yield self._diagnostic(suppression, UNKNOWN, _UNKNOWN, _UNKNOWN_HELP)
            elif not suppression.used and any(id.startswith(selector) for id in selected):
                yield self._diagnostic(suppression, UNUSED, _UNUSED, _UNUSED_HELP)

    def _diagnostic(
        self, suppression: _Suppression, rule: str, message: str, help: str
    ) -> Diagnostic:
        lines, span = self._document.lines, suppression.comment
        return Diagnostic(
            self._document.path,
            rule,
            Severity.WARNING,
            translate(message).format(selector=suppression.selector),
            translate(help),
            span,
            *lines.position(span.start),
            *lines.position(span.end),
            self._document.text[slice(*span)],
            None,
            (),
            None,
        )


def _suppressions(document: Document) -> Iterator[_Suppression]:
    view = document.repaired
    opened: list[_Suppression] = []
    size = len(document.text)
    for match in _COMMENT.finditer(view.text):
        inside = Span(*match.span())
        if view.protected.touches(inside, "code"):
            continue
        comment = view.to_disk(inside)
        for selector in filter(None, match.group(2).split(",")):
            kind = match.group(1)
            if kind == "enable":
                still_open = []
                for suppression in opened:
                    if suppression.selector == selector:
                        suppression.scope = Span(suppression.scope.start, comment.start)
                    else:
                        still_open.append(suppression)
                opened = still_open
                continue
            if kind == "disable-next-block":
                scope = view.to_disk(_next_block(view, match.end()))
            else:
                scope = Span(0 if kind == "disable-file" else comment.start, size)
            suppression = _Suppression(selector, scope, comment)
            if kind == "disable":
                opened.append(suppression)
            yield suppression


def _next_block(document: Document, offset: int) -> Span:
    for block in document.blocks:
        if block.end > offset and block.kind not in _SKIPPED:
            return Span(max(block.start, offset), block.end)
    return Span(offset, offset)
