"""Whole-process speed: start-up against the interpreter, real posts against markdownlint-cli2.

    python benchmarks/speed.py [--posts FOLDER] [--markdownlint PATH] [--runs N]

`--posts` is a folder of Markdown posts (default: the corpus beside the project, else `content/`);
copies of them make up 100 files. `--markdownlint` is the command to compare with, as installed by
`npm install markdownlint-cli2`. The commands take turns, so that both meet the same machine; what
is printed is the median of each, and the median of the ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "dair-ai"
FILES = 100


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=Path, default=CORPUS if CORPUS.is_dir() else None)
    parser.add_argument("--markdownlint", default=shutil.which("markdownlint-cli2"))
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    posts = options.posts or ROOT / "content"

    bin = Path(sys.executable).parent
    lint = [str(bin / "lint-issue"), "--isolated", "--ignore", "grammar,spelling"]
    empty = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, "tiny.md")
        tiny.write_text("# Olá\n\nUm texto limpo, com acentuação.\n", encoding="utf-8")
        front = Path(folder, "front.md")
        front.write_text("---\ntitle: Olá\n---\n\n# Olá\n\nUm texto limpo.\n", encoding="utf-8")
        compare("--version", [str(bin / "lint-issue"), "--version"], empty, options.runs)
        compare("a tiny clean file", [*lint, str(tiny)], empty, options.runs)
        compare("the same with front matter", [*lint, str(front)], empty, options.runs)

        many = Path(folder, "posts")
        many.mkdir()
        sources = sorted(p for p in posts.rglob("*") if p.suffix.lower() == ".md")
        for number in range(FILES):
            shutil.copy(sources[number % len(sources)], many / f"{number:03}.md")
        size = sum(p.stat().st_size for p in many.iterdir()) / 1e6
        print(f"{FILES} posts, {size:.2f} MB")
        if options.markdownlint:
            other = [options.markdownlint, f"{many}/*.md"]
            compare("100 posts / markdownlint-cli2", [*lint, str(many)], other, options.runs)
            compare("the same, --jobs 1", [*lint, "--jobs", "1", str(many)], other, options.runs)
        else:
            print("markdownlint-cli2 is not installed: nothing to compare with")


def compare(name: str, ours: list[str], other: list[str], runs: int) -> None:
    """Run both in turn and print medians and the ratio."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(runs + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:32} {mine * 1000:8.0f} ms  against {theirs * 1000:8.0f} ms  ratio {ratio:.2f}")


def seconds(command: list[str]) -> float:
    """The wall time of one run, whatever its exit status."""
    environment = {**os.environ, "NO_COLOR": "1"}
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
