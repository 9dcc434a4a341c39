"""Profiles: what is expected of a kind of file, read from `rules/profiles/`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _, pattern_reason
from linters.resources import DataError, data_files, expect, load, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linters.document import Document
    from linters.document.site import Site

DEFAULT = "plain"
ORIGINAL_LANGUAGE = "en"

_KEYS = {
    "name",
    "detect",
    "languages",
    "original",
    "sites",
    "front-matter",
    "sections",
    "items",
    "ignore",
    "keep",
}
_PATTERN_KEYS = ("thumb-number", "file-number", "file-date")
_FRONT_MATTER_KEYS = {
    *_PATTERN_KEYS,
    "required",
    "title-number",
    "title-language",
    "dates",
    "authors",
    "tags",
    "excerpt",
    "text-keys",
    "translated-keys",
    "translated-values",
    "schema",
}
_ITEM_KEYS = {"credit-words", "closing"}
_FILE_NAME_TAG = r"[\[._(-]([A-Za-z]{2}(?:-[A-Za-z]{2})?)[\]._)-]"
_TITLE_TAG = r"\[([A-Za-z]{2}(?:-[A-Za-z]{2})?)\]"
_TAGS_LINE = r"(?m)^tags[ \t]*:(.*(?:\n[ \t]+-.*)*)"
# Front matter whose first line is lost, or below a line or two that do not belong there.
_ALMOST_FRONT_MATTER = r"(?:[\w-]+[ \t]*:|(?:[^\n]*\n){0,3}?---[ \t]*\r?\n)"
NUMBERING = re.compile(r"^\d+(?:\.\d+)*\s*[、.):-]\s*")
_PUNCTUATION = re.compile(r"[^\w\s]+")
EMOJI = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
    "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
    "(?:\u200d[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?)*)"
)


class Slot(NamedTuple):
    """A section that an issue may have.

    `titles` maps a language to the ways the title may be written: the first is the usual one, those
    of `also` are as good. `variants` are understood, but not how it is written today. `shortcodes`
    are the names of the emoji in `:name:`.
    """

    id: str
    emoji: str
    optional: bool
    anywhere: bool
    levels: tuple[int, ...]
    shortcodes: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    variants: Mapping[str, tuple[str, ...]]

    def title(self, language: str | None) -> str:
        """The usual title in `language`, with its emoji."""
        names = self.titles.get(language or "") or next(iter(self.titles.values()), (self.id,))
        return f"{names[0]} {self.emoji}".strip()


class Template(NamedTuple):
    """An order that sections may stand in, and the first and last issue that had it, if known."""

    slots: list[Slot]
    first: int | None = None
    last: int | None = None

    def fits(self, number: int | None) -> bool:
        """Whether an issue of that number may have this order; an unknown number always may."""
        if number is None:
            return True
        return (self.first or 0) <= number and (self.last is None or number <= self.last)


class Closing(NamedTuple):
    """How an issue ends: `link` is the pattern of the target of the link to subscribe.

    Issues before number `since` had none.
    """

    link: str
    since: int


class KnownTitles(NamedTuple):
    """The section titles of one language.

    `usual` and `variants` map a title as written to its slot, `by_key` the key of each to its slot
    and to how it is written.
    """

    usual: Mapping[str, Slot]
    variants: Mapping[str, Slot]
    by_key: Mapping[str, tuple[Slot, str]]


class Detected(NamedTuple):
    """What a file was known by: `by` is a key of `detect`, `what` is what was found of it."""

    by: str
    what: str


def _unknown(place: str, key: object, known: Iterable[str]) -> DataError:
    return DataError(
        _("{place}: unknown key “{key}”; known are {known}"),
        place=place,
        key=key,
        known=", ".join(sorted(known)),
    )


class Profile:
    """One file of `rules/profiles/`. Raises DataError for a shape it cannot use."""

    def __init__(self, data: object, path: str) -> None:
        self.path = path
        top = mapping(data, path)
        for key in top:
            if key not in _KEYS:
                raise _unknown(path, key, _KEYS)
        expect(top.get("name"), str, path, "name")
        self.name = str(top["name"])
        self.detect = mapping(top.get("detect"), path, "detect")
        self.languages = mapping(top.get("languages"), path, "languages")
        self.front_matter = mapping(top.get("front-matter"), path, "front-matter")
        self.ignore = tuple(str(item) for item in _list(top.get("ignore"), path, "ignore"))
        original = mapping(top.get("original"), path, "original")
        self.original_language = str(original.get("language", ORIGINAL_LANGUAGE))
        self.sites = tuple(str(site) for site in _list(top.get("sites"), path, "sites"))
        self.keep = tuple(str(item) for item in _list(top.get("keep"), path, "keep"))
        self._known_titles: dict[str, KnownTitles] = {}
        self._items: Mapping[str, object] | None = None
        if "items" in top:
            self._items = mapping(top["items"], path, "items")
            for key in self._items:
                if key not in _ITEM_KEYS:
                    raise _unknown(f"{path}: items", key, _ITEM_KEYS)
        self._sections = mapping(top.get("sections"), path, "sections")

    def validate(self) -> None:
        """Raise DataError for what would else be noticed only when a file needs it."""
        len(self.templates)
        for key in self.front_matter:
            if key not in _FRONT_MATTER_KEYS:
                raise _unknown(f"{self.path}: front-matter", key, _FRONT_MATTER_KEYS)
        for key in ("dates", "authors", "text-keys"):
            self.listed(key)
        for key in ("title-language", "tags", "excerpt"):
            self.about(key)
        for key in ("translated-keys", "translated-values"):
            self.translations(key)
        number = self.front_matter.get("title-number")
        patterns = [
            *_list(self.detect.get("file-name"), self.path, "detect.file-name"),
            _mapping(number).get("pattern", ""),
            *(self.front_matter.get(f"{what}", "") for what in _PATTERN_KEYS),
            self.closing.link if self.closing else "",
            *_patterns(self.schema or {}),
        ]
        for pattern in patterns:
            try:
                re.compile(str(pattern))
            except re.error as error:
                raise DataError(
                    _("{path}: “{pattern}” is no pattern: {reason}"),
                    path=self.path,
                    pattern=pattern,
                    reason=pattern_reason(error),
                ) from error

    def is_own_site(self, target: str) -> bool:
        """Whether a link leads to a page of the newsletter itself."""
        bare = re.sub(r"^(?:https?:)?//(?:www\.)?", "", target, flags=re.IGNORECASE).lower()
        return bare.startswith(("/", "#", "{")) or bare.startswith(self.sites)

    @property
    def schema(self) -> Mapping[str, object] | None:
        """The JSON Schema of the front matter, None where any will do."""
        schema = self.front_matter.get("schema")
        return mapping(schema, self.path, "front-matter.schema") if schema else None

    def about(self, key: str) -> Mapping[str, object]:
        """What `front-matter` says in the mapping `key`; empty where it says nothing."""
        return mapping(self.front_matter.get(key), self.path, f"front-matter.{key}")

    def listed(self, key: str) -> list[str]:
        """The names in the list `key` of `front-matter`."""
        return [
            str(name)
            for name in _list(self.front_matter.get(key), self.path, f"front-matter.{key}")
        ]

    def translations(self, key: str) -> dict[str, str]:
        """Each word of the lists of `translated-keys` or `-values`, and what it stands for."""
        return {
            str(word): str(name)
            for name, words in self.about(key).items()
            for word in _list(words, self.path, f"front-matter.{key}.{name}")
        }

    @cached_property
    def section_level(self) -> int:
        """The heading level of a section."""
        level = self._sections.get("level", 1)
        expect(level, int, self.path, "sections.level")
        assert isinstance(level, int)
        return level

    @cached_property
    def templates(self) -> list[Template]:
        """The orders that sections may stand in; empty where sections are free."""
        slots = {
            str(name): self._slot(str(name), value)
            for name, value in mapping(
                self._sections.get("common"), self.path, "sections.common"
            ).items()
        }
        templates = []
        for number, entry in enumerate(
            _list(self._sections.get("templates"), self.path, "sections.templates")
        ):
            place = f"sections.templates[{number}]"
            about = _mapping(entry)
            names = _list(about.get("order") if about else entry, self.path, place)
            for name in names:
                if name not in slots:
                    raise DataError(
                        _("{path}: {place}: no section '{name}' is described"),
                        path=self.path,
                        place=place,
                        name=name,
                    )
            first, last = (about.get(key) for key in ("first-issue", "last-issue"))
            for limit in (first, last):
                if limit is not None:
                    expect(limit, int, self.path, f"{place}: first-issue, last-issue")
            templates.append(
                Template(
                    [slots[str(name)] for name in names],
                    first if isinstance(first, int) else None,
                    last if isinstance(last, int) else None,
                )
            )
        return templates

    @property
    def has_items(self) -> bool:
        """Whether its sections hold items: a title, text, perhaps an image with a credit."""
        return self._items is not None

    def credit_words(self, language: str | None) -> tuple[str, ...]:
        """The words that an image's credit starts with in `language`, as in `Fonte: …`."""
        words = mapping(_mapping(self._items).get("credit-words"), self.path, "items.credit-words")
        return tuple(map(str, _list(words.get(language or ""), self.path, "items.credit-words")))

    @cached_property
    def closing(self) -> Closing | None:
        """How an issue ends, None where any end will do."""
        about = mapping(_mapping(self._items).get("closing"), self.path, "items.closing")
        if not about:
            return None
        expect(about.get("link"), str, self.path, "items.closing.link")
        since = about.get("since", 0)
        expect(since, int, self.path, "items.closing.since")
        assert isinstance(since, int)
        return Closing(str(about["link"]), since)

    @cached_property
    def slots(self) -> list[Slot]:
        """Every section of any template, once."""
        return list({slot.id: slot for t in self.templates for slot in t.slots}.values())

    def known_titles(self, language: str) -> KnownTitles:
        """The titles that a section may have in `language`."""
        if language not in self._known_titles:
            usual = {t: slot for slot in self.slots for t in slot.titles.get(language, ())}
            variants = {t: slot for slot in self.slots for t in slot.variants.get(language, ())}
            by_key = {title_key(t): (slot, t) for t, slot in {**variants, **usual}.items()}
            self._known_titles[language] = KnownTitles(usual, variants, by_key)
        return self._known_titles[language]

    @cached_property
    def titles_by_key(self) -> dict[str, Slot]:
        """The slot of each usual title, whatever its language, by the title's key."""
        return {
            title_key(title): slot
            for slot in self.slots
            for titles in slot.titles.values()
            for title in titles
        }

    @cached_property
    def slots_by_emoji(self) -> dict[str, Slot]:
        """The slot that each emoji (without U+FE0F) or `:shortcode:` belongs to."""
        slots = {plain_emoji(slot.emoji): slot for slot in self.slots if slot.emoji}
        slots.update({f":{name}:": slot for slot in self.slots for name in slot.shortcodes})
        return slots

    def matches(self, document: Document) -> bool:
        """Whether the file itself says that it is of this kind."""
        return self.detected(document) is not None

    def detected(self, document: Document) -> Detected | None:
        """What in the file says that it is of this kind; None if nothing does."""
        if not self.detect:
            return None
        own = _tags(document) if (wanted := self.detect.get("tags")) else ()
        for tag in map(str, _list(wanted, self.path, "detect.tags")):
            if tag in own:
                return Detected("tags", tag)
        name = document.path.replace("\\", "/").rpartition("/")[2]
        for pattern in _list(self.detect.get("file-name"), self.path, "detect.file-name"):
            if re.search(str(pattern), name):
                return Detected("file-name", str(pattern))
        least = self.detect.get("section-emoji")
        if not isinstance(least, int) or document.text.isascii():
            return None
        known = self.slots_by_emoji.keys()
        if not any(emoji in document.text for emoji in known):
            return None
        found = known & _heading_emoji(document)
        return Detected("section-emoji", " ".join(sorted(found))) if len(found) >= least else None

    @cached_property
    def languages_by_tag(self) -> dict[str, str]:
        """The language of each tag, in lower case, that a title or the name of a file may have."""
        return {
            str(tag).lower(): language
            for language, about in self.languages.items()
            for tag in (language, *_list(_mapping(about).get("tags"), self.path, "languages"))
        }

    def tag_of(self, language: str | None) -> str | None:
        """The usual tag of a language, None if it is not known."""
        if language is None or language not in self.languages:
            return None
        tags = _list(_mapping(self.languages[language]).get("tags"), self.path, "languages")
        return str(tags[0]) if tags else language

    def language_of(self, document: Document) -> str | None:
        """The language by `lang`, title, file name, folder, or section titles; None if unknown."""
        by_tag = self.languages_by_tag
        front = document.front_matter
        title, lang = (front.get("title"), front.get("lang")) if front else (None, None)
        if lang and lang.text.lower() in by_tag:
            return by_tag[lang.text.lower()]
        in_title = [tag.lower() for tag in (re.findall(_TITLE_TAG, title.text) if title else ())]
        by_title = next((by_tag[tag] for tag in in_title if tag in by_tag), None)
        by_name = next((found for _tag, found in language_tags(document.path, by_tag)), None)
        if by_title and (by_name not in (None, by_title) or by_title == self.original_language):
            # The title may be a copy of another; the headings tell which of the two is right.
            by_headings = self._language_of_headings(document)
            if by_headings and (by_name is None or by_headings in (by_title, by_name)):
                return by_headings
            return by_name if by_name and by_title == self.original_language else by_title
        if by_title or by_name:
            return by_title or by_name
        # A folder for a language: `docs/pt/guide.md`; other tags are the names of too many things.
        by_code = {code.lower(): code for code in self.languages}
        by_code.update({code.partition("-")[0].lower(): code for code in self.languages})
        for folder in reversed(document.path.replace("\\", "/").split("/")[:-1]):
            if folder.lower().replace("_", "-") in by_code:
                return by_code[folder.lower().replace("_", "-")]
        return self._language_of_headings(document)

    def _language_of_headings(self, document: Document) -> str | None:
        if not self.slots:
            return None
        keys = {title_key(title) for title, _ in headings(document)} - {""}
        votes = {
            language: len(keys & self.known_titles(language).by_key.keys())
            for language in {language for slot in self.slots for language in slot.titles}
        }
        most = max(votes.values(), default=0)
        return min(lang for lang, count in votes.items() if count == most) if most else None

    def _slot(self, name: str, value: object) -> Slot:
        place = f"sections.common.{name}"
        data = mapping(value, self.path, place)
        titles: dict[str, tuple[str, ...]] = {}
        variants: dict[str, tuple[str, ...]] = {}
        for language, spec in mapping(data.get("titles"), self.path, f"{place}.titles").items():
            entry = mapping(spec, self.path, f"{place}.titles.{language}")
            expect(entry.get("title"), str, self.path, f"{place}.titles.{language}.title")
            also = _list(entry.get("also"), self.path, place)
            titles[language] = (str(entry["title"]), *map(str, also))
            variants[language] = tuple(map(str, _list(entry.get("variants"), self.path, place)))
        levels = _list(data.get("also-level"), self.path, place)
        return Slot(
            id=name,
            emoji=str(data.get("emoji", "")),
            optional=bool(data.get("optional", False)),
            anywhere=bool(data.get("anywhere", False)),
            levels=(self.section_level, *(int(str(level)) for level in levels)),
            shortcodes=tuple(map(str, _list(data.get("shortcodes"), self.path, place))),
            titles=titles,
            variants=variants,
        )


