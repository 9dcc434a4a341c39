"""What reading finds, in the words that rules and the reader share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linters.model import Severity, Span

# What can be asked about a passage.
GRAMMAR, SPELLING = "grammar", "spelling"
# The rules that the speller speaks for.
UNKNOWN, REFORM = "spelling/unknown-word", "spelling/reform"


class Found(NamedTuple):
    """Something in a document, as LanguageTool or the speller found it. `rule` is the whole id."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestions: tuple[str, ...]
