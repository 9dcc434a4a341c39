"""The sections of an issue, aligned with those that its profile expects.

Alignment, not position, decides what a heading is: its title, else its emoji, else a likeness. So
one lost heading is one finding and does not shift all others.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from linters.document.order import rising
from linters.document.profile import EMOJI, NUMBERING, issue_number, plain_emoji, title_key
from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.document.document import Document
    from linters.document.markdown import Block
    from linters.document.profile import KnownTitles, Slot

SIMILAR = 0.8
# In a file of more blocks than this no likeness is looked for: it is no newsletter.
_MOST_BLOCKS = 2000
_LONGEST_TITLE = 100
# As many differences speak for the template of another time, not for one of the issue's own.
_OTHER_TIME = 2

_SHORTCODE = r":[a-z][a-z0-9_+-]{1,40}:"
_EMOJI_END = rf"(?:{EMOJI}[ \t]{{0,4}}){{0,8}}{EMOJI}$|{_SHORTCODE}$"
_EMOJI_START = rf"(?:{EMOJI}[ \t]{{0,4}}){{0,8}}{EMOJI}|{_SHORTCODE}"
# Not a heading to Markdown: no space after it, a no-break one, or the sign of another keyboard.
_HASHES = re.compile(r"\\?[#＃]{1,6}(?![#＃])")
_LOST_HEADING = re.compile(
    r"^[ \t]{0,3}(\\?[#＃]{1,6}(?![#＃])[^\n]{1,100}|\*{2,3}[^*\n]{1,100}\*{2,3})[ \t]*\r?$",
    re.MULTILINE,
)
# What may be left of an emoji that was lost.
DEBRIS = "?\ufffd□ "
_PUNCTUATION = ":：.。,，،;；؛"
# A heading that is indented too far is code.
_MAY_BE_LOST = ("paragraph", "item-title", "code")
_EMPHASIS = " \t\r\n\xa0*_"
_SPACES = re.compile(r"\s+")


class Section(NamedTuple):
    """A heading that is, or could be, a section.

    `title` and `emoji` are spans; the emoji's is empty where there is none. `slot` is what the
    heading stands for, None if unknown. `likeness` says how that was seen: `usual`, `variant`,
    `capitals`, `misspelt`, `foreign` (the title in another language), `emoji` (only the emoji is
    known). `level` is 0 for a line that should be a heading and is not. `emoji` may be a
    `:shortcode:`; `second` is an emoji before the title where there is one after it, `punctuation`
    what follows a title that needs none. Both are empty as a rule.
    """

    block: Block
    level: int
    title: Span
    emoji: Span
    emoji_first: bool
    slot: Slot | None
    likeness: str
    punctuation: Span
    second: Span

    def has_shortcode(self, text: str) -> bool:
        """Whether the emoji is written as `:shortcode:` in `text`."""
        return text.startswith(":", *self.emoji)


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
        section
        for block in _candidates(document)
        if (section := _section(document, block)) is not None
    ]
    number = issue_number(document)
    attempts = []
    for template in templates:
        attempt = _align(sections, template.slots)
        attempts.append((_cost(attempt, template.fits(number)), attempt))
    return min(attempts, key=lambda pair: pair[0])[1]


def _cost(attempt: Alignment, is_of_its_time: bool) -> int:
    # A section that an empty slot is paired with counts once for each of the two.
    unknown = sum(1 if slot is None else 2 for _, slot in attempt.unknown)
    other_time = 0 if is_of_its_time else _OTHER_TIME
    return len(attempt.missing) + len(attempt.misplaced) + unknown + other_time


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


def _candidates(document: Document) -> Iterator[Block]:
    """The blocks that could be sections; a `#Title` within a paragraph is one of its own."""
    text = document.text
    for block in document.blocks:
        if block.within:
            continue
        yield block
        if block.kind == "paragraph" and "\n" in text[block.start : block.end]:
            for line in _LOST_HEADING.finditer(text, block.start, block.end):
                start, end = line.span(1)
                yield block._replace(start=start, end=end, inlines=())


def _section(document: Document, block: Block) -> Section | None:
    """What `block` is as a section, or None if it cannot be one."""
    text, profile = document.text, document.profile
    if block.kind == "heading":
        start, end = block.content
    elif block.kind in _MAY_BE_LOST and block.end - block.start < _LONGEST_TITLE:
        hashes = _HASHES.match(text, block.start)
        start, end = hashes.end() if hashes else block.start, block.end
        if "\n" in text[start:end]:
            return None
    else:
        return None
    title, emoji, emoji_first, punctuation, second = _parts(text, _trim(text, Span(start, end)))

    is_heading = block.kind == "heading"
    # Prose may speak of a section; only its very title, marked as one, makes a lost heading.
    has_emoji = emoji.start < emoji.end
    if not is_heading and not has_emoji and not _HASHES.match(text, block.start):
        return None
    slot, likeness = _identify(document, text[slice(*title)], text[slice(*emoji)], is_heading)
    if not is_heading and (slot is None or likeness not in ("usual", "variant", "capitals")):
        return None
    other_level = is_heading and block.level != profile.section_level
    if other_level and (slot is None or likeness in ("emoji", "misspelt")):
        return None
    level = block.level if is_heading else 0
    return Section(block, level, title, emoji, emoji_first, slot, likeness, punctuation, second)


def _parts(text: str, content: Span) -> tuple[Span, Span, bool, Span, Span]:
    """Title, emoji, whether it comes first, punctuation and second emoji of a heading's content."""
    start, end = content
    none = Span(end, end)
    at_the_end, at_the_start = re.compile(_EMOJI_END), re.compile(_EMOJI_START)
    match = at_the_end.search(text, max(start, end - 100), end)
    punctuation = none
    if match is None:
        punctuation = _punctuation(text, content)
        end = _trim(text, Span(start, punctuation.start)).end
        match = at_the_end.search(text, max(start, end - 100), end)
    first = at_the_start.match(text, start, end)
    emoji, emoji_first, second = none, False, none
    title = Span(start, end)
    if match and first and first.end() <= match.start():
        title, emoji, second = Span(first.end(), match.start()), Span(*match.span()), none
        second = Span(*first.span())
    elif match:
        title, emoji = Span(start, match.start()), Span(*match.span())
    elif first:
        title, emoji, emoji_first = Span(first.end(), end), Span(*first.span()), True
    title = _trim(text, title)
    if punctuation == none:
        punctuation = _punctuation(text, title)
        title = _trim(text, Span(title.start, min(title.end, punctuation.start)))
    return title, emoji, emoji_first, punctuation, second


