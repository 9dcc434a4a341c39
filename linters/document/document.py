"""A file, read once. Everything costly in it is made when it is first asked for.

So is the code that makes it: a module is imported where it is first needed, as most files need few.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from linters.document import front_matter
from linters.document.offsets import Lines
from linters.document.source import Source, decode
from linters.model import Edit, Fix, Span

if TYPE_CHECKING:
    from linters.document.foreign import Foreign
    from linters.document.front_matter import FrontMatter
    from linters.document.items import Items
    from linters.document.links import Links
    from linters.document.markdown import Block
    from linters.document.mojibake import Repair
    from linters.document.offsets import SegmentMap
    from linters.document.omissions import Omission
    from linters.document.original import Original, Originals
    from linters.document.pairing import Pairing
    from linters.document.profile import Profile, Profiles
    from linters.document.prose import Prose
    from linters.document.protected import ProtectedSpans
    from linters.document.sections import Alignment
    from linters.document.site import Authors


class Document:
    """A file as a rule sees it.

    `text` is the decoded text, without a byte order mark. For all rules but those about encoding
    it is the text as repaired of mojibake; `disk` is then the document as it is in the file, and
    `to_disk` leads from the one to the other. In a file without damage both are the same object.
    """

    def __init__(
        self,
        path: str,
        source: Source,
        profiles: Profiles,
        profile: str | None,
        originals: Originals | None = None,
    ) -> None:
        self.path = path
        self.source = source
        self.text = source.text
        self.disk = self
        self._profiles = profiles
        self._profile_name = profile
        self._originals = originals
        self._map: SegmentMap | None = None

    @classmethod
    def read(
        cls,
        path: str,
        data: bytes,
        profiles: Profiles,
        profile: str | None = None,
        originals: Originals | None = None,
    ) -> Document:
        """The document that `data` holds; `profile` names one, None lets the file tell.

        `originals` finds the text that it was translated from.
        """
        return cls(path, decode(data), profiles, profile, originals)

    def again(self, data: bytes) -> Document:
        """The same file with other content."""
        return Document(
            self.path, decode(data), self._profiles, self._profile_name, self._originals
        )

    def sibling(self, path: str, data: bytes) -> Document:
        """Another file, read as this one is."""
        return Document(path, decode(data), self._profiles, self._profile_name)

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Each character of the text once: what is not among them need not be looked for."""
        return frozenset(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Each word of the text once, as it is written."""
        return frozenset(re.findall(r"\w+", self.text))

    @cached_property
    def could_be_damaged(self) -> bool:
        """Whether mojibake is worth looking for."""
        if self.text.isascii():
            return False
        from linters.document import mojibake

        return mojibake.could_be_damaged(self.text)

    @cached_property
    def repairs(self) -> list[Repair]:
        """The runs of mojibake in `text`; empty in a repaired document."""
        if self.disk is not self or not self.could_be_damaged:
            return []
        from linters.document import mojibake

        return mojibake.find_repairs(self.text, self._code)

    @cached_property
    def damaged_lines(self) -> frozenset[int]:
        """The numbers of the lines with mojibake."""
        return frozenset(self.lines.line(repair.start) for repair in self.repairs)

    def _code(self) -> list[Span]:
        """The code of the document, sorted and without overlaps."""
        spans = []
        for block in self.blocks:
            if block.kind == "code":
                spans.append(Span(block.start, block.end))
            spans.extend(Span(i.start, i.end) for i in block.inlines if i.kind == "code")
        return spans

    @cached_property
    def repaired(self) -> Document:
        """The document as it was before it was damaged; itself where it was not."""
        if not self.repairs:
            return self
        from linters.document import mojibake

        text, places = mojibake.apply_repairs(self.text, self.repairs)
        source = self.source._replace(text=text)
        document = Document(self.path, source, self._profiles, self._profile_name, self._originals)
        document.disk = self
        document._map = places
        return document

    def to_disk(self, span: Span) -> Span:
        """The span in the file of a span in this document."""
        return span if self._map is None else Span(*self._map.span(*span))

    def fix_on_disk(self, fix: Fix) -> Fix | None:
        """A fix of this document as a fix of the file; None where it would cut a repair in two.

        Only within a repair whose characters have no places of their own can that be.
        """
        edits = []
        for edit in fix.edits:
            if self._map is not None and not (
                self._map.is_exact(edit.start) and self._map.is_exact(edit.end)
            ):
                return None
            edits.append(Edit(*self.to_disk(Span(edit.start, edit.end)), edit.text))
        return fix._replace(edits=tuple(sorted(edits)))

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        return front_matter.find_front_matter(self.text)

    @cached_property
    def body(self) -> int:
        """Where the Markdown starts: after the front matter, also if that has text above it."""
        if self.front_matter is not None:
            return self.front_matter.body
        misplaced = front_matter.misplaced(self.text)
        return misplaced.end if misplaced else 0

    @cached_property
    def blocks(self) -> list[Block]:
        """The Markdown of the file, block by block."""
        from linters.document import markdown

        return markdown.parse(self.text, self.body)

    @cached_property
    def prose(self) -> list[Prose]:
        """What a person reads, block by block, without markup."""
        from linters.document import prose

        return list(prose.collect(self.text, self.front_matter, self.blocks))

    @cached_property
    def protected(self) -> ProtectedSpans:
        """What is meant to stay as it is."""
        from linters.document import protected

        return protected.collect(self.text, self.blocks)

    @cached_property
    def foreign(self) -> list[Foreign]:
        """What was left in the language of the original."""
        if self.language in (None, self.profile.original_language):
            return []
        from linters.document import foreign

        return foreign.find(self)

    @cached_property
    def original(self) -> Original | None:
        """The text that this one was translated from, if it is at hand."""
        return self._originals.find(self) if self._originals is not None else None

    @property
    def lacks_original(self) -> bool:
        """Whether a rule has asked for the original of a translation, and there is none."""
        view = self.repaired
        return vars(view).get("original", view) is None and view.language not in (
            None,
            view.profile.original_language,
        )

    @property
    def original_path(self) -> str | None:
        """The file of the original, if a rule has asked for it."""
        found: Original | None = vars(self.repaired).get("original")
        return None if found is None or found.in_comments else found.document.path

    @cached_property
    def pairing(self) -> Pairing | None:
        """This text against its original, block by block; None without one."""
        if self.original is None:
            return None
        from linters.document import pairing

        return pairing.pair(self)

    @cached_property
    def omissions(self) -> list[Omission]:
        """The sentences of the original that this text lacks."""
        if self.pairing is None:
            return []
        from linters.document import omissions

        return omissions.find(self)

    @cached_property
    def links(self) -> Links:
        """The links, also those that are broken."""
        from linters.document.links import Links

        return Links(self)

    @cached_property
    def sections(self) -> Alignment:
        """The sections against those that the profile expects."""
        from linters.document import sections

        return sections.align(self)

    @property
    def data_folders(self) -> tuple[str, ...]:
        """The extra folders laid out like `rules/` that the configuration names."""
        return self._profiles.folders

    @cached_property
    def items(self) -> Items:
        """The items of the sections, and how most of them look."""
        from linters.document import items

        return items.read(self)

    @cached_property
    def profile(self) -> Profile:
        """What is expected of this file."""
        return self._profiles.choose(self, self._profile_name)

    @property
    def authors(self) -> Authors | None:
        """The authors that the site knows, None where it has no list of them."""
        return self._profiles.site.authors(self.path)

    @cached_property
    def language(self) -> str | None:
        """The language that the file says it is in (`pt-BR`), or looks like; None if unclear."""
        told = self.profile.language_of(self)
        if told is not None:
            return told
        from linters.document import language

        return language.detect(self.text[self.body :])
