"""`--watch`: the files are checked, and what is changed is checked again, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from linters.cli.commands import (
    NO_PATH,
    fail,
    progress,
    speak,
    style_for,
    tell_of_baselines,
)
from linters.config import ConfigError
from linters.engine.rounds import Rounds
from linters.engine.run import Runner
from linters.messages import _, translate
from linters.plugins import PluginError
from linters.reporters import render
from linters.reporters.text import totals
from linters.resources import DataError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from linters.engine.rounds import Round
    from linters.engine.run import Settings

_NOT_INSTALLED = _(
    "--watch needs the package watchfiles: `pip install '.[watch]'` in the clone installs it."
)
_WAITING = _("Waiting for changes. Ctrl-C ends this.")
# Milliseconds after which files beside the watched folders are looked at.
_BETWEEN = 1000


def watch(options: Namespace, settings: Settings) -> int:
    """Check, wait for changes and check again; gives the exit status when Ctrl-C is pressed.

    Raises ConfigError, DataError or PluginError for settings that cannot be used at the start.
    """
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        return fail(translate(_NOT_INSTALLED))
    paths = options.paths or ["."]
    for path in paths:
        if not os.path.lexists(path):
            return fail(translate(NO_PATH).format(path=path))
    rounds = Rounds(settings, paths, progress(options))
    try:
        speak(options, Runner(settings), os.path.join(paths[0], "x"))
        first = rounds.next()
        if first is not None:
            _show(options, first, is_first=True)
        if not options.quiet and sys.stderr is not None:
            print(translate(_WAITING), file=sys.stderr, flush=True)
        # What was changed while the first round ran is found by searching once in any case.
        is_sure = False
        for changed in _wake_ups(paths):
            try:
                found = rounds.next(search=bool(changed) or not is_sure)
            except (ConfigError, DataError, PluginError) as error:
                fail(str(error))
                found = None
            is_sure = True
            if found is not None:
                _show(options, found)
    except KeyboardInterrupt:
        pass
    finally:
        rounds.close()
    return 0


def _wake_ups(paths: Sequence[str]) -> Iterator[bool]:
    """True when something was changed where the files are, False when a while has passed."""
    from watchfiles import watch as changes

    folders = [path for path in paths if os.path.isdir(path)]
    # A file that is replaced is seen from its folder. All that is below that is not to be watched.
    beside = {os.path.dirname(path) or "." for path in paths} if not folders else set()
    arguments = dict.fromkeys((*folders, *sorted(beside)))
    for force_polling in (None, True):
        try:
            for changed in changes(
                *arguments,
                watch_filter=lambda _change, path: f"{os.sep}.git{os.sep}" not in path,
                rust_timeout=_BETWEEN,
                yield_on_timeout=True,
                recursive=bool(folders),
                force_polling=force_polling,
                ignore_permission_denied=True,
            ):
                yield bool(changed)
        except (OSError, RuntimeError):
            # The system gives no more watches: then the files are looked at again and again.
            if force_polling:
                raise


def _show(options: Namespace, found: Round, is_first: bool = False) -> None:
    style = style_for(options, sys.stdout)
    pieces = render("text", found.shown, style if is_first else style._replace(quiet=True))
    if not is_first:
        print(_separator(style.width))
    sys.stdout.writelines(pieces)
    if not is_first and not options.quiet:
        print(totals(found.report))
    sys.stdout.flush()
    tell_of_baselines(options, found.report)


def _separator(width: int) -> str:
    return f"── {time.strftime('%H:%M:%S')} ".ljust(min(width, 60), "─")
