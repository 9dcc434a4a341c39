from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class ImageWithoutCredit(Rule):
    """An image has no words below it, where the issue's other images have some.

    They say where the image comes from. The cover needs none.

    Source: the items of all published issues.
    """

    id = "structure/image-without-credit"
    severity = Severity.INFO
    message = _("Below the image nothing says where it comes from, as below the others.")
    help = _("Add its credit on a line of its own, in the form that the others have.")

    VALID = [
        items(),
        items(("[*fonte*](https://example.org/2)", "Da página do dicionário.")),
        items(("# Pesquisas", "![](https://example.org/x.png)\n\n# Pesquisas")),
        items(("[*fonte*](https://example.org/2)\n", ""), ("[*fonte*](https://example.org/3)", "")),
        Good(items(("[*fonte*](https://example.org/2)\n", "")), profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("\n[*fonte*](https://example.org/2)\n", "")),
            at="![Um verbete](https://example.org/2.png)",
        ),
        Bad(
            items(("\n[*fonte*](https://example.org/0)\n", "")),
            at="![Uma glosa em três linhas](https://example.org/0.png)",
        ),
        Bad(
            items(("\n[*fonte*](https://example.org/5)\n", "")),
            at="![Uma onda sonora](https://example.org/5.png)",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        found = document.items
        bare = []
        for place in found.images:
            below = found.flow[place + 1].kind if place + 1 < len(found.flow) else ""
            if below not in ("caption", "paragraph", "image"):
                bare.append(found.flow[place])
        if is_most(len(found.images) - len(bare), len(found.images)):
            for image in bare:
                yield Finding(Span(image.start, image.end))
