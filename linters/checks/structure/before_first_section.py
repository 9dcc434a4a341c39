from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class BeforeFirstSection(Rule):
    """Above the first section stands what may belong into a section.

    There an issue has its cover and a greeting, spaced as all other paragraphs are.

    Source: the beginning of all published issues.
    """

    id = "structure/before-first-section"
    severity = Severity.WARNING
    message = _("This stands above the first section, “{section}”.")
    help = _("Move it into its section; above are only the cover and the greeting.")

    unspaced = _("This stands above the first section, “{section}”, and has no spacer above it.")
    help_unspaced = _(
        "Move it into its section; if it belongs to the greeting, put a line with two backslashes "
        "above it."
    )

    VALID = [
        items(),
        items(("# Pesquisas", "\\\\\nMais um parágrafo.\n\n# Pesquisas")),
        items(("# Pesquisas", "\\\\\n***Novidades***\n\n\\\\\nTexto.\n\n# Pesquisas")),
        items(("# Pesquisas e Publicações 📙\n\n", "")),
        Good(items(("# Pesquisas", "Solto.\n\n# Pesquisas")), profile="plain"),
    ]
    INVALID = [
        Bad(items(("# Pesquisas", "Solto.\n\n# Pesquisas")), at="Solto."),
        Bad(
            items(
                ("# Pesquisas e Publicações 📙\n\n", ""),
                ("\\\\\n***Corpora de bolso", "# Publicações 📙\n\n***Corpora de bolso"),
            ),
            at="***Glosas para todos***",
        ),
        Bad(items(("![A capa", "Antes da capa.\n\n![A capa")), at="Antes da capa."),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found, sections = document.text, document.items, document.sections
        if not sections.known or not found.titles:
            return
        first = sections.sections[0].block
        if any(missing.before and missing.before.block == first for missing in sections.missing):
            return  # all of this may belong to the section whose heading is lost
        above = found.flow[: found.first]
        titles = [place for place, b in enumerate(above) if b.kind == "item-title" and not b.within]
        cover = next((place for place, block in enumerate(above) if block.kind == "image"), 0)
        for place, block in enumerate(above):
            if block.within or found.is_glued(document, place):
                continue
            unspaced = found.lacks_spacer(place)
            if block.kind == "paragraph":
                unspaced |= found.is_spaced and place == cover + 1
                if not unspaced and place >= cover:
                    continue
            # One title may stand above the news of the newsletter itself.
            elif place not in titles or (place == titles[0] and not unspaced):
                continue
            greets = block.kind == "paragraph" and place > cover
            end = text.find("\n", block.start, block.end)
            yield Finding(
                Span(block.start, block.end if end < 0 else end),
                message=self.unspaced if greets else None,
                help=self.help_unspaced if greets else None,
                section=text[slice(*first.content)],
                severity=Severity.INFO if greets else None,
            )
            return
