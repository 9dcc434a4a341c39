"""A run: every file is read, checked and mended; what comes out is a report."""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from linters import config as configuration
from linters.config import BASELINE, Config, ConfigError
from linters.document import Document
from linters.document.original import Originals
from linters.document.profile import Profiles
from linters.document.site import Site
from linters.engine import files
from linters.engine.check import INTERNAL, NOT_FOUND, RuleSet, check, crash, internal
from linters.engine.fix import fix, is_wanted, parted, write
from linters.engine.registry import ONLINE, SPEAKS_FOR, Registry, is_selected, longest, may_select
from linters.engine.wanted import WantedRules
from linters.messages import _, plural, system_reason, translate
from linters.model import Severity
from linters.resources import DataError, data_files, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linters.checks.online import Answer
    from linters.engine.baseline import Difference
    from linters.engine.changes import Changes
    from linters.engine.files import Target
    from linters.engine.fix import Parting
    from linters.languagetool.errors import LanguageToolError
    from linters.languagetool.reader import Question, Reader
    from linters.languagetool.session import Sessions
    from linters.model import Diagnostic, Edit, Rule

# How often a file is checked again because a fix led to text that LanguageTool has not read.
_MOST_ROUNDS = 5

# For so many bytes a process more saves about as much time as it costs.
_WORTH_A_PROCESS = 200_000

_CANNOT_READ = _("The file cannot be read: {reason}.")
_CANNOT_WRITE = _("The file cannot be written: {reason}. It is as it was.")
_NOT_THERE = _("There is no such file or folder.")
_NOT_READ_ONE = _("Grammar and spelling of this file could not be checked. {reason}")
_NOT_READ = _("Grammar and spelling of {count} files could not be checked. {reason}")
_NO_NET = _("No site could be reached, and so no link was checked.")
_NO_NET_HELP = _("Check the connection to the internet, or leave --check-links out.")
_ONLINE_ALONE = _("{rule} needs --check-links.")
_NOT_OFFLINE = _("--check-links and --offline cannot be joined.")
_LOG = _("LanguageTool's last words: {log}")
_NOT_THERE_HELP = _("Check the spelling of the path; names are taken as they are written.")


