"""One entry of a YAML file, key by key; what is wrong with it is said with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linters.messages import Message, MessageError, _, pattern_reason
from linters.resources import DataError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class WrongEntryError(MessageError):
    """What is wrong: the keys that lead to the place, and what was expected there."""

    def __init__(self, keys: tuple[object, ...], template: str, **fields: object) -> None:
        super().__init__(template, **fields)
        self.keys = keys

    def at(self, path: str, number: int, values: object) -> DataError:
        """The error for entry `number` of the file `path`, with line and id."""
        name = values.get("id") if isinstance(values, dict) else None
        parts = [str(part) for part in (name, *self.keys) if isinstance(part, str)]
        place = f"{path}:{_line(path, (number, *self.keys))}"
        reason = Message(self.args[0], **self.fields)
        return DataError(_("{path}: {reason}"), path=": ".join((place, *parts)), reason=reason)


class Entry:
    """The keys of an entry. Whatever is asked for and is not as it should be is a WrongEntryError.

    `strict` entries have their patterns tried at once: those that come along are known to be sound.
    """

    def __init__(self, values: object, strict: bool) -> None:
        if not isinstance(values, dict):
            raise WrongEntryError((), _("expected a rule: `id`, `kind`, `message` and other keys"))
        self.values: Mapping[object, object] = values
        self.strict = strict

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key; it must be there if there is no default."""
        value = self.values.get(key)
        if value is None:
            if default is None:
                raise WrongEntryError((key,), _("expected this key, with a text"))
            return default
        if not isinstance(value, str):
            raise WrongEntryError((key,), _("expected text; put it in quotes"))
        return value

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """The text of a key that is one of a few."""
        value = self.text(key, default)
        return value if value == default else one_of(value, choices, key)

    def number(self, key: str, default: int) -> int:
        """The whole number of a key."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise WrongEntryError((key,), _("expected a whole number"))
        return value

    def flag(self, key: str) -> bool:
        """Whether a key is set to true."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise WrongEntryError((key,), _("expected true or false"))
        return value

    def strings(self, key: str, least: int = 0) -> list[str]:
        """The texts of a list, so many at least."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or len(value) < least:
            wanted = _("expected a list, with one item at least") if least else _("expected a list")
            raise WrongEntryError((key,), wanted)
        for number, item in enumerate(value):
            if not isinstance(item, str):
                raise WrongEntryError((key, number), _("expected text; put it in quotes"))
        return value

    def mapping(self, key: str) -> Mapping[str, object]:
        """What a key maps to what: text to anything, one pair at least."""
        value = self.values.get(key)
        if not isinstance(value, dict) or not value:
            raise WrongEntryError((key,), _("expected a mapping, one `name: value` at least"))
        for name in value:
            if not isinstance(name, str):
                raise WrongEntryError(
                    (key, name), _("“{name}”: expected text; put it in quotes"), name=name
                )
        return value

    def pattern(self, source: object, *keys: object) -> str:
        """A pattern, which is one."""
        if not isinstance(source, str) or not source:
            raise WrongEntryError(keys, _("expected a pattern; put it in quotes"))
        if self.strict:
            try:
                re.compile(source)
            except (re.error, OverflowError) as error:
                raise WrongEntryError(
                    keys,
                    _("“{pattern}” is no pattern: {reason}"),
                    pattern=source,
                    reason=pattern_reason(error),
                ) from None
        return source

    def template(self, value: object, patterns: Iterable[str], *keys: object) -> str:
        """What is written for a match, with groups that each of the patterns has."""
        if not isinstance(value, str):
            raise WrongEntryError(keys, _("expected text; put it in quotes"))
        if self.strict:
            for source in patterns:
                # With a way to match nothing, the template can be tried.
                match = re.compile(f"(?:{source})|").match("\0")
                try:
                    if match is not None:
                        match.expand(value)
                except (re.error, IndexError) as error:
                    raise WrongEntryError(
                        keys,
                        _("“{value}” does not fit: {reason}"),
                        value=value,
                        reason=pattern_reason(error),
                    ) from None
        return value


def one_of(value: object, choices: Iterable[str], *keys: object) -> str:
    """That value, which must be one of the choices."""
    names = list(choices)
    if value not in names:
        hint = did_you_mean(str(value), names)
        raise WrongEntryError(
            keys,
            _("“{value}”: expected one of {choices}.{hint}"),
            value=value,
            choices=", ".join(names),
            hint=hint,
        )
    return str(value)


def _line(path: str, keys: tuple[object, ...]) -> int:
    """The line of what those keys lead to, or of the last of them that is there."""
    import yaml

    with open(path, encoding="utf-8") as file:
        node = yaml.compose(file, Loader=yaml.CSafeLoader)
    line = 0
    for key in keys:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key]
            line = node.start_mark.line
        elif isinstance(node, yaml.MappingNode):
            pairs = {name.value: (name, value) for name, value in node.value}
            if str(key) not in pairs:
                break
            name, node = pairs[str(key)]
            line = name.start_mark.line
        else:
            break
    return int(line) + 1
