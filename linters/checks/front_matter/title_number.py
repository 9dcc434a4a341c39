from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity


class TitleNumber(Rule):
    """The title does not name the issue's number (`#5`).

    Readers, the archive and the thumbnail refer to an issue by its number. Which number it is
    stands in the name of the thumbnail, if anywhere; a person has to say.

    Source: the titles of all published issues.
    """

    id = "front-matter/title-number"
    severity = Severity.ERROR
    message = _("The title does not name the issue's number.")
    help = _("Write it after the newsletter's name: {expected}")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(title='"NLP 简报（Issue#7）[ZH]: a, b"'), profile="newsletter"),
        Good(front_matter(title='"النشرة الخامسة [AR]"'), profile="newsletter"),
        Good("---\ntitle: Um título qualquer\n---\n", profile="plain"),
        Good(front_matter(title='""'), profile="newsletter"),
        Good(front_matter(title="NLP #5 [EN]: a"), profile="newsletter"),  # front-matter/cut-short
        Good(front_matter(title="2020"), profile="newsletter"),  # front-matter/value-type
    ]
    INVALID = [
        Bad(
            front_matter(title='"NLP Newsletter [PT-BR]: Glosas,…"'),
            at="NLP Newsletter [PT-BR]: Glosas,…",
            profile="newsletter",
        ),
        Bad(
            front_matter(title="'NLP Newsletter 5 [EN]: GPT-2'"),
            at="NLP Newsletter 5 [EN]: GPT-2",
            profile="newsletter",
        ),
        Bad(front_matter(title="Boletim"), at="Boletim", profile="newsletter"),
        Bad(
            front_matter(title="“NLP Newsletter [EN]”"),
            at="NLP Newsletter [EN]",
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        wanted = document.profile.about("title-number")
        title = meant(document, "title")
        if not wanted or title is None or not title.text.strip():
            return
        excepted = wanted.get("except-languages")
        if isinstance(excepted, list) and document.language in excepted:
            return
        if title.kind == "str" and not re.search(str(wanted["pattern"]), title.text):
            yield Finding(title.span, expected=self._expected(document, title.text))

    def _expected(self, document: Document, title: str) -> str | None:
        """The title's beginning with the number that the thumbnail's name holds, if it does."""
        front = document.front_matter
        image = front.get("image") if front else None
        thumb = image.get("thumb") if image else None
        pattern = document.profile.front_matter.get("thumb-number")
        match = re.search(str(pattern), thumb.text) if thumb and pattern else None
        if match is None:
            return None
        name = re.split(r"\s*[\[:]", title, maxsplit=1)[0]
        tag = re.search(r"\[[\w-]+\]", title)
        language = tag.group() if tag else f"[{document.profile.tag_of(document.language) or ''}]"
        return f"“{name} #{match.group(1)} {language}: …”".replace("[] ", "").replace(" []", "")
