from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span
from linters.resources import word_list

if TYPE_CHECKING:
    from linters.document.foreign import Word
    from linters.document.lexicon import Lexicon
    from linters.document.titles import Titled

# `Long Name (LN)`, `Name: what it is`
_NAMED = lazily(r"\([^()\s]{2,30}\)|^\S{2,30} ?[:—–-] ")
_FOREIGN, _NEUTRAL, _OWN = 0.6, -0.3, -0.6
# From this share of foreign titles on, they are the issue's own manner: titles of works.
_MANNER = 0.34
_HALF = 0.6


def _issue(*items: str) -> str:
    return "\n\n".join(f"***{title}***\n\n{text}" for title, _, text in map(_parts, items)) + "\n"


def _parts(item: str) -> tuple[str, str, str]:
    return item.partition("|")


_OTHERS = ("Um modelo novo|Texto.", "Redes que leem|Texto.", "Ética na prática|Texto.")


class Title(Rule):
    """The title of an item was left in English, or half of it.

    Most English titles are those of papers, posts and books, and stay. One is reported if the other
    titles of the issue are translated and no link, and nothing in its text, goes by that name; and
    where all titles are in English, if it is a sentence that has no work to be the title of. Terms
    of `rules/words/terms.txt` stay within a translated title.

    Source: titles of published issues and their originals: of 205, 111 are the same in both, and
    about five of these are mistakes.
    """

    id = "untranslated/title"
    severity = Severity.WARNING
    message = _("The title “{title}” is not translated.")
    help = _("Translate it as the other titles are; the name of a paper or a book may stay.")

    part = _("In this title “{title}” is not translated.")
    part_help = _("Translate it; a term that stays in English stands in italics.")

    VALID = [
        Good(_issue(*_OTHERS, "Um guia para o TensorFlow|Texto."), path="x[pt-BR].md"),
        Good(_issue(*_OTHERS, "Small Nets|O método *Small Nets* é novo."), path="x[pt-BR].md"),
        Good(
            _issue(
                *_OTHERS, "How to Count Birds|Veja [o texto](https://a.org/how-to-count-birds)."
            ),
            path="x[pt-BR].md",
        ),
        Good(_issue(*_OTHERS, "Deep Learning na escola|Texto."), path="x[pt-BR].md"),
        Good(_issue(*_OTHERS, "BirdNet|Texto."), path="x[pt-BR].md"),
        Good(_issue(*_OTHERS, "Counting Birds Math (CBM)|Texto."), path="x[pt-BR].md"),
        Good(
            _issue(
                "Counting the Birds|Um [artigo](https://a.org/1).", "The Net|Um [b](https://b.c)."
            ),
            path="x[pt-BR].md",
        ),
        Good(_issue("Counting the Birds|Text.", "Um título|Texto."), path="x[en].md"),
    ]
    INVALID = [
        Bad(_issue(*_OTHERS, "Sharing the Code|Texto."), at="Sharing the Code", path="x[pt-BR].md"),
        Bad(
            _issue(*_OTHERS, "Online courses e aulas|Texto."),
            at="Online courses",
            path="x[pt-BR].md",
        ),
        Bad(
            _issue(
                "Counting the Birds|Um [artigo](https://a.org/1).",
                "A Call for Help to All of You|Escreva para nós.",
            ),
            at="A Call for Help to All of You",
            path="x[pt-BR].md",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        from linters.document import foreign
        from linters.document.lexicon import lexicon
        from linters.document.titles import titled

        own, other = document.language, document.profile.original_language
        if own is None or own == other or "***" not in document.text:
            return
        known = lexicon(other, own)
        titles = [
            (item, _scored(foreign.words(foreign.without_code(text), known), known))
            for item in titled(document)
            if (text := document.text[slice(*item.title)])
        ]
        whole = [_is_foreign(words) for _, words in titles]
        manner = sum(whole) >= _MANNER * len(whole)
        for (item, words), is_foreign in zip(titles, whole, strict=True):
            title = document.text[slice(*item.title)]
            if is_foreign:
                if not (_stands_alone if manner else _is_no_name)(document, item, words, known):
                    continue
                yield Finding(item.title, title=shorten(title))
            elif not manner:
                span = _foreign_part(title, words)
                if span is not None:
                    start, end = span
                    place = Span(item.title.start + start, item.title.start + end)
                    yield Finding(
                        place,
                        message=self.part,
                        help=self.part_help,
                        severity=Severity.INFO,
                        title=title[start:end],
                    )


def _scored(words: list[Word], known: Lexicon) -> list[Word]:
    """The words of a title: there is no sentence around them in which one could be a term."""
    return [
        word._replace(score=sum(map(known.score, parts)) / len(parts))
        if word.score > _OWN and len(parts := word.text.lower().split("-")) > 1
        else word
        for word in words
    ]


def _is_foreign(words: list[Word]) -> bool:
    return any(word.score >= _FOREIGN for word in words) and not any(
        word.score <= _OWN for word in words
    )


def _is_no_name(document: Document, item: Titled, words: list[Word], known: Lexicon) -> bool:
    """Whether it is no name or term, and nothing in the item goes by it."""
    title = document.text[slice(*item.title)]
    plain = [word for word in words if word.score >= _FOREIGN]
    if len(plain) < 2 and len(words) > 1 and "-" not in plain[0].text:
        return False  # a name with one word that happens to be English
    if len(words) == 1 or _NAMED.search(title) or title.lower().strip(" .:!?") in terms():
        return False
    return not _is_in_text(document, item, words)


def _is_in_text(document: Document, item: Titled, words: list[Word]) -> bool:
    """Whether most of the title's words stand in the item or in its links, untranslated too."""
    wanted = [word.text.lower() for word in words if len(word.text) > 3]
    text = document.text[slice(*item.text)].lower()
    return sum(word in text for word in wanted) >= _HALF * len(wanted) > 0


def _stands_alone(document: Document, item: Titled, words: list[Word], known: Lexicon) -> bool:
    """Whether it is a sentence, and there is no link to a work that it could be the title of."""
    small = sum(word.text.lower() in known.small for word in words)
    if small < 2 or _is_in_text(document, item, words):
        return False
    return not any(
        link.kind == "link" and not document.profile.is_own_site(link.target) for link in item.links
    )


def _foreign_part(title: str, words: list[Word]) -> tuple[int, int] | None:
    """Where, in a translated title, two foreign words or more stand that are no term."""
    first = 0
    for index in range(len(words) + 1):
        if index < len(words) and words[index].score >= _NEUTRAL:
            continue
        run = words[first:index]
        first = index + 1
        if len(run) < 2 or max(word.score for word in run) < _FOREIGN:
            continue
        part = title[run[0].start : run[-1].end]
        if "(" in title[: run[-1].end] or not any(word.text[0].islower() for word in run):
            continue  # a gloss or a name
        if not any(term in part.lower() for term in terms()):
            return run[0].start, run[-1].end
    return None


@cache
def terms() -> frozenset[str]:
    """The English terms that Portuguese texts keep."""
    return word_list("terms.txt")
