"""Where a text is UTF-8 that was read in another encoding, and what it said before.

`ftfy` decides what is damaged; this module finds out which characters stand for which, so that
every position in the repaired text has its place in the file. Text that cannot be damaged is told
by a pattern, so that a clean file never loads `ftfy`.

Source: ftfy, https://ftfy.readthedocs.io/en/latest/explain.html
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from linters.document.offsets import SegmentMap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linters.model import Span

# Codecs that real text has been misread in, with the names that people know them by.
NAMES = {
    "macroman": "Mac Roman",
    "latin-1": "Latin-1",
    "cp437": "DOS (code page 437)",
    "cp850": "DOS (code page 850)",
    "iso-8859-2": "ISO 8859-2",
    "iso-8859-15": "ISO 8859-15",
    "sloppy-windows-1250": "Windows-1250",
    "sloppy-windows-1251": "Windows-1251",
    "sloppy-windows-1252": "Windows-1252",
    "sloppy-windows-1253": "Windows-1253",
    "sloppy-windows-1254": "Windows-1254",
    "sloppy-windows-1257": "Windows-1257",
}
_GATE_CODECS = (
    "mac_roman",
    "cp1252",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_15",
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_C1_CONTROL = re.compile(r"[\x80-\x9f]")
# Letters that stand beside each other in Portuguese and its neighbours. In no codec does a
# sequence consist of them alone.
_FOLLOW_ONLY = frozenset("áàãâçéêíóôõú")
# Latin, Greek, Cyrillic, Hebrew and Arabic; of what lies between, next to nothing is in use.
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xc5\xce-\xd1\xd7-\xdb][\x80-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class Repair(NamedTuple):
    """One run of damaged characters: its place in the damaged text, what it was, and the cause.

    `codecs` are the encodings that the text was misread in, outermost first; empty where it cannot
    be told. `lengths` are how many damaged characters stand for each character of `text`; empty
    where only the whole run corresponds to the whole text.
    """

    start: int
    end: int
    text: str
    codecs: tuple[str, ...]
    lengths: tuple[int, ...]

    @property
    def encoding(self) -> str:
        """The name of the encoding that the text was misread in, for people; empty if unknown."""
        return " + ".join(dict.fromkeys(NAMES.get(codec, codec) for codec in self.codecs))


def find_repairs(text: str, code: Callable[[], Sequence[Span]] = lambda: ()) -> list[Repair]:
    """The damaged runs of `text` in order, none overlapping; empty for most files.

    `code` gives the spans of code in the text. What stands there is taken for a quoted example
    unless the whole file is damaged. A byte that is not UTF-8 is never part of a repair.
    """
    if not could_be_damaged(text):
        return []
    # One character for another, so that every offset holds.
    readable = _SURROGATE.sub("x", text)
    repairs = _repair(readable, 0)
    is_whole = bool(repairs)
    if not is_whole:
        # Only some lines are damaged: what is true of one line need not hold for its neighbour.
        start = 0
        for line in readable.split("\n"):
            if could_be_damaged(line):
                repairs.extend(_repair(line, start))
            start += len(line) + 1
    if readable != text:
        repairs = [r for r in repairs if text[r.start : r.end] == readable[r.start : r.end]]
    if repairs:
        outside = _outside(repairs, code())
        repairs = repairs if is_whole and outside else outside
    return repairs


def _outside(repairs: list[Repair], spans: Sequence[Span]) -> list[Repair]:
    """The repairs that do not touch any of the spans, which are sorted."""
    ends = [span.end for span in spans]
    kept = []
    for repair in repairs:
        index = bisect_right(ends, repair.start)
        if index == len(spans) or spans[index].start >= repair.end:
            kept.append(repair)
    return kept


def apply_repairs(text: str, repairs: list[Repair]) -> tuple[str, SegmentMap]:
    """The repaired text, and the map from its offsets to offsets in the damaged `text`."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    made = origin = 0
    for repair in repairs:
        if repair.start > origin:
            parts.append(text[origin : repair.start])
            pieces.append((made, made + repair.start - origin, origin, repair.start))
            made += repair.start - origin
        origin = repair.start
        for length in repair.lengths:
            pieces.append((made, made + 1, origin, origin + length))
            made, origin = made + 1, origin + length
        if not repair.lengths:
            pieces.append((made, made + len(repair.text), repair.start, repair.end))
            made += len(repair.text)
        parts.append(repair.text)
        origin = repair.end
    parts.append(text[origin:])
    pieces.append((made, made + len(text) - origin, origin, len(text)))
    return "".join(parts), SegmentMap(pieces)


