from __future__ import annotations

from collections.abc import Iterator

from linters.checks.online import Answer, OnlineRule
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Severity

_GONE = (404, 410)
_NO_HOST = _("There is no site of that name.")


class Dead(OnlineRule):
    """A link leads to a page that is not there. Asked for with `--check-links` only.

    Source: RFC 9110, sections 15.5.5 and 15.5.11, https://www.rfc-editor.org/rfc/rfc9110
    """

    id = "links/dead"
    severity = Severity.WARNING
    message = _("The page is not there (the site answers {status}).")
    help = _("Compare the address with the original's, or look for a copy on web.archive.org.")

    EXAMPLES = {
        "https://example.org/": Answer(200),
        "https://example.org/nowhere": Answer(404),
        "https://example.org/gone": Answer(410),
        "https://example.invalid/": Answer(problem="unknown-host"),
        "https://example.org/closed": Answer(403, "refused"),
    }
    VALID = [
        "[a](https://example.org/#nowhere)",
        "[a](https://example.org/closed)",
        "[a](https://example.org/never-asked)",
    ]
    INVALID = [
        Bad("[a](https://example.org/nowhere#b)", at="https://example.org/nowhere#b"),
        Bad("<https://example.org/gone>", at="https://example.org/gone"),
        Bad("[a](https://example.invalid/)", at="https://example.invalid/"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link, answer in self.answered(document):
            if answer.status in _GONE:
                yield Finding(link.target, status=answer.status)
            elif answer.problem == "unknown-host":
                yield Finding(link.target, message=_NO_HOST)
