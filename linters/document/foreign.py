"""Text that was left in the language of the original, found word by word.

Each word of a block counts for one language or the other (`lexicon`); names and what is protected
count nothing. What stands out is the run of words whose sum is greatest, cut where the sum has
fallen by more than a few words of the block's own language can explain: the maximal scoring
segments of Karlin and Altschul 1993, https://doi.org/10.1073/pnas.90.12.5873, with their drop-off.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from linters.document.lexicon import lexicon
from linters.document.patterns import lazily
from linters.model import Span
from linters.resources import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.document.document import Document
    from linters.document.lexicon import Lexicon
    from linters.document.prose import Prose

ENOUGH = 2.6
_DROP = 3.5
_LOUD = 0.2
_NAME = 0.66  # what a word counts at most that may be a name
_TERMS_ONLY = 4.5
_OWN = -0.5
_SENTENCES = frozenset(
    ("paragraph", "list-item", "cell", "definition", "caption", "alt", "html", "excerpt", "title")
)
# Words are letters; what hangs together by hyphens is one.
_WORD = lazily(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# What has signs or digits within is code, a path, a version: no word of any language.
_CODE = lazily(r"[_/=@\\{}<>|~^$#&*\d]|[^\W\d_][.:][^\W\d_]|^--?\w")
_CHUNK = lazily(r"\S+")
_GLOSS = lazily(r"\([^()]{1,60}\)")
_BOUNDARY = lazily(r"[.!?…][\"”»)’]*\s+(?=[\"“«(]*[^\W\d_a-z])")
_MARKS = lazily(r"[.,;:!?()“”\"0]")
_START = lazily(r"[.!?…:]")
_LISTED = lazily(r"[.,;:()/]|\be\b|\bou\b")
# Text that ends in a mark is a sentence, or says what follows ("Note:").
_BOLD = lazily(r"\*\*([^\s*:.!?][^*\n:.!?]{0,60})\*\*")
_MOST_OF_LABEL = 5
_WITH_LABELS = frozenset(("paragraph", "list-item", "cell", "definition"))
_SAYS = lazily(r"[^ .!?:;…]")
_NO_SPACE = lazily(r"\S")
_MASK = "0"
_LATIN = "\u024f"
_MOST_OF_GLOSS = 5
_MOST_OF_TERM = 7
_LEAST_COPIED = 4
_FEW = 2
_LEAST_OF_TITLE = 3
_MOST_OF_LINKED_TERM, _LONGEST_LINKED_TERM = 3, 60


class Word(NamedTuple):
    """A word of a block: its place in the prose's text and what it counts."""

    start: int
    end: int
    text: str
    score: float


class Foreign(NamedTuple):
    """A run of foreign words: its place in the prose's text.

    `whole` says how much it is: `block`, `sentence` (one or more), `phrase`, or `word` (one alone,
    with the name that follows it). `small` counts the words that hold sentences together, `words`
    all of them.
    """

    prose: Prose
    start: int
    end: int
    whole: str
    words: int
    small: int

    @property
    def text(self) -> str:
        """What it says, without markup."""
        return self.prose.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return self.prose.span(self.start, self.end)


def find(document: Document) -> list[Foreign]:
    """What was left in the original's language in `document`, in order.

    Nothing where the document's language is not known, or is that of the original. Titles of items
    are left out, and headings where sections are fixed: what they are to be, other things decide.
    """
    own, foreign = document.language, document.profile.original_language
    if own is None or own == foreign:
        return []
    known = lexicon(foreign, own)
    found: list[Foreign] = []
    scopes = _SENTENCES if document.profile.templates else _SENTENCES | {"heading"}
    texts = [prose for prose in document.prose if prose.scope in scopes]
    known.expect(frozenset(word for prose in texts for word in prose.text.lower().split()))
    for prose in texts:
        # Most blocks have too few foreign words to be looked at closely, or have them as terms.
        if _may_speak(prose.text, known):
            text = masked(document, prose, known)
            if _may_speak(text, known):
                text = without_code(text)
                its_words = words(text, known)
                runs = list(_find(prose, text, its_words, known))
                runs = runs or list(_copied(document, prose, text, its_words))
                found.extend(run for run in runs if not _is_linked_title(document, run))
    return found


def _copied(document: Document, prose: Prose, text: str, found: list[Word]) -> Iterator[Foreign]:
    """What stands in the original word for word, though it may be terms by itself."""
    first = 0
    for index in range(len(found) + 1):
        if index < len(found) and index > first and _hang_together(text, found, index):
            continue
        run, first = found[first:index], index
        plain = sum(word.text[0].islower() for word in run)
        if len(run) < _LEAST_COPIED or plain < 2 or max(word.score for word in run) < _NAME:
            continue
        if _in_original(document, [word.text for word in run]):
            yield Foreign(prose, run[0].start, run[-1].end, "phrase", len(run), 1)


