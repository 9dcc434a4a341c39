"""Where a text is UTF-8 that was read in another encoding, and what it said before.

A run of characters that the wrong codec could have produced is encoded back and decoded as UTF-8,
once or twice. What is read is the likeliest way through the run: each character is either sound, or
part of a sequence that stands for another character, and every reading has a cost
(`linters.document.naturalness`). To see damage at all costs something too: much where nothing else
in the file is damaged in that way, little in a file or line that is.

What is left after that and still looks damaged is shown to `ftfy`, which knows more codecs.

Source: ftfy, https://ftfy.readthedocs.io/en/latest/explain.html; the Viterbi algorithm, Viterbi
1967, https://doi.org/10.1109/TIT.1967.1054010
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document.offsets import SegmentMap
from linters.document.source import without_bad_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linters.model import Span

# The encodings that text is misread in, likeliest first, with the names that people know them by.
_CODECS = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "latin_1": "Latin-1",
    "cp850": "DOS (code page 850)",
    "cp437": "DOS (code page 437)",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "iso8859_15": "ISO 8859-15",
}
# Where a byte has had more than one character: the euro sign came late to Mac Roman.
_ALSO = {"mac_roman": {"¤": 0xDB, "\u2126": 0xBD}}
_NO_BREAK_SPACE_IS_A0 = ("cp1252", "latin_1", "cp1250", "cp1254", "iso8859_15")

# What it costs to see damage of a kind: where there is no other sign of it, where the file has
# some, and where the line has.
_ALONE, _IN_FILE, _IN_LINE = 4.0, 1.5, 0.5
_TWICE = 1.0
_LOST_NO_BREAK = 1.0
# To see a Chinese character end in a space, with none before it.
_FAR_FETCHED = 20.0
_OTHER_KIND = 1.0
# Damage thrice over is looked for in one codec only.
_MOST_TIMES = 3
# How far a line whose repair still looks damaged must have come to be believed.
_BETTER = 0.4
# How much more natural a reading must be for what is left alone to be called doubtful. Measured on
# 28 MB of clean text in 70 languages: nothing that is not damaged is.
_DOUBTFUL = 2.0
_USUAL_COST = 1.5
# How much more natural `ftfy`'s reading must be where only a capital and a sign speak for it.
_SURE = 2.0

_PIECES = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
# A sequence that lost its last byte.
_LOSSY = "â€[\ufffd?]|[ÃÂĂ]\ufffd"
_RUN = re.compile(r"[^\x00-\x7f]+(?: [^\x00-\x7f]+)* ?")
_ADJACENT = re.compile(r"[^\x00-\x7f]{2,}")
_C1_CONTROL = re.compile(r"[\x80-\x9f]")
# Letters that stand beside each other in Portuguese and its neighbours. In no codec does a
# sequence consist of them alone.
_FOLLOW_ONLY = frozenset("áàãâçéêíóôõú")
# A lead that a plain space may follow, where a no-break space ended the sequence.
_BEFORE_SPACE = ("Ã ", "Â ", "Ă ", "Å ", "Ĺ ")
# Latin, combining marks, Greek, Cyrillic, Hebrew and Arabic; what lies between is hardly in use.
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xc5\xcc-\xd1\xd7-\xdb][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2}")
_RARE_CODECS = ("cp1251", "cp1253", "cp1257", "iso8859_2")
# `Ã s` was `às`, `Ã quele` was `àquele`; before any other word the space is one of its own.
_JOINED_TO_GRAVE = re.compile(r"s(?=\s|$)|quel|quil")

_Chain = tuple[str, ...]


class Repair(NamedTuple):
    """One run of damaged characters: its place in the damaged text, what it was, and the cause.

    `encoding` names the encoding that the text was misread in, for people; it is empty where it
    cannot be told. `lengths` are how many damaged characters stand for each character of `text`;
    empty where only the whole run corresponds to the whole text.
    """

    start: int
    end: int
    text: str
    encoding: str
    lengths: tuple[int, ...]


class _Token(NamedTuple):
    """A stretch of a run, and the character that it stands for by a chain of misreadings."""

    start: int
    end: int
    character: str
    chain: _Chain


def could_be_damaged(text: str) -> bool:
    """Whether `text` holds characters in an order that UTF-8, misread in some codec, gives.

    Never false for text that is damaged beyond a single lost character; rarely true for clean
    text. Costs one scan of the text; only distinct runs are looked at further.
    """
    if text.isascii():
        return False
    if "\uf8ff" in text or _C1_CONTROL.search(text) or any(s in text for s in _BEFORE_SPACE):
        return True
    runs = " ".join({run for run in _ADJACENT.findall(text) if not _FOLLOW_ONLY.issuperset(run)})
    return bool(runs) and _has_sequence(runs, (*_CODECS, *_RARE_CODECS))


def find_repairs(text: str, code: Callable[[], Sequence[Span]] = lambda: ()) -> list[Repair]:
    """The damaged runs of `text` in order, none overlapping; empty for most files.

    `code` gives the spans of code in the text. What stands there is taken for a quoted example
    unless all else is damaged too. A byte that is not UTF-8 is never part of a repair.
    """
    if not could_be_damaged(text):
        return []
    readable = without_bad_bytes(text, "\x00")
    runs = [
        (match.group(), match.start(), match.end())
        for match in _RUN.finditer(readable)
        if _is_candidate(match.group())
    ]
    found = _read_runs(readable, runs)
    repairs = _merge(found)
    repairs = _with_ftfy(readable, repairs)
    if readable != text:
        repairs = [r for r in repairs if text[r.start : r.end] == readable[r.start : r.end]]
    if repairs:
        outside = _outside(repairs, code())
        if len(outside) < len(repairs) and not (outside and _is_all_damaged(readable, repairs)):
            repairs = outside
    return repairs


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


@lru_cache(maxsize=8192)
def _is_candidate(run: str) -> bool:
    return could_be_damaged(run)


def _has_sequence(runs: str, codecs: Iterable[str]) -> bool:
    return any(_UTF8_SEQUENCE.search(runs.encode(codec, "replace")) is not None for codec in codecs)


def _read_runs(text: str, runs: list[tuple[str, int, int]]) -> list[tuple[int, _Token]]:
    """The damaged tokens of all runs, each with the offset of its run.

    A first reading finds what is damaged beyond doubt; the second knows of it.
    """
    in_file = _Signs()
    in_line: dict[int, _Signs] = {}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    places = [
        (run, text[start - 1 : start], text[end : end + 5], start, bisect_right(starts, start))
        for run, start, end in runs
    ]
    for run, before, after, _, line in places:
        for token in _read(run, before, after, ()):
            chains = _alike(run[token.start : token.end], token.character)
            in_file.add(chains)
            in_line.setdefault(line, _Signs()).add(chains)
    if not in_file.total:
        return []
    prices = {line: _prices(in_file, signs) for line, signs in in_line.items()}
    elsewhere = _prices(in_file, _Signs())
    order = {chain: number for number, chain in enumerate(_all_chains())}
    return [
        (start, token._replace(chain=max(alike, key=lambda c: (in_file.share(c), -order[c]))))
        for run, before, after, start, line in places
        for token in _read(run, before, after, prices.get(line, elsewhere))
        if (alike := _alike(run[token.start : token.end], token.character) or (token.chain,))
    ]


class _Signs:
    """How many damaged tokens there are, and how many of them each chain explains."""

    __slots__ = ("explained", "total")

    def __init__(self) -> None:
        self.total = 0
        self.explained: dict[_Chain, int] = {}

    def add(self, chains: Iterable[_Chain]) -> None:
        self.total += 1
        for chain in chains:
            self.explained[chain] = self.explained.get(chain, 0) + 1

    def share(self, chain: _Chain) -> float:
        """The part of the tokens that a chain explains, in tenths."""
        return round(self.explained.get(chain, 0) / self.total, 1) if self.total else 0.0


def _prices(in_file: _Signs, in_line: _Signs) -> tuple[tuple[_Chain, float], ...]:
    """What it costs to see each kind of damage in a line: the less, the more of it is explained."""
    prices = {}
    for chain in in_file.explained:
        of_file, of_line = in_file.share(chain), in_line.share(chain)
        if of_line:
            prices[chain] = _rank(chain) + _IN_LINE + (1 - of_line) * 1.5 + (1 - of_file) * 0.5
        else:
            prices[chain] = _rank(chain) + _IN_FILE + (1 - of_file)
    return tuple(sorted(prices.items()))


@lru_cache(maxsize=16384)
def _read(
    run: str, before: str, after: str, prices: tuple[tuple[_Chain, float], ...]
) -> tuple[_Token, ...]:
    """The damaged tokens in the likeliest reading of `run`, which stands between two texts."""
    from linters.document.naturalness import alone, between, cost, script

    price_of = dict(prices)

    # For each place, each way to have come there: last character and chain -> cost and the way.
    State = tuple[str, _Chain]
    Way = tuple[float, "State | None", "_Token | None"]
    ways: list[dict[State, Way]] = [{} for _ in range(len(run) + 1)]
    ways[0][(before, ())] = (0.0, None, None)
    for place in range(len(run)):
        if not ways[place]:
            continue
        tokens = _tokens(run, place, after)
        sound = _Token(place, place + 1, run[place], ())
        own = cost(run[place])
        following = run[place + 1] if place + 1 < len(run) else after[:1]
        for (last, chain), (so_far, _, _) in ways[place].items():
            _offer(
                ways[place + 1],
                (run[place], ()),
                (
                    so_far + own + between(last, run[place]) + alone(last, run[place], following),
                    (last, chain),
                    sound,
                ),
            )
            for token in tokens:
                price = so_far + cost(token.character) + between(last, token.character)
                if token.chain != chain:
                    known = price_of.get(token.chain)
                    price += _alone(token, last) if known is None else known
                    price += _OTHER_KIND if chain else 0.0
                if " " in run[token.start : token.end] or token.end == token.start + 1:
                    price += _LOST_NO_BREAK
                    if script(token.character) == "cjk" != script(last or " "):
                        price += _FAR_FETCHED
                _offer(
                    ways[token.end],
                    (token.character, token.chain),
                    (price, (last, chain), token),
                )
    end = {state: way[0] + between(state[0], after[:1]) for state, way in ways[len(run)].items()}
    state: State | None = min(end, key=lambda s: (end[s], s))
    place = len(run)
    path: list[_Token] = []
    while state is not None:
        _, state, step = ways[place][state]
        if step is None:
            break
        place = step.start
        if step.chain:
            path.append(step)
    return tuple(reversed(path))


def _alone(token: _Token, before: str) -> float:
    """What it costs to see a kind of damage of which there is no other sign."""
    price = _ALONE + _TWICE * (len(token.chain) - 1) + _rank(token.chain)
    if token.chain == ("mac_roman",) and token.end - token.start == 2:
        # `¬´` and `∆°` are drawn as faces and written in formulas.
        price += 0.0 if token.character.isalpha() else 6.0
    is_drawn = token.chain[0] in ("cp437", "cp850") and token.end - token.start == 2
    if is_drawn and not before.isalpha():
        price += 2.5  # two pieces of a box that do not follow a letter may be one
    return price


@cache
def _rank(chain: _Chain) -> float:
    """Next to nothing, but less for the likelier codec: what decides between equals.

    That two different codecs were at work is less likely than one twice.
    """
    return list(_CODECS).index(chain[0]) / 1000 + (0.3 if len(set(chain)) > 1 else 0.0)


def _offer(
    ways: dict[tuple[str, _Chain], tuple[float, tuple[str, _Chain] | None, _Token | None]],
    state: tuple[str, _Chain],
    way: tuple[float, tuple[str, _Chain] | None, _Token | None],
) -> None:
    if state not in ways or way[0] < ways[state][0]:
        ways[state] = way


def _tokens(run: str, place: int, after: str) -> list[_Token]:
    """What could start at `place`: one token for each chain of misreadings that fits."""
    from linters.document.naturalness import BROKEN, cost

    tokens = []
    chains: list[_Chain] = [(codec,) for codec in _CODECS]
    while chains:
        chain = chains.pop()
        decoded = _decode(run, place, chain)
        if decoded is None:
            continue
        end, character = decoded
        if cost(character) < BROKEN:
            tokens.append(_Token(place, end, character, chain))
        if len(chain) == 1:
            chains.extend((*chain, c) for c in _CODECS if _bytes(c).get(character, 0) >= 0xC2)
        elif len(chain) < _MOST_TIMES and len(set(chain)) == 1:
            chains.append((*chain, chain[0]))
    # Where a space may have been a no-break one, it may also be a space of its own.
    return [
        kept
        for token in tokens
        for kept in (
            [token] if " " not in run[token.start : token.end] else _space(run, token, after)
        )
    ]


def _space(run: str, token: _Token, after: str) -> list[_Token]:
    """A token with a plain space in it, if the space is part of it."""
    if token.character != "à" or token.end - token.start != 2:
        return [token]
    rest = run[token.end :] + after
    if rest[:1].isupper() and not rest[1:2].isalpha():
        return []  # capitals set apart: `C O N C L U S Ã O`
    if not rest or not rest[0].isalpha() or _JOINED_TO_GRAVE.match(rest):
        return [token]
    return [token._replace(end=token.end - 1)]


def _decode(run: str, place: int, chain: _Chain) -> tuple[int, str] | None:
    """Where the sequence that starts at `place` ends, and the character that it stands for."""
    byte_of = _bytes(chain[-1])
    data = bytearray()
    wanted = 1
    while len(data) < wanted:
        if place >= len(run):
            return None
        if len(chain) == 1:
            character, end = run[place], place + 1
        else:
            inner = _decode(run, place, chain[:-1])
            if inner is None:
                return None
            end, character = inner
        byte = byte_of.get(character)
        if byte is None:
            return None
        if not data:
            if not 0xC2 <= byte <= 0xF4:
                return None
            wanted = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        elif not 0x80 <= byte <= 0xBF:
            return None
        data.append(byte)
        place = end
    try:
        return place, data.decode("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def _bytes(codec: str) -> dict[str, int]:
    """The byte that each character stands for, where `codec` reads one as it."""
    table: dict[str, int] = dict(_ALSO.get(codec, {}))
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            # A byte that the codec leaves undefined comes through as a C1 control.
            table[chr(byte)] = byte
    if codec in _NO_BREAK_SPACE_IS_A0:
        table[" "] = 0xA0
    return table


@lru_cache(maxsize=16384)
def _alike(damaged: str, character: str) -> tuple[_Chain, ...]:
    """All chains by which `damaged` stands for `character`."""
    found = tuple(c for c in _all_chains() if _decode(damaged, 0, c) == (len(damaged), character))
    # The plainest story is the one to tell.
    return tuple(chain for chain in found if len(chain) == len(found[0]))


@cache
def _all_chains() -> tuple[_Chain, ...]:
    once: list[_Chain] = [(codec,) for codec in _CODECS]
    twice: list[_Chain] = [(outer, inner) for outer in _CODECS for inner in _CODECS]
    return (*once, *twice, *((codec,) * _MOST_TIMES for codec in _CODECS))


def _merge(found: list[tuple[int, _Token]]) -> list[Repair]:
    """Tokens that follow each other in one chain, as one repair."""
    groups: list[tuple[int, int, _Chain, list[_Token]]] = []
    for offset, token in found:
        start, end = offset + token.start, offset + token.end
        if groups and groups[-1][1] == start and groups[-1][2] == token.chain:
            groups[-1][3].append(token)
            groups[-1] = (groups[-1][0], end, token.chain, groups[-1][3])
        else:
            groups.append((start, end, token.chain, [token]))
    return [
        Repair(
            start,
            end,
            "".join(token.character for token in tokens),
            " + ".join(dict.fromkeys(_CODECS[codec] for codec in chain)),
            tuple(token.end - token.start for token in tokens),
        )
        for start, end, chain, tokens in groups
    ]


def _with_ftfy(text: str, repairs: list[Repair]) -> list[Repair]:
    """The repairs, and `ftfy`'s for the lines that they leave as they are or still damaged."""
    result: list[Repair] = []
    index = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        own = []
        while index < len(repairs) and repairs[index].start < end + 1:
            own.append(repairs[index])
            index += 1
        if own or could_be_damaged(line):
            result.extend(_best_of_line(line, start, own))
        start = end + 1
    return result


