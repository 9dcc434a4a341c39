"""How much mojibake comes back, for this project and for ftfy side by side.

    python benchmarks/mojibake.py [--posts FOLDER] [--seed N] [--ftfy]

Clean posts are damaged by a seeded script: each codec, and each of: the whole file, one line in five,
one word in five, all of it twice, all of it with no-break spaces made plain, and lines in several
codecs. The figures are the part of the damaged lines that come back to the byte, and how many
undamaged lines were changed. `content/` is always among the posts; the corpus beside the project is,
if it is there.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from linters.document.mojibake import apply_repairs, find_repairs

CORPUS = ROOT.parent / "shared" / "corpus" / "dair-ai"
CODECS = (
    *("mac_roman", "cp1252", "latin_1", "iso8859_15"),
    *("cp1250", "cp1254", "cp850", "cp437"),
)
MODES = ("whole file", "line in five", "word in five", "twice", "plain spaces")
TABLES = {
    codec: [
        bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)) for byte in range(256)
    ]
    for codec in CODECS
}


def damage(text: str, codec: str) -> str:
    """UTF-8 read as `codec`; bytes that it leaves undefined become C1 controls."""
    table = TABLES[codec]
    return "".join(table[byte] for byte in text.encode())


def damaged(lines: list[str], codec: str, mode: str, rng: random.Random) -> list[str]:
    """The lines after one kind of damage."""
    if mode == "whole file":
        return [damage(line, codec) for line in lines]
    if mode == "line in five":
        return [damage(line, codec) if rng.random() < 0.2 else line for line in lines]
    if mode == "word in five":
        return [
            " ".join(damage(w, codec) if rng.random() < 0.2 else w for w in line.split(" "))
            for line in lines
        ]
    if mode == "twice":
        return [damage(damage(line, codec), codec) for line in lines]
    if mode == "plain spaces":
        return [damage(line, codec).replace("\xa0", " ") for line in lines]
    return [damage(line, rng.choice(CODECS)) if rng.random() < 0.5 else line for line in lines]


def ours(text: str) -> str:
    return apply_repairs(text, find_repairs(text))[0]


def theirs(text: str) -> str:
    """The best that ftfy offers: the whole text, else each line."""
    import ftfy

    whole: str = ftfy.fix_encoding(text)
    if whole != text:
        return whole
    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))


def is_latin(lines: list[str]) -> bool:
    """Whether most letters beyond ASCII are Latin ones."""
    letters = [c for line in lines for c in line if c >= "\x80" and c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


class Score:
    """Damaged lines, how many came back, and undamaged lines that were changed."""

    def __init__(self) -> None:
        self.damaged = self.back = self.changed = 0

    def add(self, before: list[str], bad: list[str], after: list[str]) -> None:
        for original, broken, mended in zip(before, bad, after, strict=True):
            if original != broken:
                self.damaged += 1
                self.back += original == mended
            else:
                self.changed += original != mended

    def __str__(self) -> str:
        share = self.back / self.damaged if self.damaged else 1.0
        return f"{share:.4f} ({self.damaged - self.back}/{self.changed})"


def measure(
    posts: list[list[str]], repair: Callable[[str], str], seed: int
) -> Iterator[tuple[str, str, Score]]:
    """A score for each codec and mode, and one for several codecs in a file."""
    for codec, mode in [(c, m) for c in CODECS for m in MODES] + [("several", "line in two")]:
        rng, score = random.Random(seed), Score()
        for lines in posts:
            bad = damaged(lines, codec, mode, rng)
            score.add(lines, bad, repair("\n".join(bad)).split("\n"))
        yield codec, mode, score


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=Path, action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ftfy", action="store_true", help="measure ftfy too (slow)")
    options = parser.parse_args()
    folders = [ROOT / "content", *options.posts, *([CORPUS] if CORPUS.is_dir() else [])]
    paths = [p for f in folders for p in sorted(f.glob("*")) if p.suffix.lower() == ".md"]
    posts = [path.read_text("utf-8").split("\n") for path in paths]
    others = [lines for lines in posts if not is_latin(lines)]
    posts = [lines for lines in posts if is_latin(lines)]
    print(
        f"{len(posts)} posts, {sum(map(len, posts))} lines: came back (lost / clean ones changed)"
    )
    start = time.process_time()
    rows = list(measure(posts, ours, options.seed))
    taken = time.process_time() - start
    other = list(measure(posts, theirs, options.seed)) if options.ftfy else []
    for number, (codec, mode, score) in enumerate(rows):
        beside = f"   ftfy {other[number][2]}" if other else ""
        print(f"{codec:12} {mode:14} {score}{beside}")
    if others:
        total = Score()
        for _, _, score in measure(others, ours, options.seed):
            total.damaged += score.damaged
            total.back += score.back
            total.changed += score.changed
        print(f"{len(others)} posts in other scripts, all of these together: {total}")
    touched = sum(bool(find_repairs("\n".join(lines))) for lines in posts + others)
    print(f"clean posts with a finding: {touched}; {taken:.1f} s of CPU for all repairs")
    text = "\n".join("\n".join(lines) for lines in posts)
    clean = (text * (1 + 1_500_000 // len(text)))[:1_500_000]
    start = time.process_time()
    find_repairs(clean)
    print(f"1.5 MB of clean posts: {time.process_time() - start:.3f} s of CPU")
    for size in (1_000_000, 2_000_000):
        bad_text = damage(clean, "mac_roman")[:size]
        start = time.process_time()
        find_repairs(bad_text)
        print(f"{size / 1e6:.0f} MB of mojibake: {time.process_time() - start:.2f} s of CPU")


if __name__ == "__main__":
    main()
