"""The wanted rules, loaded when a document is met that they may speak of.

A run over a few files has no use for most rules: without front matter those about it, without an
original those that compare. A category says which documents it may speak of (`may_speak_of` in its
`__init__.py`); one that does not may speak of any.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linters.document import Document
    from linters.model import Rule


class WantedRules(Sequence["Rule"]):
    """Rules by id, sorted; `load` gives the rule with an id, or None where it is not wanted.

    `category` is that of a rule of our own; None for one that others wrote, of which nothing is
    known.
    """

    def __init__(
        self,
        ids: Iterable[str],
        load: Callable[[str], Rule | None],
        category: Callable[[str], str | None],
    ) -> None:
        self._load = load
        self._ids: dict[str | None, list[str]] = {}
        for id in ids:
            self._ids.setdefault(category(id), []).append(id)
        self._loaded: dict[str | None, list[Rule]] = {}

    def speaking_of(self, document: Document) -> Iterator[Rule]:
        """The rules that may have something to say of `document`, as it was before damage."""
        for category in self._ids:
            if category is None or may_speak_of(category, document):
                yield from self._rules(category)

    def _rules(self, category: str | None) -> list[Rule]:
        if category not in self._loaded:
            found = map(self._load, self._ids[category])
            self._loaded[category] = [rule for rule in found if rule is not None]
        return self._loaded[category]

    def __iter__(self) -> Iterator[Rule]:
        for category in self._ids:
            yield from self._rules(category)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> Rule: ...
    @overload
    def __getitem__(self, index: slice) -> list[Rule]: ...
    def __getitem__(self, index: int | slice) -> Rule | list[Rule]:
        return list(self)[index]


def may_speak_of(category: str, document: Document) -> bool:
    """Whether any rule of our own of that category can find something in `document`."""
    module = import_module(f"linters.checks.{category.replace('-', '_')}")
    gate = getattr(module, "may_speak_of", None)
    if gate is None:
        return True
    try:
        return bool(gate(document))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the rules meet it too, and are asked one by one
        return True
