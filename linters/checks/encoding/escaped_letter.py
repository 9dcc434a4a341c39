from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

# Each starts with a sign of its own, so that a text without them is scanned at once.
_ESCAPE = re.compile(
    r"&(?:[A-Za-z]{2,10}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});"
    r"|\\u00[c-fC-F][0-9A-Fa-f]"
    r"|=[C-F][0-9A-F]=[89AB][0-9A-F]"
    r"|%[C-F][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]"
)


class EscapedLetter(Rule):
    """A letter is written as a code (`&ccedil;`, `\\u00e7`, `=C3=A7`), not as itself.

    Programs leave such codes behind when they export text. Some are shown to the reader as they
    are; all make the text hard to edit and to search.

    Source: HTML, https://html.spec.whatwg.org/multipage/named-characters.html; RFC 2045 and 3986
    """

    id = "encoding/escaped-letter"
    severity = Severity.WARNING
    message = _("The letter “{letter}” is written as the code `{code}`.")
    help = _("Write the letter itself.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        "Um &nbsp; e um &lt;b&gt; e &copy; 2020 &amp; outros &mdash; sinais.\n",
        "Veja https://pt.exemplo.org/wiki/Tradu%C3%A7%C3%A3o e [isto](a%C3%A7).\n",
        "Em código: `&ccedil;`, `\\u00e7`, `=C3=A7`.\n",
        "A conta a=B2=C3 e 100%C3.\n",
    ]
    INVALID = [
        Bad("A tradu&ccedil;&atilde;o.\n", at="&ccedil;", times=2, fixed="A tradução.\n"),
        Bad("A tradu\\u00e7ão.\n", at="\\u00e7", fixed="A tradução.\n"),
        Bad("A tradu=C3=A7ão.\n", at="=C3=A7", fixed="A tradução.\n"),
        Bad("A tradu%C3%A7ão.\n", at="%C3%A7", fixed="A tradução.\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        for match in _ESCAPE.finditer(text):
            code = match.group()
            letter = _letter(code)
            span = Span(*match.span())
            if letter is None or span.start < document.body:
                continue
            if document.protected.touches(span, "code", "url", "html", "liquid"):
                continue
            # To Markdown an entity is the letter; the other codes are not.
            kind = Applicability.SAFE if code[0] == "&" else Applicability.UNSAFE
            yield Finding(span, letter=letter, code=code, fix=Fix((Edit(*span, letter),), kind))


def _letter(code: str) -> str | None:
    """The letter beyond ASCII that a code stands for, None for any other character."""
    if code[0] == "&":
        import html

        character = html.unescape(code)
    elif code[0] == "\\":
        character = chr(int(code[2:], 16))
    else:
        data = bytes.fromhex(code.replace("=", "").replace("%", ""))
        character = data.decode("utf-8", "replace")
    return (
        character if len(character) == 1 and character >= "\xc0" and character.isalpha() else None
    )
