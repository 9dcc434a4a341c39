"""Labelled places of real issues: how many defects are found, and how many good places are flagged.

python benchmarks/labels.py [--select RULES] [--verbose]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linters.engine.run import Runner, Settings
from linters.model import Severity

CORPUS = ROOT.parent / "shared" / "corpus"


def labels(settings: Settings, verbose: bool = False) -> dict[str, Counter[str]]:
    """For each class how many defects there are (`bad`) and are `found`; good snippets likewise.

    A good snippet counts as found if anything but a hint is said of it.
    """
    entries = [json.loads(line) for line in (CORPUS / "labels.jsonl").open(encoding="utf-8")]
    # The seed is the same text as a post, with its defects counted there.
    entries = [entry for entry in entries if not entry["file"].startswith("seed")]
    files = {entry["file"]: CORPUS / "dair-ai" / entry["file"] for entry in entries}
    found: dict[str, list[tuple[int, int, int, int, str, Severity]]] = defaultdict(list)
    report = Runner(settings).run([str(path) for path in files.values()])
    for d in report.diagnostics:
        if d.rule.startswith("internal/"):
            sys.exit(d.message)
        place = (d.line, d.column, d.end_line, d.end_column, d.rule, d.severity)
        found[os.path.basename(d.path)].append(place)
    texts = {name: path.read_text("utf-8").split("\n") for name, path in files.items()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        name, number = entry["file"], entry["line"]
        line = texts[name][number - 1] if number <= len(texts[name]) else ""
        at = line.find(entry["snippet"])
        start, end = (at + 1, at + 1 + len(entry["snippet"])) if at >= 0 else (1, len(line) + 1)
        hits = [
            (rule, severity)
            for (row, column, end_row, end_column, rule, severity) in found[name]
            if row <= number <= end_row
            and (row < number or column < end)
            and (end_row > number or end_column > start)
        ]
        loud = [rule for rule, severity in hits if severity > Severity.INFO]
        if entry["verdict"] == "defect":
            counts[entry["class"]]["bad"] += 1
            counts[entry["class"]]["found"] += bool(hits)
            if verbose and not hits:
                print(
                    "MISSED ", entry["class"], "|", number, entry["snippet"], "|", entry.get("note")
                )
        else:
            counts["good snippets"]["bad"] += 1
            counts["good snippets"]["found"] += bool(loud)
            if verbose and hits:
                print("FLAGGED", entry["class"], "|", number, entry["snippet"], "|", hits)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--select", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    select = tuple(filter(None, options.select.split(",")))
    counts = labels(Settings(select=select, isolated=True), options.verbose)
    for kind, count in sorted(counts.items()):
        print(f"{kind:24} {count['found']} of {count['bad']}")
    defects = [count for kind, count in counts.items() if kind != "good snippets"]
    print(
        f"{'all defects':24} {sum(c['found'] for c in defects)} of {sum(c['bad'] for c in defects)}"
    )


if __name__ == "__main__":
    main()