def could_be_damaged(text: str) -> bool:
    """Whether `text` holds characters in an order that UTF-8, misread in some codec, gives.

    Never false for text that is damaged beyond a single lost character; rarely true for clean
    text. Costs one scan of the text; only distinct runs are looked at further.
    """
    if text.isascii():
        return False
    # A no-break space that ended a sequence has often become a plain one on its way.
    if "Ã " in text or "Â " in text or "\uf8ff" in text or _C1_CONTROL.search(text):
        return True
    runs = " ".join({run for run in _RUN.findall(text) if not _FOLLOW_ONLY.issuperset(run)})
    return any(
        _UTF8_SEQUENCE.search(runs.encode(codec, "replace")) is not None for codec in _GATE_CODECS
    )


def _repair(text: str, offset: int) -> list[Repair]:
    """What `ftfy` repairs in `text`, which stands at `offset` in the file."""
    import ftfy

    repaired, plan = ftfy.fix_encoding_and_explain(text)
    if repaired == text:
        return []
    planned = tuple(step.parameter for step in plan or () if step.action == "encode")
    # `ftfy` does not always say what it did; damaging its result anew in each way tells.
    for codecs in dict.fromkeys((planned, *((codec,) for codec in NAMES))):
        exact = _align(text, repaired, codecs, offset) if codecs else None
        if exact is not None:
            return exact
    return [_bracket(text, repaired, offset)]


def _align(text: str, repaired: str, codecs: tuple[str, ...], offset: int) -> list[Repair] | None:
    """The runs in which `repaired` was damaged by `codecs`, None where that does not give `text`.

    A character that stands in `text` as it is was not damaged.
    """
    repairs: list[Repair] = []
    shift = 0
    for match in _NOT_ASCII.finditer(repaired):
        position = start = match.start() + shift
        characters: list[str] = []
        lengths: list[int] = []
        for character in match.group():
            damaged = _damage(character, codecs)
            if damaged and text.startswith(damaged, position):
                characters.append(character)
                lengths.append(len(damaged))
                position += len(damaged)
            elif text.startswith(character, position):
                _add(repairs, offset + start, characters, lengths, codecs)
                characters, lengths = [], []
                position += 1
                start = position
            else:
                return None
        _add(repairs, offset + start, characters, lengths, codecs)
        shift = position - match.end()
    return repairs if repairs and len(repaired) + shift == len(text) else None


def _add(
    repairs: list[Repair],
    start: int,
    characters: list[str],
    lengths: list[int],
    codecs: tuple[str, ...],
) -> None:
    if characters:
        end = start + sum(lengths)
        repairs.append(Repair(start, end, "".join(characters), codecs, tuple(lengths)))


@functools.lru_cache(maxsize=4096)
def _damage(character: str, codecs: tuple[str, ...]) -> str:
    """What became of a character; empty where the codec has no character for one of its bytes."""
    for codec in reversed(codecs):
        character = character.encode("utf-8").decode(codec, "ignore")
    return character


def _bracket(text: str, repaired: str, offset: int) -> Repair:
    """One repair from the first difference to the last."""
    limit = min(len(text), len(repaired))
    start = next((i for i in range(limit) if text[i] != repaired[i]), limit)
    tail = 0
    while tail < limit - start and text[-1 - tail] == repaired[-1 - tail]:
        tail += 1
    end = len(text) - tail
    return Repair(offset + start, offset + end, repaired[start : len(repaired) - tail], (), ())
