"""The kinds of rules that need no code, and the one pass over a document that all of them share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from linters.document.offsets import SegmentMap
from linters.document.prose import Prose
from linters.messages import translate
from linters.model import Edit, Finding, Fix, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linters.checks.needs import Needs
    from linters.document import Document

FRONT_MATTER = "front-matter."

# What no rule reads, and what one may be told to read (`inside`).
NEVER_READ = ("code", "url", "html", "comment", "liquid", "attributes", "email", "as-is")
READ_IF_TOLD = ("emphasis", "quotation", "work", "note")

# Templates, properties of MDX, formulas.
_BRACES = re.compile(r"\{[^{}]{0,200}\}|\$[^\s$](?:[^$]{0,200}[^\s$])?\$(?!\d)")
_MARKUP = re.compile(r"<|!\[|\[\^|\{")
_WORD_BEFORE = re.compile(r"([\w'’-]+) $")
_WORD_AFTER = re.compile(r" ([\w'’-]+)")
_JOINERS = frozenset({"de", "da", "do", "das", "dos", "e", "em"})
# So far is looked around a match for an exception that it is part of.
_AROUND = 200


class Later:
    """A pattern that is compiled when it is first needed, which most never are."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)


class Left(Later):
    """What stands left of a place: of a fixed width, or looked for before it."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        try:
            return re.compile(f"(?<={self.source})")
        except re.error:
            return re.compile(f"(?:{self.source})$")

    def stands_before(self, text: str, place: int) -> bool:
        """Whether it ends at that place of the text."""
        if self.pattern.pattern.startswith("(?<="):
            return self.pattern.match(text, place) is not None
        return self.pattern.search(text[max(0, place - _AROUND) : place]) is not None


class Search(Later):
    """A pattern of a rule. `number` says which of the rule's patterns it is."""

    def __init__(self, source: str, number: int, needs: Needs, flags: int = 0) -> None:
        super().__init__(source, flags)
        self.number = number
        self.needs = needs


_Active = tuple["type[DataRule]", Search]


class Hit(NamedTuple):
    """A match of a rule's pattern in a piece of prose."""

    prose: Prose
    match: re.Match[str]
    number: int


class Shared:
    """The patterns of many rules, run over a document together when the first rule asks.

    Each pattern names what it needs (`linters.checks.needs`), so that those are run which can match
    there, and a rule more costs a file without its words nothing.
    """

    def __init__(self) -> None:
        self._by_start: dict[tuple[int, bool], dict[str, list[_Active]]] = {}
        self._by_text: list[tuple[list[frozenset[str]], _Active]] = []
        self._always: list[_Active] = []
        self._document: Document | None = None
        self._hits: dict[type[DataRule], list[Hit]] = {}

    def add(self, rule: type[DataRule], search: Search) -> None:
        """Take a pattern in; its hits are the rule's."""
        starts, texts, any_case = search.needs
        for start in starts:
            index = self._by_start.setdefault((len(start), any_case), {})
            index.setdefault(start, []).append((rule, search))
        if texts and not starts:
            self._by_text.append(([frozenset(text) for text in texts], (rule, search)))
        if not texts and not starts:
            self._always.append((rule, search))

    def hits(self, document: Document, rule: type[DataRule]) -> Sequence[Hit]:
        """What the rule's patterns match in the document, in order, without overlaps."""
        if self._document is not document:
            self._hits = self._run(document)
            self._document = document
        return self._hits.get(rule, ())

    def _run(self, document: Document) -> dict[type[DataRule], list[Hit]]:
        found: dict[type[DataRule], list[Hit]] = {}
        pieces: dict[tuple[str, ...], _Pieces] = {}
        for rule, searches in self._could_match(document).items():
            if rule.scopes not in pieces:
                pieces[rule.scopes] = _Pieces(document, rule.scopes)
            hits = [
                Hit(piece, match, search.number)
                for search in searches
                for piece in pieces[rule.scopes].with_one_of(search.needs.texts)
                for match in search.pattern.finditer(piece.text)
                if match.end() > match.start()
            ]
            if hits:
                found[rule] = list(_without_overlaps(document, rule, hits))
        return found

    def _could_match(self, document: Document) -> dict[type[DataRule], list[Search]]:
        active: dict[Search, type[DataRule]] = {}
        for (length, any_case), index in self._by_start.items():
            words = document.words
            keys = {w.lower()[:length] for w in words} if any_case else {w[:length] for w in words}
            for key in index.keys() & keys:
                active.update((search, rule) for rule, search in index[key])
        characters = document.characters
        for needed, (rule, search) in self._by_text:
            if any(text <= characters for text in needed):
                active[search] = rule
        active.update((search, rule) for rule, search in self._always)
        by_rule: dict[type[DataRule], list[Search]] = {}
        for search, rule in active.items():
            by_rule.setdefault(rule, []).append(search)
        return by_rule


