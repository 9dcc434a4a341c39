from __future__ import annotations

import os
import re
from collections.abc import Iterator

from linters.checks.links._data import link_data
from linters.document import Document
from linters.document.links import Link
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}([a-z]{2,10})(?::\d{1,5})?", re.I)
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}", re.I)


class MissingScheme(Rule):
    """An address has no `https://` before it, so that the link leads to a page of this site.

    A browser takes `example.org/page` for a page in the same folder, and an e-mail address without
    `mailto:` too.

    Source: RFC 3986, section 4.2, https://www.rfc-editor.org/rfc/rfc3986#section-4.2
    """

    id = "links/missing-scheme"
    severity = Severity.ERROR
    message = _("The link leads nowhere: its address lacks “{scheme}” at the beginning.")
    help = _("Write “{scheme}{address}”.")

    VALID = [
        "[Exemplo](https://example.org)",
        "[O guia](guia.md) e [o anexo](docs/guia.v2/index.html)",
        "[Página](/sobre/example.org) e [seção](#example.org)",
        "[Ana](mailto:ana@example.org)",
        "![](//cdn.example.org/foto.png)",
        "[Variável]({{ site.url }}/x) e `[x](example.org)`",
    ]
    INVALID = [
        Bad("[Exemplo](example.org)", at="example.org", fixed="[Exemplo](https://example.org)"),
        Bad(
            "Veja [o texto](www.example.com/texto.html).",
            at="www.example.com/texto.html",
            fixed="Veja [o texto](https://www.example.com/texto.html).",
        ),
        Bad(
            "Escreva para [Ana](ana@example.org).",
            at="ana@example.org",
            fixed="Escreva para [Ana](mailto:ana@example.org).",
        ),
        Bad(
            "[a]\n\n[a]: github.com/x/y\n", "github.com/x/y", "[a]\n\n[a]: https://github.com/x/y\n"
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links.all:
            scheme = self._missing(document, link)
            if not scheme:
                continue
            start = link.target.start
            fix = Fix((Edit(start, start, scheme),), Applicability.UNSAFE)
            exact = document.text[slice(*link.target)] == link.address
            yield Finding(
                link.target, scheme=scheme, address=link.address, fix=fix if exact else None
            )

    def _missing(self, document: Document, link: Link) -> str:
        address = link.address
        if "." not in address or link.target.start == link.target.end:
            return ""
        if _MAIL.fullmatch(address):
            return "mailto:"
        host = _HOST.fullmatch(re.split(r"[/?#]", address, maxsplit=1)[0])
        if host is None:
            return ""
        if not address.lower().startswith("www."):
            if host.group(1).lower() not in link_data(document).domains:
                return ""
            if os.path.exists(os.path.join(os.path.dirname(document.path), address)):
                return ""
        return "https://"
