"""The items of an issue: a title on a line of its own, text, perhaps an image with a credit.

How an item looks is the issue's own manner: what most of its items have is right, and only what
differs from them can be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linters.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linters.document.document import Document
    from linters.document.markdown import Block
    from linters.document.sections import Missing

# So many there must be, and so large a share of them alike, to speak of a manner.
_FEWEST = 3
_SHARE = 0.8
_CLOSING_BLOCKS = 8
# Line breaks between two blocks: a blank line.
_USUAL_ROOM = 2
_LONGEST_TITLE = 160
_LONGEST_PLAIN_TITLE = 80
_NO_END_OF_TITLE = (".", ":", ";", ",", "…", "。")
_OWN_LINE = ("paragraph", "item-title", "image")


class Items(NamedTuple):
    """What stands in the sections of an issue, block by block.

    `flow` is every block but comments; `titles` are the places in it of the items' titles, of
    whatever form, and `form` is the one that most have: `emphasis` (`***title***`), `heading`, or
    nothing. `odd_titles` are lines that stand where a title does and are bold, in italics or plain.
    `images` are the places of the images, the cover not among them. `is_spaced` says that
    paragraphs are parted by spacers. `first` is the place of the first section, `closing` that of
    the rule above the closing lines (the length of `flow` where there is none).
    """

    flow: Sequence[Block]
    titles: Sequence[int]
    form: str
    odd_titles: Mapping[int, Span]
    images: Sequence[int]
    is_spaced: bool
    first: int
    closing: int

    def before(self, place: int) -> str:
        """The kind of the block before that place, empty at the start."""
        return self.flow[place - 1].kind if place else ""

    def after(self, place: int) -> Block | None:
        """The next block after that place that is no spacer, None at the end."""
        for after in range(place + 1, len(self.flow)):
            if self.flow[after].kind != "spacer":
                return self.flow[after]
        return None

    def is_glued(self, document: Document, place: int) -> bool:
        """Whether the text at that place has an item's title right above it: one paragraph."""
        if not 0 < place < len(self.flow):
            return False
        title, block = self.flow[place - 1], self.flow[place]
        if title.kind != "item-title" or title.within or block.within:
            return False
        lines = document.text.count("\n", title.end, block.start)
        return lines == 1 and block.kind in ("paragraph", "image")

    def lacks_spacer(self, place: int) -> bool:
        """Whether the other blocks like the one at that place have a spacer above, and it not."""
        if not self.is_spaced or not _wants_spacer(self.flow, place):
            return False
        return self.before(place) != "spacer"


def is_most(count: int, total: int) -> bool:
    """Whether `count` of `total` are enough to be the manner of an issue."""
    return total >= _FEWEST and count >= total * _SHARE


def read(document: Document) -> Items:
    """The items of `document`; none where its profile expects none."""
    sections = document.sections.sections if document.profile.has_items else []
    if not sections:
        return Items((), (), "", {}, (), False, 0, 0)
    starts = {section.block.start for section in sections}
    # A line that should be a heading is taken for one here: that it is none is said elsewhere.
    flow = [
        block._replace(kind="heading", level=1) if block.start in starts else block
        for block in document.blocks
        if block.kind != "comment"
    ]
    places = [place for place, block in enumerate(flow) if block.start in starts]
    # A section within a paragraph (`#Title` below text) has no place of its own.
    first = places[0] if places else 0
    closing = _closing(flow, places[-1] if places else 0)
    level = document.profile.section_level
    emphasised, headed, images = [], [], []
    for place in range(first, closing):
        block = flow[place]
        if block.within or block.start in starts:
            continue
        if block.kind == "item-title":
            emphasised.append(place)
        elif block.kind == "heading" and block.level > level:
            headed.append(place)
        elif block.kind == "image":
            images.append(place)
    wanting = [place for place in range(1, len(flow)) if _wants_spacer(flow, place)]
    spaced = sum(flow[place - 1].kind == "spacer" for place in wanting)
    is_spaced = is_most(spaced, len(wanting))
    odd = {
        place: line
        for place in range(first + 1, closing)
        if (line := _odd_title(document.text, flow, place, is_spaced)) is not None
    }
    titles = sorted([*emphasised, *headed])
    form = ""
    for name, alike in (("emphasis", emphasised), ("heading", headed)):
        if is_most(len(alike), len(titles) + len(odd)):
            form = name
    return Items(flow, titles, form, odd, images, is_spaced, first, closing)


