"""Changes made one at a time in real issues: how many are found, and what else is.

    python benchmarks/parity.py [--each 6] [--seed 1] [--verbose]

A change is found if a new finding of `parity/` or `structure/` stands on its lines, or beside them
where something was taken out. The original is once the file beside the issue, once in comments that
are put below each paragraph. Also prints how many findings the issues have as published.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linters.document import Document
from linters.document.original import Originals
from linters.document.profile import Profiles
from linters.engine.check import RuleSet, check
from linters.engine.registry import Registry

CORPUS = ROOT.parent / "shared" / "corpus" / "dair-ai"
PROFILES, REGISTRY = Profiles(), Registry()
RULES = RuleSet(
    [REGISTRY.rule(id)() for id in REGISTRY.for_language("pt-BR") if id.startswith("parity/")],
    {},
    REGISTRY,
)
KINDS = (
    "sentence",
    "paragraph",
    "image",
    "item title",
    "number",
    "acronym",
    "link target",
    "link lost",
)
NEAR = 4


class Issue:
    """A translated issue, where its original is, and what can be changed in it."""

    def __init__(self, path: Path, text: str, named: str | None) -> None:
        self.path, self.text, self.named = path, text, named
        self.before = self.findings(text)

    def findings(self, text: str) -> list[tuple[str, int, int, str]]:
        document = self.document(text)
        return [
            (d.rule, d.line, d.end_line, d.message)
            for d in check(document, RULES)
            if not d.rule.startswith("internal/") or sys.exit(d.message)
        ]

    def document(self, text: str) -> Document:
        return Document.read(
            str(self.path), text.encode("utf-8"), PROFILES, None, Originals(self.named)
        )


def issues() -> list[tuple[str, Issue]]:
    """Each Portuguese issue with its original in a file, and in comments."""
    found = []
    for path in sorted(CORPUS.glob("*PT-BR*")):
        text = path.read_text("utf-8")
        document = Document.read(str(path), text.encode("utf-8"), PROFILES, None, Originals())
        if document.original is None:
            continue
        original = document.original.document.path
        found.append(("file", Issue(path, text, original)))
        elsewhere = Path("/nowhere") / path.name
        with_comments = text if "<!--" in text else _with_comments(document)
        found.append(("comments", Issue(elsewhere, with_comments, None)))
    return found


def _with_comments(document: Document) -> str:
    pairing = document.pairing
    assert pairing is not None
    parts, position, held = [], 0, ""
    for pair in pairing.pairs:
        source = "\n\n".join(u.document.text[slice(*u.span)] for u in pair.original)
        if pair.original[0].kind == "title":
            held = source + "\n\n"
        if pair.original[0].kind != "text":
            continue
        end = pair.translation[-1].span.end
        if end < position or pair.translation[-1].block.within:
            continue
        parts.append(document.text[position:end])
        parts.append(f"\n\n<!-- {held}{source} -->")
        position, held = end, ""
    return "".join(parts) + document.text[position:]


def changes(issue: Issue, each: int, chance: random.Random) -> list[tuple[str, str, int, int]]:
    """Kind, changed text, and the lines of the changed text where the change is."""
    document = issue.document(issue.text)
    pairing = document.pairing
    assert pairing is not None
    text = issue.text
    places: dict[str, list[tuple[int, int, str]]] = {kind: [] for kind in KINDS}
    for pair in pairing.pairs:
        for unit in pair.translation:
            start, end = unit.span
            source = text[start:end]
            if unit.kind == "text" and not unit.block.within:
                if len(source) > 120 and len(pair.translation) == 1:
                    places["paragraph"].append((start, end, ""))
                sentences = unit.sentences
                if len(sentences) > 2 and len(pair.original) == len(pair.translation) == 1:
                    for one in sentences[1:]:
                        if len(one.text) > 40:
                            places["sentence"].append((*one.span, ""))
                originals = " ".join(u.text for u in pair.original)
                for match in re.finditer(r"(?<![\w.,/-])\d{2,4}(?![\w.,/-])", source):
                    at = start + match.start()
                    if _in_text(unit, at) and match.group() in originals:
                        new = str(int(match.group()) + chance.choice((1, 10, 100)))
                        places["number"].append((at, start + match.end(), new))
                for match in re.finditer(r"\b[A-Z]{3,6}\b", source):
                    at, name = start + match.start(), match.group()
                    new = name[0] + name[2] + name[1] + name[3:]
                    if new != name and _in_text(unit, at) and name in originals:
                        places["acronym"].append((at, at + len(name), new))
                for link in unit.links:
                    raw = text[link.start : link.end]
                    split = re.fullmatch(r"\[([^\]]*)\]\((\S+)\)", raw)
                    theirs = [t for u in pair.original for t in u.targets]
                    if split and unit.targets[unit.links.index(link)] in theirs:
                        target = split.group(2)
                        cut = target.rstrip("/")
                        word = cut[: len(cut) // 2] + "x" + cut[len(cut) // 2 + 2 :]
                        at = link.start + raw.index("](") + 2
                        places["link target"].append((at, at + len(target), word))
                        places["link lost"].append((link.start, link.end, split.group(1)))
            elif unit.kind == "image" and pair.original[0].kind == "image":
                places["image"].append((start, end, ""))
            elif unit.kind == "title":
                places["item title"].append((start, end, ""))
    made = []
    for kind, all_places in places.items():
        for start, end, new in chance.sample(all_places, min(each, len(all_places))):
            changed = text[:start] + new + text[end:]
            line = changed.count("\n", 0, start) + 1
            made.append((kind, changed, line, line + new.count("\n")))
    return made


def _in_text(unit: object, at: int) -> bool:
    return any(i.kind == "text" and i.start <= at < i.end for i in unit.block.inlines)  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    made, found, others = Counter(), Counter(), Counter()
    for source, issue in issues():
        print(f"{source:9} {len(issue.before):3} findings as published  {issue.path.name[:50]}")
        before = Counter((rule, message) for rule, _, _, message in issue.before)
        for kind, text, first, last in changes(issue, options.each, chance):
            if source == "comments" and kind in ("image",):
                continue  # these comments hold no images
            new = []
            left = before.copy()
            for rule, line, end, message in issue.findings(text):
                if left[rule, message]:
                    left[rule, message] -= 1
                else:
                    new.append((rule, line, end, message))
            near = [f for f in new if f[1] - NEAR <= last and f[2] + NEAR >= first]
            made[source, kind] += 1
            found[source, kind] += bool(near)
            others[source, kind] += len(new) - len(near)
            if options.verbose and not near:
                print("   MISSED", kind, first, new)
            if options.verbose and len(new) > len(near):
                print("   OTHER", kind, first, [f for f in new if f not in near])
    print(f"\n{'':24}{'found':>12}{'elsewhere':>12}")
    for source in ("file", "comments"):
        for kind in KINDS:
            if made[source, kind]:
                hits = f"{found[source, kind]} of {made[source, kind]}"
                print(f"{source:9} {kind:14}{hits:>12}{others[source, kind]:>12}")
    share = found.total() / made.total()
    print(f"all: {share:.3f} of {made.total()}, {others.total()} elsewhere")


if __name__ == "__main__":
    main()
