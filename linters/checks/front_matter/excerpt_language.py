from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.document.language import ENGLISH, PORTUGUESE, detect, is_left_in_english
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule


class ExcerptLanguage(Rule):
    """The excerpt is in another language than the issue.

    It is what readers see first, in lists and wherever the issue is shared; in a translation it is
    easily left as it was in the original.

    Source: the front matter of all published issues.
    """

    id = "front-matter/excerpt-language"
    message = _("The excerpt is still in English.")
    help = _("Translate it, like the text of the issue.")

    portuguese = _("The excerpt is in Portuguese, but the issue is in English.")
    original = _("Write it in English.")

    _english = '"This issue covers topics such as captions and the glosses of a text."'

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(
            front_matter(excerpt='"The Annotated Gloss, Reading the Caption"'), profile="newsletter"
        ),
        Good(
            front_matter(
                excerpt='"A edição fala de “The Glosses of the Text: What They Are and Why”"'
            ),
            profile="newsletter",
        ),
        Good(front_matter(excerpt=_english, title='"NLP #5 [EN]: x"'), profile="newsletter"),
        Good(front_matter(excerpt=_english), profile="plain"),
    ]
    INVALID = [
        Bad(front_matter(excerpt=_english), at=_english[1:-1], profile="newsletter"),
        Bad(
            front_matter(excerpt=_english, title='"NLP #5 [TR]: x"'),
            at=_english[1:-1],
            profile="newsletter",
        ),
        Bad(
            front_matter(excerpt='"Esta edição trata de glosas e legendas."', title='"#5 [EN]: x"'),
            at="Esta edição trata de glosas e legendas.",
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        about = document.profile.about("excerpt")
        excerpt = meant(document, str(about.get("key", "excerpt"))) if about else None
        language = document.language
        if excerpt is None or language is None:
            return
        if language == ENGLISH:
            if detect(excerpt.text) == PORTUGUESE:
                yield Finding(excerpt.span, message=self.portuguese, help=self.original)
        elif is_left_in_english(excerpt.text, language):
            yield Finding(excerpt.span)
