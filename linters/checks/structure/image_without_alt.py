from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.document.items import is_most
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class ImageWithoutAlt(Rule):
    """An image has no description, where the issue's other images have one.

    The description is what people hear who cannot see the image, and what is shown where it does
    not load.

    Source: WCAG 2.2, 1.1.1, https://www.w3.org/TR/WCAG22/#non-text-content
    """

    id = "structure/image-without-alt"
    severity = Severity.INFO
    message = _("The image has no description; the issue's other images have one.")
    help = _("Say between the brackets what is to be seen: `![a bar chart](…)`.")

    VALID = [
        items(),
        items(("![Um verbete]", "![Verbete]")),
        "# Educação 🎓\n\n" + "![](https://example.org/a.png)\n\n" * 5,
        Good(items(("![Um verbete]", "![]")), profile="plain"),
    ]
    INVALID = [
        Bad(items(("![Um verbete]", "![]")), at="![](https://example.org/2.png)"),
        Bad(items(("![Uma onda sonora]", "![ ]")), at="![ ](https://example.org/5.png)"),
        Bad(items(("![A capa desta edição]", "![]")), at="![](https://example.org/capa.png)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        images = [block.inlines for block in document.items.flow if block.kind == "image"]
        bare = [
            inlines[0]
            for inlines in images
            if not any(inline.text.strip() for inline in inlines[1:] if inline.kind == "text")
        ]
        if is_most(len(images) - len(bare), len(images) - 1):
            for image in bare:
                yield Finding(Span(image.start, image.end))
