"""A translation against its original, unit by unit.

What is the same in both (images, the links of a paragraph, the slot of a section) holds the two
texts together; between these anchors, the units are aligned by how alike they are, one to one or
one to a few, as sentences are in Gale and Church 1993 (https://aclanthology.org/J93-1004/).
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linters.document.order import rising
from linters.document.original import Original
from linters.document.units import Unit, units

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from linters.document.document import Document
    from linters.document.markdown import Block

# What two units must be alike to be taken for the same, and the most of one text that one unit of
# the other may stand for.
_LEAST_LIKE = 0.3
_MOST_JOINED = 4
_LARGEST_GAP, _DEEPEST = 4000, 4
_DIGITS = re.compile(r"\d+")
_NEARER = 0.12
_TOO_LONG = 1.6
_SOME_STEMS = 0.25
_COMMON_STEMS = 0.35
_TEXTS = frozenset(("text", "caption"))
_NEAR = {frozenset(("text", "caption")): 0.0}
_LONGEST_TITLE = 100
_LONGEST_SHARE, _SHORT = 4, 40


class Pair(NamedTuple):
    """Units that say the same: one of each text, or one and a few."""

    original: tuple[Unit, ...]
    translation: tuple[Unit, ...]


class Missing(NamedTuple):
    """Units of the original, one after the other, that the translation lacks.

    They would stand between the units `after` and `before`; None at the start and the end. Both are
    None if they stand in a comment that says nothing else.
    """

    units: tuple[Unit, ...]
    after: Unit | None
    before: Unit | None


class Pairing(NamedTuple):
    """All pairs in the order of the translation, and what has none.

    `added` is empty where comments hold the original, as they need not hold all of it.
    """

    original: Original
    pairs: list[Pair]
    missing: list[Missing]
    added: list[Unit]

    @property
    def original_units(self) -> list[Unit]:
        """All units of the original, those that have a pair first."""
        paired = [unit for pair in self.pairs for unit in pair.original]
        return paired + [unit for gap in self.missing for unit in gap.units]


def pair(document: Document) -> Pairing | None:
    """The units of `document` with those of its original; None if that is not at hand."""
    original = document.original
    if original is None:
        return None
    ours, theirs = units(document), units(original.document)
    if original.document.text == document.text:
        return None
    if original.in_comments:
        return _by_comments(document, original, theirs, ours)
    matches = _align(theirs, ours)
    return _pairing(original, theirs, ours, matches)


_Match = tuple[range, range]


def _pairing(
    original: Original,
    theirs: list[Unit],
    ours: list[Unit],
    matches: list[_Match],
    runs: dict[int, int] | None = None,
) -> Pairing:
    paired = {index for ranges in matches for index in ranges[0]}
    used = {index for ranges in matches for index in ranges[1]}
    moved = _moved(
        [i for i in range(len(theirs)) if i not in paired],
        [j for j in range(len(ours)) if j not in used],
        theirs,
        ours,
    )
    matches = sorted((*matches, *moved), key=lambda match: match[1].start)
    used.update(index for ranges in moved for index in ranges[1])
    pairs = [
        Pair(tuple(theirs[i] for i in first), tuple(ours[j] for j in second))
        for first, second in matches
    ]
    missing = _missing(theirs, ours, {i: m[1] for m in matches for i in m[0]}, runs or {})
    added = [unit for index, unit in enumerate(ours) if index not in used]
    return Pairing(original, pairs, missing, added)


def _missing(
    theirs: list[Unit], ours: list[Unit], where: dict[int, range], runs: dict[int, int]
) -> list[Missing]:
    """What has no pair. `where` leads from units of the original to those of the translation; in
    comments only units of one run of comments (`runs`) tell where another would stand."""
    found = []
    index = 0
    while index < len(theirs):
        if index in where:
            index += 1
            continue
        end, run = index + 1, runs.get(index)
        while end < len(theirs) and end not in where and runs.get(end) == run:
            end += 1
        following = where.get(end) if runs.get(end) == run else None
        previous = where.get(index - 1) if runs.get(index - 1) == run else None
        at = None  # the unit before which it would stand
        if previous is not None:
            at = previous[-1] + 1
        elif following is not None:
            at = following[0]
        elif not runs:
            at = 0
        after = ours[at - 1] if at else None
        before = ours[at] if at is not None and at < len(ours) else None
        found.append(Missing(tuple(theirs[index:end]), after, before))
        index = end
    return found


def _moved(left: list[int], right: list[int], theirs: list[Unit], ours: list[Unit]) -> list[_Match]:
    """Those that stand in another place, known by their image or links."""
    by_key = {key: j for j in right if (key := _key(ours[j])) is not None}
    found = []
    for i in left:
        j = by_key.pop(_key(theirs[i]), None)
        if j is not None:
            found.append((range(i, i + 1), range(j, j + 1)))
    return found


def _align(theirs: list[Unit], ours: list[Unit]) -> list[_Match]:
    """Index ranges of units that say the same, in order."""
    anchors = _anchors(theirs, ours)
    matches: list[_Match] = []
    last = (0, 0)
    for i, j in (*anchors, (len(theirs), len(ours))):
        matches.extend(_fill(theirs, ours, range(last[0], i), range(last[1], j)))
        if i < len(theirs):
            matches.append((range(i, i + 1), range(j, j + 1)))
        last = (i + 1, j + 1)
    return [_absorbing(theirs, ours, matches, index) for index in range(len(matches))]


def _absorbing(theirs: list[Unit], ours: list[Unit], matches: list[_Match], index: int) -> _Match:
    """A match with the text before and after it that has none, if it was cut in two there."""
    first, second = matches[index]
    if theirs[first.start].kind != "text" or ours[second.start].kind != "text":
        return first, second
    before = matches[index - 1] if index else (range(0), range(0))
    end = range(len(theirs), len(theirs)), range(len(ours), len(ours))
    after = matches[index + 1] if index + 1 < len(matches) else end
    first = _grown(theirs, first, before[0].stop, after[0].start, ours, second)
    second = _grown(ours, second, before[1].stop, after[1].start, theirs, first)
    return first, second


def _grown(
    units: list[Unit], own: range, lowest: int, highest: int, others: list[Unit], other: range
) -> range:
    """`own` with those of its neighbours, down to `lowest` and below `highest`, that say some of
    what `other` says."""
    if (own.start, own.stop) == (lowest, highest):
        return own
    wanted = _length(others, other)
    said = frozenset().union(*(others[index].stems for index in other))
    while True:
        for down, up in ((1, 0), (0, 1)):
            grown = range(own.start - down, own.stop + up)
            if grown.start < lowest or grown.stop > highest:
                continue
            unit = units[grown.start if down else grown.stop - 1]
            length = _length(units, grown)
            distance = abs(math.log((length + 1) / (wanted + 1)))
            nearer = abs(math.log((_length(units, own) + 1) / (wanted + 1))) - distance
            fits = _overlap(unit.stems, said) >= _SOME_STEMS and length < wanted * _TOO_LONG
            if unit.kind == "text" and (nearer > _NEARER or fits):
                own = grown
                break
        else:
            return own


def _length(units: list[Unit], own: range) -> int:
    return sum(units[index].length for index in own)


def _key(unit: Unit) -> Hashable:
    """What a unit is known by in any language; None if there is nothing of the kind."""
    if unit.images:
        return "image", unit.images[0]
    if unit.kind == "heading":
        slot = unit.slot
        return ("section", slot) if slot else ("heading", unit.text.strip())
    if unit.targets:
        return "links", unit.kind, tuple(sorted(set(unit.targets)))
    if unit.kind in ("title", "code"):
        return unit.kind, unit.text.strip()
    return None


def _anchors(theirs: list[Unit], ours: list[Unit]) -> list[tuple[int, int]]:
    """Units that have the same key, which no other has, in the order of both texts."""
    keys = [list(map(_key, theirs)), list(map(_key, ours))]
    counts = [Counter(side) for side in keys]
    places = {key: i for i, key in enumerate(keys[0])}
    candidates = [
        (places[key], j)
        for j, key in enumerate(keys[1])
        if key is not None
        and counts[0][key] == counts[1][key] == 1
        and _are_as_long(theirs[places[key]].length, ours[j].length)
    ]
    return rising(candidates)


def _are_as_long(one: int, other: int) -> bool:
    """Whether one may be the other's translation, or that of a part of it."""
    return max(one, other) <= _LONGEST_SHARE * min(one, other) + _SHORT


