from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

from linters.checks.links._address import missing_scheme
from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity

_NOT_A_FILE = lazily(r"[a-z][a-z0-9+.-]*:|https?\b|[#/?{%<@~$(\"'“”‘’«]|\.{0,2}$", re.I)
_TEMPLATE = lazily(r"\{\{|\{%|\$\{|%7B")
_FILE = lazily(r"\.(?:md|mdx|markdown|txt|png|jpe?g|gif|svg|webp|pdf|ipynb)$", re.I)
_ROOTS = (".git", "mkdocs.yml", "_config.yml", "hugo.toml", "book.toml")
_LANGUAGE = lazily(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


class MissingFile(Rule):
    """A link leads to a file that is not there.

    In a newsletter's post any address without `https://` does, as no other page lies beside it.
    Elsewhere the file must lie in a project, and a page that is there in another language counts,
    as sites show that one until it is translated.

    Source: RFC 3986, section 4.2, https://www.rfc-editor.org/rfc/rfc3986#section-4.2
    """

    id = "links/missing-file"
    severity = Severity.WARNING
    message = _("There is no file “{address}” beside this one.")
    help = _("Compare the address with the original's.")

    VALID = [
        "[a](outro.md)",
        Good("[a](https://example.org) [b](/sobre/) [c](#d) [e](mailto:a@b.org)", "newsletter"),
        Good("![]({{ site.url }}/a.png) [a](?p=3) []()", "newsletter"),
        Good("[a](example.org/b)", "newsletter"),
    ]
    INVALID = [
        Bad("[a](_c@d/e-f-65)", at="_c@d/e-f-65", profile="newsletter"),
        Bad("![](figuras/rede.png)", at="figuras/rede.png", profile="newsletter"),
        Bad("[a](../outro/post.md#b)", at="../outro/post.md#b", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        links = [link for link in document.links.all if link.target.start < link.target.end]
        is_post = document.profile.name == "newsletter"
        if not links or not (is_post or _in_project(document.path)):
            return
        for link in links:
            address = re.split(r"[?#]", link.address, maxsplit=1)[0]
            if _NOT_A_FILE.match(address) or _TEMPLATE.search(address):
                continue
            if not (is_post or _FILE.search(address)) or missing_scheme(document, link):
                continue
            if not _is_there(document.path, address):
                yield Finding(link.target, address=link.address)


def _in_project(path: str) -> bool:
    return os.path.isfile(path) and _has_root(os.path.dirname(os.path.abspath(path)))


@cache
def _has_root(folder: str) -> bool:
    if any(os.path.exists(os.path.join(folder, name)) for name in _ROOTS):
        return True
    parent = os.path.dirname(folder)
    return parent != folder and _has_root(parent)


def _is_there(path: str, address: str) -> bool:
    from urllib.parse import unquote

    wanted = os.path.join(os.path.dirname(os.path.abspath(path)), unquote(address))
    try:
        if os.path.exists(wanted):
            return True
    except ValueError:  # no name that a file could have
        return False
    parts = os.path.normpath(wanted).split(os.sep)
    for index, part in enumerate(parts[:-1]):
        if not _LANGUAGE.fullmatch(part) or index == 0:
            continue
        above = os.sep.join(parts[:index])
        others = [n for n in _folders(above) if n != part and _LANGUAGE.fullmatch(n)]
        if not others and part.lower() != "en":
            return True  # its other languages lie elsewhere
        if any(os.path.exists(os.path.join(above, n, *parts[index + 1 :])) for n in others):
            return True
    return False


@cache
def _folders(path: str) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(path) if entry.is_dir()]
    except OSError:
        return []
