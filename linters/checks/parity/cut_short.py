from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_WORD = lazily(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_KINDS = frozenset(("caption", "title"))
_FEWEST = 2


def _captioned(caption: str) -> str:
    return f"![](https://a.org/x.png)\n\n{caption}\n"


class CutShort(Rule):
    """A caption or a title ends before that of the original does.

    The words that are there are the same, in the same order; the last ones are missing, most often
    because what was to be translated was deleted.

    Source: captions that lost a noun in published issues.
    """

    id = "parity/cut-short"
    severity = Severity.WARNING
    message = _("The original goes on here: “{rest}”")

    VALID = [
        Good(
            _captioned("*BirdNet — diagrama*"),
            path="x[pt-BR].md",
            original=_captioned("*BirdNet — diagram*"),
        ),
        Good(
            _captioned("*Lee et al., 2020*"),
            path="x[pt-BR].md",
            original=_captioned("*Lee et al., 2020*"),
        ),
        Good(
            _captioned("*BirdNet*"),
            path="x[pt-BR].md",
            original=_captioned("*BirdNet in the field*"),
        ),
    ]
    INVALID = [
        Bad(
            _captioned("*BirdNet — Python*"),
            at="BirdNet — Python",
            path="x[pt-BR].md",
            original=_captioned("*BirdNet — Python package*"),
        ),
        Bad(
            _captioned("*Lee et al.*"),
            at="Lee et al.",
            path="x[pt-BR].md",
            original=_captioned("*Lee et al., 2020*"),
        ),
        Bad(
            "***Counting Birds with***\n\nTexto.\n",
            at="Counting Birds with",
            path="x[pt-BR].md",
            original="***Counting Birds with Cameras***\n\nText.\n",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        for pair in pairing.pairs if pairing else ():
            one, other = pair.original[0], pair.translation[0]
            if one.kind not in _KINDS or other.kind != one.kind:
                continue
            theirs, ours = _WORD.findall(one.text.lower()), _WORD.findall(other.text.lower())
            if len(theirs) > len(ours) >= _FEWEST and theirs[: len(ours)] == ours:
                rest = list(_WORD.finditer(one.text))[len(ours)]
                texts = [inline for inline in other.block.inlines if inline.kind == "text"]
                place = Span(texts[0].start, texts[-1].end) if texts else other.span
                yield Finding(place, rest=shorten(one.text[rest.start() :]))
