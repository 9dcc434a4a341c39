from __future__ import annotations

from collections.abc import Iterable

from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Finding, Rule, Severity


class Unused(Rule):
    """A comment silences a rule that has nothing to say there.

    What it was written for has been mended. Left in place, it would hide the next finding.

    Source: ruff's RUF100, https://docs.astral.sh/ruff/rules/unused-noqa/
    """

    id = "suppression/unused"
    severity = Severity.WARNING
    message = _("This comment silences “{selector}”, but there is no such finding.")
    help = _("Take it out; `--fix` does.")
    reads_disk = True
    fixes = (Applicability.SAFE,)

    VALID = [
        "Um texto sem comentários.\n",
        "<!-- lint-issue: disable=encoding/control-character exemplo -->\n\nPala\x08vra.\n",
        "`<!-- lint-issue: disable=encoding -->` escreve-se assim.\n",
        '<!-- lint-issue: disable-file=encoding["\x08"] exemplo -->\n\nPala\x08vra.\n',
        "<!-- lint-issue: disable=structure a regra não foi executada -->\n\nTexto.\n",
    ]
    INVALID = [
        Bad("<!-- lint-issue: disable=encoding -->\n\nTexto.\n",
            at="<!-- lint-issue: disable=encoding -->", fixed="\nTexto.\n"),
        Bad("Um <!-- lint-issue: disable-file=style x --> texto.\n",
            at="<!-- lint-issue: disable-file=style x -->", fixed="Um  texto.\n"),
        Bad("a\n\n<!-- lint-issue: disable-next-block=style,encoding -->\n\nTexto.\n", times=2,
            at="<!-- lint-issue: disable-next-block=style,encoding -->", fixed="a\n\n\nTexto.\n"),
        Bad('<!-- lint-issue: disable=style/month-lower-case,encoding["\x08"] x -->\n\na\x08\n',
            at='<!-- lint-issue: disable=style/month-lower-case,encoding["\x08"] x -->',
            fixed='<!-- lint-issue: disable=encoding["\x08"] x -->\n\na\x08\n'),
        Bad("Texto.\n\n<!-- lint-issue: enable=encoding -->\n",
            at="<!-- lint-issue: enable=encoding -->", fixed="Texto.\n\n"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterable[Finding]:
        """Nothing by itself: the engine knows what each comment silenced."""
        return ()