class Settings(NamedTuple):
    """What the command line asks for; None and empty leave it to the configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    config_file: str | None = None
    isolated: bool = False
    fix: bool = False
    unsafe: bool = False
    diff: bool = False  # show what `fix` would do, and write nothing
    preview: bool = False  # tell in each result what `fix` would do; write nothing more
    fail_on: Severity | None = None
    jobs: int | None = None
    offline: bool = False
    cache: bool = True
    source: str | None = None  # the original of the one file that is checked
    check_links: bool = False  # ask whether the targets of links are there
    private_hosts: tuple[str, ...] = ()  # hosts that may be asked although they are not public
    changed_since: str | None = None  # only what was changed since that commit
    staged: bool = False  # only what is staged, as it is staged
    baseline: str | None = None  # the file of known findings
    update_baseline: bool = False  # write it
    known: bool = True  # whether known findings are left out


class Progress(Protocol):
    """Is told how far a run is."""

    def checked(self, done: int, count: int) -> None:
        """So many files of so many are checked."""

    def reading(self, count: int) -> None:
        """LanguageTool starts to read so many files."""

    def clear(self) -> None:
        """Something else is about to be said, or that part of the run is over."""


class FileResult(NamedTuple):
    """One file: what was found and is still there, and its bytes before and after fixing.

    `text` is the decoded text that the diagnostics speak of, `fail_on` the severity from which on
    they count for the exit status. `before` and `after` are kept only where they differ, and
    without `fix` only if asked for; `passes` are then the edits that lead from one to the other.
    `questions` are those that must be answered before the result is complete. `compared` is False
    for a translation whose original was looked for and not found. `others` are findings that do not
    belong to the change that was asked about. `original` is the file that it was compared with.
    """

    path: str
    diagnostics: list[Diagnostic]
    text: str = ""
    before: bytes = b""
    after: bytes = b""
    fixed: int = 0
    fail_on: Severity = Severity.WARNING
    questions: tuple[Question, ...] = ()
    compared: bool = True
    others: Sequence[Diagnostic] = ()
    original: str | None = None
    passes: tuple[tuple[Edit, ...], ...] = ()


class Report(NamedTuple):
    """All results, sorted by path, how many files were checked, and how many were excluded.

    `known` findings are in a baseline and not among the results. Of the `grown` ones there are more
    than it knows, and so all are reported; of the `shrunk` ones fewer, and so it can be smaller.
    `written` names the baselines that were written.
    `folders` are those that the configurations take rules from, besides our own.
    """

    results: list[FileResult]
    checked: int
    excluded: int = 0
    known: int = 0
    grown: Sequence[Difference] = ()
    shrunk: Sequence[Difference] = ()
    written: Sequence[str] = ()
    folders: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        for result in self.results:
            yield from result.diagnostics

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.diagnostics)

    def fixable(self, unsafe: bool) -> int:
        """How many findings a fix would mend, the unsafe ones counted in or not."""
        return sum(is_wanted(d.fix, unsafe) for d in self.diagnostics)

    @property
    def fixed(self) -> int:
        return sum(result.fixed for result in self.results)

    @property
    def exit_status(self) -> int:
        """2 if anything could not be done, 1 for findings that weigh enough, or for a baseline that
        can be smaller, else 0."""
        if self.has_failed:
            return 2
        return int(
            bool(self.shrunk)
            or any(d.severity >= r.fail_on for r in self.results for d in r.diagnostics)
        )

    @property
    def has_failed(self) -> bool:
        """Whether anything could not be done."""
        return any(diagnostic.rule.startswith(INTERNAL) for diagnostic in self.diagnostics)


class _Set(NamedTuple):
    """What files with the same configuration share."""

    config: Config
    registry: Registry
    profiles: Profiles
    rule_sets: dict[tuple[str, str | None], RuleSet]
    readers: list[Reader]  # none until a rule needs it, then one


class Runner:
    """Checks files under given settings; `progress` is told how far a run is.

    LanguageTool is that of `sessions`, where it is to stay for other runs. Raises ConfigError,
    DataError or PluginError for settings that cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        progress: Progress | None = None,
        sessions: Sessions | None = None,
    ) -> None:
        self.settings = settings
        self._progress = progress
        self._sessions = sessions
        self._configs: dict[str, Config] = {}
        self._sets: dict[str | None, _Set] = {}
        self._matchers: dict[tuple[str, str], object] = {}
        self._baselines: dict[str, str | None] = {}
        self._changes: Changes | None = None
        if settings.staged or settings.changed_since is not None:
            from linters.engine.changes import Changes

            self._changes = Changes(settings.changed_since, settings.staged)
        now, before = (self._changes.now, self._changes.before) if self._changes else (None, None)
        self._originals = Originals(settings.source, content=now)
        self._old_originals = Originals(settings.source, content=before)
        self._answers: dict[str, Answer] = {}
        if settings.check_links and settings.offline:
            raise ConfigError(_NOT_OFFLINE)
        self._fixed_config = (
            configuration.load(settings.config_file)
            if (settings.config_file and not settings.isolated)
            else None
        )

    def config_for(self, path: str) -> Config:
        """The configuration for the file `path`."""
        if self.settings.isolated:
            return Config()
        if self._fixed_config is not None:
            return self._fixed_config
        return configuration.find(os.path.dirname(os.path.abspath(path)), self._configs)

    def require_usable(self, path: str) -> None:
        """Raise ConfigError, DataError or PluginError if the settings for `path` cannot be used."""
        self._set_for(path)

    def run(self, paths: Sequence[str]) -> Report:
        """Check `paths`; with `fix`, write what was mended."""
        return self.without_known(self.check(paths), paths)

    def check(self, paths: Sequence[str], kept: Mapping[str, FileResult] | None = None) -> Report:
        """What `run` does, with the known findings among the others.

        Files of which a result is `kept` are not checked again.
        """
        kept = kept or {}
        wanted, excluded, absent, errors = self.wanted(paths)
        new = [path for path in wanted if path not in kept]
        results = [
            FileResult(
                path,
                [internal(path, NOT_FOUND, translate(_NOT_THERE), translate(_NOT_THERE_HELP))],
            )
            for path in absent
        ]
        results.extend(_unreadable(str(error.filename), error) for error in errors)
        # Wrong settings stop the run before any file is touched.
        for path in wanted or ["./x"]:
            self._set_for(path)
        if self.settings.check_links:
            results.extend(self._ask_sites((path, self._content(path)) for path in new))
        results.extend(self._complete(self._check_all(new), self.check_file))
        results.extend(kept[path] for path in wanted if path in kept)
        results.sort(key=lambda result: result.path)
        return Report(results, len(wanted), len(excluded), folders=self.folders)

    def wanted(self, paths: Sequence[str]) -> tuple[list[str], list[str], list[str], list[OSError]]:
        """The files that are to be checked, those that the configuration excludes, the paths that
        are not there, and the errors of folders that cannot be read."""
        targets, absent, errors = files.targets(paths)
        if self._changes is not None:
            self._changes.require(paths)
            absent = self._only_changed(self._changes, targets, absent, paths)
        wanted: list[str] = []
        excluded: list[str] = []
        for target in targets:
            is_wanted = target.named or not self._is_excluded(target.path)
            (wanted if is_wanted else excluded).append(target.path)
        return wanted, excluded, absent, errors

    def look(self, path: str, data: bytes) -> FileResult:
        """Check `data` as if it were the file `path`, by what is known at once.

        What LanguageTool has yet to read is in the result's `questions`: another look is complete
        once `answer` had it read.
        """
        result = self._check_data(path, data)
        return self.without_known(Report([result], 1), ()).results[0]

    def mend(self, path: str, data: bytes) -> FileResult:
        """As `look`, of `data` as mended: that is `after`, if anything was. Nothing is written."""
        from copy import copy

        mender = copy(self)
        mender.settings = self.settings._replace(fix=True, diff=False)
        return mender._check_data(path, data)

    def answer(self, result: FileResult) -> Diagnostic | None:
        """Have LanguageTool read what a look left open; gives what kept it from doing so.

        The server stays for the next question, until `close`. It may be asked in another thread.
        """
        failure = self._answer([result], [0])
        if failure is None:
            return None
        self.close()
        return _not_read(result.path, failure, 1)

    def close(self) -> None:
        """Stop the servers that were started."""
        for shared in list(self._sets.values()):
            for reader in shared.readers:
                reader.close()

    def forget_originals(self) -> None:
        """Originals may have changed: read them again."""
        self._originals = Originals(self.settings.source)

    def registry_for(self, path: str) -> Registry:
        """The rules that there are for the file `path`."""
        return self._set_for(path).registry

    def run_text(self, path: str, data: bytes) -> Report:
        """Check `data` as if it were the file `path`; nothing is written."""

        def again(path: str, final: bool = False) -> FileResult:
            return self._check_data(path, data)

        unasked = self._ask_sites([(path, data)]) if self.settings.check_links else []
        results = [*unasked, *self._complete([again(path)], again)]
        report = Report(results, 1, folders=self.folders)
        # What stands in an editor need not be what the baseline was written of.
        return self.without_known(report, ())._replace(shrunk=())

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of data of all configurations that files were checked under."""
        return tuple(dict.fromkeys(f for one in self._sets.values() for f in one.config.data))

    def _only_changed(
        self, changes: Changes, targets: list[Target], absent: list[str], paths: Sequence[str]
    ) -> list[str]:
        """Leave only the changed files among `targets`, and translations of changed originals.

        Gives those of the `absent` paths that the change did not take away. What is staged and no
        longer in the working tree is added.
        """
        there = {os.path.realpath(target.path) for target in targets}
        if changes.staged:
            for path in paths:
                if os.path.isdir(path):
                    for changed in changes.below(path):
                        if changed not in there and changed.lower().endswith(files.EXTENSIONS):
                            there.add(changed)
                            targets.append(files.Target(os.path.relpath(changed), False))
            targets.extend(files.Target(path, True) for path in absent if changes.of(path))
        targets[:] = sorted(
            t for t in targets if changes.are_about(t.path) and self._is_changed(changes, t.path)
        )
        return [path for path in absent if not changes.took_away(path) and not changes.of(path)]

    def _is_changed(self, changes: Changes, path: str) -> bool:
        if changes.of(path) is not None:
            return True
        if not changes.are_of_texts(path):
            return False
        try:
            document = self._open(path, self._read(path))[0].repaired
            original = self._originals.path_for(document)
        except (ConfigError, DataError):
            raise
        except Exception:  # whatever is wrong with it, it was not changed
            return False
        return original is not None and changes.of(original) is not None

    def without_known(self, report: Report, paths: Sequence[str]) -> Report:
        """The report without the findings that are known; the baselines are written if asked for.

        With `fix`, which writes files anyway, they are also written where they can be smaller.
        """
        folders = [p for p in paths if os.path.isdir(p)] if self._changes is None else []
        by_baseline: dict[tuple[str, bool], list[FileResult]] = {}
        for folder in folders:
            found = self._baseline_for(os.path.join(folder, "x"))
            if found is not None:
                by_baseline[found] = []
        rest = []
        for result in report.results:
            found = self._baseline_for(result.path)
            if found is None:
                rest.append(result)
            else:
                by_baseline.setdefault(found, []).append(result)
        if not by_baseline:
            return report
        from linters.engine.baseline import Baseline

        known, grown, shrunk, written = 0, [], [], []
        failed = report.has_failed
        fixes = self.settings.fix and not self.settings.diff
        for (path, must_exist), results in sorted(by_baseline.items()):
            baseline = Baseline(path, must_exist)
            applied = baseline.apply(
                results,
                # A rule that could not be asked has not run anywhere.
                lambda path, rule: not failed and self._has_run(path, rule),
                lambda path: files.is_below(path, folders),
                self.settings.update_baseline and not failed,
            )
            known += applied.known
            rest.extend(applied.results)
            # Where nothing was checked, an empty list would only look as if something had been.
            updates = self.settings.update_baseline and (report.checked or baseline.counts)
            if not failed and (updates or (fixes and applied.shrunk)):
                baseline.write(applied.counts)
                written.append(path)
            grown.extend(applied.grown)
            shrunk.extend(applied.shrunk)
        if self.settings.update_baseline and not failed:
            grown, shrunk = [], []
        elif fixes and written:
            shrunk = []
        rest.sort(key=lambda result: result.path)
        return report._replace(
            results=rest, known=known, grown=grown, shrunk=shrunk, written=written
        )

    def _baseline_for(self, path: str) -> tuple[str, bool] | None:
        """The file of known findings for `path`, and whether it must be there."""
        settings = self.settings
        if settings.isolated or not settings.known:
            return None
        config = self.config_for(path)
        named = settings.baseline or config.baseline
        if named is not None:
            return os.path.relpath(named), not settings.update_baseline
        if config.root not in self._baselines:
            default = os.path.relpath(os.path.join(config.root, BASELINE))
            wanted = settings.update_baseline or os.path.isfile(default)
            self._baselines[config.root] = default if wanted else None
        default_path = self._baselines[config.root]
        return None if default_path is None else (default_path, False)

    def _has_run(self, path: str, id: str) -> bool:
        """Whether a rule was asked for, so that it would have spoken of the file."""
        select, ignore = self._selectors(self.config_for(path))
        if id in ONLINE:
            return self.settings.check_links
        registry = self._set_for(path).registry
        by_default = id not in registry.ids or registry.rule(id).by_default
        return is_selected(id, select, ignore) and (by_default or id in select)

    def _ask_sites(self, files: Iterable[tuple[str, bytes]]) -> list[FileResult]:
        """Ask for the targets of all links; gives a result only where none could be asked."""
        from linters.checks.online import targets
        from linters.engine.online import LinkChecker, Manners, link_cache

        first, addresses = "", set()
        for path, data in files:
            try:
                document = self._open(path, data)[0]
                if document.source.encoding == "binary":
                    continue
                found = {address for _link, address in targets(document.repaired)}
            except (KeyboardInterrupt, SystemExit, ConfigError, DataError):
                raise
            except BaseException:  # noqa: S112  (the check of the file itself reports it)
                continue
            first = first or (path if found else "")
            addresses |= found
        manners = Manners()._replace(private=frozenset(self.settings.private_hosts))
        checker = LinkChecker(link_cache() if self.settings.cache else None, manners)
        self._answers.update(checker.check(addresses))
        problems = {answer.problem for answer in self._answers.values()}
        if not problems or problems - {"unknown-host", "no-connection", "timeout"}:
            return []
        # Where nothing at all answers, the sites are not to blame.
        self._answers.clear()
        return [
            FileResult(
                first, [internal(first, "links", translate(_NO_NET), translate(_NO_NET_HELP))]
            )
        ]

    def _complete(
        self, results: Iterable[FileResult], again: Callable[[str, bool], FileResult]
    ) -> list[FileResult]:
        """The results with what LanguageTool has to say.

        All questions of all files are answered together, then their files are checked `again`;
        what a fix changed may lead to new ones.
        """
        complete = list(results)
        try:
            for _round in range(_MOST_ROUNDS):
                pending = [index for index, result in enumerate(complete) if result.questions]
                if not pending:
                    break
                if self._progress is not None:
                    self._progress.reading(len(pending))
                failure = self._answer(complete, pending)
                for index in pending:
                    path = complete[index].path
                    final = failure is not None or _round == _MOST_ROUNDS - 1
                    complete[index] = again(path, final)
                if failure is not None:
                    break
            else:
                failure = None
            unanswered = [index for index, result in enumerate(complete) if result.questions]
            if unanswered and failure is not None:
                first = complete[unanswered[0]]
                diagnostics = [*first.diagnostics, _not_read(first.path, failure, len(unanswered))]
                complete[unanswered[0]] = first._replace(diagnostics=diagnostics)
        finally:
            if self._progress is not None:
                self._progress.clear()
            self.close()
        return complete

    def _answer(
        self, results: Sequence[FileResult], pending: Iterable[int]
    ) -> LanguageToolError | None:
        """Have the questions answered, those of each configuration by its own reader."""
        from linters.languagetool.errors import LanguageToolError

        questions: dict[int, tuple[Reader, list[Question]]] = {}
        for index in pending:
            reader = self._reader(self._set_for(results[index].path))
            questions.setdefault(id(reader), (reader, []))[1].extend(results[index].questions)
        for reader, asked in questions.values():
            try:
                reader.answer(asked)
            except LanguageToolError as error:
                return error
        return None

    def _fail_on(self, path: str) -> Severity:
        for choice in (self.settings.fail_on, self.config_for(path).fail_on):
            if choice is not None:
                return choice
        return Severity.WARNING

    def _check_all(self, paths: Sequence[str]) -> Iterable[FileResult]:
        jobs = self.settings.jobs
        if jobs is None:
            size = sum(_size(path) for path in paths)
            jobs = min(os.cpu_count() or 1, size // _WORTH_A_PROCESS)
        # The answers of the sites are here, and asking took longer than the rest.
        jobs = 1 if self.settings.check_links else min(jobs, len(paths))
        if jobs <= 1:
            results: Iterable[FileResult] = map(self.check_file, paths)
        else:
            from linters.engine.parallel import check_files

            results = check_files(self.settings, paths, jobs)
        return results if self._progress is None else _told(results, len(paths), self._progress)

    def check_file(self, path: str, final: bool = False) -> FileResult:
        """Read, check and, if asked for, mend one file.

        What has open questions is written only if the result is `final`.
        """
        try:
            data = self._read(path)
        except OSError as error:
            return _unreadable(path, error)
        result = self._check_data(path, data)
        if result.questions and not final:
            return result
        if result.after != result.before and self.settings.fix and not self.settings.diff:
            try:
                write(path, result.before, result.after)
            except OSError as error:
                message = translate(_CANNOT_WRITE).format(reason=system_reason(error))
                document, rules = self._open(path, data)
                parting = self._parting(path, document, rules)
                diagnostics, others = parted(document, check(document, rules), parting)
                diagnostics = [*diagnostics, internal(path, "unwritable", message)]
                return FileResult(path, diagnostics, document.text, others=others)
        return result

    def _read(self, path: str) -> bytes:
        """The bytes that are to be checked. Raises OSError."""
        if self._changes is not None and self._changes.staged:
            return self._changes.now(path)
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise OSError(22, _("It is a pipe, not a file"), path)
        with open(path, "rb") as file:
            return file.read()

    def _content(self, path: str) -> bytes:
        """The bytes of a file; none where it cannot be read, which its check reports."""
        try:
            return self._read(path)
        except OSError:
            return b""

    def _check_data(self, path: str, data: bytes) -> FileResult:
        try:
            result = self._check_data_unguarded(path, data)
            questions: tuple[Question, ...] = ()
            for reader in self._set_for(path).readers:
                questions = reader.take_questions()
            return result._replace(fail_on=self._fail_on(path), questions=questions)
        except (KeyboardInterrupt, SystemExit, ConfigError, DataError):
            raise
        except BaseException as error:  # whatever a file does, the others are checked
            return FileResult(path, [crash(path, "document", error)])

    def _check_data_unguarded(self, path: str, data: bytes) -> FileResult:
        document, rules = self._open(path, data)
        result = self._mended(path, data, document, rules)
        return result._replace(
            compared=not document.lacks_original, original=document.original_path
        )

    def _mended(self, path: str, data: bytes, document: Document, rules: RuleSet) -> FileResult:
        parting = self._parting(path, document, rules)
        if self.settings.fix and not self.settings.diff:
            fixed = fix(document, rules, self.settings.unsafe, parting)
            text = fixed.document.text if fixed.remaining else ""
            after = fixed.document.source.data
            result = FileResult(path, fixed.remaining, text, data, after, fixed.applied)
            return result._replace(others=fixed.others)
        # The findings are those of the file as it stays.
        diagnostics, others = parted(document, check(document, rules), parting)
        result = FileResult(path, diagnostics, document.text if diagnostics else "", others=others)
        asked = self.settings.diff or (self.settings.preview and any(d.fix for d in diagnostics))
        if not asked:
            return result
        fixed = fix(document, rules, self.settings.unsafe, parting)
        return result._replace(before=data, after=fixed.document.source.data, passes=fixed.passes)

    def _parting(self, path: str, document: Document, rules: RuleSet) -> Parting | None:
        """What tells the findings of the change that was asked about; None where all are."""
        if self._changes is None:
            return None
        from linters.engine.changes import parting

        def before() -> list[Diagnostic]:
            assert self._changes is not None
            change = self._changes.of(path)
            old_path = os.path.relpath(change.old_path) if change and change.old_path else path
            data = self._changes.before(path)
            old, old_rules = self._open(old_path, data, self._old_originals)
            asked = [r for r in old_rules.rules if not r.asks and r.id not in ONLINE]
            return check(old, old_rules._replace(rules=asked))

        return parting(self._changes, path, document, rules.rules, before)

    def open(self, path: str, data: bytes) -> Document:
        """The document that `data` would be as the file `path`."""
        return self._open(path, data)[0]

    def _open(
        self, path: str, data: bytes, originals: Originals | None = None
    ) -> tuple[Document, RuleSet]:
        """The document, and the rules for it."""
        shared = self._set_for(path)
        profile = self._profile_for(path, shared)
        originals = originals or self._originals
        document = Document.read(path, data, shared.profiles, profile, originals)
        return document, self._rules(document, shared)

    def _rules(self, document: Document, shared: _Set) -> RuleSet:
        """The rules for a document: those wanted, for its language, and not left to its profile."""
        view = document.repaired
        key = (view.profile.name, view.language)
        if key not in shared.rule_sets:
            registry, config = shared.registry, shared.config
            select, ignore = self._selectors(config)
            by_profile = () if select else view.profile.ignore
            wanted = [
                id
                for id in registry.for_language(view.language)
                if not _is_left_out(id, by_profile, view.profile.keep)
                and self._is_selected(id, select, ignore)
            ]

            def load(id: str) -> Rule | None:
                rule = registry.rule(id)
                if rule.language not in (None, view.language):
                    return None
                if not (rule.by_default or id in select or id in ONLINE):
                    return None
                return self._ready(rule(config.options.get(id)), shared)

            shared.rule_sets[key] = RuleSet(
                WantedRules(wanted, load, registry.own_category),
                config.severity,
                registry,
                select,
                (*ignore, *by_profile),
                config.fixes,
                config.documentation,
            )
        return shared.rule_sets[key]

    def _is_selected(self, id: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
        if id in ONLINE:
            # `--check-links` selects them, whatever else is selected.
            if not self.settings.check_links:
                if id in select:
                    raise ConfigError(_ONLINE_ALONE, rule=id)
                return False
            return is_selected(id, (*select, id) if select else (), ignore)
        many = SPEAKS_FOR.get(id)
        return may_select(many, select, ignore) if many else is_selected(id, select, ignore)

    def _ready(self, rule: Rule, shared: _Set) -> Rule:
        """The rule with the reader that it asks, or the answers of the sites, if it needs them."""
        if rule.asks:
            setattr(rule, "reader", self._reader(shared))  # noqa: B010
        if rule.id in ONLINE:
            setattr(rule, "answers", self._answers)  # noqa: B010
        return rule

    def _reader(self, shared: _Set) -> Reader:
        if not shared.readers:
            from linters.languagetool.cache import Cache
            from linters.languagetool.reader import Reader

            config, settings = shared.config, self.settings
            shared.readers.append(
                Reader(
                    config.data,
                    Cache() if settings.cache else None,
                    config.languagetool_server,
                    settings.offline,
                    config.words,
                    self._say,
                    self._sessions,
                )
            )
        return shared.readers[0]

    def _say(self, text: str) -> None:
        """Tell what takes time, beside the report."""
        if self._progress is not None:
            self._progress.clear()
        if sys.stderr is not None:
            sys.stderr.write(f"{text}\n")

    def _selectors(self, config: Config) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the command line names counts more than what the configuration does."""
        settings = self.settings
        select = settings.select or config.select
        return select, (*settings.ignore, *(() if settings.select else config.ignore))

    def _set_for(self, path: str) -> _Set:
        return self._set(self.config_for(path))

    def _set(self, config: Config) -> _Set:
        if config.path not in self._sets:
            self._sets[config.path] = self._load(config)
        return self._sets[config.path]

    def _load(self, config: Config) -> _Set:
        site = Site(config.authors) if config.authors else None
        registry, profiles = Registry(config.data), Profiles(config.data, site)
        for selector in (*self.settings.select, *self.settings.ignore):
            registry.require(selector)
        _require_profiles(profiles, (self.settings.profile,))
        if config.data:  # those that come along are known to be sound
            from linters.checks.schema import require_sound

            own = set(data_files("profiles", ()))
            for profile in profiles.by_name.values():
                profile.validate()
                if profile.schema and profile.path not in own:
                    require_sound(profile.schema, profile.path)
            from linters.checks.links._data import load_data

            load_data(tuple(config.data))
        try:
            for selector in (*config.select, *config.ignore, *config.severity, *config.fixes):
                registry.require(selector)
            for id, values in config.options.items():
                registry.require_options(id, values)
            _require_profiles(profiles, config.profiles.values())
        except ConfigError as error:
            raise ConfigError(_("{path}: {reason}"), path=config.path, reason=error) from error
        return _Set(config, registry, profiles, {}, [])

    def _profile_for(self, path: str, shared: _Set) -> str | None:
        if self.settings.profile is not None:
            return self.settings.profile
        pattern = self._pattern_of(path, shared.config.root, shared.config.profiles)
        return None if pattern is None else shared.config.profiles[pattern]

    def profile_pattern(self, path: str) -> str | None:
        """The pattern of the configuration that gives the file `path` its profile, if one does."""
        config = self.config_for(path)
        return self._pattern_of(path, config.root, config.profiles)

    def excluding_pattern(self, path: str) -> str | None:
        """The pattern of the configuration that excludes the file `path`, if one does."""
        config = self.config_for(path)
        return self._pattern_of(path, config.root, config.exclude)

    def _is_excluded(self, path: str) -> bool:
        return self.excluding_pattern(path) is not None

    def _pattern_of(self, path: str, root: str, patterns: Iterable[str]) -> str | None:
        return next((one for one in patterns if self._matches(root, one, path)), None)

    def _matches(self, root: str, pattern: str, path: str) -> bool:
        from pathspec import GitIgnoreSpec

        key = (root, pattern)
        if key not in self._matchers:
            try:
                self._matchers[key] = GitIgnoreSpec.from_lines([pattern])
            except (ValueError, re.error) as error:
                raise ConfigError(
                    _("{path}: “{pattern}” is no path pattern"), path=root, pattern=pattern
                ) from error
        matcher = self._matchers[key]
        assert isinstance(matcher, GitIgnoreSpec)
        relative = os.path.relpath(os.path.abspath(path), root)
        return matcher.match_file(relative.replace(os.sep, "/"))