def _best_of_line(line: str, start: int, own: list[Repair]) -> list[Repair]:
    shifted = [
        repair._replace(start=repair.start - start, end=repair.end - start) for repair in own
    ]
    ours = apply_repairs(line, shifted)[0] if own else line
    if not could_be_damaged(ours) and not re.search(_LOSSY, ours):
        return own
    import ftfy

    from linters.document.naturalness import BROKEN, cost

    theirs = ftfy.fix_encoding(line)
    gain = _strangeness(line) - _strangeness(theirs)
    if not own and gain < _SURE and all(run[0] in "ÃÂ" for run in _changed_runs(line, theirs)):
        return []  # `“A CAMPEÃ”` is no `CAMPEÔ
    is_text = all(cost(character) < BROKEN or character in line for character in theirs)
    if is_text and theirs != line and (not own or not could_be_damaged(theirs)):
        return _runs_between(line, theirs, start)
    if own and _strangeness(ours) > _BETTER * _strangeness(line):
        return []
    return own


def _strangeness(line: str) -> float:
    """What a line's characters beyond ASCII cost together."""
    from linters.document.naturalness import between, cost

    total = 0.0
    for before, character in zip("\n" + line, line, strict=False):
        if character >= "\x80":
            total += cost(character)
        total += between(before, character)
    return total


