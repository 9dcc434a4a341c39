"""What LanguageTool is given to read: prose without markup, and the way back into the file.

A protected span becomes one unknown word, of which LanguageTool concludes nothing, and every
character one UTF-16 unit, the unit in which LanguageTool counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linters.document import language
from linters.document.offsets import SegmentMap
from linters.document.protected import is_title
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linters.document import Document
    from linters.document.prose import Prose

# Neither word is in a dictionary or has a class of words; two, as a word twice is a finding.
STAND_INS = ("Zeq", "Vlux")
_HARD = frozenset(
    {"code", "url", "email", "liquid", "attributes", "html", "comment", "note", "as-is"}
)
_SOFT = frozenset({"emphasis", "quotation", "work"})
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = "\"'“”‘’«»„*_()[]"
# What LanguageTool would count as two, what belongs to the character before it, odd spaces.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
_SPACES = "\u00a0\u2007\u202f\t"
_ODD = rf"[^\W\d_][\u0300-\u036f]+|[\U00010000-\U0010ffff{_SPACES}{_INVISIBLE}]"


class Passage(NamedTuple):
    """One text for LanguageTool. `stand_ins` are the spans of it that stand for something."""

    text: str
    scope: str
    map: SegmentMap
    stand_ins: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """The span in the document of the characters from `start` to `end` of `text`."""
        return Span(*self.map.span(start, end))

    def touches_stand_in(self, start: int, end: int) -> bool:
        """Whether a stand-in shares a character with that span of `text`."""
        return any(one.start < end and start < one.end for one in self.stand_ins)


class _Piece(NamedTuple):
    """A part of the prose: what becomes of the characters from `start` to `end`."""

    start: int
    end: int
    text: str
    is_stand_in: bool


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document in Portuguese, in order; what is in English is left out."""
    foreign: dict[int, list[tuple[int, int, str | None]]] = {}
    for found in document.foreign:
        # A sentence goes with the space after it; for part of one something must stand.
        text = None if found.whole in ("phrase", "word") else ""
        end = found.end
        while text == "" and found.prose.text[end : end + 1].isspace():
            end += 1
        foreign.setdefault(id(found.prose), []).append((found.start, end, text))
    for prose in document.prose:
        if prose.scope == "html":
            continue
        passage = _passage(document, prose, foreign.get(id(prose), ()))
        if passage is not None and any(character.isalpha() for character in passage.text):
            yield passage


def _passage(
    document: Document, prose: Prose, foreign: Iterable[tuple[int, int, str | None]]
) -> Passage | None:
    # What is foreign comes before what is protected within it.
    masks = sorted(
        (*foreign, *_masks(document, prose)), key=lambda mask: (mask[0], -mask[1], mask[2] or "")
    )
    pieces: list[_Piece] = []
    position, number = 0, 0
    for start, end, text in masks:
        if start < position:  # within the one before
            continue
        pieces.extend(_plain(prose.text, position, start))
        if text is None:
            text = STAND_INS[number % 2]
            number += 1
        pieces.append(_Piece(start, end, text, bool(text)))
        position = end
    pieces.extend(_plain(prose.text, position, len(prose.text)))
    if all(piece.is_stand_in or not piece.text.strip() for piece in pieces):
        return None
    made: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    stand_ins: list[Span] = []
    length = 0
    for piece in pieces:
        if not piece.text:
            continue
        end = length + len(piece.text)
        if len(piece.text) == piece.end - piece.start and not piece.is_stand_in:
            places.extend(_places(prose, piece, length))
        else:
            places.append((length, end, *prose.span(piece.start, piece.end)))
        if piece.is_stand_in:
            stand_ins.append(Span(length, end))
        made.append(piece.text)
        length = end
    return Passage("".join(made), prose.scope, SegmentMap(places), tuple(stand_ins))


def _places(prose: Prose, piece: _Piece, length: int) -> Iterator[tuple[int, int, int, int]]:
    """Where the characters of a piece that stayed as it was stand in the document."""
    for made_start, made_end, origin_start, origin_end in prose.map.pieces:
        if made_end <= piece.start or made_start >= piece.end:
            continue
        start, end = max(made_start, piece.start), min(made_end, piece.end)
        if made_end - made_start == origin_end - origin_start:
            origin_start += start - made_start
            origin_end = origin_start + end - start
        offset = length - piece.start
        yield start + offset, end + offset, origin_start, origin_end


def _plain(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The pieces of text that stay text, each character one UTF-16 unit, composed."""
    position = start
    if not text.isascii():
        for match in _odd().finditer(text, start, end):
            if match.start() > position:
                yield _Piece(position, match.start(), text[position : match.start()], False)
            made = _basic(match.group())
            # A space where a picture was is none that anybody typed twice.
            is_picture = made == " " and match.group() not in _SPACES
            yield _Piece(*match.span(), made, is_picture)
            position = match.end()
    if position < end:
        yield _Piece(position, end, text[position:end], False)


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(_ODD)


def _basic(text: str) -> str:
    """What LanguageTool is given instead: a composed letter, a plain space, a letter for 𝐛."""
    if text in _INVISIBLE:
        return ""
    made = unicodedata.normalize("NFKC" if len(text) == 1 else "NFC", text)
    # Of an emoji nothing is left but a space.
    return made if made.isalnum() and max(made) < "\U00010000" else " "


def _masks(document: Document, prose: Prose) -> Iterator[tuple[int, int, str | None]]:
    """The spans of the prose that are to be hidden: start, end, and None for a stand-in."""
    if not prose.text:
        return
    whole = prose.span(0, len(prose.text))
    for protected in document.protected.overlapping(whole):
        if protected.kind not in _HARD and protected.kind not in _SOFT:
            continue
        start, end = prose.within(protected.start, protected.end)
        inside = prose.text[start:end]
        if protected.kind == "code" and inside.strip():
            yield start, end, None  # what it ends with is its own
            continue
        while inside and inside[0] in _QUOTES:
            start, inside = start + 1, inside[1:]
        while inside and (inside[-1] in _QUOTES or inside[-1] in ".,;:!?"):
            end, inside = end - 1, inside[:-1]
        if not inside.strip():
            continue
        if protected.kind in _SOFT and (
            _is_part_of_word(prose.text, start, end)
            or (language.is_portuguese(inside) and not is_title(_WORD.findall(inside)))
        ):
            continue
        yield start, end, None


def _is_part_of_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalpha() and text[start].isalpha()) or (
        end < len(text) and text[end].isalpha() and text[end - 1].isalpha()
    )
