"""The sections of an issue, aligned with those that its profile expects.

Alignment, not position, decides what a heading is: its title, else its emoji, else a likeness. So
one lost heading is one finding and does not shift all others.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from linters.document.order import rising
from linters.document.profile import EMOJI, NUMBERING, plain_emoji, title_key
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linters.document.document import Document
    from linters.document.markdown import Block
    from linters.document.profile import KnownTitles, Slot

SIMILAR = 0.8
# In a file of more blocks than this no likeness is looked for: it is no newsletter.
_MOST_BLOCKS = 2000
_LONGEST_TITLE = 100

_EMOJI_END = rf"(?:{EMOJI})+$"
_EMOJI_START = rf"(?:{EMOJI})+"
# Not a heading to Markdown: no space after it, a no-break one, or the sign of another keyboard.
_HASHES = re.compile(r"\\?[#＃]{1,6}(?![#＃])")
_EMPHASIS = " \t\r\n\xa0*_"
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
    in_order = rising(placed)
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
    start, end = _trim(text, Span(start, end))

    title, emoji, emoji_first = Span(start, end), Span(end, end), False
    match = re.compile(_EMOJI_END).search(text, max(start, end - 100), end)
    if match:
        title, emoji = Span(start, match.start()), Span(match.start(), end)
    else:
        match = re.compile(_EMOJI_START).match(text, start, end)
        if match:
            title, emoji, emoji_first = Span(match.end(), end), Span(start, match.end()), True
    title = _trim(text, title)

    is_heading = block.kind == "heading"
    # Prose may speak of a section; only its very title, marked as one, makes a lost heading.
    has_emoji = emoji.start < emoji.end
    if not is_heading and not has_emoji and not _HASHES.match(text, block.start):
        return None
    slot, likeness = _identify(document, text[slice(*title)], text[slice(*emoji)])
    if not is_heading and (slot is None or likeness not in ("usual", "variant")):
        return None
    other_level = is_heading and block.level != profile.section_level
    if other_level and (slot is None or likeness in ("emoji", "misspelt")):
        return None
    level = block.level if is_heading else 0
    return Section(block, level, title, emoji, emoji_first, slot, likeness)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in _EMPHASIS:
        end -= 1
    while start < end and text[start] in _EMPHASIS:
        start += 1
    return Span(start, end)


def _identify(document: Document, title: str, emoji: str) -> tuple[Slot | None, str]:
    profile, language = document.profile, document.language or ""
    name = unicodedata.normalize("NFC", _SPACES.sub(" ", NUMBERING.sub("", title)))
    known = profile.known_titles(language)
    for likeness, names in (("usual", known.usual), ("variant", known.variants)):
        if name in names:
            return names[name], likeness
    key = title_key(title)
    if key in known.by_key:
        slot, spelling = known.by_key[key]
        return slot, "variant" if _letters(spelling) == _letters(title) else "misspelt"
    if key and key in profile.titles_by_key:
        return profile.titles_by_key[key], "foreign"
    by_emoji = profile.slots_by_emoji.get(plain_emoji(emoji))
    similar = _most_similar(document, key, known)
    if similar is not None and by_emoji in (None, similar):
        return similar, "misspelt"
    return by_emoji, "emoji"


def _letters(title: str) -> str:
    """A title without case and punctuation, but with its accents."""
    composed = unicodedata.normalize("NFC", title)
    return "".join(c for c in composed.casefold() if c.isalpha())


def _most_similar(document: Document, key: str, known: KnownTitles) -> Slot | None:
    if not key or len(key) > _LONGEST_TITLE or len(document.blocks) > _MOST_BLOCKS:
        return None
    from difflib import SequenceMatcher

    best, best_slot = SIMILAR, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    for other, (slot, _) in known.by_key.items():
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, best_slot = ratio, slot
    return best_slot
