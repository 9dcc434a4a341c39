from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class UnknownKey(Rule):
    """The front matter has a key that the site does not know.

    Most often it is a typing error, or a key that was translated (`autor`), and the value is lost.

    Source: the front matter of all published issues.
    """

    id = "front-matter/unknown-key"
    severity = Severity.WARNING
    message = _("The site does not know the key “{key}”.")
    help = _("Did you mean “{likely}”?")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good("---\nfoo: 1\n---\n", profile="plain"),
        Good(front_matter(after="lang: pt-BR\n"), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(without="author", after="autor: ana\n"),
            at="autor",
            fixed=front_matter(without="author", after="author: ana\n"),
            profile="newsletter",
        ),
        Bad(
            front_matter(without="tags", after="Tags: [nlp_newsletter]\n"),
            at="Tags",
            fixed=front_matter(without="tags", after="tags: [nlp_newsletter]\n"),
            profile="newsletter",
        ),
        Bad(front_matter(after="xyz: 1\n"), at="xyz", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for violation in violations(document, "unknown"):
            likely, span = violation.likely, violation.span
            # An anchor or a tag before the key would go with it.
            plain = document.text[slice(*span)] == violation.found
            yield Finding(
                span,
                key=violation.name,
                likely=likely,
                fix=Fix((Edit(*span, likely),), Applicability.UNSAFE) if likely and plain else None,
            )
