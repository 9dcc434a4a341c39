"""Patterns that are compiled when they are first used: most files need few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import Any


# What stands for markup, and for each character of code, in the plain text of a document's links.
BLOT = "\0"
CODE = "\x02"


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached for what is not there yet; what is looked up once is kept.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazily(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, compiled at its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
