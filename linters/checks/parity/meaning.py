from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linters.document import Document
from linters.document.omissions import counterparts, may_differ
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity

_EN = (
    "The barn owl hunts small animals in the fields at night. "
    "Scientists measured how quietly its wings move through the air.\n"
)
_FIRST = "A coruja-das-torres caça pequenos animais nos campos à noite."
_SECOND = "Cientistas mediram quão silenciosamente suas asas se movem pelo ar."
_FEWEST_WORDS = 5
# With this share of counterparts a sentence is looked at closely; below that chrF it says another
# thing. In published issues none of 322 sentences falls below both, and 296 of 322 wrong ones do.
_FEW, _UNLIKE = 0.2, 28.0
_LONGEST_GRAM = 6


class Meaning(Rule):
    """A sentence says something else than that of the original.

    Only where the extra `translate` is installed: the original's sentence is translated on this
    machine and compared with the one that stands there. That is done only for sentences whose words
    have few counterparts, and only in paragraphs that have as many sentences as the original's.

    Source: chrF, Popović 2015, https://aclanthology.org/W15-3049/
    """

    id = "parity/meaning"
    severity = Severity.INFO
    message = _("This does not seem to say what the original says: “{text}”")
    help = _("A translation would be about this: “{draft}”")

    VALID = [
        Good(f"{_FIRST} {_SECOND}\n", path="x[pt-BR].md", original=_EN),
        Good(
            f"{_FIRST} Pesquisadores verificaram como as asas voam sem barulho pelo ar.\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good(f"{_FIRST} O preço do milho subiu bastante em dezembro.\n", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            f"{_FIRST} O preço do milho subiu bastante em dezembro na cidade vizinha.\n",
            at="O preço do milho subiu bastante em dezembro na cidade vizinha.",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            f"O preço do milho subiu bastante em dezembro na cidade vizinha. {_SECOND}\n",
            at="O preço do milho subiu bastante em dezembro na cidade vizinha.",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            f"{_FIRST} Clique aqui para ver o restante desta página com as fotografias.\n",
            at="Clique aqui para ver o restante desta página com as fotografias.",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        from linters import translator

        own, other = document.language or "", document.profile.original_language
        pairing = document.pairing
        if pairing is None or not translator.is_available(other, own):
            return
        for pair in pairing.pairs:
            if pair.original[0].kind != "text" or not may_differ(document, pair):
                continue
            theirs = [sentence for unit in pair.original for sentence in unit.sentences]
            ours = [sentence for unit in pair.translation for sentence in unit.sentences]
            if len(theirs) != len(ours):
                continue
            for one, two in zip(theirs, ours, strict=True):
                there, words = counterparts(document, one.text, two.text)
                if words < _FEWEST_WORDS or there > words * _FEW:
                    continue
                draft = translator.translate(one.text)
                if chrf(draft, two.text) < _UNLIKE:
                    yield Finding(two.span, text=shorten(one.text, 90), draft=shorten(draft, 120))


def chrf(hypothesis: str, reference: str) -> float:
    """How alike two texts are, from 0 to 100: the F-score (β = 2) of their runs of letters."""
    scores = []
    for size in range(1, _LONGEST_GRAM + 1):
        one, two = _grams(hypothesis, size), _grams(reference, size)
        if one and two:
            shared = sum((one & two).values())
            precision, recall = shared / one.total(), shared / two.total()
            scores.append(5 * precision * recall / (4 * precision + recall) if shared else 0.0)
    return 100 * sum(scores) / len(scores) if scores else 0.0


def _grams(text: str, size: int) -> Counter[str]:
    bare = "".join(text.lower().split())
    return Counter(bare[at : at + size] for at in range(len(bare) - size + 1))
