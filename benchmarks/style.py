"""What a rule more costs that is data: the pass over a post with 10, 100 and 1,000 rules.

    python benchmarks/style.py [--posts FOLDER] [--runs N]

The rules are made up: substitutions of two words each, of which some are in the posts (one in
twenty) and the others are not, as with any long list. Beside it stands what running each pattern by
itself costs, and an alternation of them all. `--posts` is a folder of Markdown posts (default: the
corpus beside the project, else `content/`).
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
CORPUS = ROOT.parent / "shared" / "corpus" / "dair-ai"

from linters.checks.data import data_rules
from linters.checks.kinds import DataRule
from linters.document import Document
from linters.document.profile import Profiles

LETTERS = "abcdefghijlmnopqrstuvxz"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=Path, default=CORPUS if CORPUS.is_dir() else None)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    paths = sorted(p for p in (options.posts or ROOT / "content").rglob("*") if p.suffix == ".md")
    profiles = Profiles()
    documents = [Document.read(str(p), p.read_bytes(), profiles) for p in paths]
    for document in documents:  # what other rules need as well is not counted
        _ = document.prose, document.protected, document.characters
    words = sorted({w for d in documents for w in d.words if len(w) > 6 and w.isalpha()})
    print(f"{len(documents)} posts, milliseconds a post (median of {options.runs})\n")
    print(
        "| rules | loading, once | one pass | each pattern by itself | one alternation | findings |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for count in (10, 100, 1000):
        print(row(count, words, documents, options.runs))


def row(count: int, words: list[str], documents: list[Document], runs: int) -> str:
    """The costs with so many rules."""
    chance = random.Random(count)
    keys = []
    for number in range(count):
        made = "".join(chance.choices(LETTERS, k=9))
        keys.append(chance.choice(words) if number % 20 == 0 else made)
        keys.append("".join(chance.choices(LETTERS, k=7)) + " " + made[:5])
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "style", "any", "many.yaml"), keys)
        start = time.perf_counter()
        rules = [r for r in data_rules((folder,), "any") if r.id.startswith("style/made-")]
        loading = time.perf_counter() - start
    assert len(rules) == count and all(issubclass(rule, DataRule) for rule in rules)
    ready = [rule() for rule in rules]
    found = 0

    def one_pass() -> None:
        nonlocal found
        found = sum(len(list(rule.check(d))) for d in documents for rule in ready)

    patterns = [re.compile(rf"(?<!\w)(?:{key})(?!\w)") for key in keys]
    together = re.compile(rf"(?<!\w)(?:{'|'.join(keys)})(?!\w)")
    costs = [
        median(one_pass, runs),
        median(lambda: search(patterns, documents), 1 if count > 100 else runs),
        median(lambda: search([together], documents), runs),
    ]
    cells = " | ".join(f"{cost / len(documents) * 1000:.2f}" for cost in costs)
    return f"| {count} | {loading * 1000:.0f} | {cells} | {found} |"


def write(path: Path, keys: list[str]) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(
        "".join(
            f"- id: style/made-{number}\n  kind: substitution\n  summary: Made up.\n"
            f"  message: '{{found}}: {{replacement}}'\n"
            f"  swap: {{'{keys[2 * number]}': x, '{keys[2 * number + 1]}': y}}\n"
            f"  wrong: ['{keys[2 * number]}']\n  right: [x]\n"
            for number in range(len(keys) // 2)
        ),
        encoding="utf-8",
    )


def search(patterns: list[re.Pattern[str]], documents: list[Document]) -> None:
    for document in documents:
        for prose in document.prose:
            for pattern in patterns:
                for _match in pattern.finditer(prose.text):
                    pass


def median(work: Callable[[], None], runs: int) -> float:
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
