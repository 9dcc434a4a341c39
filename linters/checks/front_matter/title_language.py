from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.document.profile import language_tags
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class TitleLanguage(Rule):
    """The title does not say the issue's language (`[PT-BR]`), or says another.

    An issue has the same name in every language; readers and lists tell them apart by the tag. A
    title that was copied from the original often keeps its `[EN]`.

    Source: the titles of all published issues.
    """

    id = "front-matter/title-language"
    severity = Severity.ERROR
    message = _("The title does not say the issue's language.")
    help = _("Write {expected} after the number.")

    other = _("The title says {found}, but the name of the file says {expected}.")
    copied = _("The title says {found}, but the issue is in Portuguese.")
    change = _("Write {expected}.")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(title='"NLP 简报（Issue#7）[ZH]: a, b"'), profile="newsletter"),
        Good(front_matter(title='"النشرة الخامسة"'), profile="newsletter", path="2020.AR._x.md"),
        Good(front_matter(title='"NLP Newsletter: a"'), profile="newsletter"),  # title-number
        Good(front_matter(title='"NLP Newsletter #5 [EN]: a"'), profile="newsletter", path="5.md"),
        Good(front_matter(title='"NLP Newsletter #5: a"'), profile="plain", path="x_[FR].md"),
        Good(front_matter(title="NLP Newsletter #5 [PT-BR]: a"), profile="newsletter"),
        Good(front_matter(), profile="newsletter", path="NLP_5_o_que_es_glosa_.md"),
    ]
    INVALID = [
        Bad(
            front_matter(title='"NLP Newsletter #5: Glosas,…"'),
            at="NLP Newsletter #5: Glosas,…",
            fixed=front_matter(title='"NLP Newsletter #5 [PT-BR]: Glosas,…"'),
            profile="newsletter",
            path="NLP_Newsletter_5_[PT-BR].md",
        ),
        Bad(
            front_matter(title='"NLP Newsletter #5 [EN]: Glosas,…"'),
            at="[EN]",
            fixed=front_matter(title='"NLP Newsletter #5 [FR]: Glosas,…"'),
            profile="newsletter",
            path="NLP_Newsletter_5_[FR].md",
        ),
        Bad(
            front_matter(title='"NLP Newsletter #5 [EN]: Glosas,…"').replace(
                "Texto.", "Esta edição é sobre as glosas e as legendas que não são boas."
            ),
            at="[EN]",
            fixed=front_matter()
            .replace("Glosas, legendas,…", "Glosas,…")
            .replace("Texto.", "Esta edição é sobre as glosas e as legendas que não são boas."),
            profile="newsletter",
        ),
        Bad(
            front_matter(title="'NLP Newsletter #5: x'"),
            at="NLP Newsletter #5: x",
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        about = document.profile.about("title-language")
        title = meant(document, "title")
        number = document.profile.about("title-number").get("pattern")
        if not about or title is None or not title.text.strip():
            return
        place = re.search(str(number), title.text) if number else None
        if number and place is None:
            return  # front-matter/title-number tells both
        own = title.text == document.text[slice(*title.span)]
        tags = document.profile.languages_by_tag
        # `_es_` may be a word of the name; a tag is written in capitals.
        by_name = [name for tag, name in language_tags(document.path, tags) if tag.isupper()]
        for match in re.finditer(r"\[([A-Za-z]{2}(?:-[A-Za-z]{2})?)\]", title.text):
            says = tags.get(match.group(1).lower())
            if says is None:
                continue
            expected, message = None, self.other
            if by_name and says not in by_name:
                expected = by_name[0]
            elif says == "en" and not by_name and _is_portuguese(document):
                expected, message = "pt-BR", self.copied
            if expected:
                wanted = f"[{document.profile.tag_of(expected)}]"
                start = title.span.start + match.start()
                span = Span(start, start + len(match.group())) if own else title.span
                yield Finding(
                    span,
                    message=message,
                    help=self.change,
                    found=match.group(),
                    expected=wanted,
                    fix=Fix((Edit(*span, wanted),), Applicability.UNSAFE) if own else None,
                )
            return
        language = by_name[0] if by_name else document.language
        excepted = about.get("except-languages")
        if isinstance(excepted, list) and language in excepted:
            return
        fix = None
        tag = document.profile.tag_of(language)
        if place and tag and own and by_name:
            at = title.span.start + place.end()
            fix = Fix((Edit(at, at, f" [{tag}]"),), Applicability.UNSAFE)
        yield Finding(title.span, expected=f"[{tag}]" if tag else None, fix=fix)


def _is_portuguese(document: Document) -> bool:
    from linters.document.language import PORTUGUESE, detect

    return detect(document.text[document.body :]) == PORTUGUESE
