"""All rules that there are, and which of them are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.checks import builtin_rules
from linters.checks.data import data_rules
from linters.config import ConfigError, did_you_mean
from linters.plugins import plugin_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linters.model import Rule, Severity


class Registry:
    """Rules by id: built in, written as data, and of other packages.

    Raises DataError or PluginError where one of them cannot be loaded.
    """

    def __init__(self, folders: Sequence[str] = ()) -> None:
        classes = [*builtin_rules(), *data_rules(folders), *plugin_rules()]
        self.rules: dict[str, type[Rule]] = {
            rule.id: rule for rule in sorted(classes, key=lambda rule: rule.id)
        }

    def require(self, selector: str) -> None:
        """Raise ConfigError, with a proposal, unless some rule has that id or prefix."""
        if not any(matches(selector, id) for id in self.rules):
            known = {*self.rules, *(id.partition("/")[0] for id in self.rules)}
            hint = did_you_mean(selector, known)
            raise ConfigError(f"there is no rule “{selector}”.{hint}")

    def selected(
        self,
        select: Sequence[str],
        ignore: Sequence[str],
        options: Mapping[str, Mapping[str, object]],
    ) -> list[Rule]:
        """An instance of each wanted rule.

        No `select` means all. Where both name a rule, the longer selector counts, and of two that
        are as long, `ignore`. Raises ConfigError for a selector, rule or option not known.
        """
        for selector in (*select, *ignore):
            self.require(selector)
        for id, values in options.items():
            self._check_options(id, values)
        chosen = []
        for id, rule in self.rules.items():
            wanted = longest(select, id) if select else 0
            unwanted = longest(ignore, id)
            if wanted is not None and (unwanted is None or unwanted < wanted):
                chosen.append(rule(options.get(id)))
        return chosen

    def _check_options(self, id: str, values: Mapping[str, object]) -> None:
        if id not in self.rules:
            raise ConfigError(f"options: there is no rule “{id}”.{did_you_mean(id, self.rules)}")
        known = self.rules[id].options
        for name, value in values.items():
            if name not in known:
                hint = did_you_mean(name, known)
                raise ConfigError(f"options: {id} has no option “{name}”.{hint}")
            if type(value) is not type(known[name]):
                kind = type(known[name]).__name__
                raise ConfigError(f"options: {id}: {name}: expected a value of type {kind}")


def matches(selector: str, id: str) -> bool:
    """Whether `selector` is the rule's id, its category, or the beginning of its name."""
    return id.startswith(selector) and bool(selector)


def longest(selectors: Sequence[str], id: str) -> int | None:
    """The length of the longest selector that fits, None if none does."""
    return max((len(s) for s in selectors if matches(s, id)), default=None)


def severity_of(rule: type[Rule], overrides: Mapping[str, Severity]) -> Severity:
    """The severity that the configuration gives a rule, or its own."""
    fitting = [selector for selector in overrides if matches(selector, rule.id)]
    return overrides[max(fitting, key=len)] if fitting else rule.severity
