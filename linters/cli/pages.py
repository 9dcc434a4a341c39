"""The pages in `docs/`, one a rule, made from the rules: `python -m linters.cli.pages docs`."""

from __future__ import annotations

import os
import sys

from linters.cli.explain import explain
from linters.engine.registry import Registry

HEADER = "<!-- Made from the rule by `make docs`. Change the rule, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """The text of each page by its path below `docs/`, the index included."""
    registry = Registry()
    rules = [registry.rule(id) for id in registry.ids]
    texts = {f"{rule.id}.md": HEADER + explain(rule) + "\n" for rule in rules}
    rows = [f"| [{r.id}]({r.id}.md) | {r.severity.label} | {r.summary()} |" for r in rules]
    head = "# Rules\n\n| rule | severity | what it finds |\n| --- | --- | --- |\n"
    return {"README.md": HEADER + head + "\n".join(rows) + "\n", **texts}


def main(folder: str) -> None:
    """Write the pages below `folder`."""
    for name, text in pages().items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


if __name__ == "__main__":
    main(sys.argv[1])
