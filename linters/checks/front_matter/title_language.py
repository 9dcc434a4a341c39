from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant
from linters.document import Document
from linters.document.language import PORTUGUESE, detect
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
    fixes = (Applicability.UNSAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(title='"NLP 简报（Issue#7）[ZH]: a, b"'), profile="newsletter"),
        Good(front_matter(title='"النشرة الخامسة"'), profile="newsletter", path="2020.AR._x.md"),
        Good(front_matter(title='"NLP Newsletter: a"'), profile="newsletter"),  # title-number
        Good(front_matter(title='"NLP Newsletter #5 [EN]: a"'), profile="newsletter", path="5.md"),
        Good(front_matter(title='"NLP Newsletter #5: a"'), profile="plain", path="x_[FR].md"),
        Good(front_matter(title="NLP Newsletter #5 [PT-BR]: a"), profile="newsletter"),
        Good(front_matter(title='"NLP Newsletter #5 [VI]: a"'), profile="newsletter"),
        Good(
            front_matter(title='"[QA] NLP Newsletter #5 [FR]"'),
            profile="newsletter",
            path="5_[FR].md",
        ),
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
            front_matter(title='"NLP Newsletter #5 [PT-BT]: x"'),
            at="NLP Newsletter #5 [PT-BT]: x",
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
        pattern = document.profile.about("title-number").get("pattern")
        number = re.search(str(pattern), title.text) if title and pattern else None
        # Where both are missing, front-matter/title-number tells both.
        if not about or title is None or not title.text.strip() or (pattern and not number):
            return
        tags = document.profile.languages_by_tag
        # `_es_` may be a word of the name; a tag is written in capitals.
        by_name = [name for tag, name in language_tags(document.path, tags) if tag.isupper()]
        found = list(re.finditer(r"\[([A-Za-z]{2}(?:-[A-Za-z]{2})?)\]", title.text))
        known = [match for match in found if match[1].lower() in tags]
        says = tags.get(known[0][1].lower()) if known else None
        is_exact = title.text == document.text[slice(*title.span)]
        if says is not None or (found and by_name):
            match = (known or found)[0]
            expected, message = None, self.other
            if by_name and says not in by_name:
                expected = by_name[0]
            elif (
                says == document.profile.original_language
                and not by_name
                and _is_portuguese(document)
            ):
                expected, message = PORTUGUESE, self.copied
            if expected:
                place = Span(*(title.span.start + at for at in match.span()))
                wanted = f"[{document.profile.tag_of(expected)}]"
                yield Finding(
                    place if is_exact else title.span,
                    message=message,
                    help=self.change,
                    found=match[0],
                    expected=wanted,
                    fix=Fix((Edit(*place, wanted),), Applicability.UNSAFE) if is_exact else None,
                )
            return
        if any("-" not in match[1] or match[1][:2].lower() not in tags for match in found):
            return  # a language that the profile does not know, and not `[PT-BT]`
        language = by_name[0] if by_name else document.language
        excepted = about.get("except-languages")
        if isinstance(excepted, list) and language in excepted:
            return
        fix = None
        tag = document.profile.tag_of(language)
        if number and tag and is_exact and by_name:
            at = title.span.start + number.end()
            fix = Fix((Edit(at, at, f" [{tag}]"),), Applicability.UNSAFE)
        yield Finding(title.span, expected=f"[{tag}]" if tag else None, fix=fix)


def _is_portuguese(document: Document) -> bool:
    return detect(document.text[document.body :]) == PORTUGUESE
