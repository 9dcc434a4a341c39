"""The pages in `docs/`, one a rule, made from the rules: `python -m linters.cli.pages docs`."""

from __future__ import annotations

import os
import sys

from linters.engine.explain import explain
from linters.engine.registry import Registry
from linters.languagetool.grammar import Grammar
from linters.messages import _, translate
from linters.model import Severity

HEADER = "<!-- Made from the rule by `make docs`. Change the rule, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """The text of each page by its path below `docs/`, the index included, in the reader's
    language."""
    registry = Registry()
    rules = [registry.rule(id) for id in registry.ids]
    texts = {f"{rule.id}.md": HEADER + explain(rule) + "\n" for rule in rules}
    rows = [
        f"# {translate(_('Rules'))}",
        "",
        _row(_("rule"), _("severity"), _("what it finds")),
        "| --- | --- | --- |",
        *(_row(f"[{r.id}]({r.id}.md)", r.severity.label, r.summary()) for r in rules),
    ]
    texts["grammar/our-rules.md"] = HEADER + _our_rules()
    return {"README.md": HEADER + "\n".join(rows) + "\n", **texts}


def _row(*cells: str) -> str:
    """A row of a table; what the catalogue knows is translated."""
    return f"| {' | '.join(map(translate, cells))} |"


def _our_rules() -> str:
    """The rules that we wrote in LanguageTool's language, each with a sentence of both kinds."""
    grammar = Grammar()
    weights = grammar.policy().weights
    rows = [
        f"# {translate(_('Our own grammar rules'))}",
        "",
        _row(_("rule"), _("severity"), _("wrong"), _("right")),
        "| - | - | - | - |",
    ]
    for rule in grammar.rules():
        severity = weights.get(rule.id, Severity.WARNING).label
        wrong, right = rule.wrong[0], rule.right[0]
        rows.append(_row(f"{rule.name} `grammar/{rule.id}`", severity, wrong, right))
    return "\n".join(rows) + "\n"


def main(folder: str) -> None:
    """Write the pages below `folder`."""
    for name, text in pages().items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


if __name__ == "__main__":
    main(sys.argv[1])
