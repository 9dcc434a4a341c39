from __future__ import annotations

from collections.abc import Iterator, Mapping

from linters.checks.examples import front_matter
from linters.checks.values import without_quotes
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity


class UnknownAuthor(Rule):
    """The author is not in the site's authors file.

    A post names its author by the key in that file (`ana_lima`), which holds the name, picture and
    biography; without an entry the page shows none of them. The file is named by `authors` in the
    configuration, or found as `_data/authors.yml` or `authors.yml` beside or above the post.

    Source: Jekyll, https://jekyllrb.com/docs/datafiles/#example-accessing-a-specific-author
    """

    id = "front-matter/unknown-author"
    severity = Severity.ERROR
    message = _("“{author}” is not in the site's authors file ({file}).")
    help = _("Did you mean “{likely}”?")

    add = _("Add an entry `{author}:` there, or write the key of one that is there.")
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter", path="content/x.md"),
        Good(front_matter(author="caio_bastos"), profile="newsletter", path="content/x.md"),
        Good(front_matter(author="[ana_lima]"), profile="newsletter", path="content/x.md"),
        Good(front_matter(author="ninguem"), profile="newsletter", path="/x.md"),
        Good(front_matter(author="ninguem"), profile="plain", path="content/x.md"),
        Good(front_matter(author=""), profile="newsletter", path="content/x.md"),
    ]
    INVALID = [
        Bad(
            front_matter(author="Ana Lima"),
            at="Ana Lima",
            fixed=front_matter(author="ana_lima"),
            profile="newsletter",
            path="content/x.md",
        ),
        Bad(
            front_matter(author='"Caio_Bastos"'),
            at="Caio_Bastos",
            fixed=front_matter(author='"caio_bastos"'),
            profile="newsletter",
            path="content/x.md",
        ),
        Bad(
            front_matter(author="ana_lma"), at="ana_lma", profile="newsletter", path="content/x.md"
        ),
        Bad(
            front_matter(author="ninguem"), at="ninguem", profile="newsletter", path="content/x.md"
        ),
        Bad(
            front_matter(author="[ana_lima, ninguem]"),
            at="ninguem",
            profile="newsletter",
            path="content/x.md",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        for key in document.profile.listed("authors") if front else ():
            value = front.get(key) if front else None
            if value is None:
                continue
            names = [value] if value.type != "seq" else [item for _key, item in value.items]
            for name in names:
                author = without_quotes(name.text.strip())
                authors = document.authors if author else None
                if authors is None or author in authors.names or name.type != "str":
                    continue
                meant = _meant(author, authors.names)
                likely = meant or _close(author, authors.names)
                exact = document.text[slice(*name.span)] == author
                yield Finding(
                    name.span,
                    help=None if likely else self.add,
                    author=shorten(author),
                    file=authors.path.replace("\\", "/").rpartition("/")[2],
                    likely=likely,
                    fix=Fix((Edit(*name.span, meant),)) if meant and exact else None,
                    suggestions=(likely,) if likely and not meant else (),
                )


def _meant(author: str, names: Mapping[str, str]) -> str | None:
    """The key of the one author of that name, or whose key differs in its capitals only."""
    found = [
        key for key, name in names.items() if author.casefold() in (key.casefold(), name.casefold())
    ]
    return found[0] if len(found) == 1 else None


def _close(author: str, names: Mapping[str, str]) -> str | None:
    from difflib import get_close_matches

    by_folded = {name.casefold(): key for key, name in names.items()}
    by_folded.update({key.casefold(): key for key in names})
    close = get_close_matches(author.casefold(), list(by_folded), n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None
