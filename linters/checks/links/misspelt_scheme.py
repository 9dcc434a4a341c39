from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_RIGHT = lazily(r"https?://(?=[^/\s])", re.I)
_BEGINNING = lazily(r"([a-z]{2,8})([:;,.]?[ \t]?[/\\]{0,4})(?=[^\s/])", re.I)
# Close to `https`, and something else.
_OTHERS = frozenset(("httpx", "http", "https", "tps", "ssh", "hops", "shttp"))


class MisspeltScheme(Rule):
    """The `https://` of an address is misspelt: `ttps://`, `https:/`, `http//`.

    A letter is easily lost when an address is copied. The link then leads nowhere.

    Source: RFC 3986, section 3.1, https://www.rfc-editor.org/rfc/rfc3986#section-3.1
    """

    id = "links/misspelt-scheme"
    severity = Severity.ERROR
    message = _("“{found}” is misspelt, and the link leads nowhere.")
    help = _("Write “{expected}”.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "[a](https://example.org) e [b](HTTP://example.org)",
        "[a](ftp://example.org), [b](mailto:ana@example.org), [c](tel:+55)",
        "[a](https.md) e [b](httpx/guia.md)",
        "[a](#https) e [b](/http/)",
    ]
    INVALID = [
        Bad("[a](ttps://example.org)", at="ttps://", fixed="[a](https://example.org)"),
        Bad("[a](https:/example.org)", at="https:/", fixed="[a](https://example.org)"),
        Bad("[a](http//example.org/b)", at="http//", fixed="[a](http://example.org/b)"),
        Bad("![](htps://example.org/a.png)", "htps://", "![](https://example.org/a.png)"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            start, end = link.target
            match = _BEGINNING.match(document.text, start, end)
            if not match or _RIGHT.match(document.text, start, end):
                continue
            scheme, mark = match.group(1).lower(), match.group(2)
            if not mark.strip(".,") or not _is_meant(scheme, mark):
                continue
            expected = (
                "http://" if scheme in ("http", "ttp", "htp", "htttp", "hhttp") else "https://"
            )
            yield Finding(
                Span(*match.span()),
                found=match.group(),
                expected=expected,
                fix=Fix((Edit(*match.span(), expected),), Applicability.UNSAFE),
            )


def _is_meant(scheme: str, mark: str) -> bool:
    """Whether `https://` was meant: by its letters, or nearly so with the two slashes."""
    if scheme in ("http", "https"):
        return mark[0] in ":;" or len(mark.strip(".,: ")) > 1
    if scheme in _OTHERS or not mark.endswith(("//", "\\\\")):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, scheme, "https").ratio() >= 0.75