def _by_rare_words(
    theirs: list[Unit], ours: list[Unit], left: range, right: range
) -> list[tuple[int, int]]:
    """Units that share words and numbers which no other unit has, in the order of both texts."""
    places: list[dict[str, int]] = []
    for side, own in ((theirs, left), (ours, right)):
        where: dict[str, int] = {}
        for index in own:
            for word in side[index].stems.union(_DIGITS.findall(side[index].text)):
                where[word] = -1 if word in where else index
        places.append(where)
    votes = Counter(
        (i, j)
        for word, i in places[0].items()
        if i >= 0 and (j := places[1].get(word, -1)) >= 0 and theirs[i].kind == ours[j].kind
    )
    alike = {
        (i, j): count
        for (i, j), count in votes.items()
        if _are_as_long(theirs[i].length, ours[j].length)
    }
    least = min(2, max(alike.values(), default=0))
    best: dict[int, tuple[int, int]] = {}
    for (i, j), count in alike.items():
        if count >= least:
            best[j] = max(best.get(j, (0, 0)), (count, i))
    return rising([(i, j) for j, (_, i) in sorted(best.items())])


def _fill(
    theirs: list[Unit], ours: list[Unit], left: range, right: range, depth: int = 0
) -> Iterator[_Match]:
    """The best alignment of what stands between two anchors, by dynamic programming.

    Where that is too much, rare words are more anchors.
    """
    rows, columns = len(left), len(right)
    if not rows or not columns:
        return
    if rows * columns > _LARGEST_GAP:
        anchors = _by_rare_words(theirs, ours, left, right) if depth < _DEEPEST else []
        i, j = left.start, right.start
        for one, other in (*anchors, (left.stop, right.stop)) if anchors else ():
            yield from _fill(theirs, ours, range(i, one), range(j, other), depth + 1)
            if one < left.stop:
                yield range(one, one + 1), range(other, other + 1)
            i, j = one + 1, other + 1
        return
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            choices = []
            if row:
                choices.append((best[row - 1][column], (1, 0)))
            if column:
                choices.append((best[row][column - 1], (0, 1)))
            if row and column:
                for down, over in _moves(theirs, ours, left, right, row, column):
                    gain = _likeness(
                        theirs[left[row - down] : left[row - 1] + 1],
                        ours[right[column - over] : right[column - 1] + 1],
                    )
                    if gain > 0:
                        choices.append((best[row - down][column - over] + gain, (down, over)))
            if choices:
                best[row][column], step[row][column] = max(choices)
    row, column = rows, columns
    found = []
    while row or column:
        down, over = step[row][column]
        if down and over:
            found.append(
                (
                    range(left[row - down], left[row - 1] + 1),
                    range(right[column - over], right[column - 1] + 1),
                )
            )
        row, column = row - down, column - over
    yield from reversed(found)


