from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.document.front_matter import Node
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity


class DuplicateKey(Rule):
    """A key is given twice.

    Readers of YAML take the last one without a word, so that the first is lost.

    Source: YAML 1.2, section 3.2.1.3, https://yaml.org/spec/1.2.2/#3213-node-comparison
    """

    id = "front-matter/duplicate-key"
    severity = Severity.ERROR
    message = _("The key “{key}” is given twice; the first is on line {line} and is lost.")
    help = _("Keep one of the two.")

    VALID = [
        front_matter(),
        "---\nimage:\n  title: a\ntitle: b\n---\n",
        "---\nauthors:\n- name: a\n- name: b\n---\n",
    ]
    INVALID = [
        Bad(front_matter(after='excerpt: "Outra."\n'), at="excerpt"),
        Bad("---\na: 1\nb: 2\na: 3\na: 4\n---\n", at="a", times=2),
        Bad("---\nimage:\n  thumb: x\n  thumb: y\n---\n", at="thumb"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.root is None:
            return
        for node in front.root.walk():
            if node.type == "map":
                yield from self._check_mapping(document, node)

    def _check_mapping(self, document: Document, node: Node) -> Iterator[Finding]:
        seen: dict[str, Node] = {}
        for key, _value in node.items:
            if key is None or key.type in ("map", "seq", "alias"):
                continue
            first = seen.setdefault(key.text, key)
            if first is not key and key.text != "<<":
                yield Finding(key.outer, key=key.text, line=document.lines.line(first.outer.start))
