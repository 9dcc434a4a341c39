"""`config show` and `tokens`: what a run goes by, and what a checker sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linters.engine.run import Runner, Settings
from linters.messages import _, plural, shorten, translate
from linters.reporters.common import dump
from linters.reporters.text import columns, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

_WIDEST = 48
_LONGEST_TEXT = 72
_UNKNOWN = _("not known")
_IN_COMMENTS = _("in the comments of the file")
_NONE_FOUND = _("none was found")
_REPAIRED_ONE = _("{count} place was damaged by a wrong encoding; what follows is mended")
_REPAIRED = _("{count} places were damaged by a wrong encoding; what follows is mended")


def show_config(options: Namespace) -> int:
    """Print the settings for a path, each with where it comes from."""
    from linters.engine.origins import settings

    found = settings(_runner(options), options.path)
    if options.format == "json":
        print(dump([setting._asdict() for setting in found]), end="")
        return 0
    rows = [(f"{one.key} = {_value(one.value)}", one.origin) for one in found]
    width = min(_WIDEST, max(columns(visible(row)) for row, _origin in rows))
    for row, origin in rows:
        shown = visible(row)
        print(f"{shown}{' ' * max(0, width - columns(shown))}  # {visible(origin)}")
    return 0


def show_tokens(options: Namespace, data: bytes) -> int:
    """Print what a checker sees of the file that holds `data`."""
    from linters.engine.tokens import tokens

    runner = _runner(options)
    found = tokens(runner, runner.open(options.file, data))
    if options.format == "json":
        print(dump(found), end="")
    else:
        for line in _lines(found):
            print(visible(line))
    return 0


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """A line for each thing that is seen: its lines in the file, what it is, how it begins."""
    original = found["original"]
    where = translate(_NONE_FOUND)
    if original is not None:
        where = translate(_IN_COMMENTS) if original["in_comments"] else original["path"]
    profile = found["profile"]
    yield found["path"]
    yield f"  encoding: {found['encoding']}"
    yield f"  language: {found['language'] or translate(_UNKNOWN)}"
    yield f"  profile: {profile['name']} ({profile['why']})"
    yield f"  original: {where}"
    if found["repaired"]:
        yield "  " + plural(_REPAIRED_ONE, _REPAIRED, len(found["repaired"]))
    front = found["front_matter"]
    if front is not None:
        yield f"{_numbers(front)} front matter: {', '.join(front['keys'])}"
    seen = [
        (one["start"], order, _numbers(one), what)
        for order, name in enumerate(("blocks", "prose", "protected"))
        for one, what in ((one, _what(name, one)) for one in found[name])
    ]
    # A block, then what is in it.
    for _start, _order, numbers, what in sorted(seen, key=lambda row: row[:2]):
        yield f"{numbers} {what}"


def _what(name: str, one: dict[str, Any]) -> str:
    text = f"“{shorten(one['text'], _LONGEST_TEXT)}”"
    if name == "prose":
        return f"    prose {one['scope']} {text}"
    if name == "protected":
        return f"    protected {one['kind']} {text}"
    level = f" {one['level']}" if one["level"] else ""
    within = f" ({' > '.join(one['within'])})" if one["within"] else ""
    return f"{one['kind']}{level}{within}"


def _numbers(one: dict[str, Any]) -> str:
    """The lines of something, as wide as most are."""
    last = one["end_line"]
    if one["end_column"] == 1 and last > one["line"]:
        last -= 1
    numbers = str(one["line"]) if last == one["line"] else f"{one['line']}-{last}"
    return f"{numbers:>9}"


def _runner(options: Namespace) -> Runner:
    return Runner(
        Settings(
            profile=options.profile,
            config_file=options.config,
            isolated=options.isolated,
            source=getattr(options, "source", None),
        )
    )


def _value(value: object) -> str:
    """A value nearly as TOML has it; what is not set is a dash."""
    import json

    if value is None:
        return "-"
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return json.dumps(value, ensure_ascii=False)
