"""Asking git. Nothing here writes to a repository."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from linters.config import ConfigError
from linters.messages import _, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import CompletedProcess

_NO_GIT = _("git is needed to tell what was changed, and it cannot be run: {reason}.")
_NO_REPOSITORY = _("“{path}” is in no git repository, so that nobody can tell what was changed.")
_FAILED = _("git could not tell what was changed in {path}: {reason}")
# What a person's own settings, or the hook that this runs in, could do to the output.
_UNWANTED = ("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_TRACE")
_DIFF = (
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--find-renames"),
    *("--ignore-submodules=all", "--no-abbrev", "--ita-visible-in-index"),
)
_PATCH = (
    *("--patch", "--unified=0", "--inter-hunk-context=0", "--text", "--ignore-cr-at-eol"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=ACMRT"),
)
_LINK = "120000"
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f"}


class GitError(ConfigError):
    """git is not there, there is no repository, or it does not know what it was asked for."""


class Entry(NamedTuple):
    """A file of a change, with paths from the top of the repository.

    `status` is git's letter: A, M, D, R, T (another kind of file), U (in conflict). `old_blob` and
    `new_blob` name the contents, all zeros where there is none or it is that of the working tree.
    """

    status: str
    old_path: str
    path: str
    old_blob: str
    new_blob: str


class Hunk(NamedTuple):
    """Lines that were replaced, counted from 1.

    Where nothing was added (or taken out), that number is 0 and the start is the line before.
    """

    old_start: int
    removed: int
    start: int
    added: int


def run(root: str, *arguments: str) -> CompletedProcess[bytes]:
    """What `git ARGUMENTS` says in the folder `root`. Raises GitError if there is no git."""
    import subprocess

    environment = {k: v for k, v in os.environ.items() if k not in _UNWANTED}
    environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0", GIT_LITERAL_PATHSPECS="1")
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        if environment.get(name):
            environment[name] = os.path.abspath(environment[name])
    try:
        return subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(_NO_GIT, reason=system_reason(error)) from error


def ask(root: str, *arguments: str) -> bytes:
    """The output of `git ARGUMENTS` in the folder `root`. Raises GitError."""
    result = run(root, *arguments)
    if result.returncode:
        raise failed(root, result)
    return result.stdout


def failed(root: str, result: CompletedProcess[bytes]) -> GitError:
    """The error that repeats what git complained of."""
    reason = " ".join(os.fsdecode(result.stderr).split()) or f"status {result.returncode}"
    return GitError(_FAILED, path=root, reason=reason)


class Roots:
    """The repositories that folders are in."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The top folder of the repository of the file `path` (absolute). Raises GitError."""
        folder = os.path.dirname(path)
        visited = []
        while folder not in self._known:
            visited.append(folder)
            parent = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                self._known[folder] = folder
            elif parent == folder:
                return self._elsewhere(path)
            else:
                folder = parent
        root = self._known[folder]
        self._known.update(dict.fromkeys(visited, root))
        return root

    def _elsewhere(self, path: str) -> str:
        """The work tree that the environment names, as git does for hooks."""
        if os.environ.get("GIT_DIR"):
            result = run(".", "rev-parse", "--show-toplevel")
            root = os.path.realpath(os.fsdecode(result.stdout.rstrip(b"\n")))
            if not result.returncode and path.startswith(root + os.sep):
                return root
        raise GitError(_NO_REPOSITORY, path=os.path.dirname(path))


def entries(root: str, *what: str) -> Iterator[Entry]:
    """The files of `git diff WHAT`, renames told; no links, as what they lead to has its own."""
    fields = os.fsdecode(ask(root, "diff", *_DIFF, "--raw", "-z", *what)).split("\0")
    position = 0
    while position < len(fields) - 1:
        _old_mode, new_mode, old_blob, new_blob, status = fields[position].split(" ")
        old_path = path = fields[position + 1]
        position += 2
        if status[0] in "RC":
            path = fields[position]
            position += 1
        if new_mode != _LINK:
            yield Entry(status[0], old_path, path, old_blob, new_blob)


def hunks(root: str, *what: str) -> dict[str, list[Hunk]]:
    """The changed lines of each file of `git diff WHAT`; none for one that was only renamed.

    A line of which only the newline was changed is not a changed line.
    """
    return _hunks(ask(root, "diff", *_DIFF, *_PATCH, *what))


def hunks_between(old: bytes, new: bytes) -> list[Hunk]:
    """The changed lines that lead from one content to another. Raises GitError."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="lint-issue-") as folder:
        for name, content in (("old", old), ("new", new)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        result = run(folder, "diff", "--no-index", *_DIFF, *_PATCH, "--", "old", "new")
        if result.returncode not in (0, 1):
            raise failed(folder, result)
        return _hunks(result.stdout).get("new", [])


def _hunks(patch: bytes) -> dict[str, list[Hunk]]:
    lines = patch.split(b"\n")
    found: dict[str, list[Hunk]] = {}
    path = None
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.startswith(b"diff --git "):
            path = None
        elif line.startswith(b"+++ "):
            path = _name(line[4:])
        elif path is not None and (match := _HUNK.match(line)):
            numbers = [1 if number is None else int(number) for number in match.groups()]
            found.setdefault(path, []).append(Hunk(*numbers))
            # What stands in the lines could look like a header.
            left = numbers[1] + numbers[3]
            while left and index < len(lines):
                left -= not lines[index].startswith(b"\\")
                index += 1
    return found


def _name(field: bytes) -> str | None:
    """The path that a header of a patch names, None for `/dev/null`."""
    if field.startswith(b'"'):
        inner = field[1 : field.rindex(b'"')]
        field = _ESCAPE.sub(_unescaped, inner)
    else:
        # A name with a space is followed by a tab.
        field = field.removesuffix(b"\t")
    return os.fsdecode(field[2:]) if field.startswith(b"b/") else None


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPES.get(code, code)