def _punctuation(text: str, span: Span) -> Span:
    start = span.end
    while start > span.start and text[start - 1] in _PUNCTUATION:
        start -= 1
    # An abbreviation's full stop is part of its title, as are three of them.
    if text[start : span.end].startswith("..") or start == span.start:
        start = span.end
    return Span(start, span.end)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in _EMPHASIS:
        end -= 1
    while start < end and text[start] in _EMPHASIS:
        start += 1
    return Span(start, end)


def _identify(
    document: Document, title: str, emoji: str, is_heading: bool
) -> tuple[Slot | None, str]:
    profile, language = document.profile, document.language or ""
    title = title.rstrip(DEBRIS)
    name = unicodedata.normalize("NFC", _SPACES.sub(" ", NUMBERING.sub("", title)))
    known = profile.known_titles(language)
    for likeness, names in (("usual", known.usual), ("variant", known.variants)):
        if name in names:
            return names[name], likeness
    key = title_key(title)
    if key in known.by_key:
        slot, spelling = known.by_key[key]
        if _letters(spelling) != _letters(title):
            return slot, "misspelt"
        return slot, "capitals" if title.isupper() and not spelling.isupper() else "variant"
    if key and key in profile.titles_by_key:
        return profile.titles_by_key[key], "foreign"
    by_emoji = profile.slots_by_emoji.get(plain_emoji(emoji))
    similar = _most_similar(document, key, known) if is_heading else None
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
