"""Which findings belong to a change: to what is staged, or to all that was done since a commit.

A finding belongs to a change if the change touched a line that it speaks of, or if the text before
the change, checked by the same rules, had no such finding. So a section that is taken out is
reported though no line of it is left, and one that was missing before is not. A rule whose findings
point beside their cause says where that lies (`Rule.lies_in`):

- `front-matter`: a change that touches the front matter touches all that is missing in it;
- `sections`: so does one that touches a section's heading;
- `elsewhere`: only the comparison with the text before tells.

A finding of grammar is about its sentence. LanguageTool and the sites are not asked about the text
before: what they say is judged by its place alone.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from linters.engine import git
from linters.engine.files import EXTENSIONS
from linters.engine.git import GitError, Hunk
from linters.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linters.document import Document
    from linters.engine.fix import Parting
    from linters.model import Diagnostic, Rule

_UNKNOWN = _("git knows no commit “{ref}”.")
_UNKNOWN_SHALLOW = _(
    "git knows no commit “{ref}”, and this clone is shallow: it holds only the latest history. "
    "Fetch the rest (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout)."
)
_UNRELATED = _("“{ref}” and HEAD have no commit in common.")
_UNRELATED_SHALLOW = _(
    "Where “{ref}” and HEAD parted is not in this clone: it is shallow and holds only the latest "
    "history. Fetch the rest (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout)."
)
_CONFLICT = _("“{path}” has a conflict that is not resolved, so nothing of it is staged.")

_GRAMMAR = "grammar/"
_INTERNAL = "internal/"
_SENTENCE_END = re.compile(r"[.!?…]\s|\n[ \t\r]*\n")
# How far the sentence around a finding is looked for.
_SENTENCE = 1000
_NUMBER = re.compile(r"\d+")
_QUOTED = re.compile("“([^”]{1,300})”")


class Change(NamedTuple):
    """What a change did to one file. Paths are absolute.

    `hunks` is None where all of the file is new. `old_path` and `old_blob` are what it was.
    """

    root: str
    path: str
    old_path: str | None
    old_blob: str | None
    new_blob: str
    hunks: Sequence[Hunk] | None


class Changes:
    """The files that were changed since the commit `since`, or that are `staged`."""

    def __init__(self, since: str | None, staged: bool) -> None:
        self._since = since
        self.staged = staged
        self._roots = git.Roots()
        self._by_root: dict[str, dict[str, Change]] = {}
        self._texts: dict[str, bool] = {}
        self._gone: set[str] = set()
        self._meant: set[str] = set()

    def of(self, path: str) -> Change | None:
        """What was done to a file, None where nothing was. Raises GitError."""
        path = os.path.realpath(path)
        return self._in(self._roots.of(path)).get(path)

    def require(self, paths: Sequence[str]) -> None:
        """Raise GitError unless git can tell what was changed in these files and folders.

        Another repository within such a folder is not meant, unless it is named.
        """
        for path in paths:
            real = os.path.realpath(path)
            root = self._roots.of(os.path.join(real, "x") if os.path.isdir(real) else real)
            self._meant.add(root)
            self._in(root)

    def are_about(self, path: str) -> bool:
        """Whether a file is in one of the repositories that are required."""
        return self._roots.of(os.path.realpath(path)) in self._meant

    def are_of_texts(self, path: str) -> bool:
        """Whether any text was changed in the repository of a file. Raises GitError."""
        root = self._roots.of(os.path.realpath(path))
        if root not in self._texts:
            self._texts[root] = any(p.lower().endswith(EXTENSIONS) for p in self._in(root))
        return self._texts[root]

    def took_away(self, path: str) -> bool:
        """Whether a file was deleted, or given another name. Raises GitError."""
        real = os.path.realpath(path)
        self._in(self._roots.of(real))
        return real in self._gone

    def below(self, folder: str) -> Iterator[str]:
        """The changed files in a folder and below it. Raises GitError."""
        folder = os.path.realpath(folder)
        beginning = os.path.join(folder, "")
        for path in self._in(self._roots.of(os.path.join(folder, "x"))):
            if path.startswith(beginning):
                yield path

    def now(self, path: str) -> bytes:
        """The content that is checked: that of the index, if it is about what is staged.

        Raises OSError where there is none, GitError.
        """
        if not self.staged:
            with open(path, "rb") as file:
                return file.read()
        real = os.path.realpath(path)
        root = self._roots.of(real)
        change = self._in(root).get(real)
        name = os.path.relpath(real, root).replace(os.sep, "/")
        result = git.run(root, "cat-file", "blob", change.new_blob if change else f":0:{name}")
        if result.returncode:
            raise FileNotFoundError(2, _("It is not staged"), path)
        return result.stdout

    def before(self, path: str) -> bytes:
        """The content before the change. Raises OSError where there was none, GitError."""
        change = self.of(path)
        if change is None:
            return self.now(path)
        if change.old_blob is None:
            raise FileNotFoundError(2, _("It is new"), path)
        return git.ask(change.root, "cat-file", "blob", change.old_blob)

    def _in(self, root: str) -> dict[str, Change]:
        if root not in self._by_root:
            self._by_root[root] = {change.path: change for change in self._read(root)}
        return self._by_root[root]

    def _read(self, root: str) -> Iterator[Change]:
        what = ("--cached",) if self._since is None else (_base(root, self._since),)
        hunks = git.hunks(root, *what)
        for entry in git.entries(root, *what):
            path = os.path.join(root, entry.path)
            if entry.status in "DR":
                self._gone.add(os.path.join(root, entry.old_path))
            if entry.status == "D":
                continue
            if entry.status == "U":
                # Against a commit, such a file is listed as changed as well.
                if self.staged:
                    raise GitError(_CONFLICT, path=entry.path)
                continue
            if entry.status in "AT":
                yield Change(root, path, None, None, entry.new_blob, None)
            else:
                old_path = os.path.join(root, entry.old_path)
                lines = hunks.get(entry.path, [])
                yield Change(root, path, old_path, entry.old_blob, entry.new_blob, lines)
        if not self.staged:
            untracked = git.ask(root, "ls-files", "-z", "--others", "--exclude-standard")
            for name in filter(None, os.fsdecode(untracked).split("\0")):
                yield Change(root, os.path.join(root, name), None, None, "", None)


def _base(root: str, ref: str) -> str:
    """The commit at which HEAD parted from `ref`. Raises GitError."""
    known = git.run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if known.returncode:
        if b"fatal: not a git repository" in known.stderr or b"dubious" in known.stderr:
            raise git.failed(root, known)
        raise GitError(_UNKNOWN_SHALLOW if _is_shallow(root) else _UNKNOWN, ref=ref)
    commit = os.fsdecode(known.stdout.strip())
    base = git.run(root, "merge-base", commit, "HEAD")
    if base.returncode:
        raise GitError(_UNRELATED_SHALLOW if _is_shallow(root) else _UNRELATED, ref=ref)
    return os.fsdecode(base.stdout.strip())


def _is_shallow(root: str) -> bool:
    return git.run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


class Lines:
    """The lines of a text that a change touched, and where the others were before."""

    def __init__(self, hunks: Sequence[Hunk]) -> None:
        self._touched = [(h.start, h.start + h.added - 1) for h in hunks if h.added]
        self._ends = [last for _first, last in self._touched]
        # Lines below which something was taken out, and nothing put in.
        self._gaps = [h.start for h in hunks if not h.added]
        # The first line behind each hunk, and how far the lines from there on were moved.
        self._behind, self._moved, moved = [], [], 0
        for hunk in hunks:
            moved += hunk.added - hunk.removed
            self._behind.append(hunk.start + max(hunk.added, 1))
            self._moved.append(moved)

    def touch(self, first: int, last: int) -> bool:
        """Whether the change touched a line from `first` to `last`, or took out one within."""
        index = bisect_left(self._ends, first)
        if index < len(self._touched) and self._touched[index][0] <= last:
            return True
        index = bisect_left(self._gaps, first)
        return index < len(self._gaps) and self._gaps[index] < last

    def before(self, line: int) -> int:
        """Where a line that was not touched stood before."""
        index = bisect_right(self._behind, line) - 1
        return line - (self._moved[index] if index >= 0 else 0)


def parting(
    changes: Changes,
    path: str,
    document: Document,
    rules: Sequence[Rule],
    before: Callable[[], list[Diagnostic]],
) -> Parting | None:
    """What parts the findings of a file into those that belong to the change, and the others.

    None where all belong to it. `document` is the file as it is now; it may be asked of others,
    which came of it by fixes. `before` gives the findings before the change, of most rules.
    """
    change = changes.of(path)
    if change is not None and change.hunks is None:
        return None
    now = document.text
    hunks: Sequence[Hunk] = () if change is None or change.hunks is None else change.hunks
    by_id = {rule.id: rule for rule in rules}
    memory: list[list[Diagnostic]] = []

    def found_before() -> list[Diagnostic]:
        if not memory:
            memory.append(before())
        return memory[0]

    def part(
        document: Document, diagnostics: list[Diagnostic]
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        here = hunks
        if document.text != now:
            here = git.hunks_between(changes.before(path), document.source.data)
        return _part(document, diagnostics, here, by_id, found_before)

    return part


def _part(
    document: Document,
    diagnostics: Sequence[Diagnostic],
    hunks: Sequence[Hunk],
    rules: Mapping[str, Rule],
    before: Callable[[], Sequence[Diagnostic]],
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    lines = Lines(hunks)
    regions = _Regions(document, lines)
    ours, open_ones = [], []
    for diagnostic in diagnostics:
        rule = rules.get(diagnostic.rule)
        lies_in = rule.lies_in if rule is not None else None
        if diagnostic.rule.startswith(_INTERNAL) or regions.touch(diagnostic, lies_in):
            ours.append(diagnostic)
        else:
            open_ones.append(diagnostic)
    known = _known(open_ones, lines, before) if open_ones else set()
    ours.extend(d for index, d in enumerate(open_ones) if index not in known)
    others = [d for index, d in enumerate(open_ones) if index in known]
    return sorted(ours, key=lambda d: (d.span, d.rule, d.message)), others


def _known(
    found: Sequence[Diagnostic], lines: Lines, before: Callable[[], Sequence[Diagnostic]]
) -> set[int]:
    """Which of the findings were there before: at the same place, else of the same words, else
    about the same thing, as where a finding points and how it is put may change with the text
    around it. Each one before stands for one now.

    Of what LanguageTool says, all were: it is not asked about the text before.
    """
    known = {index for index, d in enumerate(found) if _is_by_place(d.rule)}
    if len(known) == len(found):
        return known
    there = list(before())

    def place(d: Diagnostic, line: int) -> tuple[object, ...]:
        return d.rule, line, d.column, _words(d)

    def words(d: Diagnostic, _line: int) -> tuple[object, ...]:
        return d.rule, _words(d)

    def thing(d: Diagnostic, _line: int) -> tuple[object, ...]:
        names = tuple(_QUOTED.findall(d.message))
        return (d.rule, names) if names else (d.rule, d.message, names)

    for key_of in (place, words, thing):
        waiting: dict[tuple[object, ...], list[int]] = {}
        for number, d in enumerate(there):
            waiting.setdefault(key_of(d, d.line), []).append(number)
        taken = set()
        for index, d in enumerate(found):
            numbers = waiting.get(key_of(d, lines.before(d.line)))
            if index not in known and numbers:
                taken.add(numbers.pop())
                known.add(index)
        there = [d for number, d in enumerate(there) if number not in taken]
    return known


def _words(diagnostic: Diagnostic) -> str:
    """The message without its numbers, as they may count what was changed elsewhere."""
    return _NUMBER.sub("0", diagnostic.message)


def _is_by_place(rule: str) -> bool:
    from linters.engine.registry import ONLINE

    return rule.startswith((_GRAMMAR, "spelling/")) or rule in ONLINE


class _Regions:
    """Whether a change touched what a finding is about."""

    def __init__(self, document: Document, lines: Lines) -> None:
        self._document = document
        self._lines = lines
        self._seen: dict[str, bool] = {}

    def touch(self, diagnostic: Diagnostic, lies_in: str | None) -> bool:
        if lies_in is not None:
            if lies_in not in self._seen:
                self._seen[lies_in] = any(
                    self._lines.touch(*place) for place in self._places(lies_in)
                )
            return self._seen[lies_in]
        first, last = diagnostic.line, diagnostic.end_line
        if diagnostic.end_column == 1 and last > first:
            last -= 1
        if diagnostic.rule.startswith(_GRAMMAR):
            first, last = self._sentence(diagnostic, first, last)
        return self._lines.touch(first, last)

    def _places(self, lies_in: str) -> Iterator[tuple[int, int]]:
        document = self._document.repaired
        spans = []
        if lies_in == "front-matter" and document.front_matter is not None:
            spans.append((0, document.body))
        elif lies_in == "sections":
            spans.extend((s.block.start, s.block.end) for s in document.sections.sections)
        for start, end in spans:
            text = document.text[start:end]
            first = document.lines.line(start)
            yield first, first + text.rstrip("\r\n").count("\n")

    def _sentence(self, diagnostic: Diagnostic, first: int, last: int) -> tuple[int, int]:
        text, (start, end) = self._document.text, diagnostic.span
        head = text[max(0, start - _SENTENCE) : start]
        ends = [match.end() for match in _SENTENCE_END.finditer(head)]
        tail = text[end : end + _SENTENCE]
        after = _SENTENCE_END.search(tail)
        first -= head[ends[-1] if ends else 0 :].count("\n")
        return first, last + tail[: after.start() if after else None].rstrip().count("\n")
