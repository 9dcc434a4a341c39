"""Answers kept between runs, paragraph by paragraph, so that what did not change costs nothing.

A SQLite file. It holds nothing that cannot be had again: one that is damaged, locked or of another
version is thrown away or left alone, and never an error.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from linters.resources import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_VERSION = 1
_MOST = 200_000  # answers; about 60 MB
_BUSY = 2.0  # seconds to wait for another process
_MANY = 500  # SQLite takes 999 parameters at most


class Cache:
    """Answers by key, both text."""

    def __init__(self, path: str | None = None) -> None:
        self.path = path or os.path.join(cache_folder(), f"answers-{_VERSION}.sqlite")

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The answers that are there."""
        wanted = list(keys)
        if not os.path.exists(self.path):
            return {}
        found: dict[str, str] = {}

        def read(connection: sqlite3.Connection) -> None:
            for start in range(0, len(wanted), _MANY):
                part = wanted[start : start + _MANY]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, answer FROM answers WHERE key IN ({marks})"  # noqa: S608
                found.update(connection.execute(query, part))

        self._with(read)
        return {k: v for k, v in found.items() if isinstance(k, str) and isinstance(v, str)}

    def put(self, answers: Mapping[str, str]) -> None:
        """Keep these answers."""
        if not answers:
            return
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
        now = time.time()
        rows = [(key, answer, now) for key, answer in answers.items()]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers"
                    " (key TEXT PRIMARY KEY, answer TEXT NOT NULL, made REAL NOT NULL)"
                    " WITHOUT ROWID"
                )
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
                (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
                if count > _MOST:
                    connection.execute(
                        "DELETE FROM answers WHERE key IN"
                        " (SELECT key FROM answers ORDER BY made LIMIT ?)",
                        (count - _MOST * 3 // 4,),
                    )

        self._with(write)

    def _with(self, use: Callable[[sqlite3.Connection], None]) -> None:
        try:
            connection = sqlite3.connect(self.path, timeout=_BUSY)
            try:
                use(connection)
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            # Locked, read-only, a full disk: this run does without. Another layout: away with it.
            if "no such" in str(error) or "has no column" in str(error):
                self._discard()
        except sqlite3.DatabaseError:
            self._discard()

    def _discard(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self.path)
