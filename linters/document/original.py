"""The original that a translation was made from, wherever it is kept.

It is looked for in this order: the file that the command line names, the one that the front matter
names (`source`), a file beside the translation, the same path in the folder of the original's
language, and the comments of the translation itself.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from linters.document import language
from linters.document.patterns import lazily
from linters.document.source import decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from linters.document.document import Document
    from linters.document.markdown import Block

_WORD = lazily(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARKDOWN = (".md", ".markdown", ".mdx")
_TITLE = lazily(r"(?m)^title[ \t]*:(.*)$")
_NUMBER = lazily(r"#[ \t]{0,2}(\d{1,4})")
_THUMB = lazily(r"(?m)^[ \t]*thumb[ \t]*:.*?(\d{1,4})\.\w+")
_TAG = lazily(r"[\[._(-]([A-Za-z]{2})(?:-[A-Za-z]{2})?[\]._)-]")
_IMAGE = lazily(r"!\[[^\]\n]{0,300}\]\(\s{0,2}<?([^)\s>]{4,500})")
# What a file says of itself, and not to its readers.
_LICENCE = lazily(r"(?i)\bcopyright (?:\(c\)|©|\d{4})|\blicensed under\b|\bSPDX-")
_HEAD = 4096
_ENOUGH_IMAGES = 0.5
_MOST_KEPT = 8
_MOST_IN_FOLDER = 2000
_SIZE_LIMIT = 2_000_000


class Original:
    """The original of a translation.

    `document` is the file. Where the comments of the translation hold the original (`in_comments`),
    it is as long as the translation, and holds what they say where they say it, and nothing else.
    """

    def __init__(self, document: Document, in_comments: bool = False) -> None:
        self.document = document
        self.in_comments = in_comments

    @cached_property
    def words(self) -> str:
        """All its words in lower case, in order, with a space before and after each."""
        text = " ".join(prose.text for prose in self.document.prose)
        return f" {' '.join(_WORD.findall(text.lower()))} "

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each of these words once."""
        return frozenset(self.words.split())


class _Sketch(NamedTuple):
    """What a file of the folder is known by, without reading it as Markdown."""

    path: str
    number: str | None
    language: str | None
    images: frozenset[str]


