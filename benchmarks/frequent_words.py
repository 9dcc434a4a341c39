"""Write the frequencies in `rules/languages/`: how often words are used in each language.

Needs `wordfreq`, which nothing else does: `python -m pip install wordfreq`.

    python benchmarks/frequent_words.py
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import wordfreq

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "languages"
# Down to which frequency words are taken, in Zipf's measure: 3 is once in a million words.
LEAST = {"en": 3.0, "pt-BR": 3.2, "es": 3.2, "fr": 3.2, "tr": 3.5}
HEADER = """\
# How often words are used: per line the frequency (Zipf's measure times ten) and its words.
# Made by benchmarks/frequent_words.py from wordfreq {version} (https://github.com/rspeer/wordfreq,
# https://doi.org/10.5281/zenodo.7199437), CC BY-SA 4.0, which draws on OpenSubtitles, Wikipedia,
# Google Books, ParaCrawl, the Leeds Internet Corpus and other sources.
"""


def main() -> None:
    """Write a file for each language."""
    FOLDER.mkdir(exist_ok=True)
    for language, least in LEAST.items():
        code = language.partition("-")[0]
        bands: dict[int, list[str]] = defaultdict(list)
        for word in wordfreq.top_n_list(code, 100_000):
            zipf = wordfreq.zipf_frequency(word, code)
            if zipf < least:
                break
            if word.replace("'", "").replace("’", "").isalpha():
                bands[round(zipf * 10)].append(word)
        lines = [
            f"{band} {' '.join(words)}\n" for band, words in sorted(bands.items(), reverse=True)
        ]
        header = HEADER.format(version="3.1.1")
        (FOLDER / f"{language}.txt").write_text(header + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
