from __future__ import annotations

from collections.abc import Iterator

from linters.checks.links._data import link_data
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class Insecure(Rule):
    """A link to the newsletter's own site says `http`, where the site answers with `https`.

    Browsers warn of `http`, and are sent on to the same page. The sites are listed in
    `rules/links/`; those of a project are named by the option `sites`.

    Source: https://developer.mozilla.org/docs/Web/Security/Practical_implementation_guides/TLS
    """

    id = "links/insecure"
    severity = Severity.WARNING
    message = _("{host} answers with https.")
    help = _("Write “https” for “http”.")
    options = {"sites": []}
    fixes = (Applicability.SAFE,)

    VALID = [
        "[a](https://dair.ai/newsletter/)",
        "[a](http://example.org/dair.ai)",
        "[a](http://notdair.ai/)",
        Good("`http://dair.ai/`"),
    ]
    INVALID = [
        Bad("[a](http://dair.ai/newsletter/)", at="http", fixed="[a](https://dair.ai/newsletter/)"),
        Bad("[a](http://www.dair.ai)", at="http", fixed="[a](https://www.dair.ai)"),
        Bad("[a]\n\n[a]: http://dair.ai/\n", at="http", fixed="[a]\n\n[a]: https://dair.ai/\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            if not link.address.startswith("http://"):
                continue
            host = link.address[7:].partition("/")[0].partition(":")[0].casefold()
            own = self.settings["sites"]
            sites = {*link_data(document).https, *(map(str, own) if isinstance(own, list) else ())}
            start = link.target.start
            if document.text.startswith("http://", start) and any(
                host == site or host.endswith(f".{site}") for site in sites
            ):
                place = Span(start, start + 4)
                yield Finding(place, host=host, fix=Fix((Edit(*place, "https"),)))
