from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ]|$)")
_DAY_FIRST = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})\b")


class Date(Rule):
    """A date is none, or is not the one in the name of the file.

    Jekyll takes the day of a post from both, and the one in the front matter counts: the post then
    stands at another place and address than its name says. A day that does not exist stops the
    build. The keys that hold a date are written in the profile.

    Source: Jekyll, https://jekyllrb.com/docs/front-matter/#predefined-variables-for-posts
    """

    id = "front-matter/date"
    severity = Severity.ERROR
    message = _("“{key}” is {found}, but the name of the file says {expected}.")
    help = _("Write the same day in both.")

    form = _("“{found}” is no date that the site can read.")
    iso = _("Write year, month and day, as in {expected}.")
    impossible = _("There is no such day: {found}.")
    name = _("The name of the file begins with {found}; there is no such day.")
    rename = _("Rename the file.")

    VALID = [
        Good(front_matter(after="date: 2026-09-14\n"), "newsletter", "2026-09-14-a.md"),
        Good(
            front_matter(after="date: 2026-9-14 10:30:00 -0300\n"), "newsletter", "2026-09-14-a.md"
        ),
        Good(front_matter(after='date: "2026-09-14T10:30:00"\n'), "newsletter", "2026-09-14-a.md"),
        Good(front_matter(after="date: 2026-09-14\n"), "newsletter", "a.md"),
        Good(front_matter(), "newsletter", "2026-09-14-a.md"),
        Good(front_matter(after="date: 2026-09-15\n"), "docs", "2026-09-14-a.md"),
    ]
    INVALID = [
        Bad(
            front_matter(after="date: 2026-09-15\n"),
            at="2026-09-15",
            profile="newsletter",
            path="2026-09-14-a.md",
        ),
        Bad(front_matter(after="date: 2026-02-30\n"), at="2026-02-30", profile="newsletter"),
        Bad(front_matter(after="date: 14/09/2026\n"), at="14/09/2026", profile="newsletter"),
        Bad(
            front_matter(after="date: 14 de setembro\n"), at="14 de setembro", profile="newsletter"
        ),
        Bad(front_matter(), at="---", profile="newsletter", path="2026-13-01-NLP_Newsletter.md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        keys, front = document.profile.listed("dates"), document.front_matter
        if not keys or front is None:
            return
        by_name = self._in_name(document)
        if by_name and not _exists(by_name):
            yield Finding(Span(0, 3), message=self.name, help=self.rename, found=by_name)
            by_name = None
        for key in keys:
            node = front.get(key)
            if node is None or node.is_empty or node.type in ("map", "seq", "alias"):
                continue
            found = shorten(node.text)
            match = _ISO.match(node.text.strip())
            if match is None:
                other = _DAY_FIRST.match(node.text.strip())
                day = f"{other[3]}-{other[2]:0>2}-{other[1]:0>2}" if other else None
                expected = day if day and _exists(day) else by_name
                yield Finding(
                    node.span, message=self.form, help=self.iso, found=found, expected=expected
                )
                continue
            date = f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
            if not _exists(date):
                yield Finding(
                    node.span, message=self.impossible, help=self.iso, found=date, expected=by_name
                )
            elif key == keys[0] and by_name not in (None, date):
                yield Finding(node.span, key=key, found=date, expected=by_name)

    def _in_name(self, document: Document) -> str | None:
        pattern = document.profile.front_matter.get("file-date")
        name = document.path.replace("\\", "/").rpartition("/")[2]
        match = re.search(str(pattern), name) if pattern else None
        return match.group(1) if match else None


def _exists(date: str) -> bool:
    from datetime import date as day

    try:
        day.fromisoformat(date)
    except ValueError:
        return False
    return True
