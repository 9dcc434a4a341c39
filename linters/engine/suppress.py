"""Findings that the author has silenced, by comments in the file.

`<!-- lint-issue: disable=RULE reason -->` until `enable=RULE`, `disable-next-block=RULE` for the
block below (a whole list, table or block quote), `disable-file=RULE` for all of the file. RULE is
an id or prefix; several are separated by commas. `RULE["text"]` silences only findings of which
that is the text, or the word that they are in; `RULE["text…"]` those whose text begins so. What
suppresses nothing is reported, and so is what gives no reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _
from linters.model import Edit, Finding, Fix, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from linters.document import Document
    from linters.model import Diagnostic

UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown"
WITHOUT_REASON = "suppression/without-reason"

_ENDS_NOTHING = _("This comment ends the silence of “{selector}”, but there is none.")
_COMMENT = re.compile(
    r"<!--[ \t]{0,20}lint-issue:[ \t]{0,20}"
    r"([a-z-]{1,40})[ \t]{0,20}"
    r"(?:=[ \t]{0,20}((?:[\w/,-]|\[(?:\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”)\]){1,300}))?"
    r"(?:\s((?:(?!-->).){0,500}))?-->"
)
_SELECTOR = re.compile(r"([\w/-]+)(?:\[[\"“]([^\"”\n]+)[\"”]\])?")
_KINDS = ("disable", "enable", "disable-next-block", "disable-file")
# How many suppressions of one rule may lie in one another.
_NESTED = 20
_SKIPPED = ("comment", "html", "spacer")
# How long a word may be in which a finding stands.
_WORD = 80
_WORD_END = re.compile(r"\S{1,80}$")
_WORD_START = re.compile(r"\S{1,80}")
_AROUND_WORDS = ".,;:!?…()[]{}*_\"'“”‘’«»"


class _Comment(NamedTuple):
    """A comment of ours, as it is on disk. `selectors` is where its rules stand."""

    span: Span
    kind: str
    selectors: Span
    reason: str


class _Suppression:
    __slots__ = ("comment", "known", "place", "scope", "selector", "text", "used")

    def __init__(
        self, selector: str, scope: Span, comment: _Comment, place: Span, known: bool = True
    ) -> None:
        self.selector = selector
        self.text: str | None = None
        self.scope = scope
        self.comment = comment
        self.place = place
        self.known = known
        self.used = False

    @property
    def key(self) -> tuple[str, str | None]:
        """Its selector, and the text of the findings that it is about; `…` for their beginning."""
        if self.text is not None and self.text.endswith("…"):
            return self.selector, "…"
        return self.selector, self.text

    def fits(self, texts: tuple[str, ...]) -> bool:
        """Whether a finding with that key and one of these texts begins as it says."""
        if self.text is None or not self.text.endswith("…"):
            return True
        return any(text.startswith(self.text[:-1].rstrip()) for text in texts)


class Suppressions:
    """The suppressions of a document, as it is on disk."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = list(_suppressions(document))
        # By what they are about, in the order of their starts: a finding need not ask each of them.
        self._by_key: dict[tuple[str, str | None], list[_Suppression]] = {}
        for suppression in sorted(self._all, key=lambda s: s.scope):
            if suppression.comment.kind != "enable" and suppression.known:
                self._by_key.setdefault(suppression.key, []).append(suppression)
        # What is quoted in a comment of ours is not at fault there.
        self._quoted = sorted(s.place for s in self._all if s.text is not None)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the author silenced it; the suppression nearest above then counts as used."""
        covered = False
        if not self._by_key:
            return covered
        start, rule = diagnostic.span.start, diagnostic.rule
        quoted = bisect_right(self._quoted, (start, len(self._document.text))) - 1
        if quoted >= 0 and diagnostic.span.end <= self._quoted[quoted].end:
            return True
        texts = self._texts(diagnostic.span) if self._quoted else ()
        for length in range(1, len(rule) + 1):
            for text in (None, *texts, *(["…"] if texts else ())):
                candidates = self._by_key.get((rule[:length], text), ())
                index = bisect_right(candidates, start, key=lambda s: s.scope.start) - 1
                for suppression in candidates[max(0, index - _NESTED) : index + 1][::-1]:
                    if start <= suppression.scope.end and suppression.fits(texts):
                        suppression.used = covered = True
                        break
        return covered

    def _texts(self, span: Span) -> tuple[str, ...]:
        """What a finding may be named by: its text, or the whole words that it is part of."""
        text, (start, end) = self._document.text, span
        before = _WORD_END.search(text[max(0, start - _WORD) : start])
        after = _WORD_START.match(text, end, end + _WORD)
        first = start - len(before.group() if before else "")
        words = text[first : after.end() if after else end].strip(_AROUND_WORDS)
        return " ".join(text[start:end].split()), " ".join(words.split())

    def leftovers(
        self, ran: Set[str], knows: Callable[[str], bool]
    ) -> Iterator[tuple[str, Finding]]:
        """Rule and finding for each suppression that names no rule, silences nothing, or gives no
        reason.

        One of a rule that was not run is left alone: it may be needed next time.
        """
        by_comment: dict[_Comment, list[_Suppression]] = {}
        for suppression in self._all:
            by_comment.setdefault(suppression.comment, []).append(suppression)
        for comment, those in by_comment.items():
            unknown = [s for s in those if not s.known or not knows(s.selector)]
            unused = [
                s for s in those if s not in unknown and not s.used and _has_run(s.selector, ran)
            ]
            for suppression in unknown:
                yield UNKNOWN, Finding(comment.span, selector=suppression.selector)
            fix = self._without(comment, those, unused)
            for suppression in unused:
                message = _ENDS_NOTHING if comment.kind == "enable" else None
                selector = self._document.text[slice(*suppression.place)]
                yield UNUSED, Finding(comment.span, message=message, selector=selector, fix=fix)
            gives_reason = any(character.isalnum() for character in comment.reason)
            is_of_use = len(unknown) + len(unused) < len(those)
            if is_of_use and not gives_reason and comment.kind != "enable":
                yield WITHOUT_REASON, Finding(comment.span)

    def _without(
        self, comment: _Comment, those: list[_Suppression], unused: list[_Suppression]
    ) -> Fix:
        """Take out what is unused: of the comment, or all of it."""
        text = self._document.text
        if len(unused) < len(those):
            left = ",".join(text[slice(*s.place)] for s in those if s not in unused)
            return Fix((Edit(*comment.selectors, left),))
        start, end = comment.span
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
        kind, selectors, reason = match.groups()
        listed = Span(*match.span(2)) if selectors else inside
        span = view.to_disk(inside)
        comment = _Comment(span, kind, view.to_disk(listed), reason or "")
        if kind not in _KINDS or selectors is None:
            word = kind if selectors is None else f"{kind}={selectors}"
            yield _Suppression(word, Span(size, size), comment, span, known=False)
            continue
        seen = set()
        for found in _SELECTOR.finditer(selectors):
            if found.group() in seen:
                continue
            seen.add(found.group())
            selector = found.group(1)
            place = view.to_disk(Span(listed.start + found.start(), listed.start + found.end()))
            if kind == "enable":
                ending = _Suppression(selector, Span(size, size), comment, place)
                for suppression in opened.pop(selector, ()):
                    suppression.scope = Span(suppression.scope.start, span.start)
                    ending.used = True
                yield ending
                continue
            if kind == "disable-next-block":
                ends = ends or [block.end for block in view.blocks]
                scope = view.to_disk(_next_block(view, ends, inside))
            else:
                scope = Span(0 if kind == "disable-file" else span.start, size)
            suppression = _Suppression(selector, scope, comment, place)
            if found.group(2) is not None:
                # What is quoted stands there as it is on disk, mojibake and all.
                quoted = Span(listed.start + found.start(2), listed.start + found.end(2))
                words = document.text[slice(*view.to_disk(quoted))].split()
                suppression.text = " ".join(words)
            if kind == "disable":
                opened.setdefault(selector, []).append(suppression)
            yield suppression


def _next_block(document: Document, ends: list[int], comment: Span) -> Span:
    """What a comment stands above: a block, or the list, table or quote that begins with it."""
    blocks, offset = document.blocks, comment.end
    around = blocks[min(bisect_right(ends, comment.start), len(blocks) - 1)].within_ends
    for index in range(bisect_right(ends, offset), len(ends)):
        block = blocks[index]
        if block.kind in _SKIPPED:
            continue
        # The comment itself may be in a list: then what it shares with the block is not meant.
        shared = sum(end > block.start for end in around)
        if block.start < offset or len(block.within_ends) <= shared:
            return Span(max(block.start, offset), block.end)
        last = bisect_left(blocks, block.within_ends[shared], key=lambda one: one.start) - 1
        return Span(block.start, blocks[last].end)
    return Span(offset, offset)
