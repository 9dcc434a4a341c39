"""English set into real issues in other languages: how much is found, and what else is.

    python benchmarks/untranslated.py [--each 20] [--seed 1] [--verbose]

Sentences, half sentences of six words and phrases of four, taken from the English originals, are
put one at a time between the sentences of a Portuguese issue, or into them. One is found if a
finding of `untranslated/` and it share at least half of what both cover together. Also prints the
findings on all translated issues as published, and where the time goes.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
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
    [REGISTRY.rule(f"untranslated/{name}")() for name in ("text", "title", "word")], {}, REGISTRY
)
KINDS = {"sentence": None, "half": 6, "phrase": 4}
SHARE = 0.5
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def read(path: Path, text: str | None = None, originals: bool = False) -> Document:
    data = path.read_bytes() if text is None else text.encode("utf-8")
    return Document.read(str(path), data, PROFILES, None, Originals() if originals else None)


def english() -> list[str]:
    """The sentences of the originals, of 6 to 45 words."""
    found = []
    for path in sorted(CORPUS.iterdir()):
        document = read(path)
        if document.language == "en":
            for prose in document.prose:
                if prose.scope in ("paragraph", "list-item"):
                    found += [s.strip() for s in SENTENCE.split(prose.text)]
    return [sentence for sentence in found if 6 <= len(sentence.split()) <= 45]


def cases(each: int, seed: int) -> list[tuple[Path, str, str, int, int]]:
    """Path, kind, changed text, and the span of what was put in."""
    chance, sentences = random.Random(seed), english()
    made = []
    for path in sorted(CORPUS.glob("*PT-BR*")):
        document = read(path)
        paragraphs = [p for p in document.prose if p.scope == "paragraph" and len(p.text) > 150]
        for kind, size in KINDS.items():
            done = 0
            while done < each:
                prose, sentence = chance.choice(paragraphs), chance.choice(sentences)
                if size is not None:
                    words = sentence.split()
                    first = chance.randrange(len(words) - size + 1)
                    sentence = " ".join(words[first : first + size])
                between = r"(?<=[.!?]) " if size is None else r"(?<=[a-zçãéí]) (?=[a-z])"
                places = [
                    span.start
                    for match in re.finditer(between, prose.text)
                    if (span := prose.span(*match.span())).end - span.start == 1
                    and not document.protected.touches(span._replace(start=span.start - 1))
                ]
                if not places:
                    continue
                at = chance.choice(places)
                text = f"{document.text[:at]} {sentence}{document.text[at:]}"
                made.append((path, kind, text, at + 1, at + 1 + len(sentence)))
                done += 1
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    for path in sorted(CORPUS.iterdir()):
        document = read(path)
        if document.language == "en":
            continue
        words = sum(len(prose.text.split()) for prose in document.prose)
        found = check(document, RULES)
        print(f"{len(found):3} findings in {words:5} words  {path.name[:60]}")
        for d in found if options.verbose else ():
            print(f"      {d.line}: {d.severity.label} {d.message}")
    published = {path: len(check(read(path), RULES)) for path in CORPUS.glob("*PT-BR*")}
    made, hit, elsewhere = Counter(), Counter(), Counter()
    for path, kind, text, start, end in cases(options.each, options.seed):
        made[kind] += 1
        is_found, others = False, 0
        for d in check(read(path, text), RULES):
            shared = min(d.span.end, end) - max(d.span.start, start)
            whole = max(d.span.end, end) - min(d.span.start, start)
            is_found |= shared >= SHARE * whole
            others += shared <= 0
        hit[kind] += is_found
        elsewhere[kind] += max(0, others - published[path])
        if options.verbose and not is_found:
            print("MISSED", kind, text[start:end])
    print(f"\n{'':12}{'found':>14}{'elsewhere':>12}")
    for kind in KINDS:
        print(f"{kind:12}{f'{hit[kind]} of {made[kind]}':>14}{elsewhere[kind]:>12}")
    print(f"{'all':12}{hit.total() / made.total():>14.3f}{elsewhere.total():>12}")

    documents = [read(path) for path in sorted(CORPUS.glob("*PT-BR*"))] * 15
    size = sum(len(document.source.data) for document in documents)
    fresh = [read(Path(d.path), d.text) for d in documents]
    for part in ("blocks", "prose", "protected", "foreign"):
        before = time.process_time()
        for document in fresh:
            getattr(document, part)
        print(f"{part:10} {time.process_time() - before:.3f} s of CPU for {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
