"""Checking texts for an editor: at once by what is known, then with what LanguageTool says.

The checks run in one thread and LanguageTool is asked in another, so that neither the editor waits
for the checks nor the checks for LanguageTool.
"""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from linters.config import BASELINE, FILE, WORDS, ConfigError
from linters.document.source import decode
from linters.engine.explain import page
from linters.engine.files import EXTENSIONS, is_below
from linters.engine.run import FileResult, Runner, Settings
from linters.engine.silence import Silencer
from linters.lsp.shown import difference
from linters.lsp.text import Places, Text
from linters.lsp.worker import Worker
from linters.plugins import PluginError
from linters.resources import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linters.languagetool.reader import Question
    from linters.model import Diagnostic, Edit

UNUSABLE = (ConfigError, DataError, PluginError)
# What settings are read from, besides the folders that the configuration names.
_SETTINGS = (FILE, "pyproject.toml", WORDS, BASELINE, "authors.yml", "authors.yaml")
# Characters that LanguageTool reads before another text may have its turn.
_TURN = 20_000
_MOST_ROUNDS = 5
# Seconds that mending waits for LanguageTool, which may just be starting.
_PATIENCE = 3.0
_REASON = "…"


class Seen(NamedTuple):
    """A text, what was found in it, and who found it."""

    text: Text
    places: Places
    runner: Runner
    result: FileResult


class Checker:
    """Checks texts under `settings`; `tell` shows the user what keeps it from that, once.

    Raises ConfigError, DataError or PluginError for settings that cannot be used at all.
    """

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        self._settings = settings
        self._tell = tell
        self._told: set[str] = set()
        self._checks, self._reading = Worker(), Worker()
        self._runner = Runner(settings)
        # For where the configuration cannot be used.
        self._plain = Runner(settings._replace(isolated=True))
        self._plain.require_usable("x.md")

    def language(self, folder: str) -> str | None:
        """The language of messages that the configuration of `folder` asks for."""
        try:
            return self._runner.config_for(os.path.join(folder, "x")).language
        except UNUSABLE:
            return None

    async def look(self, text: Text) -> Seen:
        """What is known at once; what LanguageTool has not read is in the result's `questions`."""
        places = Places(text)
        runner = self._runner
        try:
            result = await self._checks.do(lambda: _look(runner, text.path, places.data))
        except UNUSABLE as error:
            self._tell_once(str(error))
            runner = self._plain
            result = await self._checks.do(lambda: _look(runner, text.path, places.data))
        return Seen(text, places, runner, result)

    async def read(self, seen: Seen) -> Seen:
        """The same with all that LanguageTool says, or with what kept it from that."""
        problem = await self._answer(seen.runner, seen.result)
        path, data = seen.text.path, seen.places.data
        result = await self._checks.do(lambda: seen.runner.look(path, data))
        if problem is not None:
            self._tell_once("\n".join(filter(None, (problem.message, problem.help))))
            result = result._replace(diagnostics=[*result.diagnostics, problem])
        return seen._replace(result=result)

    async def mended(self, seen: Seen) -> list[Edit]:
        """The edits that `--fix` would make."""
        path, data = seen.text.path, seen.places.data
        for _round in range(_MOST_ROUNDS):
            result = await self._checks.do(lambda: seen.runner.mend(path, data))
            if not result.questions:
                break
            try:
                # What fixes changed is read anew.
                if await asyncio.wait_for(self._answer(seen.runner, result), _PATIENCE):
                    break
            except TimeoutError:
                break
        if result.after == result.before:
            return []
        return difference(decode(data).text, decode(result.after).text)

    async def silenced(self, seen: Seen, finding: Diagnostic) -> list[Edit]:
        """The edits that silence a finding by a comment, none if that cannot be done."""
        runner, path, data = seen.runner, seen.text.path, seen.places.data

        def text() -> str | None:
            return Silencer(finding.rule, _REASON).commented(
                runner.open(path, data), finding, lambda data: runner.look(path, data).diagnostics
            )

        after = await self._checks.do(text)
        return [] if after is None else difference(decode(data).text, after)

    async def pages(self, seen: Seen, rules: Iterable[str]) -> list[str]:
        """The pages of these rules."""
        registry = seen.runner.registry_for(seen.text.path)
        found = await self._checks.do(lambda: [page(registry, rule) for rule in rules])
        return [one for one in found if one is not None]

    async def files_changed(self, changed: Iterable[str], open_paths: Sequence[str]) -> bool:
        """Whether what was found may be another now that these files changed.

        Settings that cannot be used are told of, and the ones there were go on.
        """
        changed = list(changed)
        folders = self._runner.folders
        if not any(os.path.basename(p) in _SETTINGS or is_below(p, folders) for p in changed):
            originals = any(path.lower().endswith(EXTENSIONS) for path in changed)
            if originals:
                await self._checks.do(self._runner.forget_originals)
            return originals
        try:
            runner = Runner(self._settings)
            for path in open_paths:
                await self._checks.do(partial(runner.require_usable, path))
        except UNUSABLE as error:
            self._tell_once(str(error))
            return False
        old, self._runner = self._runner, runner
        self._reading.do(old.close)
        self._told.clear()
        return True

    def close(self) -> None:
        """Stop LanguageTool."""
        self._runner.close()
        self._plain.close()

    def _tell_once(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._tell(message)

    async def _answer(self, runner: Runner, result: FileResult) -> Diagnostic | None:
        for questions in _turns(result.questions):
            part = result._replace(questions=questions)
            problem = await self._reading.do(partial(runner.answer, part))
            if problem is not None:
                return problem
        return None


def _look(runner: Runner, path: str, data: bytes) -> FileResult:
    if runner.excluding_pattern(path) is not None:
        return FileResult(path, [])
    return runner.look(path, data)


def _turns(questions: Sequence[Question]) -> Iterator[tuple[Question, ...]]:
    turn: list[Question] = []
    size = 0
    for question in questions:
        turn.append(question)
        size += len(question.passage.text)
        if size > _TURN:
            yield tuple(turn)
            turn, size = [], 0
    if turn:
        yield tuple(turn)