def lost_heading(document: Document, missing: Missing) -> Block | None:
    """Where the heading of a missing section stood, if the room above the blocks tells.

    Above the first block below a heading there is no spacer. Where one item's title alone lacks it,
    or else one other block, in an issue that has them everywhere, the heading above it was lost.
    Where there are no spacers, more blank lines are left above one title than above the others.
    """
    items = document.items
    if items.form == "heading":
        return None
    end = missing.before.block.start if missing.before else len(document.text)
    known = [section.block.start for section, _ in document.sections.known]
    start = max((other for other in known if other < end), default=document.body)
    titles: list[Block] = []
    others: list[Block] = []
    below_images: list[Block] = []
    for place in range(1, items.closing):
        block, above = items.flow[place], items.flow[place - 1]
        if not start < block.start < end or block.within or above.kind == "heading":
            continue
        is_title = block.kind == "item-title"
        if items.lacks_spacer(place):
            (titles if is_title else others).append(block)
        elif items.is_spaced:
            # Only below the last images can the text of a section without titles stand.
            if missing.before is None and block.kind == "paragraph" and above.kind == "image":
                below_images.append(block)
        elif is_title and document.text.count("\n", above.end, block.start) > _USUAL_ROOM:
            titles.append(block)
    for blocks in (titles, others, below_images):
        if blocks:
            return blocks[0] if len(blocks) == 1 else None
    return None


def _closing(flow: Sequence[Block], last_section: int) -> int:
    """The place of the last rule, if only a few paragraphs follow it."""
    for place in range(len(flow) - 1, max(last_section, len(flow) - _CLOSING_BLOCKS), -1):
        if flow[place].kind == "rule":
            return place
        if flow[place].kind not in ("paragraph", "spacer", "html"):
            break
    return len(flow)


def _odd_title(text: str, flow: Sequence[Block], place: int, is_spaced: bool) -> Span | None:
    """The line at that place if it is a title by where it stands, and not by its form.

    It is a line of its own, bold or in italics, without a sentence's full stop; a bold one may have
    its text right below. Where spacers part everything, it may also be plain. The words of an image
    stand below that and are no title.
    """
    block, above = flow[place], flow[place - 1].kind
    if block.kind != "paragraph" or block.within or not block.inlines:
        return None
    if above not in ("heading", "spacer") and (is_spaced or above == "image"):
        return None
    whole = block.inlines[0]
    if above == "spacer" and flow[place - 2].kind == "image" and whole.kind != "strong":
        return None
    line = text[whole.start : whole.end]
    if len(line) > _LONGEST_TITLE or "\n" in line:
        return None
    if line.rstrip("*_ ").endswith(_NO_END_OF_TITLE):
        return None
    rest = text[whole.end : block.end]
    below = flow[place + 1].kind if place + 1 < len(flow) else ""
    if below == "spacer":
        below = flow[place + 2].kind if place + 2 < len(flow) else ""
    is_marked = whole.kind in ("strong", "emphasis")
    if rest.strip():
        is_title = whole.kind == "strong" and not rest.partition("\n")[0].strip()
    elif is_marked:
        is_title = below in ("paragraph", "image", "list-item")
    else:
        is_title = (
            is_spaced
            and whole.kind == "text"
            and line[-1:].isalnum()
            and len(line) <= _LONGEST_PLAIN_TITLE
            and below == "paragraph"
            and flow[place + 1].kind == "spacer"
        )
    return Span(whole.start, whole.end) if is_title else None


def _wants_spacer(flow: Sequence[Block], place: int) -> bool:
    block, before = flow[place], flow[place - 1].kind if place else ""
    if block.within or block.kind not in _OWN_LINE or not before:
        return False
    if before in ("heading", "rule", "code", "html"):
        return False
    # Directly below an image stand its words.
    images = [inline.end for inline in flow[place - 1].inlines if inline.kind == "image"]
    ends_with_image = bool(images) and images[-1] == flow[place - 1].content[1]
    return not (block.kind == "paragraph" and ends_with_image)
