from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.document.front_matter import Node
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span


class DuplicateKey(Rule):
    """A key is given twice.

    Readers of YAML take the last one without a word, so that the first is lost.

    Source: YAML 1.2, section 3.2.1.3, https://yaml.org/spec/1.2.2/#3213-node-comparison
    """

    id = "front-matter/duplicate-key"
    severity = Severity.ERROR
    message = _("The key “{key}” is given twice; the first is on line {line} and is lost.")
    help = _("Keep one of the two.")

    same = _("The key “{key}” is given twice, with the same value; the first is on line {line}.")
    fixes = (Applicability.SAFE,)

    VALID = [
        front_matter(),
        "---\nimage:\n  title: a\ntitle: b\n---\n",
        "---\nimage:\n  thumb: x\nother:\n  thumb: x\n---\n",
        "---\nauthors:\n- name: a\n- name: b\n---\n",
    ]
    INVALID = [
        Bad(
            "---\nexcerpt: x\ntags: [a]\nexcerpt: x\n---\n",
            at="excerpt",
            fixed="---\nexcerpt: x\ntags: [a]\n---\n",
        ),
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
        seen: dict[str, tuple[Node, Node]] = {}
        for key, value in node.items:
            if key is None or key.type in ("map", "seq", "alias"):
                continue
            first, before = seen.setdefault(key.text, (key, value))
            if first is key or key.text == "<<":
                continue
            line, other = _line(document, key, value), _line(document, first, before)
            is_same = (
                line is not None
                and other is not None
                and (document.text[slice(*line)].split() == document.text[slice(*other)].split())
            )
            yield Finding(
                key.outer,
                message=self.same if is_same else None,
                key=key.text,
                line=document.lines.line(first.outer.start),
                fix=Fix((Edit(*line, ""),)) if is_same and line else None,
            )


def _line(document: Document, key: Node, value: Node) -> Span | None:
    """The line of a key, with its end, if the key and its value are all that is on it."""
    text = document.text
    start = text.rfind("\n", 0, key.outer.start) + 1
    end = text.find("\n", key.outer.start) + 1
    is_whole = not text[start : key.outer.start].strip() and value.outer.end <= end
    return Span(start, end) if end and is_whole and value.type not in ("map", "null") else None
