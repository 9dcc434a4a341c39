"""A patch of what was mended, that `git apply` takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linters.engine.comparing import changed_lines

if TYPE_CHECKING:
    from linters.engine.comparing import Change

CONTEXT = 3


def unified(path: str, before: bytes, after: bytes) -> bytes:
    """A unified diff from `before` to `after`, empty where they are the same."""
    if before == after:
        return b""
    old, new = _lines(before), _lines(after)
    changes = changed_lines(old, new)
    path = os.path.relpath(path) if os.path.isabs(path) else path
    parts = [b"--- " + _quoted(f"a/{path}") + b"\n", b"+++ " + _quoted(f"b/{path}") + b"\n"]
    for hunk in _hunks(changes):
        parts.extend(_hunk(old, new, hunk))
    return b"".join(parts)


def _quoted(name: str) -> bytes:
    """A name as git writes it: in quotes, with escapes, if it holds what could be misread."""
    data = os.fsencode(name)
    if not any(byte < 0x20 or byte in b'"\\' for byte in data):
        return data
    escaped = b"".join(
        b"\\%03o" % byte
        if byte < 0x20
        else b"\\" + bytes([byte])
        if byte in b'"\\'
        else bytes([byte])
        for byte in data
    )
    return b'"' + escaped + b'"'


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    whole = [line + b"\n" for line in lines]
    return [*whole, last] if last else whole


def _hunks(changes: list[Change]) -> list[list[Change]]:
    hunks: list[list[Change]] = []
    for change in changes:
        if hunks and change[0] - hunks[-1][-1][1] <= 2 * CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _hunk(old: list[bytes], new: list[bytes], changes: list[Change]) -> list[bytes]:
    lead = min(CONTEXT, changes[0][0])
    start_old, start_new = changes[0][0] - lead, changes[0][2] - lead
    body: list[bytes] = []
    position = start_old
    for old_start, old_end, new_start, new_end in changes:
        body.extend(_line(b" ", line) for line in old[position:old_start])
        body.extend(_line(b"-", line) for line in old[old_start:old_end])
        body.extend(_line(b"+", line) for line in new[new_start:new_end])
        position = old_end
    tail = old[position : position + CONTEXT]
    body.extend(_line(b" ", line) for line in tail)
    length_old = position + len(tail) - start_old
    length_new = changes[-1][3] + len(tail) - start_new
    header = f"@@ -{_range(start_old, length_old)} +{_range(start_new, length_new)} @@\n".encode()
    return [header, *body]


def _range(start: int, length: int) -> str:
    first = start + 1 if length else start
    return f"{first},{length}"


def _line(sign: bytes, line: bytes) -> bytes:
    if line.endswith(b"\n"):
        return sign + line
    return sign + line + b"\n\\ No newline at end of file\n"