def _hang_together(text: str, found: list[Word], index: int) -> bool:
    """Whether a word and the one before it may both be foreign, with no mark between them."""
    one, other = found[index - 1], found[index]
    if one.score <= -_NAME or other.score <= -_NAME:
        return False
    return _MARKS.search(text, one.end, other.start) is None


def _in_original(document: Document, texts: list[str]) -> bool:
    original = document.original
    if original is None:
        return False
    words = [text.lower() for text in texts]
    return original.vocabulary.issuperset(words) and f" {' '.join(words)} " in original.words


def _is_linked_title(document: Document, run: Foreign) -> bool:
    """Whether the run is the whole text of a link, and begins as the title of a work does."""
    start, end = run.span
    if run.words < _LEAST_OF_TITLE or not run.text[:1].isupper():
        return False
    opening = document.text[max(0, start - 4) : start].rstrip(' *_“"')
    closing = document.text[end : end + 8].lstrip(' *_”".?!…')
    return opening.endswith("[") and not opening.endswith("![") and closing.startswith("](")


def _term_of_link(text: str, bracket: int, small: frozenset[str]) -> int:
    """Where the text of a link begins if it is a term; else where it ends."""
    opening = text.rfind("[", max(0, bracket - _LONGEST_LINKED_TERM), bracket)
    words = _WORD.findall(text[opening + 1 : bracket]) if opening >= 0 else []
    if 0 < len(words) <= _MOST_OF_LINKED_TERM and small.isdisjoint(map(str.lower, words)):
        return opening + 1
    return bracket


def masked(document: Document, prose: Prose, known: Lexicon) -> str:
    """The prose's text, as long as it is, with all that is meant to stay as it is marked out."""
    text = prose.text
    parts = []
    position = 0
    for start, end in sorted(_masks(document, prose, known.small)):
        if end > position:
            start = max(start, position)
            parts.append(text[position:start])
            parts.append(_MASK * (end - start))
            position = end
    return "".join((*parts, text[position:]))


def _may_speak(text: str, known: Lexicon) -> bool:
    return known.may_speak(set(text.lower().split()))


