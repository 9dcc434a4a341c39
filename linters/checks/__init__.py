"""What is checked: a folder per category, a file per rule."""

from __future__ import annotations

import os
from importlib import import_module

from linters.model import Rule


def builtin_rules() -> list[type[Rule]]:
    """Every rule class defined in a module of this package, sorted by id."""
    rules: dict[str, type[Rule]] = {}
    here = os.path.dirname(__file__)
    for category in sorted(os.listdir(here)):
        folder = os.path.join(here, category)
        if not os.path.isdir(folder) or category.startswith("_"):
            continue
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".py") or name.startswith("_"):
                continue
            module = import_module(f"{__name__}.{category}.{name[:-3]}")
            for value in vars(module).values():
                if (
                    isinstance(value, type)
                    and issubclass(value, Rule)
                    and value.__module__ == module.__name__
                    and hasattr(value, "id")
                ):
                    rules[value.id] = value
    return [rules[id] for id in sorted(rules)]
