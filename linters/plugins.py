"""Rules of other packages, by the entry-point group `lint_issue.rules`.

An entry point names a Rule class, or a list of them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from linters.messages import MessageError, _
from linters.model import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "lint_issue.rules"


class PluginError(MessageError):
    """A package's rules cannot be loaded; the message names the entry point."""


def plugin_rules() -> list[type[Rule]]:
    """The rules of all installed packages, sorted by id. Raises PluginError."""
    if not _is_any_installed():
        return []
    from importlib.metadata import entry_points

    rules: dict[str, type[Rule]] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            loaded = point.load()
        except Exception as error:
            raise PluginError(
                _("{name} ({value}): {error}"), name=point.name, value=point.value, error=error
            ) from error
        candidates: Iterable[object] = loaded if isinstance(loaded, (list, tuple)) else [loaded]
        for rule in candidates:
            if not (isinstance(rule, type) and issubclass(rule, Rule) and hasattr(rule, "id")):
                raise PluginError(
                    _("{name} ({value}): expected Rule classes"),
                    name=point.name,
                    value=point.value,
                )
            rules[rule.id] = rule
    return [rules[id] for id in sorted(rules)]


def _is_any_installed() -> bool:
    """Whether some package's metadata names the group.

    `importlib.metadata` takes longer to import than a small file takes to check; looking into the
    folders first spares it. What is not a folder (a zip archive) is left to it.
    """
    needle = GROUP.encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except NotADirectoryError:
            if os.path.isfile(folder) and not folder.endswith(f"python{_VERSION}.zip"):
                return True
            continue
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                try:
                    with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                        if needle in file.read():
                            return True
                except OSError:
                    continue
    return False


_VERSION = f"{sys.version_info.major}{sys.version_info.minor}"
