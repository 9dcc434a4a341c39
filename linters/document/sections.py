"""The sections of an issue, aligned with those that its profile expects.

Alignment, not position, decides what a heading is: its title, else its emoji, else a likeness. So
one lost heading is one finding and does not shift all others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from linters.document.profile import EMOJI, NUMBERING, plain_emoji, title_key
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linters.document.document import Document
    from linters.document.markdown import Block
    from linters.document.profile import Slot

SIMILAR = 0.8
_MOST_HEADINGS = 200
_LONGEST_TITLE = 100

_EMOJI_END = rf"(?:{EMOJI})+$"
_EMOJI_START = rf"(?:{EMOJI})+"
_HASHES = re.compile(r"#{1,6}(?=[^#\s])")
_SPACES = re.compile(r"\s+")


class Section(NamedTuple):
    """A heading that is, or could be, a section.

    `title` and `emoji` are spans; the emoji's is empty where there is none. `slot` is what the
    heading stands for, None if unknown. `likeness` says how that was seen: `usual`, `variant`,
    `misspelt`, `foreign` (the title in another language), `emoji` (only the emoji is known).
    `level` is 0 for a line that should be a heading and is not.
    """

    block: Block
    level: int
    title: Span
    emoji: Span
    emoji_first: bool
    slot: Slot | None
    likeness: str


class Missing(NamedTuple):
    """A section that is not there, and the one before which it belongs (None: at the end)."""

    slot: Slot
    before: Section | None


class Alignment(NamedTuple):
    """The sections found, and how they differ from the template that fits them best.

    `misplaced` and `repeated` are sections, `unknown` pairs a section with the slot that is empty
    in its place, if there is one.
    """

    sections: list[Section]
    template: Sequence[Slot]
    missing: list[Missing]
    misplaced: list[Section]
    repeated: list[Section]
    unknown: list[tuple[Section, Slot | None]]

    @property
    def known(self) -> list[tuple[Section, Slot]]:
        """The sections whose slot is known, each with it."""
        return [(section, section.slot) for section in self.sections if section.slot is not None]


def align(document: Document) -> Alignment:
    """The sections of `document`; without any where its profile expects none."""
    templates = document.profile.templates
    if not templates:
        return Alignment([], (), [], [], [], [])
    sections = [
        section for block in document.blocks if (section := _section(document, block)) is not None
    ]
    attempts = [_align(sections, template) for template in templates]
    return min(attempts, key=_cost)


def _cost(attempt: Alignment) -> int:
    # A section that an empty slot is paired with counts once for each of the two.
    unknown = sum(1 if slot is None else 2 for _, slot in attempt.unknown)
    return len(attempt.missing) + len(attempt.misplaced) + unknown


def _align(sections: list[Section], template: Sequence[Slot]) -> Alignment:
    order = {slot.id: number for number, slot in enumerate(template)}
    first: dict[str, Section] = {}
    repeated, placed, unknown_sections = [], [], []
    for section in sections:
        slot = section.slot
        if slot is None or slot.id not in order:
            unknown_sections.append(section)
        elif slot.id in first:
            repeated.append(section)
        else:
            first[slot.id] = section
            if not slot.anywhere:
                placed.append((order[slot.id], section))
    in_order = _longest_rising(placed)
    starts = {section.block.start for _, section in in_order}
    misplaced = [section for _, section in placed if section.block.start not in starts]
    empty = [slot for slot in template if not slot.optional and slot.id not in first]

    unknown: list[tuple[Section, Slot | None]] = []
    for section in unknown_sections:
        before = max((n for n, s in in_order if s.block.start < section.block.start), default=-1)
        after = min(
            (n for n, s in in_order if s.block.start > section.block.start), default=len(template)
        )
        gap = next((slot for slot in empty if before < order[slot.id] < after), None)
        if gap is not None:
            empty.remove(gap)
        unknown.append((section, gap))

    missing = []
    for slot in empty:
        following = (section for number, section in in_order if number > order[slot.id])
        missing.append(Missing(slot, next(following, None)))
    return Alignment(sections, template, missing, misplaced, repeated, unknown)


def _longest_rising(placed: list[tuple[int, Section]]) -> list[tuple[int, Section]]:
    """The longest subsequence whose numbers rise: what is in order. O(n log n).

    Source: Schensted 1961, https://doi.org/10.4153/CJM-1961-015-3
    """
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (number, _) in enumerate(placed):
        at = bisect_left(tails, number)
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(placed[index])
        index = previous[index]
    return chain[::-1]


def _section(document: Document, block: Block) -> Section | None:
    """What `block` is as a section, or None if it cannot be one."""
    text, profile = document.text, document.profile
    if block.within:
        return None
    if block.kind == "heading":
        start, end = block.content
    elif block.kind in ("paragraph", "item-title") and block.end - block.start < _LONGEST_TITLE:
        hashes = _HASHES.match(text, block.start)
        start, end = hashes.end() if hashes else block.start, block.end
        if "\n" in text[start:end]:
            return None
    else:
        return None
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1

    title, emoji, emoji_first = Span(start, end), Span(end, end), False
    match = re.compile(_EMOJI_END).search(text, max(start, end - 16), end)
    if match:
        title, emoji = Span(start, match.start()), Span(match.start(), end)
    else:
        match = re.compile(_EMOJI_START).match(text, start, end)
        if match:
            title, emoji, emoji_first = Span(match.end(), end), Span(start, match.end()), True
    title = _trim(text, title)

    slot, likeness = _identify(document, text[slice(*title)], text[slice(*emoji)])
    is_section_level = block.kind == "heading" and block.level == profile.section_level
    if block.kind != "heading":
        # Prose may speak of a section; only its very title and emoji make a lost heading.
        marked = emoji.start < emoji.end or text.startswith("#", block.start)
        if slot is None or likeness not in ("usual", "variant") or not marked:
            return None
    elif not is_section_level and (slot is None or likeness in ("emoji", "misspelt")):
        return None
    level = block.level if block.kind == "heading" else 0
    return Section(block, level, title, emoji, emoji_first, slot, likeness)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _identify(document: Document, title: str, emoji: str) -> tuple[Slot | None, str]:
    slots, language = document.profile.slots, document.language or ""
    name = _SPACES.sub(" ", NUMBERING.sub("", title))
    key = title_key(title)
    for slot in slots:
        if name in slot.titles.get(language, ()):
            return slot, "usual"
    for slot in slots:
        if name in slot.variants.get(language, ()):
            return slot, "variant"
    if key:
        for slot in slots:
            for known in (*slot.titles.get(language, ()), *slot.variants.get(language, ())):
                if title_key(known) == key:
                    same_letters = _letters(known) == _letters(title)
                    return slot, "variant" if same_letters else "misspelt"
        for slot in slots:
            if any(title_key(known) == key for names in slot.titles.values() for known in names):
                return slot, "foreign"
    found = plain_emoji(emoji)
    by_emoji = next(
        (slot for slot in slots if slot.emoji and plain_emoji(slot.emoji) == found), None
    )
    similar = _most_similar(document, key, language)
    if similar is not None and by_emoji in (None, similar):
        return similar, "misspelt"
    return by_emoji, "emoji"


def _letters(title: str) -> str:
    """A title without case and punctuation, but with its accents."""
    return "".join(c for c in title.casefold() if c.isalpha())


def _most_similar(document: Document, key: str, language: str) -> Slot | None:
    if not key or len(key) > _LONGEST_TITLE or len(document.blocks) > _MOST_HEADINGS * 10:
        return None
    from difflib import SequenceMatcher

    best, best_slot = SIMILAR, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    for slot in document.profile.slots:
        for known in slot.titles.get(language, ()):
            matcher.set_seq1(title_key(known))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                ratio = matcher.ratio()
                if ratio > best:
                    best, best_slot = ratio, slot
    return best_slot
