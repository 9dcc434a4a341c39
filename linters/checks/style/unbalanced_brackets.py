from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from linters.checks.style._marks import Stray, paragraphs, without_pairs
from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

_PAIRS = {"(": ")", "[": "]", "（": "）"}
_SAME = {"（": "(", "）": ")"}
_BRACKET = lazily(r"[()\[\]（）]")
_EMOTICON = lazily(
    r"(?<![\w\"”(])(?:[:;=8][\"'’]?[-~^o]?[()\[\]]{1,3})|(?<!\S)[(\[][-~^o]?[:;=](?!\S)|¯\\?_?\\?_?\(ツ\)_?/?¯"
)
_BOUND = r"\s?[-+]?(?:[\d.]{1,12}|∞|[a-z])\s?"
_INTERVAL = lazily(rf"[\[(\]]{_BOUND}[,;]{_BOUND}[\])\[]")
_MARKER = lazily(r"(?:^|[\s,;:.(])(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{1,5})[.ºªo]?$")
_NOT_CLOSED = _("“{found}” is opened and not closed in this paragraph.")
_MISMATCH = _("“{opening}” is closed by “{found}”.")


class UnbalancedBrackets(Rule):
    """A bracket is opened and not closed in its paragraph, or closed and not opened.

    Source: the test `brackets` of the Translate Toolkit,
    https://docs.translatehouse.org/projects/translate-toolkit/en/latest/commands/pofilter_tests.html
    """

    id = "style/unbalanced-brackets"
    severity = Severity.WARNING
    message = _("“{found}” closes what was not opened in this paragraph.")
    help = _("Compare the paragraph with the original.")

    VALID = [
        "Um texto (com uma\nobservação [e outra]).",
        "Obrigada :) e até logo ;-)",
        "Há três casos: a) o primeiro; b) o segundo; 3) o último.",
        "Os intervalos [0, 1), ]0, ∞[ e `f(x`, [a](https://example.org/b_(c))",
        "(Uma observação\n\nem dois parágrafos.) A tecla <kbd>(</kbd>.",
    ]
    INVALID = [
        Bad("Um texto (com uma\nobservação.\n\nOutro texto.", at="("),
        Bad("Um texto com uma observação).", at=")"),
        Bad("Um texto [com uma observação).", at=")"),
        Bad("Veja [a](https://example.org)).", at=")"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.characters.isdisjoint("()[]（）"):
            return
        text = document.text
        for stray in without_pairs(self._strays(document)):
            found = text[stray.place]
            if stray.other is not None:
                message: str | None = _MISMATCH
            else:
                message = _NOT_CLOSED if stray.is_opening else None
            opening = "" if stray.other is None else text[stray.other]
            place = Span(stray.place, stray.place + 1)
            yield Finding(place, message=message, found=found, opening=opening)

    def _strays(self, document: Document) -> Iterator[Stray]:
        broken = [b.start for b in document.links.broken]
        for number, block in paragraphs(document):
            part = document.links.plain[block.start : block.end]
            if not any(mark in part for mark in "()[]（）"):
                continue
            if bisect_left(broken, block.start) < bisect_left(broken, block.end):
                continue  # they are said to be broken already
            smiles = bool(_EMOTICON.search(part))
            for pattern in (_EMOTICON, _INTERVAL):
                part = pattern.sub(lambda m: " " * len(m.group()), part)
            open_: list[int] = []
            strays: list[Stray] = []
            for match in _BRACKET.finditer(part):
                place, mark = match.start(), match.group()
                if mark in _PAIRS:
                    open_.append(place)
                else:
                    expected = _PAIRS[part[open_[-1]]] if open_ else ""
                    if _SAME.get(expected, expected) == _SAME.get(mark, mark):
                        open_.pop()
                    elif not _MARKER.search(part, max(0, place - 8), place):
                        other = open_.pop() if open_ else None
                        strays.append(
                            Stray(
                                number,
                                block.start + place,
                                False,
                                None if other is None else block.start + other,
                            )
                        )
            # “(thank you :)” needs no second parenthesis.
            if not (smiles and len(open_) == 1):
                strays.extend(Stray(number, block.start + place, True) for place in open_)
            for stray in sorted(strays, key=lambda stray: stray.place):
                if not _is_named(document.text, stray.place):
                    yield stray


def _is_named(text: str, place: int) -> bool:
    """Whether the bracket stands alone, as one that is spoken of: `<kbd>(</kbd>`."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before.isspace() and after.isspace()) or (before == ">" and after == "<")
