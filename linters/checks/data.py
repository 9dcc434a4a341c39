"""Rules that need no code, read from `rules/style/LANGUAGE/*.yaml`.

The folder says which language a rule is for; `any` holds those for all of them. What is wrong in a
file is said with its line and what was expected, as it may be somebody's first rule.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linters.checks.entry import Entry, WrongEntryError, one_of
from linters.messages import _
from linters.model import Applicability, Bad, Good, Severity
from linters.resources import data_files, data_folders, did_you_mean, expect, load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linters.checks.kinds import DataRule, Search, Shared
    from linters.checks.needs import KnownNeeds
    from linters.model import Rule

PROSE = ("paragraph", "list-item", "cell", "definition")
SCOPES = ("prose", *PROSE, "heading", "item-title", "caption", "alt", "title", "excerpt")

ANY = "any"

_COMMON = frozenset(
    "id kind scope inside except severity fix summary message help why source wrong right".split()  # noqa: SIM905
)
_OWN = {
    "substitution": ("swap",),
    "pattern": ("find", "swap", "ignore-case"),
    "repetition": ("allow",),
    "consistency": ("forms", "least"),
    "capitalisation": ("words", "after"),
    "spacing": ("between", "space"),
}
_ID = re.compile(r"[a-z][a-z-]*/[a-z0-9][a-z0-9-]*")
_FIELD = re.compile(r"(?<!{){(\w*)}")
_GROUP = re.compile(r"\\[\dg]")
_SPACES = {"none": " +", "one": "", "at-most-one": " {2,}"}
_TWICE = r"(?<![\w'’-])([^\W\d_]{2,40})[ \t]{1,4}((?i:\1))(?![\w'’-])"


def data_languages(folders: Sequence[str]) -> list[str]:
    """The languages that `rules/` and the extra `folders` have rules for."""
    return data_folders("style", folders)


def data_rules(folders: Sequence[str], language: str) -> list[type[Rule]]:
    """The rules for a language that are written as data, in `rules/` and the extra `folders`.

    A rule of a later folder replaces one of the same id. Raises DataError, which names file, line
    and rule, for one that cannot be used.
    """
    from linters.checks.kinds import Shared

    shared = Shared()
    ours = set(data_files(f"style/{language}", ()))
    rules: dict[str, tuple[type[DataRule], list[Search]]] = {}
    for path in data_files(f"style/{language}", folders):
        content = load(path)
        expect(content, list, path)
        assert isinstance(content, list)
        here: set[str] = set()
        for number, values in enumerate(content):
            try:
                rule, searches = _rule(Entry(values, path not in ours), language, shared)
                if rule.id in here:
                    raise WrongEntryError(("id",), _("a rule above has this id"))
            except WrongEntryError as wrong:
                raise wrong.at(path, number, values) from None
            here.add(rule.id)
            rules[rule.id] = rule, searches
    for rule, searches in rules.values():
        for search in searches:
            shared.add(rule, search)
    _needs().keep()
    return [rule for rule, _ in rules.values()]


def _rule(entry: Entry, folder: str, shared: Shared) -> tuple[type[DataRule], list[Search]]:
    from linters.checks.kinds import KINDS, NEVER_READ, READ_IF_TOLD, Later

    known = _COMMON.union(*_OWN.values())
    for key in entry.values:
        if key not in known:
            hint = did_you_mean(str(key), known)
            raise WrongEntryError((key,), _("unknown key “{key}”.{hint}"), key=key, hint=hint)
    id = entry.text("id")
    if not _ID.fullmatch(id):
        raise WrongEntryError(("id",), _("“{id}”: an id is `category/name` in lower case"), id=id)
    kind = entry.choice("kind", _OWN)
    for key in entry.values:
        if key not in _COMMON and key not in _OWN[kind]:
            other = next(other for other, keys in _OWN.items() if key in keys)
            raise WrongEntryError(
                (key,),
                _("the kind {kind} has no such key; {other} has it"),
                kind=kind,
                other=other,
            )
    inside = [one_of(name, READ_IF_TOLD, "inside") for name in entry.strings("inside")]
    fix = entry.choice("fix", ("safe", "unsafe"), "")
    summary, why, source = (
        entry.text(k, d) for k, d in (("summary", None), ("why", ""), ("source", ""))
    )
    language = None if folder == ANY else folder
    attributes: dict[str, object] = {
        "__doc__": "\n\n".join(
            filter(None, (summary, why.strip(), source and f"Source: {source.strip()}"))
        ),
        "id": id,
        "severity": Severity.named(
            entry.choice("severity", ("error", "warning", "info"), "warning")
        ),
        "message": entry.text("message"),
        "help": entry.text("help", "") or None,
        "language": language,
        "is_own": entry.strict,
        "scopes": _scopes(entry),
        "unread": (*NEVER_READ, *(name for name in READ_IF_TOLD if name not in inside)),
        "fixes": (Applicability(fix),) if fix else (),
        "exceptions": tuple(
            Later(entry.pattern(source, "except", number))
            for number, source in enumerate(entry.strings("except"))
        ),
        "shared": shared,
        **_examples(entry, language),
    }
    searches, more = _BUILDERS[kind](entry)
    base = KINDS[kind]
    for key in ("message", "help"):
        for name in _FIELD.findall(entry.text(key, "")):
            one_of(name, base.fields, key)
    name = "Data" + id.title().replace("/", "").replace("-", "")
    return type(name, (base,), {**attributes, **more}), searches


def _scopes(entry: Entry) -> tuple[str, ...]:
    from linters.checks.kinds import FRONT_MATTER

    scopes: list[str] = []
    for number, name in enumerate(entry.strings("scope") or ["prose"]):
        if not name.startswith(FRONT_MATTER):
            one_of(name, (*SCOPES, f"{FRONT_MATTER}KEY"), "scope", number)
        scopes.extend(PROSE if name == "prose" else [name])
    return tuple(dict.fromkeys(scopes))


_Built = tuple[list["Search"], dict[str, object]]


def _search(source: str, number: int, plain: str, whole: bool = False, flags: int = 0) -> Search:
    """A search for `source`, of which `plain` is the part that says what it needs."""
    from linters.checks.kinds import Search

    return Search(source, number, _needs().of(plain, whole, bool(flags & re.IGNORECASE)), flags)


@cache
def _needs() -> KnownNeeds:
    from linters.checks.needs import KnownNeeds

    return KnownNeeds()


def _substitution(entry: Entry) -> _Built:
    searches, replacements = [], []
    for number, (source, value) in enumerate(entry.mapping("swap").items()):
        entry.pattern(source, "swap", source)
        if not isinstance(value, str):
            raise WrongEntryError(("swap", source), _("expected text; put it in quotes"))
        if _GROUP.search(value):
            raise WrongEntryError(
                ("swap", source),
                _("“{value}” is written as it is, without groups; the kind pattern has them"),
                value=value,
            )
        # A word is a whole word, whoever writes it.
        searches.append(_search(rf"(?<!\w)(?:{source})(?!\w)", number, source, whole=True))
        replacements.append(value)
    return searches, {"replacements": tuple(replacements)}


def _pattern(entry: Entry) -> _Built:
    flags = re.IGNORECASE if entry.flag("ignore-case") else 0
    if "find" not in entry.values and "swap" not in entry.values:
        raise WrongEntryError((), _("expected `find`, or `swap` to say what is written instead"))
    sources = entry.strings("find")
    templates: list[str | None] = [None] * len(sources)
    for number, source in enumerate(sources):
        entry.pattern(source, "find", number)
    if "swap" in entry.values:
        for source, value in entry.mapping("swap").items():
            entry.pattern(source, "swap", source)
            templates.append(entry.template(value, (source,), "swap", source))
            sources = [*sources, source]
    searches = [_search(s, number, s, flags=flags) for number, s in enumerate(sources)]
    return searches, {"templates": tuple(templates)}


def _repetition(entry: Entry) -> _Built:
    allowed = frozenset(word.lower() for word in entry.strings("allow"))
    return [_search(_TWICE, 0, _TWICE)], {"allowed": allowed}


def _consistency(entry: Entry) -> _Built:
    from linters.checks.kinds import Form

    searches, forms = [], []
    values = entry.mapping("forms")
    if len(values) < 2:
        raise WrongEntryError(("forms",), _("expected two forms at least, to compare"))
    sources = {}
    for name, value in values.items():
        if not isinstance(value, dict):
            raise WrongEntryError(("forms", name), _("expected a mapping with `find` and `write`"))
        for key in value:
            one_of(key, ("find", "write"), "forms", name, key)
        sources[name] = entry.pattern(value.get("find"), "forms", name, "find")
    for number, (name, value) in enumerate(values.items()):
        assert isinstance(value, dict)
        write = value.get("write")
        if write is not None:
            entry.template(write, sources.values(), "forms", name, "write")
        searches.append(_search(sources[name], number, sources[name]))
        forms.append(Form(name, write))
    return searches, {"forms": tuple(forms), "least": entry.number("least", 3)}


def _capitalisation(entry: Entry) -> _Built:
    from linters.checks.kinds import Left

    searches = []
    for number, word in enumerate(entry.strings("words", least=1)):
        entry.pattern(word, "words", number)
        capital = word[0].upper() + word[1:]
        searches.append(_search(rf"(?<![\w-])(?:{capital})(?![\w-])", number, capital, whole=True))
    after = entry.text("after", "")
    return searches, {"after": Left(entry.pattern(after, "after")) if after else None}


def _spacing(entry: Entry) -> _Built:
    from linters.checks.kinds import Left

    patterns = entry.strings("between", least=1)
    if len(patterns) != 2:
        raise WrongEntryError(("between",), _("expected two patterns: what stands left and right"))
    left, right = (entry.pattern(s, "between", number) for number, s in enumerate(patterns))
    space = entry.choice("space", _SPACES)
    if space == "one":
        source = rf"(?P<left>{left})(?P<gap>)(?=(?P<right>{right}))"
        plain = f"(?:{left}){right}"
    else:
        source = rf"(?P<gap>{_SPACES[space]})(?=(?P<right>{right}))"
        plain = f"(?:{left}) (?:{right})" if space == "none" else "  "
    return [_search(source, 0, plain)], {"left": Left(left), "space": space}


_BUILDERS: dict[str, Callable[[Entry], _Built]] = {
    "substitution": _substitution,
    "pattern": _pattern,
    "repetition": _repetition,
    "consistency": _consistency,
    "capitalisation": _capitalisation,
    "spacing": _spacing,
}


class _Examples:
    """The examples of a rule, made when somebody asks for them: a run has no need of them."""

    def __init__(self, make: Callable[[type[DataRule]], list[Good] | list[Bad]]) -> None:
        self.make = make

    def __get__(self, instance: object, owner: type[DataRule]) -> list[Good] | list[Bad]:
        return self.make(owner)


def _examples(entry: Entry, language: str | None) -> dict[str, _Examples]:
    path = f"example[{language}].md" if language else "example.md"
    wrong, right = entry.strings("wrong", least=1), entry.strings("right", least=1)
    return {
        "INVALID": _Examples(lambda rule: [_bad(rule, text, path) for text in wrong]),
        "VALID": _Examples(lambda rule: [Good(text, "newsletter", path) for text in right]),
    }


def own_rules(folders: Sequence[str]) -> list[type[Rule]]:
    """The rules that the extra `folders` add to those in `rules/`, or put in place of them."""
    return [
        rule
        for language in data_languages(folders)
        for rule in data_rules(folders, language)
        if vars(rule)["is_own"]
    ]


def broken_examples(rule: type[Rule]) -> tuple[list[str], list[str], list[str]]:
    """The sentences that a rule does not hold: not reported, mended wrongly, reported and right."""
    from linters.document import Document
    from linters.document.profile import Profiles

    right = [example for example in rule.VALID if isinstance(example, Good)]
    texts = {example.text for example in right}
    silent = [str(bad.text) for bad in rule.INVALID if not bad.at]
    unmended = [str(bad.fixed) for bad in rule.INVALID if bad.fixed and bad.fixed not in texts]
    reported = [
        good.text
        for good in right
        if list(
            rule().check(Document.read(good.path, good.text.encode(), Profiles(), good.profile))
        )
    ]
    return silent, unmended, reported


def _bad(rule: type[DataRule], text: str, path: str) -> Bad:
    """An example with what the rule finds in it and makes of it."""
    from linters.document import Document
    from linters.document.profile import Profiles

    document = Document.read(path, text.encode(), Profiles(), "newsletter")
    found = list(rule().check(document))
    fixed = text
    for edit in sorted((e for f in found if f.fix for e in f.fix.edits), reverse=True):
        fixed = fixed[: edit.start] + edit.text + fixed[edit.end :]
    at = text[slice(*found[0].span)] if found else ""
    return Bad(text, at, fixed if fixed != text else None, max(1, len(found)), "newsletter", path)
