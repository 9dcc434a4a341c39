from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity

_EN = (
    "The barn owl hunts at night. Its wings make no sound when it flies over the fields. "
    "Farmers like the bird, as it eats mice.\n"
)
_FIRST = "A coruja-das-torres caça à noite."
_SECOND = "Suas asas não fazem som quando ela voa sobre os campos."
_THIRD = "Os agricultores gostam da ave, pois ela come ratos."


class Sentence(Rule):
    """A sentence of the original was left out.

    Told by its words, of which few have a counterpart in the translated paragraph, and by the
    paragraph's length. Two sentences that became one are no loss.

    Source: sentences taken out of published issues, one at a time (`benchmarks/parity.py`).
    """

    id = "parity/sentence"
    severity = Severity.WARNING
    message = _("A sentence of the original is missing here: “{text}”")
    help = _("Translate it, if it was not left out on purpose.")

    VALID = [
        Good(f"{_FIRST} {_SECOND} {_THIRD}\n", path="x[pt-BR].md", original=_EN),
        Good(
            "A coruja-das-torres caça à noite, e suas asas não fazem som quando ela voa sobre os"
            f" campos. {_THIRD}\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good(f"{_FIRST} {_THIRD}\n", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(f"{_FIRST} {_THIRD}\n", at=" ", path="x[pt-BR].md", original=_EN),
        Bad(f"{_FIRST} {_SECOND}\n", at="", path="x[pt-BR].md", original=_EN),
        Bad(
            f"{_FIRST} {_THIRD}\n\n<!-- {_EN.strip()} -->\n",
            at=" ",
            path="x[pt-BR].md",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for omission in document.omissions:
            yield Finding(omission.place, text=shorten(omission.sentence.text, 90))