class Profiles:
    """All profiles that there are: the built-in ones and those of extra folders.

    `site` is what the site around the posts says, which is expected of them too.
    """

    def __init__(self, folders: Sequence[str] = (), site: Site | None = None) -> None:
        self.folders = tuple(folders)
        self._site = site

    @cached_property
    def site(self) -> Site:
        if self._site is None:
            from linters.document.site import Site

            self._site = Site()
        return self._site

    @cached_property
    def by_name(self) -> dict[str, Profile]:
        """Later folders replace a profile of the same name."""
        profiles = (Profile(load(path), path) for path in data_files("profiles", self.folders))
        return {profile.name: profile for profile in profiles}

    def choose(self, document: Document, name: str | None) -> Profile:
        """The profile of that name, or the one that the file itself asks for.

        Raises DataError if there is no profile of that name.
        """
        if name is not None:
            if name not in self.by_name:
                raise DataError(_("there is no profile “{name}”"), name=name)
            return self.by_name[name]
        for profile in self.by_name.values():
            if profile.matches(document):
                return profile
        return self.by_name[DEFAULT]


def language_tags(path: str, by_tag: Mapping[str, str]) -> list[tuple[str, str]]:
    """The tags in the name of a file that are those of a language, in order, and the language."""
    name = path.replace("\\", "/").rpartition("/")[2]
    # Each tag of a name may share its delimiter with the next.
    candidates = re.findall(_FILE_NAME_TAG, re.sub(r"([\].)_-])", r"\1\1", name))
    return [(tag, by_tag[tag.lower()]) for tag in candidates if tag.lower() in by_tag]


