from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_OPENING = lazily(r"<!--")
_HIDES = _("The comment is not closed: nothing from here on is shown.")
_UP_TO_NEXT = _("The comment is not closed, and hides all up to the end of the next one.")
_SHOWS = _("The comment is not closed, and so it is shown to readers.")


class UnclosedComment(Rule):
    """A comment begins with `<!--` and has no `-->`.

    At the beginning of a line it hides all that follows; within a paragraph it is shown.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#html-blocks
    """

    id = "structure/unclosed-comment"
    severity = Severity.ERROR
    message = _HIDES
    help = _("Write --> where the comment ends.")

    VALID = [
        "<!-- um\n\ncomentário -->\n\nTexto\n",
        "Texto <!-- comentário --> texto.",
        "`<!--` e\n\n```html\n<!--\n```\n",
        Good("<!-- a --> texto <!-- b -->\n", profile="newsletter"),
    ]
    INVALID = [
        Bad("<!-- um comentário\n\nTexto\n", at="<!--"),
        Bad("Um texto <!-- com um comentário\n\nTexto\n", at="<!--"),
        Bad("<!-- a -->\n\nb\n\n<!-- c --\n\nd\n", at="<!--"),
        Bad("<!-- a\n\nb\n\n<!-- c -->\n\nd\n", at="<!--"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if "<!--" not in text:
            return
        for block in document.blocks:
            if block.kind in ("comment", "html"):
                start = block.start
                while (start := text.find("<!--", start, block.end)) >= 0:
                    end = text.find("-->", start, block.end)
                    following = text.find("<!--", start + 4, block.end if end < 0 else end)
                    if end < 0 or following >= 0:
                        message = _HIDES if following < 0 else _UP_TO_NEXT
                        yield Finding(Span(start, start + 4), message=message)
                        break
                    start = end
            elif block.inlines:
                plain = document.links.plain
                for match in _OPENING.finditer(text, block.start, block.end):
                    if plain[match.start() : match.end()] == "<!--":
                        yield Finding(Span(*match.span()), message=_SHOWS)