def _moves(
    theirs: list[Unit], ours: list[Unit], left: range, right: range, row: int, column: int
) -> Iterator[tuple[int, int]]:
    """How many units of each text may be matched that end here: one, or one and a few."""
    yield 1, 1
    if theirs[left[row - 1]].kind not in _TEXTS or ours[right[column - 1]].kind not in _TEXTS:
        return
    for over in range(2, min(_MOST_JOINED, column) + 1):
        if ours[right[column - over]].kind not in _TEXTS:
            break
        yield 1, over
    for down in range(2, min(_MOST_JOINED, row) + 1):
        if theirs[left[row - down]].kind not in _TEXTS:
            break
        yield down, 1


def _likeness(theirs: Sequence[Unit], ours: Sequence[Unit]) -> float:
    """How alike units are, from 1 down; below 0 where they cannot be the same."""
    one, other = theirs[0], ours[0]
    if "title" in (one.kind, other.kind) and {one.kind, other.kind} & {"text", "heading"}:
        # A title that is marked as none, or the other way round.
        shared = _overlap(one.stems, other.stems)
        short = max(one.length, other.length) < _LONGEST_TITLE
        return 0.6 * shared if short and shared > _COMMON_STEMS else -1.0
    if one.kind != other.kind:
        return _NEAR.get(frozenset((one.kind, other.kind)), -1.0) + (
            _text_likeness(theirs, ours) - _LEAST_LIKE
        )
    if one.kind == "image":
        return 1.0 if one.images == other.images else 0.15
    if one.kind == "heading":
        same_level = one.block.level == other.block.level
        slots = one.slot, other.slot
        if None not in slots:
            return 0.8 if slots[0] == slots[1] else -1.0
        return 0.3 + 0.5 * _overlap(one.stems, other.stems) if same_level else -1.0
    if one.kind == "title":
        return 0.2 + 0.6 * _overlap(one.stems, other.stems)
    if one.kind == "code":
        return 0.2 + 0.6 * _overlap(one.stems, other.stems)
    return _text_likeness(theirs, ours) - _LEAST_LIKE - 0.02 * (len(theirs) + len(ours) - 2)


