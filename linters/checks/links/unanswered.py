from __future__ import annotations

from collections.abc import Iterator

from linters.checks.online import Answer, OnlineRule
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Severity

_REASONS = {
    "no-connection": _("The site cannot be reached now; it was not possible to see the page."),
    "timeout": _("The site did not answer in time; it was not possible to see the page."),
    "certificate": _("The site's certificate cannot be trusted; the page was not asked for."),
    "redirects": _("The site sends its readers in circles; no page was seen."),
    "busy": _("The site asked not to be asked so often; the page was not seen."),
    "refused": _("The site does not show the page to programs (it answers {status})."),
}


class Unanswered(OnlineRule):
    """It was not possible to see whether a link's page is there. Asked with `--check-links` only.

    A site that is down today may be up tomorrow, and some do not answer programs.

    Source: RFC 9110, section 15.6, https://www.rfc-editor.org/rfc/rfc9110#section-15.6
    """

    id = "links/unanswered"
    severity = Severity.INFO
    message = _("The site failed (it answers {status}); it was not possible to see the page.")
    help = _("Open the link yourself, or try again later.")

    EXAMPLES = {
        "https://example.org/": Answer(200),
        "https://example.org/nowhere": Answer(404),
        "https://example.org/slow": Answer(problem="timeout"),
        "https://example.org/broken": Answer(502),
        "https://example.org/closed": Answer(403, "refused"),
        "https://example.invalid/": Answer(problem="unknown-host"),
    }
    VALID = [
        "[a](https://example.org/)",
        "[a](https://example.org/nowhere)",
        "[a](https://example.invalid/)",
    ]
    INVALID = [
        Bad("[a](https://example.org/slow)", at="https://example.org/slow"),
        Bad("[a](https://example.org/broken)", at="https://example.org/broken"),
        Bad("[a](https://example.org/closed)", at="https://example.org/closed"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for link, answer in self.answered(document):
            if answer.problem in _REASONS or answer.status >= 500:
                message = _REASONS.get(answer.problem)
                yield Finding(link.target, message=message, status=answer.status)
