"""`style/proselint`: what proselint says of English prose."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity
from linters.resources import expect, load, mapping, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from linters.document import Document


class Proselint(Rule):
    """English originals are held against the advice of proselint, as hints to who writes them.

    Each message names the check of proselint that made it. Which of them are off (those about
    typography, which Markdown sets by itself, and those that are noise in a newsletter), says
    `rules/style/proselint.yaml`. Only issues of a newsletter are read, unless the rule is selected.

    Source: https://github.com/amperser/proselint
    """

    id = "style/proselint"
    severity = Severity.INFO
    language: ClassVar[str | None] = "en"
    message = _("{text} (proselint: {check})")

    VALID = [
        Good("The paper compares several methods.", path="x[en].md"),
        Good("Run `very very` and see “the the” in the log… it's 3 x 4.", path="x[en].md"),
        Good("O texto diz the the the, mas não está em inglês.", path="x[pt-BR].md"),
        Good("The title *At this point in time* is not ours.", path="x[en].md"),
    ]
    INVALID = [
        Bad("The paper shows that the the method works.", at="the the", path="x[en].md"),
        Bad(
            "It is fast while at the same time it is small.",
            at="while at the same time",
            path="x[en].md",
        ),
        Bad(
            "We met at 10 AM in the morning of the day.", at="10 AM in the morning", path="x[en].md"
        ),
    ]

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        super().__init__(options)
        self._checks: list[Any] | None = None

    def check(self, document: Document) -> Iterator[Finding]:
        """Each finding of a check that is not off, outside of what is protected."""
        if document.language != self.language:
            return
        if self._checks is None:
            self._checks = _checks()
        pieces = document.prose
        starts, parts, length = [], ["\n"], 1
        for piece in pieces:
            starts.append(length)
            parts.append(f"{piece.text}\n\n")
            length += len(piece.text) + 2
        text = "".join(parts)
        for one in self._checks:
            for result in one.check_with_flags(text):
                start, end = result.span
                end -= len(text[start:end]) - len(text[start:end].rstrip())
                start += len(text[start:end]) - len(text[start:end].lstrip())
                index = bisect_right(starts, start) - 1
                if index < 0 or start >= end or end - starts[index] > len(pieces[index].text):
                    continue  # from one paragraph into the next
                span = pieces[index].span(start - starts[index], end - starts[index])
                if not document.protected.touches(span):
                    yield Finding(
                        span,
                        suggestions=(result.replacements,) if result.replacements else (),
                        text=result.message.rstrip("."),
                        check=result.check_path,
                    )


def _checks() -> list[Any]:
    """The checks of proselint that are not off."""
    from proselint.checks import __register__

    path = os.path.join(rules_folder(), "style", "proselint.yaml")
    off = mapping(load(path), path).get("off")
    expect(off, list, path, "off")
    assert isinstance(off, list)
    names = tuple(str(mapping(entry, path, "off")["check"]) for entry in off)
    return [check for check in __register__ if not check.path.startswith(names)]
