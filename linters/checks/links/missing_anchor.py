from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity

_HEADING = lazily(r"^[ \t>]{0,20}#{1,6}[ \t]+([^\n]{1,400})", re.M)
_EXPLICIT = lazily(
    r"""\{:?[^}\n]{0,100}?#([\w:.-]{1,200})[^}\n]{0,100}\}|\{/\*[ ]?([^*\n]{1,200}?)[ ]?\*/\}"""
    r"""|<([A-Z]\w{1,60})|\b(?:id|name)=(?:\{)?["']?([^"'\s>{}]{1,200})"""
)
_MARKUP = lazily(
    r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,400}\)|(?<!\\)<[^>\n]{1,200}>|\{[:#/ ][^}\n]{0,200}\}"
)
_GENERATED = lazily(
    r"\{%-?[ ]*include|\{\{[<%]|--8<--|^[ ]{1,6}- : |^import .{1,200} from|\{!", re.M
)
_ALWAYS = ("", "top")


class MissingAnchor(Rule):
    """A link leads to a heading of its own page that is not there: `[text](#heading)`.

    A translated heading has another anchor than the original's, and so has one that was reworded.
    Anchors as GitHub, kramdown and Python-Markdown make them are known, and those written by hand.

    Source: kramdown, https://kramdown.gettalong.org/converter/html.html#auto-ids; GitHub,
    https://docs.github.com/get-started/writing-on-github (section links)
    """

    id = "links/missing-anchor"
    severity = Severity.WARNING
    message = _("No heading of this page has the anchor “#{anchor}”.")
    help = _("Perhaps “#{likely}” is meant.")

    VALID = [
        "[a](#instalação)\n\n# Instalação\n",
        "[a](#inicio) [b](#c) [d](#)\n\n# Começo {#inicio}\n\n## Curso <a id='c'></a>\n",
        "[a](#usestate)\n\n## `useState(estado)` {/*usestate*/}\n",
        "[a](#1-primeiros-passos) [b](#primeiros-passos)\n\n# 1. Primeiros passos\n",
        "[a](outra.md#b) e `[a](#b)`",
    ]
    INVALID = [
        Bad("[a](#installation)\n\n# Instalação\n", at="#installation"),
        Bad("[a](#instalação-1)\n\n# Instalação\n", at="#instalação-1"),
        Bad("[a](#dados)\n\n# Os dados 🎓\n", at="#dados"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        wanted = [
            link
            for link in document.links.all
            if link.kind != "reference" and link.address.startswith("#")
        ]
        if not wanted or _GENERATED.search(document.text):
            return
        from urllib.parse import unquote

        anchors = _anchors(document)
        for link in wanted:
            anchor = unquote(link.address[1:])
            if anchor in _ALWAYS or anchor in anchors or anchor.casefold() in anchors:
                continue
            if anchor.startswith(("fn", "user-content-", ":~:")):
                continue
            from difflib import get_close_matches

            likely = get_close_matches(anchor.casefold(), sorted(anchors), n=1, cutoff=0.6)
            yield Finding(link.target, anchor=anchor, likely=likely[0] if likely else None)


def _anchors(document: Document) -> set[str]:
    """Every anchor that a site might give a document, in lower case as well.

    A component (`<Recap>`) often has its own name for one.
    """
    text = document.text
    titles = [match.group(1) for match in _HEADING.finditer(text)]
    titles += [text[slice(*b.content)] for b in document.blocks if b.kind == "heading"]
    anchors = {g for match in _EXPLICIT.finditer(text) for g in match.groups() if g}
    anchors |= {anchor.casefold() for anchor in anchors}
    counts: dict[str, int] = {}
    for title in titles:
        for slug in _slugs(title):
            anchors.add(slug)
            counts[slug] = counts.get(slug, 0) + 1
    # Of headings that are alike, the later ones are numbered. Each was read twice above.
    for slug, count in counts.items():
        anchors.update(f"{slug}{mark}{n}" for n in range(1, (count + 1) // 2) for mark in "-_")
    return anchors


def _slugs(title: str) -> set[str]:
    import unicodedata

    bare = _MARKUP.sub(lambda m: m.group(1) or "", title).strip().rstrip("#").strip()
    found = set()
    for lowered in {bare.casefold(), bare.lower(), bare.replace("_", "").lower()}:
        github = re.sub(r"[^\w\s-]", "", lowered).replace("\ufe0f", "")
        found |= {re.sub(r"\s", "-", github.strip()), re.sub(r"[\s-]+", "-", github).strip("-")}
        found.add(re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", lowered.rstrip(": "))))
        kramdown = re.sub(r"^[^a-zA-Z]+", "", lowered)
        found.add(re.sub(r"[^a-z0-9-]", "", kramdown.replace(" ", "-")))
        found.add(re.sub(r"[^\w-]", "", re.sub(r"^[\W\d_]+", "", lowered).replace(" ", "-")))
        ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
        plain = re.sub(r"[^\w\s-]", "", ascii_only).strip()
        found |= {re.sub(r"[-\s]+", "-", plain), re.sub(r"\s", "-", plain)}
        found.add(re.sub(r"\s+", "_", github.strip()))
    return (found | {f"_{slug}" for slug in found if slug[:1].isdigit()}) - {""}
