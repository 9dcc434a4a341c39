from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_ADDRESS = lazily(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}")
_EN = "Write to owls@example.org or to [Ana](mailto:ana@example.org).\n"


class Email(Rule):
    """An e-mail address is not the one that the original gives.

    Source: addresses that lost their end, or a letter, in published issues.
    """

    id = "parity/email"
    severity = Severity.WARNING
    message = _("The original gives another address here: {expected}")
    help = _("Copy the address from the original.")

    VALID = [
        Good(
            "Escreva para owls@example.org ou para a [Ana](mailto:ana@example.org).\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good("Escreva para nós.\n", path="x[pt-BR].md", original=_EN),
        Good("Escreva para owl@example.org.\n", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            "Escreva para owl@example.org ou para a [Ana](mailto:ana@example.org).\n",
            at="owl@example.org",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Escreva para owls@example ou para a [Ana](mailto:ana@example.org).\n",
            at="owls@example",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Escreva para owls@example.org ou para a [Ana](mailto:anna@example.org).\n",
            at="anna@example.org",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None or "@" not in document.text:
            return
        for pair in pairing.pairs:
            if not any("@" in u.document.text[slice(*u.span)] for u in pair.translation):
                continue
            theirs, ours = [
                {
                    match.group().lower(): Span(*match.span())
                    for unit in side
                    for match in _ADDRESS.finditer(unit.document.text, *unit.span)
                }
                for side in pair
            ]
            missing = [address for address in theirs if address not in ours]
            extra = [span for address, span in ours.items() if address not in theirs]
            for expected, span in zip(missing, extra, strict=False):
                yield Finding(span, expected=expected, suggestions=(expected,))