def _changed_runs(damaged: str, repaired: str) -> list[str]:
    """The runs beyond ASCII that are in one line and not in the other."""
    kept = set(_PIECES.findall(repaired))
    return [r for r in _PIECES.findall(damaged) if not r.isascii() and r not in kept]


def _runs_between(damaged: str, repaired: str, start: int) -> list[Repair]:
    """The repairs that lead from one line to the other: run by run if its ASCII is the same."""
    old, new = _PIECES.findall(damaged), _PIECES.findall(repaired)
    same = len(old) == len(new) and all(
        a == b for a, b in zip(old, new, strict=True) if a.isascii() or b.isascii()
    )
    if not same:
        limit = min(len(damaged), len(repaired))
        head = next((i for i in range(limit) if damaged[i] != repaired[i]), limit)
        tail = next(
            (i for i in range(limit - head) if damaged[-1 - i] != repaired[-1 - i]), limit - head
        )
        end = len(damaged) - tail
        text = repaired[head : len(repaired) - tail]
        return [Repair(start + head, start + end, text, "", ())]
    repairs = []
    for a, b in zip(old, new, strict=True):
        if a != b:
            repairs.append(Repair(start, start + len(a), b, "", ()))
        start += len(a)
    return repairs


def _is_all_damaged(text: str, repairs: list[Repair]) -> bool:
    """Whether hardly a character outside the repairs is more than ASCII."""
    damaged = sum(repair.end - repair.start for repair in repairs)
    return sum(len(match) for match in re.findall(r"[^\x00-\x7f]+", text)) <= damaged * 1.02 + 1


