"""What `rules/links/` says of addresses, read when a rule first needs it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _
from linters.resources import DataError, data_files, expect, load, mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linters.document import Document

_LISTS = ("domains", "tracking", "https", "mail-words", "general-texts")
_KEYS = (*_LISTS, "redirectors", "mail")


class Redirector(NamedTuple):
    """A page that passes a reader on to what its parameter names."""

    host: str
    path: str
    parameter: str


class LinkData(NamedTuple):
    """The content of `rules/links/`; each field is a key of the file."""

    domains: frozenset[str]
    tracking: re.Pattern[str]
    https: frozenset[str]
    mail_words: frozenset[str]
    general_texts: frozenset[str]
    redirectors: tuple[Redirector, ...]
    mail: Mapping[str, str]


def link_data(document: Document) -> LinkData:
    """The data for a document. Raises DataError where a file of it cannot be used."""
    return load_data(document.data_folders)


@cache
def load_data(folders: tuple[str, ...]) -> LinkData:
    """The data of `rules/` and of the extra `folders`. Raises DataError as above."""
    lists: dict[str, list[str]] = {key: [] for key in _LISTS}
    redirectors: list[Redirector] = []
    mail: dict[str, str] = {}
    for path in data_files("links", folders):
        top = mapping(load(path), path)
        for key, value in top.items():
            if key in _LISTS:
                expect(value, list, path, key)
                assert isinstance(value, list)
                lists[key].extend(str(item).casefold() for item in value)
            elif key == "mail":
                mail.update({str(k): str(v) for k, v in mapping(value, path, key).items()})
            elif key == "redirectors":
                expect(value, list, path, key)
                assert isinstance(value, list)
                redirectors.extend(_redirector(item, path) for item in value)
            else:
                raise DataError(
                    _("{place}: unknown key “{key}”; known are {known}"),
                    place=path,
                    key=key,
                    known=", ".join(_KEYS),
                )
    tracking = "|".join(re.escape(name).replace(r"\*", ".*") for name in lists["tracking"])
    return LinkData(
        frozenset(lists["domains"]),
        re.compile(f"(?:{tracking})" if tracking else "(?!)"),
        frozenset(lists["https"]),
        frozenset(lists["mail-words"]),
        frozenset(lists["general-texts"]),
        tuple(redirectors),
        mail,
    )


def _redirector(item: object, path: str) -> Redirector:
    entry = mapping(item, path, "redirectors")
    for key in Redirector._fields:
        expect(entry.get(key), str, path, f"redirectors: {key}")
    return Redirector(*(str(entry[key]) for key in Redirector._fields))
