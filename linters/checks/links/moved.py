from __future__ import annotations

from collections.abc import Iterator

from linters.checks.online import Answer, OnlineRule
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Severity


class Moved(OnlineRule):
    """A page has moved for good. Asked for with `--check-links` only.

    The link still works, as the old address leads to the new one, but need not do so for ever.

    Source: RFC 9110, section 15.4.2, https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2
    """

    id = "links/moved"
    severity = Severity.INFO
    message = _("The page has moved to {location}")
    help = _("See whether it is still the same page, and write the new address.")
    fixes = (Applicability.UNSAFE,)

    EXAMPLES = {
        "https://example.org/": Answer(200),
        "http://example.org/old": Answer(200, "", "https://example.org/new"),
        "https://example.org/deep/page": Answer(200, "", "https://example.org/"),
        "https://example.org/lost": Answer(404, "", "https://example.org/other"),
    }
    VALID = [
        "[a](https://example.org/)",
        "[a](https://example.org/lost)",
        "`http://example.org/old`",
    ]
    INVALID = [
        Bad("[a](http://example.org/old)", "http://example.org/old", "[a](https://example.org/new)"),
        Bad(
            "[a](http://example.org/old#b)",
            at="http://example.org/old#b",
            fixed="[a](https://example.org/new#b)",
        ),
        Bad("[a](https://example.org/deep/page)", at="https://example.org/deep/page"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        from urllib.parse import urlsplit

        for link, answer in self.answered(document):
            if not answer.location or not 200 <= answer.status < 300:
                continue
            location = answer.location
            if "#" not in location:
                location += link.address[len(link.address.partition("#")[0]) :]
            # What is sent to the front page is seldom still there.
            to_front = len(urlsplit(answer.location).path) < 2 <= len(urlsplit(link.address).path)
            is_safe_text = not set(location) & set(" ()<>\"'\\")
            fix = None
            if is_safe_text and not to_front:
                fix = Fix((Edit(*link.target, location),), Applicability.UNSAFE)
            yield Finding(link.target, location=location, fix=fix)
