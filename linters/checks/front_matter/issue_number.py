from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span


class IssueNumber(Rule):
    """The title, the thumb and the name of the file do not give the same number.

    A new issue is often begun as a copy of the one before. Where two of the three agree, the third
    is reported; where there are only two, a person has to say which is right, and both are shown.

    Source: the titles, thumbs and names of all published issues.
    """

    id = "front-matter/issue-number"
    severity = Severity.ERROR
    message = _("The title says issue {found}, but {others} {expected}.")
    help = _("Write the number of this issue in both.")

    thumb = _("The picture is that of issue {found}, but {others} {expected}.")
    named = _("The title and the picture say issue {found}, but the name of the file {expected}.")
    title_name = _("the title says")
    thumb_name = _("the picture is that of")
    file_name = _("the name of the file says")
    all_names = _("all else says")

    VALID = [
        Good(front_matter(), "newsletter", "2026-NLP_Newsletter_5_[PT-BR].md"),
        Good(front_matter(), "newsletter", "2026-NLP_Newsletter[PT-BR]_TensorFlow_2_1.md"),
        Good(front_matter(image="\n  thumb: capa.png"), "newsletter", "NLP_Newsletter_5.md"),
        Good(front_matter(title='"النشرة الخامسة"'), "newsletter", "x.AR.md"),
        Good(front_matter(title='"NLP #6 [EN]: a"'), "plain", "NLP_Newsletter_5.md"),
        Good(front_matter(title='"NLP #05 [EN]: GPT-2 #1"'), "newsletter", "Newsletter_#5_[EN].md"),
    ]
    INVALID = [
        Bad(
            front_matter(title='"NLP Newsletter #6 [PT-BR]: x"'),
            at="#6",
            profile="newsletter",
            path="2026-NLP_Newsletter_5_[PT-BR].md",
        ),
        Bad(
            front_matter(image="\n  thumb: nlp_newsletter_4.png"),
            at="4",
            profile="newsletter",
            path="NLP_Newsletter[PT-BR]_5.md",
        ),
        Bad(
            front_matter(image="\n  thumb: nlp_newsletter_4.png"),
            at="#5",
            times=2,
            profile="newsletter",
        ),
        Bad(front_matter(), at="#5", profile="newsletter", path="NLP_Newsletter_#7_[PT-BR].md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        numbers = _numbers(document)
        votes = Counter(number.value for number in numbers.values())
        if len(votes) < 2:
            return
        most, count = votes.most_common(1)[0]
        title, thumb, file = (numbers.get(name) for name in ("title", "thumb", "file"))
        places = [(title, None), (thumb, self.thumb)]
        if title and thumb and file and title.value == thumb.value:
            places = [(title, self.named)]
        for number, message in places:
            if number is None or (count > 1 and number.value == most and len(places) > 1):
                continue
            other = self._other(numbers, number, most if count > 1 else None)
            yield Finding(
                number.span,
                message=message,
                found=number.value,
                others=other[0],
                expected=other[1],
                cause="number",
            )

    def _other(
        self, numbers: dict[str, _Number], number: _Number, most: int | None
    ) -> tuple[str, int]:
        from linters.messages import translate

        names = {"title": self.title_name, "thumb": self.thumb_name, "file": self.file_name}
        if most is not None and most != number.value:
            return translate(self.all_names), most
        name, other = next((n, o) for n, o in numbers.items() if o.value != number.value)
        return translate(names[name]), other.value


class _Number(NamedTuple):
    value: int
    span: Span


def _numbers(document: Document) -> dict[str, _Number]:
    """The number in the title, the thumb and the name of the file, where they hold one."""
    front, about = document.front_matter, document.profile.front_matter
    found: dict[str, _Number] = {}
    title = meant(document, "title")
    pattern = document.profile.about("title-number").get("pattern")
    match = re.search(str(pattern), title.text) if title and pattern else None
    digits = re.search(r"\d+", match.group()) if match else None
    if title and match and digits:
        exact = document.text[slice(*title.span)] == title.text
        start = title.span.start + match.start()
        span = Span(start, start + len(match.group())) if exact else title.span
        found["title"] = _Number(int(digits.group()), span)
    image = front.get("image") if front else None
    thumb = image.get("thumb") if image else None
    pattern = about.get("thumb-number")
    match = re.search(str(pattern), thumb.text) if thumb and pattern else None
    if thumb and match:
        exact = document.text[slice(*thumb.span)] == thumb.text
        span = Span(*(thumb.span.start + at for at in match.span(1))) if exact else thumb.span
        found["thumb"] = _Number(int(match.group(1)), span)
    pattern = about.get("file-number")
    name = document.path.replace("\\", "/").rpartition("/")[2]
    match = re.search(str(pattern), name) if pattern else None
    if match:
        found["file"] = _Number(int(match.group(1)), Span(0, 0))
    return found
