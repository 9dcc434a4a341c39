"""`config show` and `tokens`: what a run goes by, and what a checker sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linters.engine.run import Runner, Settings
from linters.reporters.common import dump
from linters.reporters.text import columns, visible

if TYPE_CHECKING:
    from argparse import Namespace

_WIDEST = 48


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
