"""The words everyone speaks: Span, Edit, Fix, Finding, Diagnostic, Severity, Rule.

Offsets are code points of a text, counted from 0. Lines and columns are made from them only where
something is shown.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import ClassVar

    from linters.document import Document


class Severity(enum.IntEnum):
    """How much a finding weighs; ordered, so that `--fail-on` is a comparison."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The name used in output and configuration: `error`, `warning`, `info`."""
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Severity:
        """The severity of that label. Raises KeyError for any other word."""
        return cls[name.upper()]


class Applicability(enum.Enum):
    """Whether `--fix` may apply a fix by itself (`SAFE`) or a person should look first."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Span(NamedTuple):
    """Start and end (exclusive) in code points; `text[start:end]` is what a finding speaks of."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the code points from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that belong together: all are applied, or none.

    A byte order mark is not part of the text, nor is the file's encoding: no edit can name them, so
    they have flags.
    """

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE
    removes_byte_order_mark: bool = False
    becomes_utf8: bool = False


class Finding:
    """What a rule yields: where, the values for its message's fields, and how to mend it.

    `message` and `help` replace the rule's own templates where a rule has several cases. A field
    that the help needs and that is None leaves the help out. Findings of a file with the same
    `cause` are many faces of one mishap; a reader need not see them all. `rule` and `severity` are
    given by those that speak for many rules, as LanguageTool's does; else they are the rule's own.
    """

    __slots__ = (
        "cause",
        "fields",
        "fix",
        "help",
        "message",
        "rule",
        "severity",
        "span",
        "suggestions",
    )

    def __init__(
        self,
        span: Span,
        *,
        message: str | None = None,
        help: str | None = None,
        fix: Fix | None = None,
        suggestions: Iterable[str] = (),
        cause: str | None = None,
        rule: str | None = None,
        severity: Severity | None = None,
        **fields: object,
    ) -> None:
        self.span = span
        self.message = message
        self.help = help
        self.fix = fix
        self.suggestions = tuple(suggestions)
        self.cause = cause
        self.rule = rule
        self.severity = severity
        self.fields = fields


class Diagnostic(NamedTuple):
    """A finding with all that the engine adds: its rule, severity, and its place in the file."""

    path: str
    rule: str
    severity: Severity
    message: str
    help: str | None
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    snippet: str
    fix: Fix | None
    suggestions: tuple[str, ...]
    url: str | None
    cause: str | None = None


class Good(NamedTuple):
    """An example on which a rule stays silent, with the settings it needs.

    `original` is the text that it was translated from.
    """

    text: str
    profile: str | None = None
    path: str = "example.md"
    original: str | None = None


class Bad(NamedTuple):
    """An example on which a rule speaks.

    `at` is the text of the first finding's span, `times` how many findings there are, `fixed` the
    text after all of the rule's fixes were applied, None where it offers none.
    """

    text: str | bytes
    at: str
    fixed: str | bytes | None = None
    times: int = 1
    profile: str | None = None
    path: str = "example.md"
    original: str | None = None


class Rule:
    """One thing that is checked. Subclass it, give it an `id`, and yield findings from `check`.

    The docstring is the rule's documentation: the first line says what is wrong, the rest why, and
    the last paragraph (`Source: ...`) where the rule comes from. `VALID` and `INVALID` are its
    tests and the examples that `lint-issue explain` shows.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    message: ClassVar[str]
    help: ClassVar[str | None] = None
    options: ClassVar[Mapping[str, object]] = {}
    by_default: ClassVar[bool] = True
    """False for a rule that runs only if it is selected by its whole id."""
    reads_disk: ClassVar[bool] = False
    """True for rules about the bytes and characters as they are on disk. All others are given the
    text as repaired of mojibake, and the engine maps their spans back."""
    language: ClassVar[str | None] = None
    """The only language of texts that the rule is for; None for any."""
    asks: ClassVar[bool] = False
    """True for rules that ask LanguageTool: `reader` is set before they are run."""
    lies_in: ClassVar[str | None] = None
    """Where the cause of a finding lies, if not in the lines that it points at: `front-matter`,
    `sections` (their headings) or `elsewhere`. It tells whether a finding belongs to a change."""
    speaks_for: ClassVar[str | None] = None
    """The beginning of the ids of its findings, for a rule that speaks for many."""

    fixes: ClassVar[Sequence[Applicability]] = ()
    """Which fixes it offers; none for what needs a person."""

    VALID: ClassVar[Sequence[str | Good]] = ()
    INVALID: ClassVar[Sequence[Bad]] = ()

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        self.settings: Mapping[str, object] = {**self.options, **(options or {})}

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding for each place where `document` breaks the rule."""
        raise NotImplementedError

    @classmethod
    def documentation(cls) -> list[str]:
        """The docstring's paragraphs, each on one line, in the reader's language."""
        import inspect

        from linters.messages import documentation

        return documentation(inspect.cleandoc(cls.__doc__ or cls.id))

    @classmethod
    def summary(cls) -> str:
        """The first paragraph of the docstring, in the reader's language."""
        return cls.documentation()[0]
