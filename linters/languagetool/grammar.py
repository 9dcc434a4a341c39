"""Our own grammar rules and what we think of LanguageTool's: `rules/languagetool/`.

The rules are LanguageTool's XML, a file a theme. LanguageTool reads one file of additions, so they
are joined. `disabled.yaml` says which of LanguageTool's rules are off and which weigh more or less,
`weights.yaml` what ours weigh.
Source: https://dev.languagetool.org/development-overview
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from linters.messages import _, pattern_reason, reading_reason
from linters.model import Severity
from linters.resources import DataError, expect, load, mapping, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

LANGUAGE = "pt-BR"
SPELLER = "MORFOLOGIK_RULE_PT_BR"
IDENTITY = "LINT_ISSUE_RULES"
IDENTITY_WORD = "lintissuerules"
# Where in the class path LanguageTool looks for additions to its own rules.
RULES_PATH = "org/languagetool/rules/pt/grammar_custom.xml"
_FOLDER = os.path.join("languagetool", "pt")
_POLICIES = (
    os.path.join("languagetool", "disabled.yaml"),
    os.path.join("languagetool", "weights.yaml"),
)

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+(\S+)\s+(\"[^\"]*\"|'[^']*')\s*>")
_UNIFICATION = re.compile(r"<unification\b.*?</unification>", re.DOTALL)
_CATEGORY = re.compile(r"<category\b.*?</category>", re.DOTALL)
_ID = re.compile(r"<(?:rule|rulegroup)\b[^>]*\bid=[\"']([^\"']+)[\"']")


class Unless(NamedTuple):
    """Findings of a rule that are dropped: by what they flag, or by what stands around it."""

    rule: str
    found: re.Pattern[str] | None
    around: re.Pattern[str] | None


class Policy(NamedTuple):
    """What is off, and what weighs other than a warning. `off` holds rule ids."""

    off: tuple[str, ...]
    categories_off: tuple[str, ...]
    weights: Mapping[str, Severity]
    unless: Sequence[Unless]


class Example(NamedTuple):
    """A sentence of a rule. `start` and `end` are what it marks; `corrections` what it expects."""

    rule: str
    text: str
    is_wrong: bool
    start: int
    end: int
    corrections: tuple[str, ...]


class OwnRule(NamedTuple):
    """A rule or group of rules of ours: its name, and sentences on which it speaks or not."""

    id: str
    name: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


class Note(NamedTuple):
    """Why a rule is off or weighs what it does, and a right sentence that it would speak of."""

    is_off: bool
    reason: str | None
    silent: str | None


class Grammar:
    """The files of `rules/languagetool/` and of the extra `folders`."""

    def __init__(self, folders: Sequence[str] = ()) -> None:
        self._paths: list[str] = []
        self._policies: list[str] = []
        for folder in (rules_folder(), *folders):
            base = os.path.join(folder, _FOLDER)
            if os.path.isdir(base):
                names = sorted(name for name in os.listdir(base) if name.endswith(".xml"))
                self._paths.extend(os.path.join(base, name) for name in names)
            policies = (os.path.join(folder, name) for name in _POLICIES)
            self._policies.extend(path for path in policies if os.path.isfile(path))
        self.key = self._key()

    def _key(self) -> str:
        """What tells these files from any others."""
        digest = hashlib.sha256()
        for path in (*self._paths, *self._policies):
            with open(path, "rb") as file:
                digest.update(os.path.basename(path).encode() + b"\0" + file.read() + b"\0")
        return digest.hexdigest()[:16]

    def ids(self) -> list[str]:
        """The ids of our own rules, sorted."""
        found: set[str] = set()
        for path in self._paths:
            found.update(_ID.findall(_COMMENT.sub("", _read(path))))
        return sorted(found)

    def all_ids(self) -> list[str]:
        """The ids of our own rules and of LanguageTool's, sorted."""
        path = os.path.join(rules_folder(), "languagetool", "ids.txt")
        return sorted({*self.ids(), *_read(path).split()})

    def find(self, id: str) -> OwnRule | None:
        """Our own rule with that id."""
        return next((rule for rule in self.rules() if rule.id == id), None)

    def rules(self) -> Iterator[OwnRule]:
        """Our own rules, file by file."""
        for path in self._paths:
            for element in _elements(path):
                examples = list(_examples(element))
                yield OwnRule(
                    element.get("id", ""),
                    element.get("name", ""),
                    tuple(example.text for example in examples if example.is_wrong),
                    tuple(example.text for example in examples if not example.is_wrong),
                )

    def examples(self) -> Iterator[Example]:
        """The sentences of all our own rules."""
        for path in self._paths:
            for element in _elements(path):
                yield from _examples(element)

    def merged(self) -> str:
        """All rules as the one file that LanguageTool reads. Raises DataError for broken XML."""
        entities: dict[str, str] = {}
        parts: list[str] = []
        for path in self._paths:
            text = _COMMENT.sub("", _read(path))
            _require_xml(text, path)
            for name, value in _ENTITY.findall(text):
                if entities.setdefault(name, value) != value:
                    raise DataError(
                        _("{path}: the entity '{name}' has another value elsewhere"),
                        path=path,
                        name=name,
                    )
            parts[:0] = _UNIFICATION.findall(text)
            parts.extend(_CATEGORY.findall(text))
        declared = "\n".join(f"<!ENTITY {name} {value}>" for name, value in entities.items())
        parts.append(
            f'<category id="{IDENTITY}" name="lint-issue"><rule id="{IDENTITY}" name="lint-issue">'
            f"<pattern><token>{IDENTITY_WORD}</token></pattern>"
            f"<message>{self.key}</message>"
            f"<example correction=''><marker>{IDENTITY_WORD}</marker></example></rule></category>"
        )
        body = "\n".join(parts)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<!DOCTYPE rules [\n{declared}\n]>\n"
            f'<rules lang="pt">\n{body}\n</rules>\n'
        )

    def note(self, id: str) -> Note | None:
        """What is written down of a rule of LanguageTool, or of ours; None if nothing is."""
        for path in self._policies:
            content = mapping(load(path), path, "the file")
            off = _entries(content.get("off"), path, "off")
            weights = mapping(content.get("weight"), path, "weight").items()
            listed = [(True, one) for one in off if "id" in one]
            listed += [(False, o) for n, e in weights for o in _entries(e, path, f"weight.{n}")]
            for is_off, entry in listed:
                name = str(entry.get("id"))
                # Those of LanguageTool's rules that are lists of words add the word to their id.
                if id == name or (is_off and id.startswith(f"{name}_")):
                    reason, silent = (
                        str(entry[key]) if key in entry else None for key in ("reason", "silent")
                    )
                    return Note(is_off, reason, silent)
        return None

    def policy(self) -> Policy:
        """What `disabled.yaml` says. Raises DataError where it cannot be used."""
        # Words are our own business: its speller would take four fifths of the time.
        off = [SPELLER]
        categories: list[str] = []
        weights: dict[str, Severity] = {}
        unless: list[Unless] = []
        for path in self._policies:
            content = mapping(load(path), path)
            for entry in _entries(content.get("off"), path, "off"):
                if "category" in entry:
                    categories.append(str(entry["category"]))
                else:
                    off.append(_text(entry, "id", path, "off"))
            for name, entries in mapping(content.get("weight"), path, "weight").items():
                try:
                    severity = Severity.named(name)
                except KeyError as error:
                    raise DataError(
                        _("{path}: weight: “{name}” is no severity"), path=path, name=name
                    ) from error
                for entry in _entries(entries, path, f"weight.{name}"):
                    weights[_text(entry, "id", path, f"weight.{name}")] = severity
            for entry in _entries(content.get("unless"), path, "unless"):
                rule = _text(entry, "id", path, "unless")
                try:
                    found, around = (
                        re.compile(str(entry[key])) if key in entry else None
                        for key in ("found", "around")
                    )
                except re.error as error:
                    raise DataError(
                        _("{path}: unless: {rule}: {reason}"),
                        path=path,
                        rule=rule,
                        reason=pattern_reason(error),
                    ) from error
                unless.append(Unless(rule, found, around))
        return Policy(tuple(off), tuple(categories), weights, unless)


