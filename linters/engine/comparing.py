"""Which lines differ between a text and what became of it."""

from __future__ import annotations

from typing import AnyStr, NamedTuple

_LONGEST = 2000


class Change(NamedTuple):
    """The lines from `start` to `end` (exclusive) became those from `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


def changed_lines(old: list[AnyStr], new: list[AnyStr]) -> list[Change]:
    """The changes between two lists of lines, in order.

    Fixes rarely add or remove lines. Lines are compared by number where both sides have as many,
    which stays linear for a file whose every line changes.
    """
    if len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [Change(i, i + 1, i, i + 1) for i, (a, b) in pairs if a != b]
    # The lines that both begin and end with are left out first. Comparing what lies between takes
    # time that grows with its square, so that a long stretch is taken as one change.
    limit = min(len(old), len(new))
    head = next((i for i in range(limit) if old[i] != new[i]), limit)
    tail = next((i for i in range(limit - head) if old[-1 - i] != new[-1 - i]), limit - head)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) + len(middle_new) > _LONGEST:
        return [Change(head, len(old) - tail, head, len(new) - tail)]
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes()
    return [
        Change(a + head, b + head, c + head, d + head)
        for tag, a, b, c, d in codes
        if tag != "equal"
    ]