def _text_likeness(theirs: Sequence[Unit], ours: Sequence[Unit]) -> float:
    one = frozenset().union(*(unit.stems for unit in theirs))
    other = frozenset().union(*(unit.stems for unit in ours))
    shared = min(1.0, _overlap(one, other) / _COMMON_STEMS)
    lengths = sum(unit.length for unit in theirs), sum(unit.length for unit in ours)
    if not _are_as_long(*lengths):
        return 0.0
    close = math.exp(-1.5 * abs(math.log((lengths[1] + 5) / (lengths[0] + 5))))
    targets = (
        {target for unit in theirs for target in unit.targets},
        {target for unit in ours for target in unit.targets},
    )
    linked = 0.5
    if targets[0] or targets[1]:
        linked = len(targets[0] & targets[1]) / len(targets[0] | targets[1])
    return 0.4 * shared + 0.25 * close + 0.35 * linked


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _by_comments(
    document: Document, original: Original, theirs: list[Unit], ours: list[Unit]
) -> Pairing:
    """Each run of comments against the units above it, down from the run before; or against those
    below it, down to the next, where text follows the last, and the first stands above all text or
    most are joined to the line below."""
    runs: list[tuple[int, int]] = []
    for unit in theirs:
        start, end = unit.span
        if runs and not _reads(document, runs[-1][1], start):
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    matches: list[_Match] = []
    run_of: dict[int, int] = {}
    texts = [unit.span.start for unit in ours if unit.kind == "text"]
    is_above = bool(runs and texts) and texts[-1] > runs[-1][1]
    is_above = is_above and (texts[0] > runs[0][0] or _are_joined_below(document.text, runs))
    above = 0
    for number, (start, end) in enumerate(runs):
        left = _between(theirs, start, end)
        first, last = above, start
        if is_above:
            first, last = end, runs[number + 1][0] if number + 1 < len(runs) else sys.maxsize
        right = _between(ours, first, last)
        above = end
        run_of.update(dict.fromkeys(left, number))
        if left and right:
            shift, other = left[0], right[0]
            for one, two in _align(theirs[left[0] : left[-1] + 1], ours[other : right[-1] + 1]):
                matches.append(
                    (
                        range(one.start + shift, one.stop + shift),
                        range(two.start + other, two.stop + other),
                    )
                )
    return _pairing(original, theirs, ours, matches, run_of)._replace(added=[])


def _are_joined_below(text: str, runs: list[tuple[int, int]]) -> bool:
    """Whether most of the comments have no empty line below them, and one above."""
    joined = 0
    for start, end in runs:
        opening, closing = text.rfind("<!--", 0, start), text.find("-->", end)
        above, _break, _indent = text[:opening].rpartition("\n")
        below = text[closing + 3 : closing + 100].partition("\n")
        is_free = not above.rpartition("\n")[2].strip()
        joined += is_free and not below[0].strip() and bool(below[2][:1].strip())
    return joined * 2 > len(runs)


def _between(units: list[Unit], start: int, end: int) -> range:
    """The indexes of the units that start between two places."""
    return range(bisect_left(units, start, key=_start_of), bisect_left(units, end, key=_start_of))


def _start_of(unit: Unit | Block) -> int:
    return unit.block.start if isinstance(unit, Unit) else unit.start


def _reads(document: Document, start: int, end: int) -> bool:
    """Whether anything but comments and layout stands between two places."""
    blocks = document.blocks
    first = bisect_left(blocks, start, key=_start_of)
    return any(
        block.kind not in ("comment", "spacer", "rule")
        for block in blocks[first : bisect_left(blocks, end, key=_start_of)]
    )
