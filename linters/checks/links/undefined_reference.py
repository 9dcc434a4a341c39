from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import BLOT, CODE, lazily
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

_REFERENCE = lazily(
    rf"(?<![\w\]\\!)])\[([^\[\]\n]{{2,200}})\]\[([^\[\]\n{CODE}]{{0,100}})\](?![\[(:{{])"
)
_FOOTNOTE = lazily(r"(?<!\\)\[\^([^\]\s\[]{1,60})\](?!:)")
_WORDS = lazily(r"[^\W\d_]{2}")


class UndefinedReference(Rule):
    """A link names an address that is given nowhere: `[text][name]` without `[name]: https://...`.

    Markdown then shows the brackets as they are. The same goes for a footnote without its text.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#reference-link
    """

    id = "links/undefined-reference"
    severity = Severity.WARNING
    message = _("Nothing in the file says what “{name}” stands for.")
    help = _("Add a line “[{name}]: ” with the address at the end, or the text of the note.")

    VALID = [
        "[o texto][1]\n\n[1]: https://example.org\n",
        "[o texto][]\n\n[O  Texto]: https://example.org\n",
        "O valor `a[i][j]` e a[i][j], [1][2], [x], [^a-z] e [sic].",
        "Uma nota[^1].\n\n[^1]: O texto dela.\n",
    ]
    INVALID = [
        Bad("Veja [o texto][1].", at="[o texto][1]"),
        Bad("Veja [o texto][].", at="[o texto][]"),
        Bad("[*o texto*][ref]\n\n[rev]: https://example.org\n", at="[*o texto*][ref]"),
        Bad("Uma nota[^1].", at="[^1]"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if "]" not in document.characters:
            return
        links = document.links
        if "][" in document.text:
            for match in _REFERENCE.finditer(links.plain):
                span = Span(*match.span())
                text = document.text[slice(*match.span(1))]
                name = match.group(2).strip() or text
                if not _WORDS.search(match.group(1)) or BLOT in match.group(2):
                    continue
                # `[Name][package.module.Name]` is filled in by a generator.
                if CODE in match.group(1) or "." in match.group(2):
                    continue
                if not links.defines(name) and not _is_template(document, span):
                    yield Finding(span, name=name)
        if "[^" in document.text:
            known = set(re.findall(r"^[ \t>]{0,20}\[\^([^\]\s]{1,60})\]:", document.text, re.M))
            for match in _FOOTNOTE.finditer(links.plain):
                # `[^a-z]` is a pattern.
                if match.group(1) not in known and (known or match.group(1).isdigit()):
                    yield Finding(Span(*match.span()), name=f"^{match.group(1)}")


def _is_template(document: Document, span: Span) -> bool:
    return document.text.find("--8<--") >= 0 or document.protected.touches(span, "liquid")
