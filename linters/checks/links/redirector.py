from __future__ import annotations

from collections.abc import Iterable, Iterator

from linters.checks.links._data import Redirector, link_data
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity


class RedirectorRule(Rule):
    """An address goes through a page that only passes the reader on: `medium.com/r/?url=`.

    Editors and social networks put such a page before the addresses that are copied from them. It
    follows who reads what, and the link breaks with it.

    Source: OWASP,
    https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
    """

    id = "links/redirector"
    severity = Severity.WARNING
    message = _("The address goes through {host}, which only passes the reader on.")
    help = _("Write where it leads: {expected}")
    fixes = (Applicability.SAFE,)

    VALID = [
        "[a](https://medium.com/@ana/um-texto)",
        "[busca](https://www.google.com/search?q=https://example.org)",
        "[a](https://example.org/r/?url=https%3A%2F%2Fexample.com)",
        "[a](https://medium.com/r/?url=)",
    ]
    INVALID = [
        Bad(
            "[a](https://medium.com/r/?url=https%3A%2F%2Fexample.org%2Fa)",
            at="https://medium.com/r/?url=https%3A%2F%2Fexample.org%2Fa",
            fixed="[a](https://example.org/a)",
        ),
        Bad(
            "[a](https://www.google.com/url?q=http://example.org/&sa=D)",
            at="https://www.google.com/url?q=http://example.org/&sa=D",
            fixed="[a](http://example.org/)",
        ),
        Bad(
            "[a](https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org&h=x)",
            at="https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org&h=x",
            fixed="[a](https://example.org)",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            if "?" not in link.address or "http" not in link.address[8:]:
                continue
            found = _passes_on(link.address, link_data(document).redirectors)
            if found is not None:
                host, expected = found
                exact = document.text[slice(*link.target)] == link.address
                # Its address is written in it, so that no reader ends elsewhere.
                fix = Fix((Edit(*link.target, expected),)) if exact else None
                yield Finding(link.target, host=host, expected=expected, fix=fix)


def _passes_on(address: str, redirectors: Iterable[Redirector]) -> tuple[str, str] | None:
    """The redirector's host, and where it leads; None for any other address."""
    from urllib.parse import parse_qs, urlsplit

    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    for redirector in redirectors:
        same = host == redirector.host or host.endswith(f".{redirector.host}")
        if same and parts.path == redirector.path:
            for value in parse_qs(parts.query).get(redirector.parameter, []):
                if value.startswith(("http://", "https://")) and not set(value) & set(' ()<>"\n\t'):
                    return host, value
    return None
