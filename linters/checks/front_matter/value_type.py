from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import violations
from linters.document import Document
from linters.messages import _, translate
from linters.model import Bad, Finding, Good, Rule, Severity

_NAMES = {
    "string": _("text"),
    "boolean": _("`true` or `false`"),
    "array": _("a list such as `[a, b]`"),
    "object": _("indented lines `key: value`"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "null": _("nothing"),
}
_FOUND = {
    "str": "string",
    "bool": "boolean",
    "seq": "array",
    "map": "object",
    "int": "integer",
    "float": "number",
    "null": "null",
    "timestamp": "string",
}


class ValueType(Rule):
    """A value is of another kind than the site expects.

    `comments: sim` is text, where the site wants `true`; `tags: a` is one word, where it wants a
    list. YAML reads what is written, not what is meant.

    Source: YAML 1.1 types, https://yaml.org/type/
    """

    id = "front-matter/value-type"
    severity = Severity.ERROR
    message = _("“{key}” should be {expected}; this is read as {found}.")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(comments="no"), profile="newsletter"),
        Good(front_matter(tags="\n- nlp_newsletter"), profile="newsletter"),
        Good(front_matter(modified="2020-03-01"), profile="newsletter"),
        Good("---\ncomments: sim\n---\n", profile="plain"),
    ]
    INVALID = [
        Bad(front_matter(comments="sim"), at="sim", profile="newsletter"),
        Bad(front_matter(tags="nlp_newsletter"), at="nlp_newsletter", profile="newsletter"),
        Bad(front_matter(title="2020"), at="2020", profile="newsletter"),
        Bad(front_matter(image="x.png"), at="x.png", profile="newsletter"),
        Bad(front_matter(tags="[a, [b]]"), at="[b]", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for violation in violations(document, "type"):
            expected = [translate(_NAMES[name]) for name in violation.expected.split(" | ")]
            yield Finding(
                violation.span,
                key=violation.name,
                expected=" / ".join(expected),
                found=translate(_NAMES[_FOUND.get(violation.found, "string")]),
            )
