from __future__ import annotations

from collections.abc import Iterable

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity


class WithoutReason(Rule):
    """A comment silences a finding and does not say why.

    Whoever edits the issue next cannot tell whether it may go.

    It is a hint. A project that wants a reason for each says so in its configuration:
    `"suppression/without-reason" = "warning"` below `[severity]`.

    Source: ESLint's require-description,
    https://eslint-community.github.io/eslint-plugin-eslint-comments/rules/require-description.html
    """

    id = "suppression/without-reason"
    severity = Severity.INFO
    message = _("This comment does not say why the finding is to be kept.")
    help = _(
        "Write the reason after the rule: `<!-- lint-issue: disable-next-block=RULE reason -->`."
    )
    reads_disk = True

    VALID = [
        "<!-- lint-issue: disable=encoding/control-character um exemplo -->\n\nPala\x08vra.\n",
        '<!-- lint-issue: disable-file=encoding["\x08"] assim chegou -->\n\nPala\x08vra.\n',
        "<!-- lint-issue: disable=encoding é de propósito -->\n\nPala\x08vra.\n\n"
        "<!-- lint-issue: enable=encoding -->\n",
        "`<!-- lint-issue: disable=encoding -->` em código.\n",
    ]
    INVALID = [
        Bad("<!-- lint-issue: disable=encoding -->\n\nPala\x08vra.\n",
            at="<!-- lint-issue: disable=encoding -->"),
        Bad("Pala\x08vra <!-- lint-issue: disable-file=encoding --> aqui.\n",
            at="<!-- lint-issue: disable-file=encoding -->"),
        Bad("<!-- lint-issue: disable-next-block=encoding ... -->\n\nPala\x08vra.\n",
            at="<!-- lint-issue: disable-next-block=encoding ... -->"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterable[Finding]:
        """Nothing by itself: the engine knows the comments."""
        return ()
