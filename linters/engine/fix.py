"""Applying fixes: to a text in memory, and the result to the disk."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document import Document
from linters.document.source import encode
from linters.engine.check import check, internal
from linters.messages import _, translate
from linters.model import Applicability

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linters.engine.check import RuleSet
    from linters.model import Diagnostic, Edit, Fix

    Parting = Callable[[Document, list[Diagnostic]], tuple[list[Diagnostic], Sequence[Diagnostic]]]

MOST_PASSES = 20
MOJIBAKE = "encoding/mojibake"
# A file that is being written: hidden, no Markdown, and named after the process that writes it.
_TEMPORARY = ".lint-issue-"
_ENDING = ".tmp"
_NO_END = _("The fixes for this file undo each other, so none was applied.")
_NO_END_HELP = _("Please report this, with the file if you can.")


class Fixed(NamedTuple):
    """What came of fixing: the new bytes, how many findings are gone, and what remains.

    `others` are the findings that no one asked about, as they do not belong to the change.
    `passes` are the edits of each pass, sorted and apart, to the text that the one before gave.
    """

    document: Document
    applied: int
    remaining: list[Diagnostic]
    others: Sequence[Diagnostic] = ()
    passes: tuple[tuple[Edit, ...], ...] = ()


def fix(
    document: Document,
    rule_set: RuleSet,
    unsafe: bool,
    parting: Parting | None = None,
) -> Fixed:
    """Apply fixes until none is left, each pass to the text that the one before gave.

    `parting` tells which findings belong to the change; only those are mended.

    A pass takes the fixes in order and leaves those that overlap one before to the next. A file in
    UTF-16 or UTF-32 is left alone unless it is to become UTF-8.
    """
    original, found = document, 0
    passes: list[tuple[Edit, ...]] = []
    seen = {document.source.data}
    for _pass in range(MOST_PASSES):
        diagnostics, others = parted(document, check(document, rule_set), parting)
        if _pass == 0:
            found = len(diagnostics)
        fixes = [
            d.fix for d in diagnostics if is_wanted(d.fix, unsafe) and not _must_wait(document, d)
        ]
        becomes_utf8 = any(one is not None and one.becomes_utf8 for one in fixes)
        if not fixes or (document.source.encoding != "utf-8" and not becomes_utf8):
            gone = max(0, found - len(diagnostics))
            return Fixed(document, gone, diagnostics, others, tuple(passes))
        if becomes_utf8:
            # The text first: what else there is to mend is mended in it.
            fixes = []
        taken, mark, _ = chosen(document.source.mark, fixes)
        text = edited(document.text, taken)
        passes.append(tuple(taken))
        if becomes_utf8:
            mark = b""
        data = encode(text, mark)
        if data in seen:
            break
        seen.add(data)
        document = document.again(data)
    remaining, others = parted(original, check(original, rule_set), parting)
    failure = internal(original.path, "fixes", translate(_NO_END), translate(_NO_END_HELP))
    return Fixed(original, 0, [*remaining, failure], others)


def parted(
    document: Document, diagnostics: list[Diagnostic], parting: Parting | None
) -> tuple[list[Diagnostic], Sequence[Diagnostic]]:
    """The findings that belong to the change that was asked about, if one was, and the others."""
    return (diagnostics, ()) if parting is None else parting(document, diagnostics)


def _must_wait(document: Document, diagnostic: Diagnostic) -> bool:
    """Whether a fix stands in a line that is to be repaired of mojibake first."""
    if diagnostic.rule.startswith((MOJIBAKE, "suppression/")) or not document.repairs:
        return False
    lines = document.damaged_lines
    return any(line in lines for line in range(diagnostic.line, diagnostic.end_line + 1))


def is_wanted(fix: Fix | None, unsafe: bool) -> bool:
    """Whether a fix may be applied: a safe one always, an unsafe one if asked for."""
    return fix is not None and (unsafe or fix.applicability is Applicability.SAFE)


def apply(text: str, mark: bytes, fixes: Sequence[Fix | None]) -> tuple[str, bytes, int]:
    """The text and byte order mark after `fixes`, and how many of them were applied.

    A fix whose edits overlap those of one before it is left out whole.
    """
    taken, mark, applied = chosen(mark, fixes)
    return edited(text, taken), mark, applied


def chosen(mark: bytes, fixes: Sequence[Fix | None]) -> tuple[list[Edit], bytes, int]:
    """The edits of those fixes that can be applied together, sorted, the byte order mark after
    them, and how many fixes they are."""
    taken: list[Edit] = []
    applied = 0
    reached = -1
    for fix in sorted((f for f in fixes if f), key=lambda f: [edit[:2] for edit in f.edits]):
        if fix.removes_byte_order_mark:
            mark = b""
            applied += 1
        if not fix.edits:
            continue
        # Sorted by their first edits, a fix can only collide with what reaches beyond its start.
        if fix.edits[0].start < reached or fix.edits[0].start == reached == fix.edits[0].end:
            continue
        taken.extend(fix.edits)
        reached = max(edit.end for edit in fix.edits)
        applied += 1
    return taken, mark, applied


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that are sorted and do not overlap."""
    parts = []
    position = 0
    for edit in edits:
        parts.append(text[position : edit.start])
        parts.append(edit.text)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def write(path: str, before: bytes, after: bytes) -> None:
    """Replace the content of `path` at once, keeping its mode; the old content on any failure.

    A symbolic link is followed; another name of the same file (a hard link) keeps the old content.
    Raises OSError, with `before` untouched, if the file cannot be written or is no longer what it
    was when it was read.
    """
    import contextlib

    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    status = os.stat(target)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
    _sweep(folder)
    # The name is known before the file is there, so that Ctrl-C at no moment leaves it behind.
    name = f"{_TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}{_ENDING}"
    temporary = os.path.join(folder, name)
    try:
        with open(temporary, "xb", opener=_for_us_alone) as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError, AttributeError):
            os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, status.st_mode & 0o7777)
        with open(target, "rb") as current:
            if current.read() != before:
                raise OSError(16, _("The file was changed while it was being checked"), path)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@cache
def _sweep(folder: str) -> None:
    """Take away what runs that were killed have left in a folder; looked for once in each run.

    The file that such a run was about to write is as it was, so that mending it leads here.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        owner = name.removeprefix(_TEMPORARY).partition("-")[0]
        is_ours = name.startswith(_TEMPORARY) and name.endswith(_ENDING)
        if is_ours and owner.isdecimal() and not _is_running(int(owner)):
            try:
                os.unlink(os.path.join(folder, name))
            except OSError:
                continue


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere, asking could end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
