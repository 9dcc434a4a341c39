from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.document.front_matter import Node
from linters.messages import _, shorten
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

    comment = _("To YAML the title ends at “{text}”: what follows a space and `#` is a comment.")
    quote = _('Put the whole title in straight quotes: "…"')

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(title='"NLP 简报（Issue#7）[ZH]: a, b"'), profile="newsletter"),
        Good(front_matter(title='"النشرة الخامسة [AR]"'), profile="newsletter"),
        Good("---\ntitle: Um título qualquer\n---\n", profile="plain"),
        Good(front_matter(title='""'), profile="newsletter"),
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
        Bad(front_matter(title="NLP #5 [EN]"), at="NLP", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        wanted = document.profile.front_matter.get("title-number")
        title = document.front_matter.get("title") if document.front_matter else None
        if not isinstance(wanted, dict) or title is None or not title.text.strip():
            return
        if document.language in wanted.get("except-languages", ()):
            return
        if title.type == "str" and not re.search(str(wanted["pattern"]), title.text):
            line_end = document.text.find("\n", title.outer.end)
            if re.match(r"[ \t]+#", document.text[title.outer.end : line_end]):
                message, text = self.comment, shorten(title.text[-20:])
                yield Finding(title.span, message=message, help=self.quote, text=text)
            else:
                yield Finding(title.span, expected=self._expected(document, title))

    def _expected(self, document: Document, title: Node) -> str | None:
        """The title's beginning with the number that the thumbnail's name holds, if it does."""
        front = document.front_matter
        image = front.get("image") if front else None
        thumb = image.get("thumb") if image else None
        pattern = document.profile.front_matter.get("thumb-number")
        match = re.search(str(pattern), thumb.text) if thumb and pattern else None
        if match is None:
            return None
        name = re.split(r"\s*[\[:]", title.text, maxsplit=1)[0]
        tag = re.search(r"\[[\w-]+\]", title.text)
        language = tag.group() if tag else f"[{(document.language or '').upper()}]"
        return f"“{name} #{match.group(1)} {language}: …”".replace("[] ", "").replace(" []", "")
