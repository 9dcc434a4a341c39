from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Span


class Tab(Rule):
    """A tab stands between a key and its value, or after it.

    At the beginning of a line YAML forbids tabs, and front matter with one cannot be read;
    elsewhere some readers stop at it and others do not.

    Source: YAML 1.2, section 6.1, https://yaml.org/spec/1.2.2/#61-indentation-spaces
    """

    id = "front-matter/tab"
    message = _("A tab stands here; not every reader of YAML takes it.")
    help = _("Use a space.")
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(excerpt='"a\tb"'), profile="newsletter"),
        Good(front_matter(excerpt="|\n  a\tb"), profile="newsletter"),
        Good(front_matter(image="\n\tthumb: x.png"), profile="newsletter"),  # cannot be read
        Good(front_matter() + "\tcódigo\n", profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(author="ana_lima\t "),
            at="\t",
            fixed=front_matter(author="ana_lima "),
            profile="newsletter",
        ),
        Bad(
            front_matter(without="author", after="author:\tana_lima\n"),
            at="\t",
            fixed=front_matter(without="author", after="author: ana_lima\n"),
            profile="newsletter",
        ),
        Bad(
            front_matter(author="ana\tlima"),
            at="\t",
            fixed=front_matter(author="ana lima"),
            profile="newsletter",
        ),
        Bad(
            front_matter(without="author", after="author:\t\tana_lima\t# a\n"),
            at="\t\t",
            times=2,
            fixed=front_matter(without="author", after="author: ana_lima # a\n"),
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.root is None or "\t" not in document.characters:
            return
        quoted = [node.outer for node in front.root.walk() if node.style]
        start, end = front.content
        for match in re.compile(r"\t+").finditer(document.text, start, end):
            if any(span.start <= match.start() < span.end for span in quoted):
                continue
            span = Span(*match.span())
            rest = document.text[match.end() : document.text.find("\n", match.end())]
            yield Finding(span, fix=Fix((Edit(*span, " " if rest.strip() else ""),)))