def _masks(document: Document, prose: Prose, small: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans of the prose that are meant to be as they are."""
    text = prose.text
    for protected in document.protected.overlapping(prose.span(0, len(text))):
        first = protected.start
        if protected.kind == "url" and document.text[first] == "]":
            first = _term_of_link(document.text, first, small)
        start, end = prose.within(first, protected.end)
        if start == end or prose.scope == protected.kind:
            continue
        if protected.kind == "emphasis":
            words = text[start:end].split()
            glue = sum(word.lower() in small for word in words)
            if prose.scope == "caption" or (len(words) > _MOST_OF_TERM and glue > 2):
                continue  # no term is that long
        yield start, end
    if not document.profile.templates:
        for label_start, label_end in _labels(document, prose):
            yield prose.within(label_start, label_end)
    for match in _phrases().finditer(text):
        yield match.span()
    for match in _GLOSS.finditer(text):
        words = _WORD.findall(match.group())
        few = len(words) <= _MOST_OF_GLOSS and sum(word.lower() in small for word in words) < 2
        if few or _spells_acronym(words):
            yield match.span()


def _spells_acronym(words: list[str]) -> bool:
    """Whether words are an acronym and, before or after it, what its letters stand for."""
    for acronym, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        initials = "".join(word[0] for word in rest).upper()
        if len(initials) > 1 and acronym == [initials]:
            return True
    return False


@cache
def _phrases() -> re.Pattern[str]:
    """Those that the language uses as they are."""
    alternatives = "|".join(map(re.escape, sorted(word_list("phrases.txt"))))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _labels(document: Document, prose: Prose) -> Iterator[tuple[int, int]]:
    """The names of buttons and menus, which documentation sets in bold, as the program has them:
    few words from a capital on, beside other text."""
    if prose.scope not in _WITH_LABELS:
        return
    start, end = prose.span(0, len(prose.text))
    if document.text.find("**", start, end) < 0:
        return
    for match in _BOLD.finditer(document.text, max(0, start - 2), min(len(document.text), end + 2)):
        label = match.group(1)
        alone = match.start() <= start and match.end() >= end
        if label[0].isupper() and len(label.split()) <= _MOST_OF_LABEL and not alone:
            yield match.span(1)


def without_code(text: str) -> str:
    """The text with all that looks like code, an address or a number replaced by a mark."""
    return _CHUNK.sub(_without_code, text)


def _without_code(match: re.Match[str]) -> str:
    chunk = match.group()
    return _MASK * len(chunk) if _CODE.search(chunk) else chunk


def words(text: str, known: Lexicon) -> list[Word]:
    """The words of a text with what each counts."""
    found = []
    previous = 0
    scores = known.scores
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        score = scores.get(word)
        if score is None:
            first = not previous or _START.search(text, previous, start) is not None
            score = _score(word, first, known)
        found.append(Word(start, end, word, score))
        previous = end
    return found


def _score(word: str, first: bool, known: Lexicon) -> float:
    if not word.isascii() and _is_other_script(word):
        return -2.0
    if "-" in word:
        parts = [known.score(part) for part in word.lower().split("-") if part]
        return max(-2.0, min(0.4, sum(parts) / len(parts)))
    rest = word[1:]
    if rest and not rest.islower() and "'" not in word and "’" not in word:
        return 0.0  # an acronym or a name
    score = known.score(word.lower())
    return score * 0.3 if word[0].isupper() and not first else score


def _is_other_script(text: str) -> bool:
    return any(char > _LATIN and char.isalpha() for char in text)


def _is_small(word: str, known: Lexicon) -> bool:
    """Whether a word, or the first part of it (`it’s`), holds a sentence together."""
    return word.lower().replace("’", "'").partition("'")[0] in known.small


def _find(prose: Prose, text: str, found: list[Word], known: Lexicon) -> Iterator[Foreign]:
    borders = [0, *(match.end() for match in _BOUNDARY.finditer(prose.text)), len(text)]
    after = 0
    for first, last, sum_of in _runs(prose, found):
        run = found[first : _over_names(text, found, last) + 1]
        small = sum(_is_small(word.text, known) for word in run)
        before = first
        while before > max(0, first - _FEW) and _begins_title(found[before - 1].text, known):
            before -= 1
        titled = _is_titled(run, known) or (
            before < first and _is_titled(found[before:first] + run, known)
        )
        if titled and prose.scope != "heading":
            yield from _alone(prose, text, found, after, first, known)
            after = first + len(run)
        elif _speaks(text, run, small, sum_of, known):
            yield from _alone(prose, text, found, after, first, known)
            first, last = _within_sentences(found, first, last, borders, known)
            yield _with_bounds(prose, text, found, first, last, small, borders)
            after = last + 1
    yield from _alone(prose, text, found, after, len(found), known)


def _runs(prose: Prose, found: list[Word]) -> Iterator[tuple[int, int, float]]:
    """The runs of a block; those of a title, which lists things, within each thing."""
    if prose.scope != "title":
        yield from _segments(found, 0, len(found))
        return
    first = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or any(
            mark in prose.text[found[index - 1].end : found[index].start] for mark in ",:;—"
        ):
            yield from _segments(found, first, index)
            first = index


def _alone(
    prose: Prose, text: str, found: list[Word], first: int, last: int, known: Lexicon
) -> Iterator[Foreign]:
    """The small words among those from `first` to `last` that are told though they stand alone."""
    for index in range(first, last):
        word = found[index]
        if word.text not in known.alone:
            continue
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        named = [
            other is not None and not other.text[0].islower() and other.score > -_NAME
            for other in (before, after)
        ]
        if text[word.end : word.end + 2] == f" {_MASK}":
            named[1] = True
        if all(named) and word.text not in ("and", "by"):
            continue  # Bank of America
        end = _over_foreign(text, found, index)
        yield Foreign(prose, word.start, found[end].end, "word", end - index + 1, 1)


def _over_foreign(text: str, found: list[Word], index: int) -> int:
    """The index of the last of the foreign words and names that follow a word."""
    end = last = _over_names(text, found, index)
    while end + 1 < len(found):
        following = found[end + 1]
        if following.score <= -_NAME or text[found[end].end : following.start].strip():
            break
        end += 1
        if following.score > _NAME:
            last = end
    return last


def _over_names(text: str, found: list[Word], index: int) -> int:
    """The index of the last of the names that follow a word and belong to it."""
    end = index
    while end + 1 < len(found):
        following = found[end + 1]
        between = text[found[end].end : following.start]
        if abs(following.score) > _NAME or following.text[0].islower() or between.strip():
            break
        end += 1
    return end


def _segments(found: list[Word], index: int, stop: int) -> Iterator[tuple[int, int, float]]:
    """First and last index and sum of each run of words before `stop` that is foreign enough."""
    first, best, run, last = index, 0.0, 0.0, -1
    while index < stop:
        if run <= 0:
            first, best, run, last = index, 0.0, 0.0, -1
        run += found[index].score
        if run > best + _LOUD:
            best, last = run, index
        if run <= 0 or run < best - _DROP:
            if best >= ENOUGH:
                yield first, last, best
                index = last
            run = 0.0
        index += 1
    if run > 0 and best >= ENOUGH:
        yield first, last, best


def _begins_title(word: str, known: Lexicon) -> bool:
    return not word[0].islower() and known.score(word.lower()) > 0


def _is_titled(run: list[Word], known: Lexicon) -> bool:
    """Whether a run is written as titles of works are."""
    texts = [word.text for word in run]
    small = sum(_is_small(word, known) for word in texts)
    plain = sum(word[0].islower() and not _is_small(word, known) for word in texts)
    capitals = sum(not word[0].islower() and not _is_small(word, known) for word in texts)
    if plain or capitals < 2 or not known.clause.isdisjoint(texts):
        return False
    return texts[-1][0].isupper() and (texts[0][0].isupper() or not small)


def _within_sentences(
    found: list[Word], first: int, last: int, borders: list[int], known: Lexicon
) -> tuple[int, int]:
    """The run without sentences at its ends of which only terms are foreign."""
    starts = [word.start for word in found[first : last + 1]]
    small = [0, *accumulate(_is_small(word.text, known) for word in found[first : last + 1])]
    low, high = 0, len(starts)
    for border in borders[bisect_left(borders, starts[0]) : bisect_right(borders, starts[-1])]:
        cut = bisect_left(starts, border)
        if not low < cut < high:
            continue
        if small[cut] == small[low]:
            low = cut
        elif small[high] == small[cut]:
            high = cut
    return first + low, first + high - 1


def _speaks(text: str, run: list[Word], small: int, sum_of: float, known: Lexicon) -> bool:
    """Whether a run is text, and no term or list of names."""
    texts = [word.text for word in run]
    plain = sum(word[0].islower() and not _is_small(word, known) for word in texts)
    # `use` and `for` are Portuguese too: alone among terms they prove nothing.
    if any(_is_small(text, known) and known.is_only_foreign(text.lower()) for text in texts):
        return len(run) > 1
    if small and len(run) > _FEW and not _LISTED.search(text[run[0].start : run[-1].end]):
        return sum_of >= _TERMS_ONLY
    if plain < 4 or sum_of < _TERMS_ONLY or any(word.score < -0.5 for word in run):
        return False
    between = text[run[0].start : run[-1].end]
    return max(len(_WORD.findall(part)) for part in _LISTED.split(between)) >= 4


def _may_be_foreign(word: Word) -> bool:
    return word.score > _OWN


def _start_of(word: Word) -> int:
    return word.start


def _is_name(word: Word) -> bool:
    return abs(word.score) <= _NAME and not word.text[0].islower()


def _with_bounds(
    prose: Prose,
    text: str,
    found: list[Word],
    first: int,
    last: int,
    small: int,
    borders: list[int],
) -> Foreign:
    """The run with the names at its ends, up to the borders of its sentences."""
    start, end = found[first].start, found[_over_names(text, found, last)].end
    left = borders[bisect_right(borders, start) - 1]
    right = borders[bisect_left(borders, end)]
    if small > 1:
        before = bisect_left(found, left, key=_start_of)
        after = bisect_left(found, right, key=_start_of)
        # The rest of a sentence of which most is foreign is so too, unless its words say otherwise.
        most = last - first + 1 > 2 * (first - before + after - last - 1)
        fits = _may_be_foreign if most else _is_name
        # From the run outwards: most that do not fit stand next to it.
        fit = all(fits(found[index]) for index in range(first - 1, before - 1, -1))
        if fit and not _is_other_script(prose.text[left:start]):
            start = left
        fit = all(fits(found[index]) for index in range(last + 1, after))
        if fit and not _is_other_script(prose.text[end:right]):
            end = right
    while end > start and prose.text[end - 1].isspace():
        end -= 1
    while start < end and prose.text[start].isspace():
        start += 1
    whole = "phrase"
    if start == left and right - end <= 2:
        whole = "sentence"
        says_more = _SAYS.search(prose.text, end) or _NO_SPACE.search(prose.text, 0, start)
        if not says_more:
            whole = "block"
    count = bisect_left(found, end, key=_start_of) - bisect_left(found, start, key=_start_of)
    return Foreign(prose, start, end, whole, count, small)
