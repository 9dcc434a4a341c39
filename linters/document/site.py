"""What the site around the posts says: its authors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _
from linters.resources import DataError, load

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where a site keeps its authors, from each folder upward: Jekyll, and beside the posts.
AUTHORS = (
    os.path.join("_data", "authors.yml"),
    os.path.join("_data", "authors.yaml"),
    "authors.yml",
    "authors.yaml",
)
_ID_KEYS = ("id", "key", "short_name", "username", "slug", "name")


class Authors(NamedTuple):
    """The authors file: `names` maps what a post writes to the name that is shown."""

    path: str
    names: Mapping[str, str]


class Site:
    """The site that posts belong to. `authors` is the path of its authors file, None to find it.

    Raises DataError for an authors file that cannot be used.
    """

    def __init__(self, authors: str | None = None) -> None:
        self._authors = read_authors(authors) if authors else None
        self._found: dict[str, Authors | None] = {}

    def authors(self, path: str) -> Authors | None:
        """The authors of the site that the post `path` belongs to, None where it has no file."""
        if self._authors is not None:
            return self._authors
        return self._find(os.path.dirname(os.path.abspath(path)))

    def _find(self, folder: str) -> Authors | None:
        """The nearest authors file upward, no further than the repository."""
        if folder not in self._found:
            paths = (os.path.join(folder, place) for place in AUTHORS)
            path = next((path for path in paths if os.path.isfile(path)), None)
            parent = os.path.dirname(folder)
            if path is not None:
                self._found[folder] = read_authors(path)
            elif parent == folder or os.path.exists(os.path.join(folder, ".git")):
                self._found[folder] = None
            else:
                self._found[folder] = self._find(parent)
        return self._found[folder]


def read_authors(path: str) -> Authors:
    """The authors in a file: a mapping by id, or a list. Raises DataError for any other shape."""
    data = load(path)
    if isinstance(data, dict):
        entries = {str(id): about for id, about in data.items()}
    elif isinstance(data, list):
        entries = {_id(about): about for about in data}
    else:
        raise DataError(_("{path}: expected a mapping of authors by id"), path=path)
    names = {}
    for id, about in entries.items():
        name = about.get("name") if isinstance(about, dict) else about
        names[id] = str(name or id)
    return Authors(path, names)


def _id(about: object) -> str:
    if isinstance(about, dict):
        for key in _ID_KEYS:
            if about.get(key):
                return str(about[key])
    return str(about)