class Originals:
    """Finds originals. `named` is the path that the command line gives for the one file checked;
    `text` is the original itself, for examples; `content` gives the bytes of a file, or raises
    OSError, where they are not those on disk."""

    def __init__(
        self,
        named: str | None = None,
        text: str | None = None,
        content: Callable[[str], bytes] | None = None,
    ) -> None:
        self._named = named
        self._text = text
        self._content = content or _on_disk
        self._folders: dict[str, list[_Sketch]] = {}
        self._read: dict[str, Document] = {}

    def find(self, document: Document) -> Original | None:
        """The original of `document`; None if there is none, or the document is one itself."""
        wanted = document.profile.original_language
        if document.language in (None, wanted) and self._named is None:
            return None
        if self._text is not None:
            return Original(document.sibling("original.md", self._text.encode()))
        path = self.path_for(document)
        if path is not None:
            found = self._open(document, path)
            if found is not None and (self._named or found.language == wanted):
                return Original(found)
        return _in_comments(document)

    def path_for(self, document: Document) -> str | None:
        """The file that could be the original of a translation."""
        path = self._named or self._in_front_matter(document) or self._beside(document)
        return path or self._in_other_folder(document)

    def _open(self, document: Document, path: str) -> Document | None:
        if path not in self._read:
            try:
                data = self._content(path)
            except OSError:
                return None
            while len(self._read) >= _MOST_KEPT:
                del self._read[next(iter(self._read))]
            self._read[path] = document.sibling(path, data).repaired
        return self._read[path]

    def _in_front_matter(self, document: Document) -> str | None:
        path = named_source(document)
        return path if path is not None and os.path.isfile(path) else None

    def _beside(self, document: Document) -> str | None:
        """A file in the same folder that is the same issue: by its number, or by its images."""
        folder = os.path.dirname(os.path.abspath(document.path))
        own = _sketch(document.path, document.text)
        if own.number is None and not own.images:
            return None
        best: tuple[float, str] | None = None
        wanted = document.profile.original_language
        for other in self._sketches(folder):
            if other.language not in (None, wanted) or other.path == os.path.abspath(document.path):
                continue
            shared = len(own.images & other.images) / max(1, len(own.images | other.images))
            same_number = own.number is not None and own.number == other.number
            other_number = own.number != other.number and None not in (own.number, other.number)
            if (same_number or shared >= _ENOUGH_IMAGES) and not (other_number and shared < 0.8):
                rank = shared + (0.5 if same_number else 0.0)
                if best is None or rank > best[0]:
                    best = rank, other.path
        return best[1] if best else None

    def _sketches(self, folder: str) -> list[_Sketch]:
        if folder not in self._folders:
            found = []
            try:
                names = sorted(os.listdir(folder))
            except OSError:
                names = []
            for name in names[:_MOST_IN_FOLDER]:
                path = os.path.join(folder, name)
                if name.lower().endswith(_MARKDOWN):
                    try:
                        # A pipe or a device would never end.
                        if not os.path.isfile(path) or os.path.getsize(path) > _SIZE_LIMIT:
                            continue
                        found.append(_sketch(path, decode(self._content(path)).text))
                    except OSError:
                        continue
            self._folders[folder] = found
        return self._folders[folder]

    def _in_other_folder(self, document: Document) -> str | None:
        """`docs/en/guide.md` for `docs/pt/guide.md`, `guide.md` for `guide.pt-br.md`."""
        own, other = document.language or "", document.profile.original_language
        codes = {own.lower(), own.partition("-")[0].lower(), own.lower().replace("-", "_")}
        path = document.path.replace("\\", "/")
        parts = path.split("/")
        for index in range(len(parts) - 2, -1, -1):
            if parts[index].lower() in codes:
                for name in (other, f"{other}-us", f"{other}-US", f"{other}_US"):
                    candidate = "/".join((*parts[:index], name, *parts[index + 1 :]))
                    if os.path.isfile(candidate):
                        return candidate
        stem, dot, extension = path.rpartition(".")
        base, point, code = stem.rpartition(".")
        if dot and point and code.lower() in codes:
            for candidate in (f"{base}.{other}.{extension}", f"{base}.{extension}"):
                if os.path.isfile(candidate):
                    return candidate
        return None


def _on_disk(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def named_source(document: Document) -> str | None:
    """The path that the front matter's `source` names, relative to the file; None for a URL."""
    front = document.front_matter
    node = front.get("source") if front else None
    if node is None or node.type != "str" or "://" in node.text or not node.text.strip():
        return None
    return os.path.join(os.path.dirname(document.path), node.text.strip())


def _sketch(path: str, text: str) -> _Sketch:
    head = text[:_HEAD]
    title = _TITLE.search(head)
    heading = title.group(1) if title else ""
    number = _NUMBER.search(heading) or _THUMB.search(head)
    name = os.path.basename(path)
    # A tag of a name may share its delimiter with the next.
    tags = _TAG.findall(heading) or _TAG.findall(re.sub(r"([\].)_-])", r"\1\1", name))
    codes = [tag.lower() for tag in tags if tag.lower() not in ("md",)]
    return _Sketch(
        os.path.abspath(path),
        number.group(1).lstrip("0") if number else None,
        codes[0] if codes else None,
        frozenset(_IMAGE.findall(text)),
    )


def _in_comments(document: Document) -> Original | None:
    wanted = document.profile.original_language
    inside = [_inside(document.text, b) for b in document.blocks if b.kind == "comment"]
    kept = [
        (start, end)
        for start, end in inside
        if language.detect(document.text[start:end]) == wanted
        and not _LICENCE.search(document.text, start, min(end, start + _HEAD))
    ]
    if not kept:
        return None
    # Line breaks in place of all else keep each offset what it is, and end every paragraph.
    parts = []
    position = 0
    for start, end in kept:
        parts.append("\n" * (start - position))
        parts.append(document.text[start:end])
        position = end
    parts.append("\n" * (len(document.text) - position))
    text = "".join(parts)
    return Original(document.sibling(document.path, encode(text)), True)


def _inside(text: str, block: Block) -> tuple[int, int]:
    start = block.start + len("<!--")
    end = text.rfind("-->", start, block.end)
    return start, block.end if end < 0 else end
