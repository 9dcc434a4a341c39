"""How many errors of Portuguese are found, and how many right sentences are flagged.

    python benchmarks/grammar.py pairs [FILE ...]    benchmarks/pairs/*.tsv unless files are named
    python benchmarks/grammar.py pairs --alone       LanguageTool alone and Hunspell alone beside it

`pairs` reads lines of `family TAB wrong TAB right`, or `family TAB right` for sentences that look
wrong and are right. Half of the pairs (`unseen`) were written and kept apart by somebody who did
not write the rules. A pair counts as found if anything is reported for the wrong sentence that is
not reported for the right one. `--alone` needs `language_tool_python` (with its own start of the
server), `chunspell` and a Hunspell dictionary named by HUNSPELL (the path without `.aff`).
"""

from __future__ import annotations

import argparse
import os
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from linters.engine.run import Runner, Settings
from linters.languagetool.home import find_home
from linters.model import Severity

HERE = Path(__file__).parent
SELECT = ("grammar", "spelling", "style")
Report = list[tuple[str, Severity]]


def ours(sentences: Sequence[str]) -> list[Report]:
    """The rules that speak for each sentence, each a paragraph of one file."""
    head = "---\nlang: pt-BR\n---\n"
    text = head + "".join(f"\n{sentence}\n" for sentence in sentences)
    runner = Runner(Settings(select=SELECT, isolated=True, profile="plain"))
    found: list[Report] = [[] for _ in sentences]
    for diagnostic in runner.run_text("pairs.md", text.encode()).diagnostics:
        if diagnostic.rule.startswith("internal/"):
            sys.exit(diagnostic.message)
        found[(diagnostic.line - 5) // 2].append((diagnostic.rule, diagnostic.severity))
    return found


def languagetool(sentences: Sequence[str]) -> list[Report]:
    """LanguageTool as it comes, with its speller; each sentence a paragraph."""
    home = find_home()
    assert home is not None
    os.environ["LTP_PATH"] = os.path.dirname(home.path)
    import language_tool_python

    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 2)
    found: list[Report] = [[] for _ in sentences]
    with language_tool_python.LanguageTool("pt-BR") as tool:
        for match in tool.check("\n\n".join(sentences)):
            index = bisect_right(starts, match.offset) - 1
            found[index].append((match.rule_id, Severity.WARNING))
    return found


def hunspell(sentences: Sequence[str]) -> list[Report]:
    """The words that Hunspell does not know."""
    import re

    from hunspell import Hunspell

    path = Path(os.environ["HUNSPELL"])
    speller = Hunspell(path.name, hunspell_data_dir=str(path.parent))
    word = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
    return [
        [(w, Severity.WARNING) for w in word.findall(sentence) if not speller.spell(w)]
        for sentence in sentences
    ]


def read(paths: Iterable[Path]) -> list[tuple[str, str, str, str]]:
    """File, family, wrong and right sentence; both the same for those that must stay silent."""
    pairs = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                family, wrong, *right = line.split("\t")
                pairs.append((path.stem, family, wrong, right[0] if right else wrong))
    return pairs


def pairs(paths: Sequence[Path], alone: bool, verbose: bool) -> None:
    rows = read(paths)
    engines: dict[str, Callable[[Sequence[str]], list[Report]]] = {"lint-issue": ours}
    if alone:
        engines |= {"LanguageTool": languagetool, "Hunspell": hunspell}
    for engine, check in engines.items():
        wrong = check([row[2] for row in rows])
        right = check([row[3] for row in rows])
        table: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for (file, family, bad, good), in_wrong, in_right in zip(rows, wrong, right, strict=True):
            loud = [rule for rule, severity in in_right if severity > Severity.INFO]
            for name in (family, "all"):
                count = table[file][name]
                count["good"] += 1
                count["flagged"] += bool(loud)
                count["hinted"] += bool(in_right) and not loud
                if bad != good:
                    count["bad"] += 1
                    count["found"] += bool(Counter(in_wrong) - Counter(in_right))
            if verbose and bad != good and not Counter(in_wrong) - Counter(in_right):
                print(f"MISSED  {family}\t{bad}")
            if verbose and in_right:
                print(f"FLAGGED {family}\t{good}\t{in_right}")
        for file, families in table.items():
            print(f"\n{engine}, {file}: found of the wrong, flagged (and hinted) of the right")
            for family, count in families.items():
                found = f"{count['found']} of {count['bad']}" if count["bad"] else "-"
                flagged = f"{count['flagged']} (+{count['hinted']}) of {count['good']}"
                print(f"  {family:16} {found:>12} {flagged:>16}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("pairs",))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    files = options.files or sorted((HERE / "pairs").glob("*.tsv"))
    pairs(files, options.alone, options.verbose)


if __name__ == "__main__":
    main()
