"""All rules that there are, and which of them are wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from linters.checks import builtin_modules, load_rule
from linters.checks.data import ANY, data_languages, data_rules
from linters.config import ConfigError
from linters.messages import _
from linters.plugins import plugin_rules
from linters.resources import did_you_mean, kind_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linters.model import Rule

_T = TypeVar("_T")

# Rules that speak for many, and how the ids of their findings begin: known without loading them.
SPEAKS_FOR = {"grammar/languagetool": "grammar/"}

# Rules that need what sites answered: they run with `--check-links` only.
ONLINE = frozenset(("links/dead", "links/moved", "links/unanswered"))


class Registry:
    """Rules by id: built in, of other packages, and written as data in `rules/` and `folders`.

    A rule is loaded when it is asked for. Raises PluginError where a package's rules cannot be.
    """

    def __init__(self, folders: Sequence[str] = ()) -> None:
        self.folders = folders
        self._modules = builtin_modules()
        self._loaded: dict[str, type[Rule]] = {rule.id: rule for rule in plugin_rules()}
        self._plugged = frozenset(self._loaded)
        self._ids = {*self._modules, *self._loaded}
        self._by_language: dict[str, list[str]] = {}

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all rules, sorted. Raises DataError where a data file cannot be used."""
        for language in data_languages(self.folders):
            self._load_language(language)
        return sorted(self._ids)

    @cached_property
    def spoken_for(self) -> list[str]:
        """The ids that LanguageTool's findings may have: those of its rules and of ours."""
        from linters.languagetool.grammar import Grammar

        return [f"grammar/{id}" for id in Grammar(self.folders).all_ids()]

    def knows(self, selector: str) -> bool:
        """Whether some rule has that id or prefix."""
        return any(matches(selector, id) for id in self.ids) or (
            selector.startswith(tuple(SPEAKS_FOR.values())) and self.is_spoken_for(selector)
        )

    def is_spoken_for(self, selector: str) -> bool:
        """Whether LanguageTool may report that id, or one that begins so.

        Those of its rules that are lists of words add the word to their id.
        """
        return any(matches(selector, id) or selector.startswith(f"{id}_") for id in self.spoken_for)

    def in_its_case(self, name: str) -> str:
        """An id or prefix as the rules have it, however it is spelt in capitals."""
        lower = name.lower()
        if any(matches(lower, id) for id in self.ids):
            return lower
        return next((id for id in self.spoken_for if id.lower() == lower), name)

    def rule(self, id: str) -> type[Rule]:
        """The rule with that id, which must be one of `ids`."""
        if id not in self._loaded:
            if id not in self._modules:
                self.ids  # noqa: B018  (loads the rules that are data)
            else:
                self._loaded[id] = load_rule(id, self._modules[id])
        return self._loaded[id]

    def own_category(self, id: str) -> str | None:
        """The category of a rule that is built in; None for one of others, or written as data."""
        is_own = id in self._modules and id not in self._plugged
        return id.partition("/")[0] if is_own else None

    def for_language(self, language: str | None) -> list[str]:
        """The ids of the rules for texts in that language, and of those for all, sorted."""
        ids = set(self._ids)
        for known, own in self._by_language.items():
            if known not in (ANY, language):
                ids.difference_update(own)
        for name in (ANY, language):
            if name is not None:
                ids.update(self._load_language(name))
        return sorted(ids)

    def _load_language(self, language: str) -> list[str]:
        if language not in self._by_language:
            rules = data_rules(self.folders, language)
            self._loaded.update({rule.id: rule for rule in rules})
            self._by_language[language] = [rule.id for rule in rules]
            self._ids.update(self._by_language[language])
        return self._by_language[language]

    def require(self, selector: str) -> None:
        """Raise ConfigError, with a proposal, unless some rule has that id or prefix."""
        if any(matches(selector, id) for id in self._ids):
            return
        for beginning in SPEAKS_FOR.values():
            if selector.startswith(beginning):
                if self.is_spoken_for(selector):
                    return
                raise no_rule(selector, self.spoken_for)
        if not any(matches(selector, id) for id in self.ids):
            raise no_rule(selector, {*self.ids, *(id.partition("/")[0] for id in self.ids)})

    def require_options(self, id: str, values: Mapping[str, object]) -> None:
        """Raise ConfigError unless the rule has these options, of these types."""
        if id not in self.ids:
            raise ConfigError(_("options: {reason}"), reason=no_rule(id, self.ids))
        known = self.rule(id).options
        for name, value in values.items():
            if name not in known:
                hint = did_you_mean(name, known)
                raise ConfigError(
                    _("options: {rule} has no option “{name}”.{hint}"),
                    rule=id,
                    name=name,
                    hint=hint,
                )
            if type(value) is not type(known[name]):
                raise ConfigError(
                    _("options: {rule}: {name}: expected {kind}"),
                    rule=id,
                    name=name,
                    kind=kind_name(type(known[name])),
                )


def no_rule(selector: str, known: Iterable[str]) -> ConfigError:
    """The error that says that there is no such rule, with a proposal out of those `known`."""
    return ConfigError(
        _("there is no rule “{selector}”.{hint}"),
        selector=selector,
        hint=did_you_mean(selector, known),
    )


def is_selected(id: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule is wanted.

    No `select` means all. Where both name the rule, the longer selector counts, and of two that are
    as long, `ignore`.
    """
    wanted = longest(select, id) if select else 0
    unwanted = longest(ignore, id)
    return wanted is not None and (unwanted is None or unwanted < wanted)


def matches(selector: str, id: str) -> bool:
    """Whether `selector` is the rule's id, its category, or the beginning of its name."""
    return id.startswith(selector) and bool(selector)


def longest(selectors: Sequence[str], id: str) -> int | None:
    """The length of the longest selector that fits, None if none does."""
    return max((len(s) for s in selectors if matches(s, id)), default=None)


def for_rule(id: str, own: _T, overrides: Mapping[str, _T]) -> _T:
    """What the configuration gives the rule with that id, by the longest selector, or its `own`."""
    fitting = [selector for selector in overrides if matches(selector, id)]
    return overrides[max(fitting, key=len)] if fitting else own


def may_select(beginning: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether any id that begins so may be wanted: what `is_selected` is for a single id."""
    if any(selector.startswith(beginning) for selector in select):
        return True
    return is_selected(beginning, select, ignore)
