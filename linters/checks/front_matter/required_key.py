from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity


class RequiredKey(Rule):
    """A key that every issue has is missing.

    The site's lists, feeds and previews are built from these keys. Which they are is written in the
    profile, in `rules/profiles/`.

    Source: the front matter of all published issues.
    """

    id = "front-matter/required-key"
    severity = Severity.ERROR
    message = _("The front matter has no “{key}”.")
    help = _("Add a line `{key}: …` between the two `---`.")
    lies_in = "front-matter"

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good("---\nfoo: 1\n---\n", profile="plain"),
        Good(front_matter(without="modified"), profile="newsletter"),
        Good("---\ntitle: x\ntags: [nlp_newsletter]\n\nTexto.\n", profile="newsletter"),
        Good(front_matter(without="author", after="autor: ana\n"), profile="newsletter"),
    ]
    INVALID = [
        Bad(front_matter(without="author"), at="---", profile="newsletter"),
        Bad(front_matter(image="\n  feature: x.png"), at="image", profile="newsletter"),
        Bad("---\ntitle: x\ntags: [nlp_newsletter]\n---\n", at="---", times=5),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.front_matter and not document.front_matter.is_closed:
            return  # where it ends is a guess
        for violation in violations(document, "required"):
            yield Finding(violation.span, key=violation.name)