class _Pieces:
    """The prose of some scopes, in which a text is found without looking at each piece."""

    def __init__(self, document: Document, scopes: tuple[str, ...]) -> None:
        self.pieces = [prose for prose in document.prose if prose.scope in scopes]
        for scope in scopes:
            self.pieces.extend(_front_matter(document, scope))
        self.joined = "\n".join(piece.text for piece in self.pieces)
        self.ends: list[int] = []
        end = 0
        for piece in self.pieces:
            end += len(piece.text) + 1
            self.ends.append(end)

    def with_one_of(self, texts: frozenset[str]) -> Sequence[Prose]:
        """The pieces that hold one of the texts; all of them where none is named."""
        if not texts:
            return self.pieces
        numbers: set[int] = set()
        for text in texts:
            place = self.joined.find(text)
            while place >= 0:
                number = bisect_right(self.ends, place)
                numbers.add(number)
                # The rest of a piece that is known need not be searched.
                place = self.joined.find(text, self.ends[number])
        return [self.pieces[number] for number in sorted(numbers)]


def _front_matter(document: Document, scope: str) -> list[Prose]:
    """The value of another key of the front matter, if the scope names one."""
    if not scope.startswith(FRONT_MATTER) or document.front_matter is None:
        return []
    node = document.front_matter.root
    for name in scope.removeprefix(FRONT_MATTER).split("."):
        node = node.get(name) if node else None
    if node is None or not node.text or document.text[slice(*node.span)] != node.text:
        return []
    return [Prose(scope, node.text, SegmentMap([(0, len(node.text), *node.span)]))]


def _without_overlaps(document: Document, rule: type[DataRule], hits: list[Hit]) -> Iterator[Hit]:
    hits.sort(key=lambda hit: (hit.prose.map.start(0), hit.match.start(), -hit.match.end()))
    last: tuple[int, int] = (-1, -1)
    for hit in hits:
        start = hit.prose.map.start(0)
        if (start, hit.match.start()) >= last and rule.may_speak_of(document, hit):
            last = (start, hit.match.end())
            yield hit


