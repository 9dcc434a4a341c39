"""What is checked: a folder per category, a file per rule.

The file says the rule's id: `front_matter/title_number.py` holds `front-matter/title-number`. So a
run knows all ids without loading a rule that it does not need.
"""

from __future__ import annotations

import os
from importlib import import_module

from linters.model import Rule


def builtin_modules() -> dict[str, str]:
    """The module of each built-in rule by the rule's id, sorted."""
    modules = {}
    here = os.path.dirname(__file__)
    for category in os.listdir(here):
        folder = os.path.join(here, category)
        if category.startswith("_") or not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            if name.endswith(".py") and not name.startswith("_"):
                id = f"{category}/{name[:-3]}".replace("_", "-")
                modules[id] = f"{__name__}.{category}.{name[:-3]}"
    return dict(sorted(modules.items()))


def load_rule(id: str, module: str) -> type[Rule]:
    """The rule class with that id in that module. Raises LookupError if it holds none."""
    for value in vars(import_module(module)).values():
        if isinstance(value, type) and issubclass(value, Rule) and getattr(value, "id", "") == id:
            return value
    raise LookupError(f"{module} holds no rule {id}")
