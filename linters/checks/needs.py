"""What a text must hold so that a pattern can match in it: what makes a thousand rules cost little.

Most rules are about a word that most files do not have. Looking each pattern's word up among the
words of a file is one step; running the pattern over the file is thousands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linters.resources import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# So many letters of a word are looked up: enough to tell most words apart.
KEY = 5

# A set of so many characters says little.
_FEW = 9
# Of so many choices one is in every text.
_MANY = 24

_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"[^\W_]{2,}(?![?*{])")
_PLAIN = re.compile(r"[\w ,'’-]+")


class Needs(NamedTuple):
    """What must be there: a word that begins with one of `starts`, and one of `texts`.

    Of what is empty nothing is known. `any_case` says that `starts` are in lower case and words of
    any case are meant.
    """

    starts: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    any_case: bool = False


NOTHING_KNOWN = Needs()


class KnownNeeds:
    """The needs of patterns, remembered between runs: to take a pattern apart takes its time."""

    def __init__(self) -> None:
        self._memory = Memory("needs", __file__)

    def of(self, pattern: str, whole_words: bool, ignore_case: bool) -> Needs:
        """What `needs` gives. Raises re.error for what is no pattern."""
        key = f"{whole_words:d}{ignore_case:d}{pattern}"
        known = self._memory.answers.get(key)
        if known is None:
            found = needs(pattern, whole_words, ignore_case)
            known = [sorted(found.starts), sorted(found.texts), found.any_case]
            self._memory.answers[key] = known
        starts, texts, any_case = known
        return Needs(frozenset(starts), frozenset(texts), any_case)

    def keep(self) -> None:
        """Remember what is new."""
        self._memory.keep()


def needs(pattern: str, whole_words: bool = False, ignore_case: bool = False) -> Needs:
    """What `pattern` needs. `whole_words` says that no letter may stand before a match.

    Raises re.error for what is no pattern.
    """
    if _PLAIN.fullmatch(pattern):
        return _best([(pattern, whole_words)], ignore_case)
    head = _HEAD.match(pattern)
    if head and whole_words and not ignore_case and not _has_choice(pattern):
        return Needs(frozenset({head.group()[:KEY]}), frozenset({head.group()}))
    # Python's own parser, which is no public module: without it every pattern is run.
    parser = getattr(re, "_parser", None)
    if parser is None:
        re.compile(pattern)
        return NOTHING_KNOWN
    parsed = parser.parse(pattern)
    ignore_case = ignore_case or bool(parsed.state.flags & re.IGNORECASE)
    return _of(list(parsed), ("", whole_words), ignore_case)


def _has_choice(pattern: str) -> bool:
    """Whether a `|` stands outside of all brackets."""
    if "|" not in pattern:
        return False
    depth = 0
    for character in pattern:
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth <= 0:
            return True
    return False


def _of(items: list[Any], run: tuple[str, bool], ignore_case: bool) -> Needs:
    """The best of what the items of a parsed pattern need, one after the other.

    `run` is the text right before them, and whether a word begins with it.
    """
    found: list[Needs] = []
    runs: list[tuple[str, bool]] = []
    for name, value in (*((str(name), value) for name, value in items), ("END", None)):
        if name == "LITERAL":
            run = (run[0] + chr(value), run[1])
            continue
        if run[0]:
            runs.append(run)
        if name == "SUBPATTERN" and not (value[1] or value[2]):
            found.append(_of(list(value[3]), run, ignore_case))
        elif name == "ASSERT" and value[0] > 0:
            found.append(_of(list(value[1]), run, ignore_case))
        elif name == "BRANCH" and len(value[1]) < _MANY:
            found.append(_any([_of(list(part), run, ignore_case) for part in value[1]]))
        elif name == "IN" and len(value) < _FEW:
            found.append(_any([_of([item], run, ignore_case) for item in value]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            least = list(value[2]) * min(value[0], _FEW)
            found.append(_of(least, run, ignore_case))
        run = ("", _bounds(name, value))
    return _better([_best(runs, ignore_case), *found])


def _bounds(name: str, value: Any) -> bool:
    """Whether a word begins after that part of a pattern, if a letter follows."""
    if name == "AT":
        return str(value) != "AT_NON_BOUNDARY"
    if name == "ASSERT" and value[0] < 0 and value[1]:
        last, what = value[1][-1]
        return str(last) == "LITERAL" and not _WORD.match(chr(what))
    if name == "ASSERT_NOT" and value[0] < 0 and len(value[1]) == 1:
        return "CATEGORY_WORD" in str(value[1]) and "NEGATE" not in str(value[1])
    return False


def _best(runs: Iterable[tuple[str, bool]], ignore_case: bool) -> Needs:
    """Of runs of characters that must be there, the longest word whose beginning is known."""
    words: list[tuple[str, str]] = []
    texts: list[str] = []
    for run, bounded in runs:
        for match in _WORD.finditer(run):
            if match.start() or bounded:
                words.append((match.group(), run))
        texts.append(run)
    if words:
        word, run = max(words, key=lambda pair: len(pair[0]))
        if ignore_case:
            return Needs(frozenset({word.lower()[:KEY]}), any_case=True)
        if len(word) > 1:
            return Needs(frozenset({word[:KEY]}), frozenset({run}))
    if not texts or ignore_case:
        return NOTHING_KNOWN
    return Needs(texts=frozenset({max(texts, key=len)}))


def _any(parts: list[Needs]) -> Needs:
    """What is needed where one of several will do."""
    starts = [part.starts for part in parts]
    texts = [part.texts for part in parts]
    return Needs(
        frozenset().union(*starts) if all(starts) else frozenset(),
        frozenset().union(*texts) if all(texts) else frozenset(),
        any(part.any_case for part in parts),
    )


def _better(candidates: list[Needs]) -> Needs:
    """That which is met by the fewest texts."""
    return max(candidates, key=_rarity)


def _rarity(needs: Needs) -> tuple[bool, int]:
    shortest = min(needs.texts or needs.starts or ("",), key=len)
    return bool(needs.starts), len(shortest) if len(shortest) > 1 else shortest not in " ,.-"
