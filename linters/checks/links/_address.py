"""What several rules ask of an address."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from linters.checks.links._data import link_data
from linters.document.patterns import lazily

if TYPE_CHECKING:
    from linters.document import Document
    from linters.document.links import Link

_HOST = lazily(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}([a-z]{2,10})(?::\d{1,5})?", re.I)
_MAIL = lazily(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}", re.I)


def missing_scheme(document: Document, link: Link) -> str:
    """`https://` or `mailto:` where that lacks before an address; else nothing."""
    address = link.address
    if "." not in address or link.target.start == link.target.end:
        return ""
    if _MAIL.fullmatch(address):
        return "mailto:" if link.kind != "auto" else ""
    host = _HOST.fullmatch(re.split(r"[/?#]", address, maxsplit=1)[0])
    if host is None:
        return ""
    if not address.lower().startswith("www."):
        if host.group(1).lower() not in link_data(document).domains:
            return ""
        if os.path.exists(os.path.join(os.path.dirname(document.path), address)):
            return ""
    return "https://"
