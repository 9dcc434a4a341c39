"""Findings that the author has silenced, by comments in the file.

`<!-- lint-issue: disable=RULE reason -->` until `enable=RULE`, `disable-next-block=RULE` for the
block below, `disable-file=RULE` for all of the file. RULE is an id or prefix; several are separated
by commas. What suppresses nothing is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from linters.model import Edit, Finding, Fix, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from linters.document import Document
    from linters.model import Diagnostic

UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown"

_COMMENT = re.compile(
    r"<!--[ \t]{0,20}lint-issue:[ \t]{0,20}"
    r"([a-z-]{1,40})[ \t]{0,20}(?:=[ \t]{0,20}([\w/,-]{1,300}))?"
    r"(?:\s(?:(?!-->).){0,500})?-->"
)
_KINDS = ("disable", "enable", "disable-next-block", "disable-file")
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

    def leftovers(
        self, ran: Set[str], knows: Callable[[str], bool]
    ) -> Iterator[tuple[str, Finding]]:
        """Rule and finding for each suppression that names no rule or silences nothing.

        One of a rule that was not run is left alone: it may be needed next time.
        """
        by_comment: dict[Span, int] = {}
        for suppression in self._all:
            by_comment[suppression.comment] = by_comment.get(suppression.comment, 0) + 1
        for suppression in self._all:
            selector, comment = suppression.selector, suppression.comment
            if not suppression.known or not knows(selector):
                yield UNKNOWN, Finding(comment, selector=selector)
            elif not suppression.used and _has_run(selector, ran):
                # A comment that names several rules may be needed for another.
                fix = self._without(comment) if by_comment[comment] == 1 else None
                yield UNUSED, Finding(comment, selector=selector, fix=fix)

    def _without(self, comment: Span) -> Fix:
        text, (start, end) = self._document.text, comment
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end) + 1 or len(text)
        if not text[line_start:start].strip() and not text[end:line_end].strip():
            start, end = line_start, line_end
        return Fix((Edit(start, end, ""),))


def _has_run(selector: str, ran: Set[str]) -> bool:
    """Whether a rule that `selector` names is among those that ran: ids, or beginnings of many."""
    return any(
        id.startswith(selector) or (id.endswith("/") and selector.startswith(id)) for id in ran
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
