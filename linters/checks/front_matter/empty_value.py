from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity


class EmptyValue(Rule):
    """A key has no value.

    An empty excerpt is what readers see in lists, in feeds and when the post is shared.

    Source: the front matter of all published issues.
    """

    id = "front-matter/empty-value"
    severity = Severity.WARNING
    message = _("“{key}” is empty.")
    help = _("Write its value after the colon, as the original issue does.")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(modified=""), profile="newsletter"),
        Good('---\nexcerpt: ""\n---\n', profile="plain"),
        Good(front_matter(excerpt="|\n  Texto."), profile="newsletter"),
    ]
    INVALID = [
        Bad(front_matter(excerpt='""'), at='excerpt: ""', profile="newsletter"),
        Bad(front_matter(author=""), at="author", profile="newsletter"),
        Bad(front_matter(tags="[]"), at="tags: []", profile="newsletter"),
        Bad(front_matter(title="'  '"), at="title: '  '", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for violation in violations(document, "empty"):
            yield Finding(violation.span, key=violation.name)
