from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.checks.values import quoted
from linters.document import Document
from linters.document.front_matter import Node
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule

_TRUE = ("yes", "on", "y")
_ZEROS = re.compile(r"[-+]?0\d+")
_CLOCK = re.compile(r"[-+]?\d+(?::[0-5]?\d)+")


class AmbiguousValue(Rule):
    """A value that readers of YAML do not agree on, or that they read otherwise than people do.

    `no` and `yes` are `false` and `true` by YAML 1.1, which Jekyll goes by, and text by YAML 1.2.
    A number with a zero before it (`010`) is eight by the first and ten by the second, `08` is text
    or eight, and `12:30` is a number of minutes.

    Source: YAML 1.1 types, https://yaml.org/type/; YAML 1.2, section 10.3,
    https://yaml.org/spec/1.2.2/#103-core-schema
    """

    id = "front-matter/ambiguous-value"
    message = _("“{found}” is “{read}” to some readers of YAML, and text to others.")
    help = _("Write `{read}`, or put it in quotes if it is meant as text.")

    number = _("“{found}” is not the same number, or no number, to all readers of YAML.")
    quote = _("Put it in quotes, or write it without the zeros.")
    clock = _("“{found}” is read as a number and not as a time.")
    quote_clock = _("Put it in quotes.")
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(comments="True"), profile="newsletter"),
        Good(front_matter(excerpt='"yes"'), profile="newsletter"),
        Good(front_matter(title="no"), profile="newsletter"),  # front-matter/value-type
        Good("---\nweight: 0\nversion: 10\nvalue: 0.5\n---\n", profile="newsletter"),
        Good("---\ndate: 2020-03-01 10:30:00\ncode: 0a1\n---\n", profile="newsletter"),
        Good("---\nhide: yesterday\n---\n", profile="docs"),
    ]
    INVALID = [
        Bad(
            front_matter(comments="no"),
            at="no",
            fixed=front_matter(comments="false"),
            profile="newsletter",
        ),
        Bad(
            front_matter(comments="Yes"),
            at="Yes",
            fixed=front_matter(comments="true"),
            profile="newsletter",
        ),
        Bad(
            "---\nnumber: 08\n---\n",
            at="08",
            fixed='---\nnumber: "08"\n---\n',
            profile="newsletter",
        ),
        Bad("---\nnumber: [010]\n---\n", at="010", profile="newsletter"),
        Bad("---\nhour: 12:30\n---\n", at="12:30", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.root is None:
            return
        reported = {violation.span for violation in violations(document, "type")}
        # What is no date is reported as that.
        dates = {id(front.get(key)) for key in document.profile.listed("dates")}
        for node in front.root.walk():
            if node.style or node.outer in reported or id(node) in dates:
                continue
            word = node.text.lower()
            if node.type == "bool" and word not in ("true", "false"):
                read = "true" if word in _TRUE else "false"
                yield Finding(node.span, found=node.text, read=read, fix=_plain(node, read))
            elif node.type in ("int", "str") and _ZEROS.fullmatch(word):
                # As text it has stood so far; as a number it has been another.
                fix = quoted(document.text, node.outer) if node.type == "str" else None
                yield Finding(
                    node.span, message=self.number, help=self.quote, found=node.text, fix=fix
                )
            elif node.type == "int" and _CLOCK.fullmatch(word):
                yield Finding(node.span, message=self.clock, help=self.quote_clock, found=node.text)


def _plain(node: Node, read: str) -> Fix:
    return Fix((Edit(*node.outer, read),), Applicability.SAFE)