class DataRule(Rule):
    """A rule that is data. What a kind does with a hit is `finding`."""

    __module__ = "linters.checks.data"

    fields: ClassVar[tuple[str, ...]] = ("found", "replacement")
    """What a message of that kind can name."""
    scopes: ClassVar[tuple[str, ...]]
    unread: ClassVar[tuple[str, ...]]
    exceptions: ClassVar[tuple[Later, ...]]
    shared: ClassVar[Shared]

    @classmethod
    def may_speak_of(cls, document: Document, hit: Hit) -> bool:
        """Whether a hit is in text that the rule reads, and no exception."""
        if not cls.holds(hit.match):
            return False
        span = cls.span(hit)
        if document.protected.touches(span, *cls.unread):
            return False
        text, start, end = hit.prose.text, *cls.bounds(hit.match)
        first, last = max(0, start - _AROUND), end + _AROUND
        if ("{" in text or "$" in text) and any(
            match.start() < end and start < match.end()
            for match in _BRACES.finditer(text, first, last)
        ):
            return False
        return not any(
            match.start() <= start and end <= match.end()
            for exception in cls.exceptions
            for match in exception.pattern.finditer(text, first, last)
        )

    @classmethod
    def holds(cls, match: re.Match[str]) -> bool:
        """What a kind asks of a match beyond its pattern."""
        return True

    @classmethod
    def bounds(cls, match: re.Match[str]) -> tuple[int, int]:
        """Start and end of what is reported: the group `at` if there is one, else all of it."""
        return match.span("at") if "at" in match.re.groupindex else match.span()

    @classmethod
    def span(cls, hit: Hit) -> Span:
        """The place of what is reported."""
        return hit.prose.span(*cls.bounds(hit.match))

    def check(self, document: Document) -> Iterator[Finding]:
        if self.language is None or document.language == self.language:
            hits = self.shared.hits(document, type(self))
            if hits:
                yield from self.findings(document, hits)

    def findings(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """What to say of the hits in a document; one at a time, if a kind does not compare them."""
        for hit in hits:
            finding = self.finding(document, hit)
            if finding is not None:
                yield finding

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """What to say of a hit, None if it is right as it is."""
        raise NotImplementedError

    def replace(
        self, document: Document, hit: Hit, replacement: str | None, **more: object
    ) -> Finding:
        """A finding that proposes a replacement for what is reported."""
        start, end = self.bounds(hit.match)
        found, span = hit.prose.text[start:end], hit.prose.span(start, end)
        fix = None
        if replacement is not None and self.fixes:
            edits = _edits(document, hit.prose, start, found, replacement)
            fix = Fix(edits, self.fixes[0]) if edits else None
        finding = Finding(
            span,
            found=found,
            replacement=replacement,
            fix=fix,
            suggestions=() if fix or replacement is None else (replacement,),
        )
        finding.fields.update(more)
        return finding


def _edits(
    document: Document, prose: Prose, start: int, found: str, replacement: str
) -> tuple[Edit, ...]:
    """The edits that make `replacement` of `found`; none where markup would be lost with it."""
    span = prose.span(start, start + len(found))
    if document.text[slice(*span)] == found:
        return (Edit(*span, replacement),)
    if len(found) != len(replacement):
        return ()
    edits = []
    for index, (old, new) in enumerate(zip(found, replacement, strict=True)):
        if old != new:
            place = prose.span(start + index, start + index + 1)
            if document.text[slice(*place)] != old:
                return ()
            edits.append(Edit(*place, new))
    return tuple(edits)


class Substitution(DataRule):
    """Words or patterns that are to be written in another way, as they stand in `swap`."""

    replacements: ClassVar[tuple[str, ...]]

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """The hit and what is written instead."""
        return self.replace(document, hit, self.replacements[hit.number])


class Pattern(DataRule):
    """What a pattern matches is wrong; what is written instead may use its groups."""

    templates: ClassVar[tuple[str | None, ...]]

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """The hit, and what becomes of its groups."""
        template = self.templates[hit.number]
        return self.replace(document, hit, template and hit.match.expand(template))


class Repetition(DataRule):
    """A word that stands there twice, also over the end of a line."""

    allowed: ClassVar[frozenset[str]]

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """The two words, of which one will do."""
        first, second = hit.match.group(1), hit.match.group(2)
        if first.lower() in self.allowed or (first != second and second[0].isupper()):
            return None
        return self.replace(document, hit, first)


class Form(NamedTuple):
    """One of the ways of writing that are compared. `write` makes it out of another's groups."""

    name: str
    write: str | None


class Consistency(DataRule):
    """Of several ways of writing that are all right, an issue keeps to one: its most frequent."""

    fields = ("found", "replacement", "form", "usual", "count", "others")
    forms: ClassVar[tuple[Form, ...]]
    least: ClassVar[int]

    def findings(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """The hits of all forms but the usual one, if one is clearly usual."""
        counts = [0] * len(self.forms)
        for hit in hits:
            counts[hit.number] += 1
        usual = max(range(len(counts)), key=counts.__getitem__)
        others = len(hits) - counts[usual]
        if counts[usual] < self.least or counts[usual] < 2 * others:
            return
        write = self.forms[usual].write
        for hit in hits:
            if hit.number != usual:
                yield self.replace(
                    document,
                    hit,
                    write and hit.match.expand(write),
                    form=translate(self.forms[hit.number].name),
                    usual=translate(self.forms[usual].name),
                    count=counts[usual],
                    others=others,
                )


class Capitalisation(DataRule):
    """A word that is written in lower case unless it begins a sentence or is part of a name."""

    after: ClassVar[Left | None]

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """The word in lower case, unless its neighbours show that it has to be as it is."""
        text, (start, end) = hit.prose.text, hit.match.span()
        place = hit.prose.map.start(start)
        before = _WORD_BEFORE.search(text, max(0, start - 60), start)
        # The first word of a link or of emphasis may be a label or a title.
        if before is None or document.text[place - 1] in "[*_":
            return None
        if self.after and not self.after.stands_before(text, start):
            return None
        if _is_name(before.group(1)):
            return None
        if before.group(1).lower() in _JOINERS:
            further = _WORD_BEFORE.search(text, max(0, before.start() - 60), before.start())
            if further and _is_name(further.group(1)) and not _begins(text, further.start()):
                return None
        after = _WORD_AFTER.match(text, end)
        if after and _is_name(after.group(1)):
            return None
        found = hit.match.group()
        return self.replace(document, hit, found[0].lower() + found[1:])


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there, so that a capital does not tell a name."""
    head = text[:start].rstrip(' "“«(')
    return not head or head[-1] in ".!?…:"


class Spacing(DataRule):
    """Between what `left` and `right` match stand other spaces than `space` says."""

    left: ClassVar[Left]
    space: ClassVar[str]

    @classmethod
    def holds(cls, match: re.Match[str]) -> bool:
        """Whether `left` stands there, if the pattern does not say so."""
        if "left" in match.re.groupindex:
            return True
        return cls.left.stands_before(match.string, match.start())

    @classmethod
    def bounds(cls, match: re.Match[str]) -> tuple[int, int]:
        """The spaces and what follows; where there are none, also what stands before."""
        start, end = match.span()
        if "left" in match.re.groupindex:
            return start, match.end("right")
        return start, match.end("right") if cls.space == "none" else end

    @classmethod
    def span(cls, hit: Hit) -> Span:
        """The spaces with a character on either side where there are none."""
        start, end = hit.match.span("gap")
        if start == end:
            return hit.prose.span(max(0, start - 1), end + 1)
        return hit.prose.span(*cls.bounds(hit.match))

    def finding(self, document: Document, hit: Hit) -> Finding | None:
        """The spaces as they should be; nothing where they are but the place of markup."""
        match, prose = hit.match, hit.prose
        start, end = match.span("gap")
        outer = prose.span(max(0, start - 1), match.end("right"))
        if _MARKUP.search(document.text[slice(*outer)]):
            return None
        gap = Span(prose.map.start(start), prose.map.end(end) if end > start else 0)
        space = "" if self.space == "none" else " "
        found = match.string[slice(*self.bounds(match))].strip()
        fix = None
        if end > start:
            if document.text[slice(*gap)] != match.group("gap"):
                return None  # the end of a line, or markup between two spaces
            fix = Edit(*gap, space)
            place = Span(gap.start, prose.span(end, match.end("right"))[1])
            place = place if self.space == "none" else gap
        else:
            at = prose.map.start(match.start("right"))
            # Between the markup of the one and of the other is no place to be sure of.
            if self.fixes and prose.map.end(start) == at:
                fix = Edit(at, at, space)
            place = prose.span(*self.bounds(match))
            if "](" in document.text[slice(*place)]:  # the word before is a link
                place = prose.span(start - 1, match.end("right"))
        replacement = match.group("left") + space + match.group("right") if end == start else None
        return Finding(
            place,
            found=found,
            replacement=replacement,
            fix=Fix((fix,), self.fixes[0]) if fix else None,
            suggestions=(replacement,) if replacement and not fix else (),
        )


KINDS: Mapping[str, type[DataRule]] = {
    "substitution": Substitution,
    "pattern": Pattern,
    "repetition": Repetition,
    "consistency": Consistency,
    "capitalisation": Capitalisation,
    "spacing": Spacing,
}
