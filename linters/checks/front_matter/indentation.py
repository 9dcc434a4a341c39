from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import Violation, violations
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class Indentation(Rule):
    """A key is not below the one that it belongs to, as it is indented too little or too much.

    `image:` takes the lines below it that are indented by two spaces. Without them `thumb` is a key
    of its own, which the site does not know, and the issue has no picture.

    Source: YAML 1.2, section 6.1, https://yaml.org/spec/1.2.2/#61-indentation-spaces
    """

    id = "front-matter/indentation"
    severity = Severity.ERROR
    message = _("“{key}” belongs below “{parent}”.")
    help = _("Begin the line with two spaces, below the line `{parent}:`.")

    outside = _("“{key}” is a key of its own; indented it belongs to “{parent}”.")
    outdent = _("Delete the spaces before it.")
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(image="\n thumb: nlp_newsletter_5.png"), profile="newsletter"),
        Good(front_matter(image="{thumb: nlp_newsletter_5.png}"), profile="newsletter"),
        Good("---\nimage:\nthumb: x.png\n---\n", profile="plain"),
        Good(front_matter(image="x.png", after="thumb: x.png\n"), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(image="\nthumb: nlp_newsletter_5.png"),
            at="thumb",
            fixed=front_matter(),
            profile="newsletter",
        ),
        Bad(
            front_matter(image="\nthumb: nlp_newsletter_5.png", after="lang: pt-BR\n"),
            at="thumb",
            fixed=front_matter(after="lang: pt-BR\n"),
            profile="newsletter",
        ),
        Bad(
            front_matter(without="image", after="thumb: nlp_newsletter_5.png\n"),
            at="thumb",
            profile="newsletter",
        ),
        Bad(
            front_matter(without="tags", after="  tags: [nlp_newsletter]\n"),
            at="tags",
            fixed=front_matter(without="tags", after="tags: [nlp_newsletter]\n"),
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for violation in violations(document, "indent"):
            if violation.expected:
                yield Finding(
                    violation.span,
                    key=violation.found,
                    parent=violation.expected,
                    fix=self._indent(document, violation),
                )
            else:
                yield Finding(
                    violation.span,
                    message=self.outside,
                    help=self.outdent,
                    key=violation.found,
                    parent=violation.name.rpartition(".")[0],
                    fix=self._outdent(document, violation),
                )

    def _indent(self, document: Document, violation: Violation) -> Fix | None:
        """Two spaces, if the line above is that of the key that it belongs to."""
        start = violation.span.start
        above = document.text[: start - 1].rpartition("\n")[2].rstrip()
        if above != f"{violation.expected}:" or not _is_on_one_line(document, violation):
            return None
        return Fix((Edit(start, start, "  "),))

    def _outdent(self, document: Document, violation: Violation) -> Fix | None:
        """Without its spaces, if no line below belongs to the same key."""
        text, start = document.text, violation.span.start
        margin = text.rfind("\n", 0, start) + 1
        after = text.find("\n", start) + 1
        is_last = bool(after) and text[after : after + 1] not in (" ", "\t", "-")
        is_last = is_last or text.startswith("---", after)
        if text[margin:start].strip() or not is_last or not _is_on_one_line(document, violation):
            return None
        return Fix((Edit(margin, start, ""),))


def _is_on_one_line(document: Document, violation: Violation) -> bool:
    end = violation.node.outer.end if violation.node else violation.span.end
    return "\n" not in document.text[slice(*Span(violation.span.start, end))].rstrip()
