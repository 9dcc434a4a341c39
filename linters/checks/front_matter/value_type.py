from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.schema import Violation, violations
from linters.checks.values import curly_quoted, quoted
from linters.document import Document
from linters.messages import _, shorten, translate
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity

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
    help = _("Write {written}.")
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(comments="no"), profile="newsletter"),
        Good(front_matter(tags="\n- nlp_newsletter"), profile="newsletter"),
        Good(front_matter(modified="2020-03-01"), profile="newsletter"),
        Good("---\ncomments: sim\n---\n", profile="plain"),
        Good(front_matter(comments="false"), profile="newsletter"),
        Good(front_matter(after='lang: "no"\n'), profile="newsletter"),
        Good(front_matter(after="categories: boletim\n"), profile="newsletter"),
        Good(front_matter(comments="“true”"), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(comments="sim"),
            at="sim",
            fixed=front_matter(comments="true"),
            profile="newsletter",
        ),
        Bad(
            front_matter(comments='"true"'),
            at='"true"',
            fixed=front_matter(comments="true"),
            profile="newsletter",
        ),
        Bad(
            front_matter(comments="Não"),
            at="Não",
            fixed=front_matter(comments="false"),
            profile="newsletter",
        ),
        Bad(front_matter(comments="talvez"), at="talvez", profile="newsletter"),
        Bad(
            front_matter(tags="nlp_newsletter"),
            at="nlp_newsletter",
            fixed=front_matter(tags="[nlp_newsletter]"),
            profile="newsletter",
        ),
        Bad(
            front_matter(title="2020"),
            at="2020",
            fixed=front_matter(title='"2020"'),
            profile="newsletter",
        ),
        Bad(
            front_matter(after="lang: no\n"),
            at="no",
            fixed=front_matter(after='lang: "no"\n'),
            profile="newsletter",
        ),
        Bad(front_matter(image="x.png"), at="x.png", profile="newsletter"),
        Bad(front_matter(tags="[a, [b]]"), at="[b]", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        curly = list(curly_quoted(document))
        for violation in violations(document, "type"):
            if any(span.start <= violation.span.start < span.end for span in curly):
                continue  # what it would be without them cannot be said
            expected = [translate(_NAMES[name]) for name in violation.expected.split(" | ")]
            fix = self._fix(document, violation)
            yield Finding(
                violation.span,
                key=violation.name,
                expected=" / ".join(expected),
                found=translate(_NAMES[_FOUND.get(violation.found, "string")]),
                written=self._written(document, violation, fix),
                fix=fix,
            )

    def _written(self, document: Document, violation: Violation, fix: Fix | None) -> str | None:
        """What the value is after the fix, as code."""
        if fix is None:
            return None
        start, text = violation.span.start, document.text[slice(*violation.span)]
        for edit in reversed(fix.edits):
            text = text[: edit.start - start] + edit.text + text[edit.end - start :]
        return f"`{shorten(text)}`"

    def _fix(self, document: Document, violation: Violation) -> Fix | None:
        """What was meant, written so that YAML reads it; only the kind of the value changes."""
        span, node, expected = violation.span, violation.node, violation.expected
        if node is None or document.text[slice(*node.outer)].strip("\"'") != node.text:
            return None
        if expected == "boolean" and node.type == "str":
            names = document.profile.translations("translated-values")
            word = node.text.strip().lower()
            word = names.get(word, word)
            if word in ("true", "false"):
                # Any text is as good as true to the site: what says no has had no effect so far.
                sure = Applicability.SAFE if word == "true" else Applicability.UNSAFE
                return Fix((Edit(*span, word),), sure)
        if expected == "array" and node.type == "str" and re.fullmatch(r"[\w-]+", node.text):
            return Fix((Edit(span.start, span.start, "["), Edit(span.end, span.end, "]")))
        if "string" in expected and node.type in ("int", "float", "bool"):
            return quoted(document.text, span)
        return None
