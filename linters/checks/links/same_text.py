from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.links._data import link_data
from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _, shorten
from linters.model import Bad, Finding, Rule, Severity, Span

_MARKUP = lazily(r"[*_`\"“”«»‘’]")
_LEAST_WORDS, _LEAST_LETTERS = 2, 10


class SameText(Rule):
    """Two links with the same words lead to different pages.

    One of them may have been copied with the wrong address. Words that say nothing of where they
    lead (“aqui”, “código”; the list is in `rules/links/`) may be the same everywhere.

    Source: WCAG 2.2, technique F84, https://www.w3.org/WAI/WCAG22/Techniques/failures/F84
    """

    id = "links/same-text"
    severity = Severity.INFO
    message = _("“{text}” leads to another page on line {line}.")
    help = _("Compare both with the original. There it leads to {other}")

    VALID = [
        "[O mesmo texto](https://a.org/) e [o mesmo texto](http://a.org#b)",
        "[um texto longo](https://a.org) e [outro texto longo](https://b.org)",
        "- [Um texto longo](#um-texto-longo)\n\nLeia [um texto longo](longo.md).\n",
        "[aqui](https://a.org) e [aqui](https://b.org), [código](https://a.org/c)",
        "[Clique aqui](https://a.org) e [clique aqui](https://b.org)",
    ]
    INVALID = [
        Bad(
            "[O mesmo texto](https://a.org) e [o mesmo texto](https://b.org)",
            at="[o mesmo texto](https://b.org)",
        ),
        Bad("[*um bom texto*](a.md)\n\n[um bom\ntexto](b.md)", at="[um bom\ntexto](b.md)"),
        Bad(
            "[redes de grafos][1] [redes de grafos][2]\n\n[1]: https://a.org\n[2]: https://b.org\n",
            at="[redes de grafos][2]",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        seen: dict[str, tuple[str, int]] = {}
        for link in document.links.all:
            if link.kind not in ("inline", "reference") or link.is_image or not link.address:
                continue
            text = " ".join(_MARKUP.sub("", document.text[slice(*link.text)]).casefold().split())
            words = text.strip(".,:;!?… ")
            if len(words.split()) < _LEAST_WORDS or len(words) < _LEAST_LETTERS:
                continue
            page = _page(link.address)
            first, line = seen.setdefault(words, (page, document.lines.line(link.start)))
            # What leads within the page (a table of contents) is no other page.
            if first and page and first != page and words not in link_data(document).general_texts:
                yield Finding(
                    Span(link.start, link.end), text=shorten(text), line=line, other=first
                )


def _page(address: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?", "", address.partition("#")[0])
    return bare.rstrip("/")
