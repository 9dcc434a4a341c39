from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import without_quotes
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule


class UnknownTag(Rule):
    """A tag is none of those that the site knows.

    Posts are listed by their tags: one that is misspelt or translated takes the issue out of the
    list. The known ones are in the profile (`rules/profiles/`); `known` of the options adds others.

    Source: the front matter of all published issues.
    """

    id = "front-matter/unknown-tag"
    message = _("“{tag}” is none of the site's tags: {known}.")
    help = _("Did you mean “{likely}”?")
    options = {"known": []}
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(tags="\n- nlp_newsletter"), profile="newsletter"),
        Good(front_matter(tags="[boletim]"), profile="plain"),
        Good(front_matter(tags="[]"), profile="newsletter"),
        Good(front_matter(tags="[“nlp_newsletter”]"), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(tags="[NLP-Newsletter]"),
            at="NLP-Newsletter",
            fixed=front_matter(tags="[nlp_newsletter]"),
            profile="newsletter",
        ),
        Bad(front_matter(tags="[nlp_newsleter]"), at="nlp_newsleter", profile="newsletter"),
        Bad(front_matter(tags="[nlp_newsletter, boletim]"), at="boletim", profile="newsletter"),
        Bad(front_matter(tags="\n- 'boletim'"), at="boletim", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front, about = document.front_matter, document.profile.about("tags")
        node = front.get(str(about.get("key", "tags"))) if front and about else None
        if node is None or node.type != "seq":
            return
        more = self.settings["known"]
        known = [str(tag) for part in (about.get("known"), more) for tag in _list(part)]
        for _key, item in node.items:
            tag = without_quotes(item.text)
            if item.type in ("map", "seq", "alias", "null") or tag in known or not tag.strip():
                continue
            meant = {_folded(one): one for one in known}.get(_folded(tag))
            likely = meant or _close(tag, known)
            exact = document.text[slice(*item.span)] == tag and meant not in _texts(node)
            yield Finding(
                item.span,
                tag=shorten(tag),
                known=", ".join(known),
                likely=likely,
                fix=Fix((Edit(*item.span, meant),)) if meant and exact else None,
                suggestions=(likely,) if likely and not meant else (),
            )


def _texts(node: object) -> set[str]:
    return {item.text for _key, item in getattr(node, "items", ())}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]+", "", tag).casefold()


def _close(tag: str, known: list[str]) -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(tag.casefold(), known, n=1, cutoff=0.7)
    return close[0] if close else None
