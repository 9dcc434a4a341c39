from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.units import bare
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_EN = "Some words.\n\n![](https://a.org/one.png)\n\nOther words.\n"
_PT = "Umas palavras.\n\n{}\n\nOutras palavras.\n"


class Image(Rule):
    """Another image stands where the original has one.

    Source: issues and their translations show the same pictures; what differs was copied wrongly.
    """

    id = "parity/image"
    severity = Severity.WARNING
    message = _("The original has another image here: {expected}")
    help = _("Copy the address from the original; an image with translated words may stay.")

    VALID = [
        Good(_PT.format("![](https://a.org/one.png)"), path="x[pt-BR].md", original=_EN),
        Good(_PT.format("![Uma](http://a.org/one.png)"), path="x[pt-BR].md", original=_EN),
        Good(_PT.format("![](https://a.org/two.png)"), path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            _PT.format("![](https://a.org/two.png)"),
            at="![](https://a.org/two.png)",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            _PT.format("![Uma](https://a.org/on.png)"),
            at="![Uma](https://a.org/on.png)",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            _PT.format("![](imagens/one.png)"),
            at="![](imagens/one.png)",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        for pair in pairing.pairs if pairing else ():
            wanted = [image for unit in pair.original for image in unit.images]
            ours = [
                inline
                for unit in pair.translation
                for inline in unit.block.inlines
                if inline.kind == "image"
            ]
            lost = [image for image in wanted if image not in map(bare, (i.target for i in ours))]
            extra = [inline for inline in ours if bare(inline.target) not in wanted]
            for expected, inline in zip(lost, extra, strict=False):
                yield Finding(
                    Span(inline.start, inline.end), expected=expected, suggestions=(expected,)
                )
