from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import curly_quoted, quoted, within_curly_quotes
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class CurlyQuotes(Rule):
    """A value stands in curly quotes, which YAML takes as part of it.

    Word processors turn straight quotes into curly ones. To YAML only straight ones hold a value
    together: with others it ends at the first ` #`, or the whole block cannot be read at a colon,
    and the quotes are shown on the page.

    Source: YAML 1.2, section 7.3, https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
    """

    id = "front-matter/curly-quotes"
    severity = Severity.ERROR
    message = _("This value is in curly quotes: {found}. YAML knows only straight ones.")
    help = _('Write "…" around it.')
    fixes = (Applicability.SAFE,)

    VALID = [
        front_matter(),
        front_matter(excerpt="'“Uma citação” inteira'"),
        front_matter(excerpt='"Fala de “glosas”"'),
        front_matter(excerpt="“Glosas” e “legendas”"),
        front_matter(excerpt="“Glosas” e legendas"),
        front_matter(excerpt='"Sem fim, mas com “aspas”'),
        Good("“Título”: texto\n"),
        Good("---\ntitle: “Uma citação”\n---\n", profile="docs"),
    ]
    INVALID = [
        Bad(
            "---\ntitle: “Nota: texto”\n---\n",
            at="“Nota: texto”",
            fixed='---\ntitle: "Nota: texto"\n---\n',
            profile="docs",
        ),
        Bad(
            front_matter(title="“NLP Newsletter #5 [PT-BR]: Glosas,…”"),
            at="“NLP Newsletter #5 [PT-BR]: Glosas,…”",
            fixed=front_matter(title='"NLP Newsletter #5 [PT-BR]: Glosas,…"'),
        ),
        Bad(
            front_matter(excerpt="”Esta edição: glosas”"),
            at="”Esta edição: glosas”",
            fixed=front_matter(excerpt='"Esta edição: glosas"'),
        ),
        Bad(
            front_matter(excerpt='‘Um "dito"’'),
            at='‘Um "dito"’',
            fixed=front_matter(excerpt="'Um \"dito\"'"),
        ),
        Bad(
            front_matter(excerpt='"Esta edição fala de glosas.”'),
            at='"Esta edição fala de glosas.”',
            fixed=front_matter(excerpt='"Esta edição fala de glosas."'),
        ),
        Bad(
            front_matter(tags="[“nlp_newsletter”]"),
            at="“nlp_newsletter”",
            fixed=front_matter(tags='["nlp_newsletter"]'),
        ),
        Bad(front_matter(excerpt='“D\'água e "vinho"”'), at='“D\'água e "vinho"”'),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for span in curly_quoted(document):
            value = document.text[slice(*span)]
            yield Finding(span, found=shorten(value), fix=self._fix(document.text, span))

    def _fix(self, text: str, span: Span) -> Fix | None:
        value = text[slice(*span)]
        inner = within_curly_quotes(value) or ""
        for quote, at in ((value[0], span.end - 1), (value[-1], span.start)):
            # Where one is straight, the other becomes as it is.
            if quote in "\"'" and quote not in inner and "\\" not in inner:
                return Fix((Edit(at, at + 1, quote),))
        return quoted(text, span, Span(span.start + 1, span.end - 1))
