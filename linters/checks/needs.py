"""What a text must hold so that a pattern can match in it: what makes a thousand rules cost little.

Most rules are about a word that most files do not have. Looking each pattern's word up among the
words of a file is one step; running the pattern over the file is thousands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# So many letters of a word are looked up: enough to tell most words apart.
KEY = 4

# A set of so many characters says little.
_FEW = 9

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[\w ,'’-]+")


class Needs(NamedTuple):
    """One of `starts` begins a word of the text (in lower case), or one of `texts` stands in it.

    Where both are empty, nothing is known.
    """

    starts: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


NOTHING_KNOWN = Needs()


def needs(pattern: str, whole_words: bool = False, ignore_case: bool = False) -> Needs:
    """What `pattern` needs. `whole_words` says that no letter may stand before a match.

    Raises re.error for what is no pattern.
    """
    if _PLAIN.fullmatch(pattern):
        return _best([(pattern, whole_words)], ignore_case)
    # Python's own parser, which is no public module: without it every pattern is run.
    parser = getattr(re, "_parser", None)
    if parser is None:
        re.compile(pattern)
        return NOTHING_KNOWN
    parsed = parser.parse(pattern)
    ignore_case = ignore_case or bool(parsed.state.flags & re.IGNORECASE)
    return _of(list(parsed), ("", whole_words), ignore_case)


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
        elif name == "BRANCH":
            found.append(_any(_of(list(part), run, ignore_case) for part in value[1]))
        elif name == "IN" and len(value) < _FEW:
            found.append(_any(_of([item], run, ignore_case) for item in value))
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            found.append(_of(list(value[2]), ("", False), ignore_case))
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
    words: list[str] = []
    texts: list[str] = []
    for run, bounded in runs:
        for match in _WORD.finditer(run):
            if match.start() or bounded:
                words.append(match.group().lower())
        if not ignore_case:
            texts.append(run)
    best = max(words, key=len, default="")
    if len(best) > 1:
        return Needs(starts=frozenset({best[:KEY]}))
    longest = max(texts, key=len, default="")
    return Needs(texts=frozenset({longest})) if longest else NOTHING_KNOWN


def _any(parts: Iterable[Needs]) -> Needs:
    """What is needed where one of several will do."""
    starts: set[str] = set()
    texts: set[str] = set()
    for part in parts:
        if part == NOTHING_KNOWN:
            return NOTHING_KNOWN
        starts |= part.starts
        texts |= part.texts
    return Needs(frozenset(starts), frozenset(texts))


def _better(candidates: list[Needs]) -> Needs:
    """That which is met by the fewest texts."""
    known = [one for one in candidates if one != NOTHING_KNOWN]
    return max(known, key=_rarity) if known else NOTHING_KNOWN


def _rarity(needs: Needs) -> tuple[bool, int]:
    return not needs.texts, min(map(len, needs.starts | needs.texts))
