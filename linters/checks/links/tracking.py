from __future__ import annotations

from collections.abc import Iterator

from linters.checks.links._data import link_data
from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_PARAMETER = lazily(r"[?&](?:amp;)?([^=&#]{1,60})(?:=[^&#]{0,1000})?")


class Tracking(Rule):
    """An address carries along where someone found it: `?utm_source=twitter`.

    The page is the same without it. Readers are counted as if they came from there.

    Source: Google Analytics, https://support.google.com/analytics/answer/10917952
    """

    id = "links/tracking"
    severity = Severity.INFO
    message = _("“{name}” only says where the reader came from.")
    help = _("The page is the same at {expected}")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "[a](https://example.org/?p=3)",
        "[a](https://example.org/utm_source=x)",
        "[a](https://example.org/#utm_source=x)",
        "`https://example.org/?utm_source=x`",
    ]
    INVALID = [
        Bad(
            "[a](https://example.org/?utm_source=b&utm_medium=c)",
            at="?utm_source=b&utm_medium=c",
            fixed="[a](https://example.org/)",
        ),
        Bad(
            "[a](https://example.org/?fbclid=Iw0&p=3#d)",
            at="?fbclid=Iw0",
            fixed="[a](https://example.org/?p=3#d)",
        ),
        Bad(
            "[a](https://example.org/?p=3&utm_id=1&q=4&gclid=5)",
            at="&utm_id=1&q=4&gclid=5",
            fixed="[a](https://example.org/?p=3&q=4)",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            written = document.text[slice(*link.target)]
            query, mark, fragment = written.partition("#")
            if "?" not in query:
                continue
            tracking = link_data(document).tracking
            kept, names, places = "", [], []
            for match in _PARAMETER.finditer(query, query.index("?")):
                if tracking.fullmatch(match.group(1).casefold()):
                    names.append(match.group(1))
                    places.append(match)
                else:
                    kept += ("&" if kept else "?") + match.group().lstrip("?&")
            if names:
                start = link.target.start
                begin, end = start + query.index("?"), start + len(query)
                expected = written[: query.index("?")] + kept + mark + fragment
                yield Finding(
                    Span(start + places[0].start(), start + places[-1].end()),
                    name=names[0],
                    expected=expected,
                    fix=Fix((Edit(begin, end, kept),), Applicability.UNSAFE),
                )
