"""Which files a run is about."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXTENSIONS = (".md", ".markdown", ".mdx")


class Target(NamedTuple):
    """A path to check. `named` is True for one that was given by name."""

    path: str
    named: bool


def targets(paths: Sequence[str]) -> tuple[list[Target], list[str], list[OSError]]:
    """The files that `paths` stand for, sorted, each once; the paths that are not there; and the
    errors of folders that cannot be read.

    A path is a name, never a pattern. A folder stands for the Markdown files in it and below that
    git does not ignore.
    """
    found: dict[str, Target] = {}
    absent = []
    errors: list[OSError] = []
    for path in paths:
        if os.path.isdir(path):
            for file in _walk(path, errors):
                real = os.path.realpath(file)
                if real not in found:
                    found[real] = Target(file, False)
        elif os.path.lexists(path):
            found[os.path.realpath(path)] = Target(_plain(path), True)
        else:
            absent.append(path)
    return sorted(found.values()), absent, errors


def is_below(path: str, folders: Sequence[str]) -> bool:
    """Whether a path, which need not be there, lies in one of the folders or below it."""
    real = os.path.realpath(path)
    return any(real.startswith(os.path.join(os.path.realpath(f), "")) for f in folders)


def _plain(path: str) -> str:
    """The path without `./` before it. `..` stays: behind a link it leads elsewhere."""
    while path.startswith("./") and len(path) > 2:
        path = path[2:].lstrip("/")
    return path


def _walk(folder: str, errors: list[OSError]) -> Iterator[str]:
    ignored = _ignored(folder)
    links = []
    for base, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(
            name
            for name in folders
            if name != ".git" and _plain(os.path.join(base, name)) not in ignored
        )
        for name in sorted(names):
            path = _plain(os.path.join(base, name))
            if not name.lower().endswith(EXTENSIONS) or path in ignored:
                continue
            if os.path.islink(path):
                links.append(path)
            elif os.path.isfile(path):
                yield path
    # A link to a file that was found under its own name is that file.
    yield from (path for path in links if os.path.isfile(path))


def _ignored(folder: str) -> set[str]:
    """The files and folders below `folder` that git ignores, none outside a repository."""
    import subprocess

    try:
        result = subprocess.run(
            [
                *("git", "-C", folder, "ls-files", "-z"),
                *("--others", "--ignored", "--exclude-standard", "--directory"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return set()
    if result.returncode:
        return set()
    names = os.fsdecode(result.stdout).split("\0")
    return {_plain(os.path.join(folder, name.rstrip("/"))) for name in names if name}