def _elements(path: str) -> Iterator[Element]:
    """The rules and groups of a file."""
    from xml.etree import ElementTree

    for category in ElementTree.fromstring(_read(path)).iter("category"):  # noqa: S314
        for element in category:
            if element.tag in ("rule", "rulegroup"):
                yield element


def _examples(element: Element) -> Iterator[Example]:
    for example in element.iter("example"):
        text = "".join(example.itertext())
        marker = example.find("marker")
        start, end = 0, len(text)
        if marker is not None:
            start = len(example.text or "")
            end = start + len("".join(marker.itertext()))
        correction = example.get("correction")
        is_wrong = correction is not None or example.get("type") == "incorrect"
        corrections = tuple(filter(None, (correction or "").split("|")))
        yield Example(element.get("id", ""), text, is_wrong, start, end, corrections)


def _entries(value: object, path: str, place: str) -> list[Mapping[str, object]]:
    if value is None:
        return []
    expect(value, list, path, place)
    assert isinstance(value, list)
    return [mapping(entry, path, place) for entry in value]


def _text(entry: Mapping[str, object], key: str, path: str, place: str) -> str:
    value = entry.get(key)
    expect(value, str, path, f"{place}: {key}")
    return str(value)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _require_xml(text: str, path: str) -> None:
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> DataError:
    return DataError(_("{path}: {reason}"), path=path, reason=reading_reason(error, "XML"))
