"""Findings that the author has silenced, by comments in the file.

`<!-- lint-issue: disable=RULE reason -->` until `enable=RULE`, `disable-next-block=RULE` for the
block below, `disable-file=RULE` for all of the file. RULE is an id or prefix; several are separated
by commas. What suppresses nothing is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    r"([a-z-]{1,40})[ \t]{0,20}(?:=[ \t]{0,20}([\w/,-]{1,300}))?"
    r"(?:\s(?:(?!-->).){0,500})?-->"
)
_KINDS = ("disable", "enable", "disable-next-block", "disable-file")
_UNUSED = _("This comment silences “{selector}”, but there is no such finding.")
_UNUSED_HELP = _("Take the comment out.")
_UNKNOWN = _("This comment names “{selector}”, and there is no such rule or command.")
_UNKNOWN_HELP = _(
    "Write `disable=RULE`, `enable=RULE`, `disable-next-block=RULE` or `disable-file=RULE`; "
    "`lint-issue rules` lists the rules."
)
# How many suppressions of one rule may lie in one another.
_NESTED = 20
_SKIPPED = ("comment", "html", "spacer")


class _Suppression:
    __slots__ = ("comment", "known", "scope", "selector", "used")

    def __init__(self, selector: str, scope: Span, comment: Span, known: bool = True) -> None:
        self.selector = selector
        self.scope = scope
        self.comment = comment
        self.known = known
        self.used = False


class Suppressions:
    """The suppressions of a document, as it is on disk."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = list(_suppressions(document)) if "lint-issue:" in document.text else []
        # By selector, in the order of their starts, so that a finding need not ask each of them.
        self._by_selector: dict[str, list[_Suppression]] = {}
        for suppression in sorted(self._all, key=lambda s: s.scope):
            self._by_selector.setdefault(suppression.selector, []).append(suppression)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the author silenced it; the suppression nearest above then counts as used."""
        covered = False
        start, rule = diagnostic.span.start, diagnostic.rule
        for length in range(1, len(rule) + 1 if self._by_selector else 1):
            candidates = self._by_selector.get(rule[:length], ())
            index = bisect_right(candidates, start, key=lambda s: s.scope.start) - 1
            for suppression in candidates[max(0, index - _NESTED) : index + 1][::-1]:
                if start <= suppression.scope.end:
                    suppression.used = covered = True
                    break
        return covered

    def leftovers(self, selected: Set[str], known: Sequence[str]) -> Iterator[Diagnostic]:
        """A diagnostic for each suppression that names no rule or silences nothing.

        One of a rule that was not run is left alone: it may be needed next time.
        """
        for suppression in self._all:
            selector = suppression.selector
            if not suppression.known or not any(id.startswith(selector) for id in known):
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
    opened: dict[str, list[_Suppression]] = {}
    size = len(document.text)
    ends: list[int] | None = None
    for match in _COMMENT.finditer(view.text):
        inside = Span(*match.span())
        if view.protected.touches(inside, "code"):
            continue
        comment = view.to_disk(inside)
        kind, selectors = match.group(1), match.group(2)
        if kind not in _KINDS or selectors is None:
            word = kind if selectors is None else f"{kind}={selectors}"
            yield _Suppression(word, Span(size, size), comment, known=False)
            continue
        for selector in dict.fromkeys(filter(None, selectors.split(","))):
            if kind == "enable":
                for suppression in opened.pop(selector, ()):
                    suppression.scope = Span(suppression.scope.start, comment.start)
                continue
            if kind == "disable-next-block":
                ends = ends or [block.end for block in view.blocks]
                scope = view.to_disk(_next_block(view, ends, match.end()))
            else:
                scope = Span(0 if kind == "disable-file" else comment.start, size)
            suppression = _Suppression(selector, scope, comment)
            if kind == "disable":
                opened.setdefault(selector, []).append(suppression)
            yield suppression


def _next_block(document: Document, ends: list[int], offset: int) -> Span:
    for index in range(bisect_right(ends, offset), len(ends)):
        block = document.blocks[index]
        if block.kind not in _SKIPPED:
            return Span(max(block.start, offset), block.end)
    return Span(offset, offset)
