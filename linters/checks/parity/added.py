from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_EN = "A first text about owls.\n\nA last text about [nests](https://a.org/nests).\n"
_PT = "Um primeiro texto sobre corujas.\n\n{}Um último texto sobre [ninhos](https://a.org/nests).\n"
_NOTE = "A aldeia também comemora hoje a festa anual do milho verde com música ao vivo.\n\n"
_LEAST_WORDS = 8


class Added(Rule):
    """A paragraph, an image or a title stands here that the original does not have.

    It may be a note of the translator, and welcome; or a paragraph that was copied to a wrong
    place, or translated twice. Links that explain are no addition.

    Source: of the paragraphs that five published issues add, all but one were mistakes.
    """

    id = "parity/added"
    severity = Severity.INFO
    message = _("The original has nothing that corresponds to this: “{text}”")
    help = _("If it is not meant to be here, take it out.")

    VALID = [
        Good(_PT.format(""), path="x[pt-BR].md", original=_EN),
        Good(_PT.format(_NOTE), path="x[pt-BR].md"),
        Good(_PT.format("Nota curta.\n\n"), path="x[pt-BR].md", original=_EN),
    ]
    INVALID = [
        Bad(_PT.format(_NOTE), at=_NOTE.strip(), path="x[pt-BR].md", original=_EN),
        Bad(
            _PT.format(_NOTE + "![](https://a.org/2.png)\n\n"),
            at=f"{_NOTE}![](https://a.org/2.png)",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            _PT.format("***A festa do milho***\n\n"),
            at="***A festa do milho***",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None:
            return
        runs: list[Span] = []
        previous_end = -1
        for unit in pairing.added:
            if unit.kind == "text" and len(unit.text.split()) < _LEAST_WORDS:
                continue
            if unit.kind not in ("text", "image", "title"):
                continue
            if runs and not document.text[previous_end : unit.span.start].strip(" \t\r\n\\"):
                runs[-1] = Span(runs[-1].start, unit.span.end)
            else:
                runs.append(unit.span)
            previous_end = unit.span.end
        for span in runs:
            yield Finding(span, text=shorten(document.text[slice(*span)]))