def _outside(repairs: list[Repair], spans: Sequence[Span]) -> list[Repair]:
    """The repairs that do not touch any of the spans, which are sorted."""
    ends = [span.end for span in spans]
    kept = []
    for repair in repairs:
        index = bisect_right(ends, repair.start)
        if index == len(spans) or spans[index].start >= repair.end:
            kept.append(repair)
    return kept


def find_doubtful(text: str) -> list[Repair]:
    """What looks damaged and is left alone, since too little speaks for any reading.

    Each is a run and the likeliest of its readings; only readings as a character of European
    languages count. `text` is one that was repaired.
    """
    if not could_be_damaged(text):
        return []
    found = []
    for match in _RUN.finditer(text):
        run, start = match.group(), match.start()
        place = 0
        while _is_candidate(run) and place < len(run):
            token = _doubtful_token(run, place, text[start - 1 : start], text[match.end() :][:5])
            if token is not None:
                lengths = (token.end - token.start,)
                name = _CODECS[token.chain[0]]
                found.append(
                    Repair(start + place, start + token.end, token.character, name, lengths)
                )
            place = token.end if token else place + 1
    return found


def _doubtful_token(run: str, place: int, before: str, after: str) -> _Token | None:
    from linters.document.naturalness import between, cost, is_mathematical, script

    last = run[place - 1] if place else before
    for token in _tokens(run, place, after):
        damaged = run[token.start : token.end]
        if len(token.chain) > 1 or " " in damaged or cost(token.character) > _USUAL_COST:
            continue
        if script(token.character) != "latin" or all(map(is_mathematical, damaged)):
            continue
        following = run[token.end : token.end + 1] or after[:1]
        pairs = zip(last + damaged, damaged + following, strict=False)
        as_is = sum(map(cost, damaged)) + sum(between(a, b) for a, b in pairs)
        read = (
            cost(token.character)
            + between(last, token.character)
            + between(token.character, following)
        )
        if as_is - read >= _DOUBTFUL:
            return token
    return None
