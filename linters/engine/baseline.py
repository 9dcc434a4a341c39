"""Known findings: a file that counts them by path and rule, so that only new ones are reported.

Counts stay true when lines move. As long as a file has no more findings of a rule than are known,
they are not reported; if it has more, all of that rule are, as nobody can tell which are the new
ones. A file that was renamed keeps its counts. What the file counts and is no longer there must be
taken out of it, so that it only ever gets smaller.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linters.config import ConfigError
from linters.messages import Message, MessageError, _, reading_reason, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linters.engine.run import FileResult

VERSION = 1
_INTERNAL = "internal/"
_NOT_THERE = _(
    "There is no list of known findings “{path}”. `--update-baseline` writes one of all that is "
    "found now."
)
_UNREADABLE = _("The list of known findings “{path}” cannot be read: {reason}.")
_UNFIT = _(
    "The list of known findings “{path}” is not what was expected: {reason}. If two branches were "
    "joined in it, mend it by hand, or delete it and write it anew with `--update-baseline`."
)
_UNWRITABLE = _("The list of known findings “{path}” cannot be written: {reason}.")
_NO_VERSION = _("it must be an object with “version”: {version} and “files”")
_NO_COUNT = _("“{rule}” of “{file}” must be a number above 0")
_TWICE = _("“{key}” is there twice")


class BaselineError(ConfigError):
    """A baseline cannot be read or written; the message names the file."""


class _TwiceError(MessageError):
    """A key of an object is there twice."""


class Difference(NamedTuple):
    """A file and rule of which there are more findings than are known, or fewer."""

    path: str
    rule: str
    known: int
    found: int


class Applied(NamedTuple):
    """The results without what is known, how many findings that is, and where the counts differ.

    `counts` is what the baseline is to hold from now on.
    """

    results: list[FileResult]
    known: int
    grown: list[Difference]
    shrunk: list[Difference]
    counts: dict[str, dict[str, int]]


class Baseline:
    """The known findings in the file `path`; none if it is not there and need not be.

    Raises BaselineError.
    """

    def __init__(self, path: str, must_exist: bool = True) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.realpath(path))
        self.counts = _read(path, must_exist)

    def key(self, path: str) -> str:
        """How the baseline names a file: from the folder that it is in."""
        return os.path.relpath(os.path.realpath(path), self._folder).replace(os.sep, "/")

    def apply(
        self,
        results: Sequence[FileResult],
        has_run: Callable[[str, str], bool],
        is_covered: Callable[[str], bool],
        accepts: bool = False,
    ) -> Applied:
        """What is new among `results`; nothing, if the baseline `accepts` all that was found.

        `has_run` says of a path and a rule whether it was checked, `is_covered` of a file that is
        not among the results whether it would be if it were there.
        """
        found = {self.key(result.path): _counted(result) for result in results}
        known = dict(self.counts)
        for old, new in self._renamed(found).items():
            known[new] = known.pop(old)
        paths = {self.key(result.path): result.path for result in results}
        counts: dict[str, dict[str, int]] = {}
        grown, shrunk = [], []
        for key in {**known, **found}:
            path = paths.get(key) or os.path.relpath(os.path.join(self._folder, key))
            here, there = found.get(key, Counter()), known.get(key, {})
            is_open = key in found or is_covered(path)
            counts[key] = {}
            for rule in {**there, **here}:
                difference = Difference(path, rule, there.get(rule, 0), here[rule])
                counts[key][rule] = difference.known
                if difference.found > difference.known:
                    if accepts:
                        counts[key][rule] = difference.found
                    if difference.known:
                        grown.append(difference)
                elif difference.found < difference.known and is_open and has_run(path, rule):
                    counts[key][rule] = difference.found
                    shrunk.append(difference)
        new_results = []
        hidden = 0
        for result in results:
            key = self.key(result.path)
            left = [
                d
                for d in result.diagnostics
                if d.rule.startswith(_INTERNAL) or found[key][d.rule] > counts[key][d.rule]
            ]
            hidden += len(result.diagnostics) - len(left)
            new_results.append(result._replace(diagnostics=left))
        shrunk.sort()
        return Applied(new_results, hidden, sorted(grown), shrunk, counts)

    def write(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Write `counts`, sorted, a line for each rule of a file. Raises BaselineError."""
        import json

        files = {
            path: {rule: count for rule, count in sorted(rules.items()) if count}
            for path, rules in sorted(counts.items())
        }
        content = {"version": VERSION, "files": {p: rules for p, rules in files.items() if rules}}
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        try:
            temporary = f"{self.path}.new"
            with open(temporary, "wb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
            os.replace(temporary, self.path)
        except OSError as error:
            reason = system_reason(error)
            raise BaselineError(_UNWRITABLE, path=self.path, reason=reason) from error

    def _renamed(self, found: Mapping[str, Counter[str]]) -> dict[str, str]:
        """New names for files of the baseline that are no longer there.

        git knows them, if they were renamed in it since the baseline was last committed. Else it is
        the only file that has the name in another folder, or the very same findings.
        """
        gone = [key for key in self.counts if not os.path.lexists(os.path.join(self._folder, key))]
        if not gone:
            return {}
        renamed = {
            old: new
            for old, new in self._renamed_in_git().items()
            if old in gone and new not in self.counts
        }
        for fits in (_same_name, self._same_findings(found)):
            fresh = [k for k in found if k not in self.counts and k not in renamed.values()]
            left = [key for key in gone if key not in renamed]
            pairs = [(old, new) for old in left for new in fresh if fits(old, new)]
            by_old, by_new = Counter(o for o, _n in pairs), Counter(n for _o, n in pairs)
            renamed.update((o, n) for o, n in pairs if by_old[o] == by_new[n] == 1)
        return renamed

    def _same_findings(self, found: Mapping[str, Counter[str]]) -> Callable[[str, str], bool]:
        return lambda old, new: dict(found[new]) == self.counts[old]

    def _renamed_in_git(self) -> dict[str, str]:
        """The files that were renamed since the commit that last changed the baseline."""
        from linters.engine import git
        from linters.engine.git import GitError

        name = os.path.basename(os.path.realpath(self.path))
        try:
            root = git.Roots().of(os.path.join(self._folder, name))
            log = git.ask(self._folder, "log", "-1", "--format=%H", "--", name)
            commit = os.fsdecode(log.strip())
            if not commit:
                return {}
            return {
                self.key(os.path.join(root, entry.old_path)): self.key(
                    os.path.join(root, entry.path)
                )
                for entry in git.entries(root, commit)
                if entry.status == "R"
            }
        except GitError:
            return {}


def _counted(result: FileResult) -> Counter[str]:
    rules = (d.rule for d in (*result.diagnostics, *result.others))
    return Counter(rule for rule in rules if not rule.startswith(_INTERNAL))


def _same_name(old: str, new: str) -> bool:
    return old.rpartition("/")[2] == new.rpartition("/")[2]


def _read(path: str, must_exist: bool) -> dict[str, dict[str, int]]:
    import json

    try:
        with open(path, "rb") as file:
            content = json.loads(file.read(), object_pairs_hook=_once)
    except FileNotFoundError as error:
        if must_exist:
            raise BaselineError(_NOT_THERE, path=path) from error
        return {}
    except OSError as error:
        raise BaselineError(_UNREADABLE, path=path, reason=system_reason(error)) from error
    except _TwiceError as error:
        raise _unfit(path, error) from error
    except (ValueError, RecursionError) as error:
        raise _unfit(path, reading_reason(error, "JSON")) from error
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict) or content.get("version") != VERSION:
        raise _unfit(path, Message(_NO_VERSION, version=VERSION))
    for file_name, rules in files.items():
        for rule, count in rules.items() if isinstance(rules, dict) else (("", 0),):
            if type(count) is not int or count < 1:
                raise _unfit(path, Message(_NO_COUNT, rule=rule, file=file_name))
    return files


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    table: dict[str, object] = {}
    for key, value in pairs:
        if key in table:
            raise _TwiceError(_TWICE, key=key)
        table[key] = value
    return table


def _unfit(path: str, reason: object) -> BaselineError:
    return BaselineError(_UNFIT, path=path, reason=reason)
