"""`grammar/languagetool`: what LanguageTool finds, under its own ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.checks.reading import ReadingRule
from linters.model import Bad, Finding, Good

if TYPE_CHECKING:
    from linters.document import Document
    from linters.languagetool.found import Found


class LanguageTool(ReadingRule):
    """The grammar of Portuguese prose, as LanguageTool and our rules for it see it.

    Each finding carries the id of the rule that made it: `grammar/CRASE_CONFUSION`. That id can be
    selected, ignored, suppressed and given another severity; `grammar` stands for all of them.
    Rules of our own, in LanguageTool's language, lie in `rules/languagetool/pt/`; which of
    LanguageTool's are switched off or weigh less, and why, says `rules/languagetool/disabled.yaml`.
    Code, links, foreign terms and passages in English are not read. The text goes to a LanguageTool
    on this machine, and to no other unless the configuration names one (`languagetool-server`).

    Source: https://languagetool.org and https://community.languagetool.org/rule/list?lang=pt
    """

    id = "grammar/languagetool"
    message = "{text}"
    kind = "grammar"
    speaks_for = "grammar/"

    VALID = [
        Good("Os meninos foram embora porque a aula acabou.", path="x[pt-BR].md"),
        Good("Ele foi a pé à escola, às 10h.", path="x[pt-BR].md"),
        Good("O `os menino` é um exemplo de código que não se lê.", path="x[pt-BR].md"),
        Good("Os menino is not Portuguese in a file in English.", path="x[en].md"),
    ]
    INVALID = [
        Bad("Ela viu os menino ontem.", at="os menino", path="x[pt-BR].md"),
        Bad("Texto com 📙 antes: ele chegou à pé ontem.", at="à pé", path="x[pt-BR].md"),
        Bad("Ela viu **os menino** no [parque](x).", at="os menino", path="x[pt-BR].md"),
    ]

    def finding(self, document: Document, found: Found) -> Finding:
        """The finding under LanguageTool's own id."""
        return Finding(
            found.span,
            rule=found.rule,
            severity=found.severity,
            suggestions=found.suggestions,
            text=found.message,
        )
