from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.units import bare
from linters.messages import _, plural, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.pairing import Missing as Gap
    from linters.document.units import Unit

_EN = "A first text about owls.\n\n{}A last text about [nests](https://a.org/nests).\n"
_PT = "Um primeiro texto sobre corujas.\n\n{}Um último texto sobre [ninhos](https://a.org/nests).\n"
_MORE_EN = "The second text has a [link](https://a.org/second) to the data.\n\n"
_MORE_PT = "O segundo texto tem um [link](https://a.org/second) para os dados.\n\n"


class Missing(Rule):
    """Something of the original is not there: a paragraph, an image, a title, a whole item.

    The place is between what stands before and after it in the original; where comments hold the
    original, it is the comment. A missing section is left to `structure/missing-section`.

    Source: changes made one at a time in real issues (`benchmarks/parity.py`).
    """

    id = "parity/missing"
    severity = Severity.WARNING
    message = _("A paragraph of the original is missing here: “{text}”")
    help = _("Translate it, if it was not left out on purpose.")

    item = _("An item of the original is missing here: “{text}”")
    title = _("The title of an item is missing here: “{text}”")
    heading = _("A heading of the original is missing here: “{text}”")
    image = _("An image of the original is missing here: {text}")
    caption = _("The caption of an image is missing here: “{text}”")
    code = _("A piece of code of the original is missing here: “{text}”")
    cell = _("A cell of a table of the original is missing here: “{text}”")
    several = _("{count} paragraphs of the original are missing here, from “{text}” on")
    lies_in = "elsewhere"

    VALID = [
        Good(_PT.format(_MORE_PT), path="x[pt-BR].md", original=_EN.format(_MORE_EN)),
        Good(_PT.format(""), path="x[pt-BR].md"),
        Good(
            # One paragraph that became two.
            "O gato dorme no sofá.\n\nO cachorro late no jardim.\n\n" + _PT.format(""),
            path="x[pt-BR].md",
            original="The cat sleeps on the sofa. The dog barks in the garden.\n\n"
            + _EN.format(""),
        ),
        Good(
            _PT.format(f"{_MORE_PT}<!-- {_MORE_EN.strip()} -->\n\n"),
            path="x[pt-BR].md",
        ),
        Good(_EN.format(""), path="x[en].md", original=_EN.format(_MORE_EN)),
        # Each comment above what translates it.
        Good(
            "<!-- The cat sleeps on the sofa today. -->\nO gato dorme hoje no sofá.\n\n"
            "<!-- The dog barks in the garden. -->\nO cachorro late no jardim.\n",
            path="x[pt-BR].md",
        ),
        Good(
            _PT.format(""),
            path="x[pt-BR].md",
            original="import { Steps } from 'a/b';\n\n" + _EN.format("{{Specifications}}\n\n"),
        ),
    ]
    INVALID = [
        Bad(_PT.format(""), at="\n\n", path="x[pt-BR].md", original=_EN.format(_MORE_EN)),
        Bad(
            _PT.format(""),
            at="\n\n",
            path="x[pt-BR].md",
            original=_EN.format("![](https://a.org/x.png)\n\n"),
        ),
        Bad(
            _PT.format(f"<!-- {_MORE_EN.strip()} -->\n\n"),
            at="The second text has a [link](https://a.org/second) to the data.",
            path="x[pt-BR].md",
        ),
        Bad(
            _PT.format(_MORE_PT),
            at="\n\n",
            path="x[pt-BR].md",
            original=_EN.format("***Second***\n\n" + _MORE_EN),
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None:
            return
        lost_slots = {missing.slot.id for missing in document.sections.missing}
        images = {
            bare(inline.target)
            for block in document.blocks
            for inline in block.inlines
            if inline.kind == "image"
        }
        for gap in pairing.missing:
            # An image may stand within a paragraph here.
            there = tuple(u for u in gap.units if not (u.images and images.issuperset(u.images)))
            if not there:
                continue
            gap = gap._replace(units=there)
            kinds = [unit.kind for unit in gap.units]
            if kinds[0] == "heading" and lost_slots:
                rest = gap.units[1:]
                if not rest:
                    continue  # structure/missing-section speaks of it
                gap = gap._replace(units=rest)
                kinds = kinds[1:]
            yield self._finding(document, gap, kinds, pairing.original.in_comments)

    def _finding(
        self, document: Document, gap: Gap, kinds: list[str], in_comments: bool
    ) -> Finding:
        first = gap.units[0]
        texts = kinds.count("text")
        text = first.images[0] if first.kind == "image" else shorten(first.text)
        message: str | None = getattr(self, first.kind, None)
        if first.kind == "title" and texts:
            message = self.item
        elif texts > 1 and set(kinds) == {"text"}:
            message = plural(self.message, self.several, texts, text="{text}")
        if in_comments and gap.after is gap.before is None:
            span = Span(first.span.start, gap.units[-1].span.end)
        else:
            span = _between(document, gap.after, gap.before)
        severity = Severity.INFO if set(kinds) <= {"caption", "cell"} else None
        return Finding(span, message=message, severity=severity, text=text)


def _between(document: Document, after: Unit | None, before: Unit | None) -> Span:
    start = after.span.end if after else document.body
    end = before.span.start if before else start
    return Span(start, max(start, end))
