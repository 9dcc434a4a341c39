"""A run in rounds: each checks what was changed since the one before.

What counts is what a plain run would look at: the same search finds the files, and a file is
checked again if its text was changed, or its original's. A configuration, a list of words, a file
of authors, rule data or a baseline that was changed is a new beginning.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from linters.config import BASELINE, FILE, WORDS
from linters.document.site import AUTHORS
from linters.engine.check import INTERNAL
from linters.engine.run import Runner
from linters.languagetool.session import Sessions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linters.engine.run import FileResult, Progress, Report, Settings

# What a run looks for in the folder of each file and above.
_LOOKED_FOR = (FILE, "pyproject.toml", WORDS, BASELINE, *AUTHORS)
# These tell of other files, which may be there by now.
_OF_OTHERS = ("links/missing-file", "parity/source")

_Stamp = tuple[int, int, int] | None


class Round(NamedTuple):
    """What a round found: in all files, and in those to be shown, as they or their findings are
    not what they were."""

    report: Report
    shown: Report


class Rounds:
    """The rounds of a run of `paths`; LanguageTool, once it is started, stays until `close`."""

    def __init__(
        self, settings: Settings, paths: Sequence[str], progress: Progress | None = None
    ) -> None:
        self._settings = settings
        self._paths = paths
        self._progress = progress
        self._sessions = Sessions()
        self._stamps: dict[str, _Stamp] = {}
        self._told_by: frozenset[str] = frozenset()  # files that are settings
        self._there: frozenset[str] | None = None
        self._kept: dict[str, FileResult] = {}
        self._last: dict[str, FileResult] = {}
        self._is_broken = False

    def close(self) -> None:
        """Stop LanguageTool if it is ours."""
        self._sessions.close()

    def next(self, search: bool = True) -> Round | None:
        """Another round; None if there is nothing new.

        New files are looked for only with `search`. Raises ConfigError, DataError or PluginError
        for settings that cannot be used; the round after they were mended checks everything.
        """
        now = {path: _stamp(path) for path in self._stamps}
        changed = {path for path, stamp in now.items() if stamp != self._stamps[path]}
        if not changed and (self._is_broken or not search):
            return None
        self._stamps = now
        # Until the round is over, which it is not with settings that cannot be used.
        self._is_broken = True
        kept, self._kept = self._kept, {}
        is_first = self._there is None
        is_new_beginning = is_first or not changed.isdisjoint(self._told_by)
        if is_new_beginning:
            kept = {}
            self._sessions.close()
        runner = Runner(self._settings, self._progress, self._sessions)
        wanted, excluded, absent, _errors = runner.wanted(self._paths)
        there = frozenset((*wanted, *excluded, *absent))
        has_moved = there != self._there
        self._there = there
        for path in there:
            self._stamps.setdefault(os.path.abspath(path), _stamp(path))
        beside = set(self._beside(runner, wanted))
        for path in beside - self._told_by:
            self._stamps[path] = _stamp(path)
        self._told_by = frozenset(beside)
        if not changed and not has_moved and not any(map(_is_of_others, kept.values())):
            self._kept, self._is_broken = kept, False
            return None
        # A file that came or went may be the original of any.
        if has_moved or self._settings.changed_since is not None:
            kept = {}
        kept = {path: one for path, one in kept.items() if not _is_stale(path, one, changed)}
        report = runner.check(self._paths, kept)
        self._is_broken = False
        return self._round(runner, report, changed, is_new_beginning, has_moved)

    def _round(
        self,
        runner: Runner,
        report: Report,
        changed: set[str],
        is_new_beginning: bool,
        has_moved: bool,
    ) -> Round | None:
        last, self._last = self._last, {result.path: result for result in report.results}
        self._kept = {path: one for path, one in self._last.items() if _is_complete(one)}
        for result in report.results:
            if result.original is not None:
                path = os.path.abspath(result.original)
                self._stamps.setdefault(path, _stamp(path))
        shown = {
            path
            for path, one in self._last.items()
            if is_new_beginning or os.path.abspath(path) in changed or _differ(last.get(path), one)
        }
        if not shown and not has_moved and not is_new_beginning:
            return None
        report = runner.without_known(report, self._paths)
        results = [result for result in report.results if result.path in shown]
        return Round(report, report._replace(results=results))

    def _beside(self, runner: Runner, wanted: Iterable[str]) -> Iterator[str]:
        """The files that say how to check, whether they are there or not."""
        settings = self._settings
        yield from map(os.path.abspath, filter(None, (settings.config_file, settings.baseline)))
        folders = {os.path.dirname(os.path.abspath(path)) for path in wanted} or {os.getcwd()}
        for folder in list(folders):
            while (above := os.path.dirname(folder)) not in folders:
                folders.add(above)
                folder = above
        for folder in folders:
            yield from (os.path.join(folder, name) for name in _LOOKED_FOR)
        for config in {config.path: config for config in map(runner.config_for, wanted)}.values():
            yield from map(os.path.abspath, filter(None, (config.baseline, config.authors)))
            yield os.path.abspath(config.words)
            for data in config.data:
                for base, _folders, names in os.walk(data):
                    yield os.path.abspath(base)  # its stamp changes when a file comes or goes
                    yield from (os.path.abspath(os.path.join(base, name)) for name in names)


def _is_stale(path: str, result: FileResult, changed: set[str]) -> bool:
    """Whether a file, or one that its findings tell of, is no longer what it was."""
    originals = () if result.original is None else (result.original,)
    is_changed = any(os.path.abspath(one) in changed for one in (path, *originals))
    return is_changed or _is_of_others(result)


def _is_of_others(result: FileResult) -> bool:
    return any(d.rule in _OF_OTHERS for d in result.diagnostics)


def _is_complete(result: FileResult) -> bool:
    return not result.questions and not any(d.rule.startswith(INTERNAL) for d in result.diagnostics)


def _differ(one: FileResult | None, other: FileResult) -> bool:
    return one is None or one.diagnostics != other.diagnostics


def _stamp(path: str) -> _Stamp:
    """What changes when a file is written or replaced; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