def _is_left_out(id: str, ignore: Sequence[str], keep: Sequence[str]) -> bool:
    """Whether a profile leaves a rule out: it ignores it, and names nothing longer to keep."""
    unwanted, wanted = longest(ignore, id), longest(keep, id)
    return unwanted is not None and (wanted is None or wanted <= unwanted)


def _require_profiles(profiles: Profiles, names: Iterable[str | None]) -> None:
    for name in names:
        if name is not None and name not in profiles.by_name:
            hint = did_you_mean(name, profiles.by_name)
            known = ", ".join(sorted(profiles.by_name))
            raise ConfigError(
                _("there is no profile “{name}”.{hint} There are: {known}."),
                name=name,
                hint=hint,
                known=known,
            )


def _told(results: Iterable[FileResult], count: int, progress: Progress) -> Iterator[FileResult]:
    """The results as they come, each of them told."""
    try:
        for done, result in enumerate(results, 1):
            yield result
            progress.checked(done, count)
    finally:
        progress.clear()


def _not_read(path: str, error: LanguageToolError, files: int) -> Diagnostic:
    """The diagnostic for files whose grammar or spelling could not be checked."""
    message = plural(_NOT_READ_ONE, _NOT_READ, files, reason=error.message)
    log = translate(_LOG).format(log=error.log) if error.log else ""
    help = " ".join(part for part in (error.help, log) if part)
    return internal(path, "languagetool", message, help or None)


def _unreadable(path: str, error: OSError) -> FileResult:
    message = translate(_CANNOT_READ).format(reason=system_reason(error))
    return FileResult(path, [internal(path, "unreadable", message)])


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


__all__ = ["DataError", "FileResult", "Progress", "Report", "Runner", "Settings"]
