from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span


class EmptyAlt(Rule):
    """An image has no words for those who do not see it, where others in the file do.

    In a file that has them nowhere, that is its way; the option `always` reports those too.

    Source: WCAG 2.2, criterion 1.1.1, https://www.w3.org/TR/WCAG22/#non-text-content
    """

    id = "links/empty-alt"
    severity = Severity.INFO
    message = _("The image has no words for those who do not see it.")
    help = _("Write between the brackets what it shows.")
    options = {"always": False}

    VALID = [
        "![Um grafo](a.png)\n\n![Uma rede](b.png)",
        "![](a.png)\n\n![](b.png)",
        "[](https://example.org)",
        '<img src="a.png">',
    ]
    INVALID = [
        Bad("![Um grafo](a.png)\n\n![](b.png)", at="![](b.png)"),
        Bad("![ ](a.png)\n\n![Um grafo](b.png)", at="![ ](a.png)"),
        Bad("![Um grafo](a.png)\n\n![][b]\n\n[b]: b.png\n", at="![][b]"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        images = [link for link in document.links.all if link.is_image]
        empty = [i for i in images if not document.text[slice(*i.text)].strip()]
        if len(empty) < len(images) or self.settings["always"]:
            for image in empty:
                yield Finding(Span(image.start, image.end))
