"""How far a run is, told on a terminal only, and only if it takes a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linters.messages import _, plural

if TYPE_CHECKING:
    from typing import TextIO

# Seconds before the first word, and between two.
_PATIENCE = 1.0
_BETWEEN = 0.1
_CHECKED_ONE = _("{done} of {count} file checked")
_CHECKED = _("{done} of {count} files checked")
_READING_ONE = _("LanguageTool is reading {count} file")
_READING = _("LanguageTool is reading {count} files")
_CLEAR = "\r\x1b[K"


class Progress:
    """Writes one line to a terminal, over and over, and takes it away at the end."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._next = time.monotonic() + _PATIENCE
        self._is_shown = False

    def checked(self, done: int, count: int) -> None:
        """So many files of so many are checked."""
        if time.monotonic() >= self._next:
            self._show(plural(_CHECKED_ONE, _CHECKED, count, done=done))

    def reading(self, count: int) -> None:
        """LanguageTool, which takes a second at least, starts on so many files."""
        self._show(plural(_READING_ONE, _READING, count))

    def clear(self) -> None:
        """Take the line away: something else is to be written, or all is done."""
        if self._is_shown:
            self._write(_CLEAR)
            self._is_shown = False

    def _show(self, text: str) -> None:
        self._write(f"{_CLEAR}{text}…")
        self._is_shown = True
        self._next = time.monotonic() + _BETWEEN

    def _write(self, text: str) -> None:
        try:
            self._terminal.write(text)
            self._terminal.flush()
        except OSError:  # a terminal that was closed must not end the run
            self._next = float("inf")
