"""Rules that need no code: instances of a few kinds, read from `rules/style/LANGUAGE/*.yaml`.

The folder says which language a rule is for; `any` holds those for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from linters.document import Document
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity
from linters.resources import DataError, data_files, data_folders, expect, load, mapping

PROSE = ("paragraph", "list-item", "cell", "definition")
SCOPES = (*PROSE, "heading", "item-title", "caption", "alt", "title", "excerpt")

ANY = "any"

_KEYS = {
    "id",
    "kind",
    "scope",
    "summary",
    "message",
    "help",
    "why",
    "source",
    "severity",
    "fix",
    "swap",
    "wrong",
    "right",
}
_ID = re.compile(r"[a-z][a-z-]*/[a-z0-9][a-z0-9-]*")


class Substitution(Rule):
    """A pattern that is to be written in another way: the kind `substitution`."""

    scopes: tuple[str, ...]
    pattern: re.Pattern[str]
    replacements: tuple[str, ...]
    applicability: Applicability | None

    def check(self, document: Document) -> Iterator[Finding]:
        if self.language is not None and document.language != self.language:
            return
        for prose in document.prose:
            if prose.scope not in self.scopes:
                continue
            for match in self.pattern.finditer(prose.text):
                span = prose.span(*match.span())
                if document.protected.touches(span):
                    continue
                replacement = self.replacements[int((match.lastgroup or "_0")[1:])]
                # Markup within the match would be lost with it.
                exact = document.text[slice(*span)] == match.group()
                fix = None
                if exact and self.applicability is not None:
                    fix = Fix((Edit(*span, replacement),), self.applicability)
                yield Finding(
                    span,
                    found=match.group(),
                    replacement=replacement,
                    fix=fix,
                    suggestions=() if fix else (replacement,),
                )


def data_languages(folders: Sequence[str]) -> list[str]:
    """The languages that `rules/` and the extra `folders` have rules for."""
    return data_folders("style", folders)


def data_rules(folders: Sequence[str], language: str) -> list[type[Rule]]:
    """The rules for a language that are written as data, in `rules/` and the extra `folders`.

    Raises DataError, which names file and rule, for one that cannot be used.
    """
    rules = []
    for path in data_files(f"style/{language}", folders):
        content = load(path)
        expect(content, list, path, "the file")
        assert isinstance(content, list)
        for number, entry in enumerate(content, start=1):
            rules.append(_rule(mapping(entry, path, f"rule {number}"), path, language))
    return rules


def _rule(entry: Mapping[str, object], path: str, folder: str) -> type[Rule]:
    place = str(entry.get("id", "a rule without id"))
    for key in entry:
        if key not in _KEYS:
            raise DataError(f"{path}: {place}: unknown key {key!r}")
    for key in ("id", "summary", "message"):
        expect(entry.get(key), str, path, f"{place}: {key}")
    for key in ("wrong", "right"):
        expect(entry.get(key), list, path, f"{place}: {key}")
    if not _ID.fullmatch(place):
        raise DataError(f"{path}: {place}: an id is `category/name` in lower case")
    if entry.get("kind") != "substitution":
        raise DataError(f"{path}: {place}: kind: expected substitution")
    swap = mapping(entry.get("swap"), path, f"{place}: swap")
    if not swap:
        raise DataError(f"{path}: {place}: swap: expected at least one `pattern: replacement`")
    for replacement in swap.values():
        if re.search(r"\\[\dg]", str(replacement)):
            raise DataError(
                f"{path}: {place}: swap: {replacement!r} is written as it is; "
                "a group of the pattern has no place in it"
            )
    alternatives = [f"(?P<_{number}>{pattern})" for number, pattern in enumerate(swap)]
    try:
        pattern = re.compile("|".join(alternatives))
        severity = Severity.named(str(entry.get("severity", "warning")))
        applicability = Applicability(str(entry["fix"])) if "fix" in entry else None
    except (re.error, KeyError, ValueError) as error:
        raise DataError(f"{path}: {place}: {error}") from error
    language = None if folder == ANY else folder
    paragraphs = [str(entry.get(key, "")).strip() for key in ("why", "source")]
    source = f"Source: {paragraphs[1]}" if paragraphs[1] else ""
    summary = str(entry["summary"])
    return type(
        "Data" + place.title().replace("/", "").replace("-", ""),
        (Substitution,),
        {
            "__doc__": "\n\n".join(part for part in (summary, paragraphs[0], source) if part),
            "id": place,
            "severity": severity,
            "message": str(entry["message"]),
            "help": str(entry["help"]) if "help" in entry else None,
            "scopes": _scopes(entry.get("scope"), path, place),
            "language": language,
            "pattern": pattern,
            "replacements": tuple(str(value) for value in swap.values()),
            "applicability": applicability,
            **_examples(entry, pattern, tuple(map(str, swap.values())), language, applicability),
        },
    )


def _scopes(value: object, path: str, place: str) -> tuple[str, ...]:
    names = value if isinstance(value, list) else ["prose"]
    scopes: list[str] = []
    for name in names:
        if name not in ("prose", *SCOPES):
            known = ", ".join(("prose", *SCOPES))
            raise DataError(f"{path}: {place}: scope: unknown {name!r}; known are {known}")
        scopes.extend(PROSE if name == "prose" else [str(name)])
    return tuple(scopes)


def _examples(
    entry: Mapping[str, object],
    pattern: re.Pattern[str],
    replacements: tuple[str, ...],
    language: str | None,
    applicability: Applicability | None,
) -> dict[str, list[Good] | list[Bad]]:
    name = f"example[{language}].md" if language else "example.md"
    wrong, right = entry["wrong"], entry["right"]
    assert isinstance(wrong, list) and isinstance(right, list)
    bad = []
    for text in map(str, wrong):
        match = pattern.search(text)
        fixed = None
        if applicability is not None:
            fixed = pattern.sub(lambda m: replacements[int((m.lastgroup or "_0")[1:])], text)
        bad.append(
            Bad(text, match.group() if match else "", fixed, profile="newsletter", path=name)
        )
    return {
        "VALID": [Good(str(text), profile="newsletter", path=name) for text in right],
        "INVALID": bad,
    }
