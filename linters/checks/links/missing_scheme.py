from __future__ import annotations

from collections.abc import Iterator

from linters.checks.links._address import missing_scheme
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity


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
    fixes = (Applicability.UNSAFE,)

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
            scheme = missing_scheme(document, link)
            if not scheme:
                continue
            start = link.target.start
            fix = Fix((Edit(start, start, scheme),), Applicability.UNSAFE)
            exact = document.text[slice(*link.target)] == link.address
            yield Finding(
                link.target, scheme=scheme, address=link.address, fix=fix if exact else None
            )