def issue_number(document: Document) -> int | None:
    """The number that the title names (`#5`), or None."""
    front = document.front_matter
    title = front.get("title") if front else None
    match = re.search(r"#\s?(\d{1,5})", title.text) if title is not None else None
    return int(match.group(1)) if match else None


def headings(document: Document) -> list[tuple[str, int]]:
    """Text and level of each heading, without markup around it."""
    return [
        (document.text[slice(*block.content)].strip(), block.level)
        for block in document.blocks
        if block.kind == "heading" and block.inlines
    ]


def plain_emoji(text: str) -> str:
    """An emoji without the mark (U+FE0F) that only says to show it in colour."""
    return text.replace("\ufe0f", "")


def title_key(title: str) -> str:
    """A title for comparison: without emoji, numbering, case, accents and punctuation."""
    bare = NUMBERING.sub("", _emoji().sub(" ", plain_emoji(title)).strip())
    decomposed = unicodedata.normalize("NFD", bare.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_PUNCTUATION.sub(" ", letters).split())


@cache
def _emoji() -> re.Pattern[str]:
    return re.compile(EMOJI)


def _heading_emoji(document: Document) -> set[str]:
    return {
        plain_emoji(emoji)
        for title, level in headings(document)
        if level <= 2
        for emoji in _emoji().findall(title)
    }


def _tags(document: Document) -> set[str]:
    """The tags of the front matter, also where it cannot be read as YAML."""
    front = document.front_matter
    node = front.get("tags") if front else None
    if node is not None:
        texts = [child.text for child in node.walk() if child.text]
    elif (front is not None and front.root is None) or (
        front is None and re.match(_ALMOST_FRONT_MATTER, document.text[:4096].lstrip())
    ):
        match = re.search(_TAGS_LINE, document.text[:4096])
        texts = [match.group(1)] if match else []
    else:
        texts = []
    return {tag for text in texts for tag in re.findall(r"[\w-]+", text)}


def _patterns(schema: object) -> list[str]:
    """Every `pattern` in a schema."""
    found = []
    for key, value in _mapping(schema).items():
        if key == "pattern" and isinstance(value, str):
            found.append(value)
        else:
            found.extend(_patterns(value))
    return found


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object, path: str, place: str) -> list[object]:
    if value is None:
        return []
    expect(value, list, path, place)
    assert isinstance(value, list)
    return value
