from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_URL = lazily(r"(?<![\w@/.=\"'“:-])https?://[^\s<>()\[\]\"“”«»\0\x02]{3,2000}")
_END = ".,;:!?'’*_~…"
_IN_HTML = lazily(r"<a\b[^>]{0,400}>$")
# Addresses of examples are to be typed, not followed.
_LOCAL = lazily(r"https?://(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|[^/.]{0,80}(?:[:/]|$))")


class BareUrl(Rule):
    """An address stands in the text as it is.

    Many sites, kramdown's among them, do not make a link of it, and a reader is told nothing of
    what is there.

    Source: markdownlint MD034, https://github.com/DavidAnson/markdownlint/blob/main/doc/md034.md
    """

    id = "links/bare-url"
    severity = Severity.INFO
    message = _("The address stands in the text as it is; not every site makes a link of it.")
    help = _("Write <{address}>, or a text in brackets before it: [text]({address})")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "<https://example.org> e [a](https://example.org)",
        "[https://example.org](https://example.org)",
        "`https://example.org`",
        "Abra http://localhost:8000/ e http://127.0.0.1:8000.",
        '<a href="https://example.org">a</a>',
        '[a](https://example.org/v{{< param "version" >}}/b)',
        '{{< tab name="Linux" codelang="bash" >}}\ncurl https://example.org/a\n{{< /tab >}}\n',
    ]
    INVALID = [
        Bad("Veja https://example.org/a.", "https://example.org/a", "Veja <https://example.org/a>."),
        Bad("(http://example.org)", at="http://example.org", fixed="(<http://example.org>)"),
        Bad("- https://example.org/b_c\n", at="https://example.org/b_c", fixed="- <https://example.org/b_c>\n"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        if "://" not in document.text:
            return
        links = document.links
        # What is the text of a link, or of an image, is no address of its own.
        within = [(link.text.start, link.text.end) for link in links.all if link.kind != "html"]
        position = 0
        for match in _URL.finditer(links.plain):
            start = match.start()
            end = start + len(match.group().rstrip(_END))
            while position < len(within) and within[position][1] <= start:
                position += 1
            if position < len(within) and within[position][0] <= start:
                continue
            address = document.text[start:end]
            if links.is_broken(start) or _LOCAL.match(address):
                continue
            before = document.text[max(0, start - 420) : start].rstrip()
            if before.endswith(">") and _IN_HTML.search(before):
                continue
            edits = (Edit(start, start, "<"), Edit(end, end, ">"))
            yield Finding(Span(start, end), address=address, fix=Fix(edits, Applicability.UNSAFE))
