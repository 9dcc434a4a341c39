from __future__ import annotations

from collections.abc import Iterable

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity


class Unknown(Rule):
    """A comment that should silence a rule names none, or is not written as it should be.

    It silences nothing, and whoever wrote it thinks that it does.

    Source: ruff's RUF102, https://docs.astral.sh/ruff/rules/invalid-rule-code/
    """

    id = "suppression/unknown"
    severity = Severity.WARNING
    message = _("This comment names “{selector}”, and there is no such rule or command.")
    help = _(
        "Write `disable=RULE`, `enable=RULE`, `disable-next-block=RULE` or `disable-file=RULE`; "
        "`lint-issue rules` lists the rules."
    )
    reads_disk = True

    VALID = [
        "<!-- lint-issue: disable=encoding/control-character x -->\n\nPala\x08vra.\n",
        "<!-- um comentário qualquer -->\n",
        "`<!-- lint-issue: disable=nada -->` em código.\n",
    ]
    INVALID = [
        Bad("<!-- lint-issue: disable=encodng -->\n", at="<!-- lint-issue: disable=encodng -->"),
        Bad("<!-- lint-issue: disable-next-line=encoding -->\n",
            at="<!-- lint-issue: disable-next-line=encoding -->"),
        Bad("<!-- lint-issue: disable -->\n", at="<!-- lint-issue: disable -->"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterable[Finding]:
        """Nothing by itself: the engine knows what there is to silence."""
        return ()
