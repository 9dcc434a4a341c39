from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.style._marks import neighbours, paragraphs
from linters.document import Document
from linters.document.markdown import Block
from linters.document.patterns import BLOT, lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

_RUN = lazily(r"\*{1,6}")
_NO_PROSE = frozenset("/\\=<>|*^+$")
_AROUND = ('""', "''", "“”", "()", "[]", "><")
_PARAMETERS = lazily(r"\*{1,2}(?:args|kwargs|kw|options|params)\b")
_BESIDE = 4
_SPACED = _("The space beside “{found}” keeps it from marking these words.")
_UNEQUAL = _(
    "There are not as many asterisks before these words as after them, and they are shown."
)
_SPACED_HELP = _("Write the asterisks right beside the words.")


class UnbalancedEmphasis(Rule):
    """Asterisks that mark words as important are not closed, or not opened, and are shown.

    Those of a paragraph belong together, over the ends of its lines. A space on their inner side
    keeps them from marking anything, too.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
    """

    id = "style/unbalanced-emphasis"
    severity = Severity.WARNING
    message = _("“{found}” has no counterpart in this paragraph, and is shown as it is.")
    help = _("Write as many asterisks before the marked words as after them.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Um *texto\nem duas linhas* e **outro** e ***mais um***.",
        "O algoritmo A* e 2 * 3 * 4, a*b e \\*assim\\*.",
        "Todos*, menos um.\n\n*Os de sempre.",
        "`**kwargs`, *args e **kwargs, o sinal (*) e o “*”, f(*, a), 2**8 ** 2.",
        "Uma **nota**: *isto*\\* e [*aquilo*](https://example.org).",
        Good("{* ../../docs/exemplo.py hl[5] *}\n", profile="docs"),
    ]
    INVALID = [
        Bad("Um **texto sem fim.\n\nOutro texto**.", at="**", times=2),
        Bad("***Um título****\n\nTexto.", at="****"),
        Bad("Um modelo *grande é bom.", at="*"),
        Bad("Um ** texto** aqui.", at="** texto**", fixed="Um **texto** aqui."),
        Bad("***Um título **\n\nTexto.", at="***Um título **"),
        Bad("Um **texto **aqui.", at="**texto **", fixed="Um **texto** aqui."),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if "*" not in document.characters:
            return
        plain, text = document.links.plain, document.text
        runs = [
            (block, match)
            for _number, block in paragraphs(document)
            if block.kind != "cell"
            for match in _RUN.finditer(plain, block.start, block.end)
        ]
        notes = self._notes(plain, runs)
        is_broken = document.links.is_broken
        done = -1
        for index, (block, match) in enumerate(runs):
            start, end = match.span()
            if any(is_broken(place) for place in (start - _BESIDE, start, start + _BESIDE)):
                continue  # its marks are broken with it
            if start < done or self._means_something(document, block, match, notes):
                continue
            after = runs[index + 1] if index + 1 < len(runs) else None
            if after is not None and after[0] is block:
                edit = _moved(plain, block, match, after[1])
                # What holds such marks itself is more than a space away from being right.
                if edit is not None and match.group() not in text[end : after[1].start()]:
                    done = after[1].end()
                    yield Finding(
                        Span(start, done),
                        message=_SPACED,
                        help=_SPACED_HELP,
                        found=match.group(),
                        fix=Fix(edit, Applicability.UNSAFE),
                    )
                    continue
                if len(after[1].group()) != len(match.group()) and _is_meant(
                    plain, match, after[1]
                ):
                    done = after[1].end()
                    yield Finding(Span(start, done), message=_UNEQUAL, found=match.group())
                    continue
                if _is_pair(plain, block, match, after[1]):
                    done = after[1].end()  # kramdown takes it for emphasis, CommonMark does not
                    continue
            while start > 0 and text[start - 1] == "*":
                start -= 1
            while end < len(text) and text[end] == "*":
                end += 1
            yield Finding(Span(start, end), found=text[start:end])

    def _notes(self, plain: str, runs: list[tuple[Block, re.Match[str]]]) -> bool:
        """Whether lone asterisks stand for footnotes: one after a word, one before a paragraph."""
        before_paragraph = after_word = False
        for block, match in runs:
            if len(match.group()) == 1 and plain[match.end() : match.end() + 1] != BLOT:
                before, after = neighbours(plain, *match.span(), block)
                if not plain[block.start : match.start()].strip(BLOT):
                    before_paragraph = True
                elif not before.isspace() and not after.isalnum():
                    after_word = True
        return before_paragraph and after_word

    def _means_something(
        self, document: Document, block: Block, match: re.Match[str], notes: bool
    ) -> bool:
        """Whether the asterisks are no mark of emphasis: `A*`, `2 * 3`, `*.md`, a footnote."""
        plain = document.links.plain
        before, after = neighbours(plain, *match.span(), block)
        start, end = match.span()
        beside = plain[start - 1 : start] == BLOT == plain[end : end + 1]
        if _PARAMETERS.match(plain, start) or before in _NO_PROSE or after in "/\\=<>|^+$":
            return True
        if len(match.group()) == 1:
            if document.text[start - 1 : start] + document.text[end : end + 1] in _AROUND:
                return True  # the mark itself is meant
            if "*" in (document.text[start - 1 : start], document.text[end : end + 1]):
                return False  # one more, or one less, than on the other side
            if notes or (before.isspace() and after.isspace() and not beside):
                return True
            if before.isalnum() and after.isalnum():
                return True
            if after in ".,;:)]}" and not before.isalnum() and before in "([{ ":
                return True
            earlier = plain[max(block.start, start - 2) : start - 1]
            return before.isdigit() or (before.isupper() and not earlier.isalnum()) or before == ")"
        # `2**10` and `10 ** 2` are powers.
        is_power = before.isalnum() and after.isalnum() and not beside
        earlier = plain[max(block.start, start - 8) : start].rstrip()[-1:]
        if is_power or (before.isspace() and after.isspace() and earlier.isdigit()):
            return True
        # `f***` and rows of asterisks hide a word.
        return len(match.group()) > 2 and before.isalpha() and plain[start - 1] != BLOT


def _is_meant(plain: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether the two are the ends of the same words, on one line."""
    inside = plain[first.end() : second.start()]
    return bool(inside.strip()) and "\n" not in inside and not inside[0].isspace()


def _is_pair(plain: str, block: Block, first: re.Match[str], second: re.Match[str]) -> bool:
    inside = plain[first.end() : second.start()]
    before, _after = neighbours(plain, *first.span(), block)
    return (
        first.group() == second.group()
        and bool(inside)
        and not inside[0].isspace()
        and not inside[-1].isspace()
        and not (before.isalnum() and not inside[0].isalnum())
    )


def _moved(
    plain: str, block: Block, first: re.Match[str], second: re.Match[str]
) -> tuple[Edit, ...] | None:
    """The edits that take the spaces out of `** text**`; None where that is not what is wrong."""
    inside = plain[first.end() : second.start()]
    if first.group() != second.group() or not inside.strip() or len(inside) > 400:
        return None
    left = len(inside) - len(inside.lstrip(" \t\u00a0"))
    right = len(inside) - len(inside.rstrip(" \t\u00a0"))
    before, _after = neighbours(plain, *first.span(), block)
    _before, after = neighbours(plain, *second.span(), block)
    if not left and not right:
        return None
    if len(first.group()) == 1 and ((left and right) or before.isdigit()):
        return None
    edits = []
    if left:
        if not before.isspace():
            edits.append(Edit(first.start(), first.start(), " "))
        edits.append(Edit(first.end(), first.end() + left, ""))
    if right:
        edits.append(Edit(second.start() - right, second.start(), ""))
        if after.isalnum():
            edits.append(Edit(second.end(), second.end(), " "))
    return tuple(edits)
