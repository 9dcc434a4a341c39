"""`spelling/reform`: a word that is spelt as before the reform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.checks.reading import ReadingRule
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good

if TYPE_CHECKING:
    from linters.document import Document
    from linters.languagetool.found import Found


class Reform(ReadingRule):
    """Words are spelt after the reform that has been in force in Brazil since 2009.

    Trema (`seqüência`), `-éia` and `-óia` (`idéia`), `-êem` and `-ôo` (`vôo`), and the hyphen after
    prefixes (`auto-supervisionado`) and in compounds (`fim-a-fim`).

    Source: Acordo Ortográfico da Língua Portuguesa (1990), Bases IX and XIV to XVI
    (https://www.planalto.gov.br/ccivil_03/_ato2007-2010/2008/decreto/d6583.htm)
    """

    id = "spelling/reform"
    message = _("“{word}” is spelt “{today}” today.")
    kind = "spelling"
    fixes = (Applicability.SAFE,)

    VALID = [
        Good("A sequência é autossupervisionada, de fim a fim.", path="x[pt-BR].md"),
        Good("O pré-treino do micro-ondas é anti-inflamatório.", path="x[pt-BR].md"),
        Good("O anel que o Müller fez é um herói, com papéis.", path="x[pt-BR].md"),
        Good("O guarda-chuva e o bem-te-vi são bem vistos.", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            "A idéia é boa.",
            at="idéia",
            fixed="A ideia é boa.",
            path="x[pt-BR].md",
        ),
        Bad(
            "Um modelo auto-supervisionado.",
            at="auto-supervisionado",
            fixed="Um modelo autossupervisionado.",
            path="x[pt-BR].md",
        ),
        Bad(
            "Treino de fim-a-fim com seqüências.",
            at="fim-a-fim",
            fixed="Treino de fim a fim com sequências.",
            times=2,
            path="x[pt-BR].md",
        ),
        Bad(
            "Seja bem vindo ao curso.",
            at="bem vindo",
            fixed="Seja bem-vindo ao curso.",
            path="x[pt-BR].md",
        ),
    ]

    def finding(self, document: Document, found: Found) -> Finding:
        """The finding, with a fix where the word stands in one piece."""
        word, today = document.text[slice(*found.span)], found.suggestions[0]
        whole = not any(mark in word for mark in "*_[]()\n")
        return Finding(
            found.span,
            fix=Fix((Edit(*found.span, today),)) if whole else None,
            suggestions=() if whole else found.suggestions,
            word=word,
            today=today,
        )
