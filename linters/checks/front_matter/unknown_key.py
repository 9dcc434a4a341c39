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

    another = _("Keys are not translated: the site knows “{key}” as “{likely}”.")
    double = _("The key “{key}” means “{likely}”, which is there already.")
    rename = _("Write “{likely}”.")
    keep = _("Keep one of the two, as “{likely}”.")
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good("---\nfoo: 1\n---\n", profile="plain"),
        Good(front_matter(after="lang: pt-BR\n"), profile="newsletter"),
        Good(front_matter(after="source: x.md\n"), profile="newsletter"),
        Good("---\nresumo: x\n---\n", profile="docs"),
        Good(front_matter(image="\n  thumb: x.png\n  Legenda: y"), profile="newsletter"),
        Good(front_matter(image="\nthumb: x.png"), profile="newsletter"),
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
        Bad(
            front_matter(without="excerpt", after='resumo: "Sobre glosas."\n'),
            at="resumo",
            fixed=front_matter(without="excerpt", after='excerpt: "Sobre glosas."\n'),
            profile="newsletter",
        ),
        Bad(
            front_matter(image="\n  Thumb: nlp_newsletter_5.png"),
            at="Thumb",
            fixed=front_matter(),
            profile="newsletter",
        ),
        Bad(front_matter(after='Excerpt: "De novo."\n'), at="Excerpt", profile="newsletter"),
        Bad(front_matter(after='título: "De novo"\n'), at="título", profile="newsletter"),
        Bad(front_matter(after="xyz: 1\n"), at="xyz", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        given = (
            {key.text for key, _value in front.root.items if key} if front and front.root else set()
        )
        for violation in violations(document, "unknown"):
            likely, span = violation.likely, violation.span
            if likely in given and "." not in violation.name:
                yield Finding(
                    span, message=self.double, help=self.keep, key=violation.name, likely=likely
                )
                continue
            # An anchor or a tag before the key would go with it.
            plain = document.text[slice(*span)] == violation.found
            sure = Applicability.SAFE if violation.sure else Applicability.UNSAFE
            translated = violation.sure and likely != violation.found.lower()
            yield Finding(
                span,
                message=self.another if translated else None,
                help=self.rename if violation.sure else None,
                key=violation.name,
                likely=likely,
                fix=Fix((Edit(*span, likely),), sure) if likely and plain else None,
            )
