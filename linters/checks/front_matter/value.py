from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity


class Value(Rule):
    """A value is not of the form that the site expects.

    The profile's schema says which values there are (`enum`) or what they look like (`pattern`).

    Source: https://json-schema.org/draft/2020-12/json-schema-validation
    """

    id = "front-matter/value"
    severity = Severity.ERROR
    message = _("“{key}” cannot be “{found}”.")
    help = _("Expected: {expected}")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(image="\n  thumb: capa.JPG"), profile="newsletter"),
        Good("---\nimage:\n  thumb: nada\n---\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            front_matter(image="\n  thumb: nlp_newsletter_5"),
            at="nlp_newsletter_5",
            profile="newsletter",
        ),
        Bad(front_matter(image="\n  thumb: 'capa.png '"), at="capa.png ", profile="newsletter"),
        Bad(front_matter(image="\n  thumb: x.pdf"), at="x.pdf", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for violation in violations(document, "value"):
            yield Finding(
                violation.span,
                key=violation.name,
                found=shorten(violation.found),
                expected=violation.expected,
            )
