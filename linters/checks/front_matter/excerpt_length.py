from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule


class ExcerptLength(Rule):
    """The excerpt is too short to say anything, or so long that it is cut where it is shown.

    Lists, search engines and messages show a sentence or two. How long it may be is written in the
    profile, in `rules/profiles/`.

    Source: the front matter of all published issues.
    """

    id = "front-matter/excerpt-length"
    message = _(
        "The excerpt has {count} characters; readers need at least {shortest} to know more."
    )
    help = _("Say in a sentence what the issue is about, as the original does.")

    long = _("The excerpt has {count} characters; more than {longest} are cut where it is shown.")
    shorter = _("Keep to a sentence or two, as the original does.")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(excerpt='"' + "Glosas e legendas. " * 15 + '"'), profile="newsletter"),
        Good(front_matter(excerpt='""'), profile="newsletter"),  # front-matter/empty-value
        Good(front_matter(excerpt="Oi."), profile="plain"),
    ]
    INVALID = [
        Bad(front_matter(excerpt='"Oi."'), at="Oi.", profile="newsletter"),
        Bad(front_matter(excerpt="TODO"), at="TODO", profile="newsletter"),
        Bad(
            front_matter(excerpt='"' + "Glosas e legendas. " * 25 + '"'),
            at="Glosas e legendas. " * 25,
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        about = document.profile.about("excerpt")
        excerpt = meant(document, str(about.get("key", "excerpt"))) if about else None
        if excerpt is None or excerpt.kind not in ("str", "timestamp"):
            return
        count = len(excerpt.text.strip())
        shortest, longest = about.get("shortest", 0), about.get("longest", count)
        if isinstance(shortest, int) and 0 < count < shortest:
            yield Finding(excerpt.span, count=count, shortest=shortest)
        elif isinstance(longest, int) and count > longest:
            yield Finding(
                excerpt.span, message=self.long, help=self.shorter, count=count, longest=longest
            )
