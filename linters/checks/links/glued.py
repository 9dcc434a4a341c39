from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.links import Link

# Latin script only: others put no spaces between words, or add endings to names.
_LETTER = lazily(r"[A-Za-z\u00c0-\u024f]")
_WORD = lazily(r"[\w'’]{1,40}")
_ENDINGS = ("s", "es", "x", "n")
_MARKS = "*_"


class Glued(Rule):
    """A link and the word beside it are written as one: `veja[isto](https://...)`.

    Source: the checks of spaces around links in Weblate,
    https://docs.weblate.org/en/latest/user/checks.html
    """

    id = "links/glued"
    severity = Severity.WARNING
    message = _("A space is missing between the link and “{word}”.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Veja [isto](https://example.org) e (isto) [isso](https://example.org).",
        "As [GPU](https://example.org)s e os [robô](https://example.com)s",
        "pré-[treino](https://example.org), l'[été](https://example.com)",
        "Um ícone![](https://example.org/a.png)no texto",
        "查看[这里](https://example.org)的内容",
    ]
    INVALID = [
        Bad("Veja[isto](https://example.org).", "a[i", "Veja [isto](https://example.org)."),
        Bad("Veja [isto](https://a.org)hoje.", ")hoje", "Veja [isto](https://a.org) hoje."),
        Bad("Veja**[isto](https://a.org)**.", "a**[i", "Veja **[isto](https://a.org)**."),
        Bad("[Isto](https://a.org)[aquilo](https://b.org)", ")[a", "[Isto](https://a.org) [aquilo](https://b.org)"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if document.language in ("tr", "zh", "ja", "ko"):
            return
        ends = set()
        for link in document.links.all:
            if link.kind not in ("inline", "auto") or link.is_image:
                continue
            if not _LETTER.match(text, _first(text, link)):
                continue
            start = link.start
            while start > 0 and text[start - 1] in _MARKS:
                start -= 1
            before = text[start - 1 : start] if start else ""
            joins = start in ends
            if (_LETTER.match(before) and document.links.plain[start - 1] == before) or joins:
                word = _WORD.match(text, _first(text, link))
                yield Finding(
                    Span(start - 1, _first(text, link) + 1),
                    word=word.group() if word else "",
                    fix=Fix((Edit(start, start, " "),), Applicability.UNSAFE),
                )
            ends.add(link.end)
            end = link.end
            while text[end : end + 1] in _MARKS and end < len(text):
                end += 1
            word = _WORD.match(text, end)
            if word and _LETTER.match(word.group()) and document.links.plain[end] == text[end]:
                if word.group() in _ENDINGS:
                    continue
                yield Finding(
                    Span(link.end - 1, word.end()),
                    word=word.group(),
                    fix=Fix((Edit(end, end, " "),), Applicability.UNSAFE),
                )


def _first(text: str, link: Link) -> int:
    """Where the text of the link begins, after its marks of emphasis."""
    place = link.text.start
    while place < link.text.end and text[place] in _MARKS:
        place += 1
    return place
