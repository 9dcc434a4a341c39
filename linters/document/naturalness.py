"""How natural a character is where it stands: the costs by which damaged text is told from sound.

Costs are rough negative logarithms of how often running text in European languages has such a
character in such a place. They were set on published newsletters and documentation in Portuguese,
French, Turkish, Spanish and English, and on what eight encodings turn them into
(`benchmarks/mojibake.py` measures what comes of it).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters of the languages that newsletters are translated into, then of their neighbours.
_USUAL = frozenset(
    "áàâãäçéèêëíìîïñóòôõöúùûüßœæğışąćęłńśźżåøÿÁÀÂÃÄÇÉÈÊËÍÌÎÏÑÓÒÔÕÖÚÙÛÜŒÆĞİŞĄĆĘŁŃŚŹŻÅØ"
)
_RARER = frozenset("čďěňřšťůžőűășțţđðþýĂȘȚŢĎČĚŇŘŠŤŮŽŐŰĐÐÞÝŸāēģīķļņūĀĒĢĪĶĻŅŪėįųĖĮŲčČ")
# Capitals that no word of these languages consists of; in damaged text they start every sequence.
_LEADS = frozenset("ÃÂĂĹ")
# What the first bytes of a dash or quote look like to DOS and to a Mac; Turkish İ and ğ; emoji.
_NEVER = frozenset(("ÔÇ", "ΓÇ", "‚Ä", "Ä°", "Äź", "ÄŸ", "đź", "ğŸ", "ðŸ"))
_OPENING = frozenset("“„‚«‹¿¡")
_CLOSING = frozenset("”»›")
_TYPOGRAPHIC = frozenset("“”‘’„‚«»‹›–—…¿¡")
_COMMON_SYMBOLS = frozenset("©®™°ºª±²³µ·¼½¾×÷€£¥¢•→←§")
_MATHEMATICAL = frozenset("√≈≠≤≥∞∂∑∏π∫Ω◊∆⁄ΓΣΘΦδφεα∩≡⌠⌡∙ⁿ₧⌐")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_SPACES = frozenset("\u2002\u2003\u2009\u200a\u202f\u3000")

BROKEN = 15.0
_SCRIPT_CHANGE = 8.0


@lru_cache(maxsize=8192)
def cost(character: str) -> float:
    """What a character costs by itself."""
    if character < "\x80":
        return 0.1
    if character in _LEADS:
        return 2.0 if character in "ĂĹ" else 1.6
    if character in "‚‹›":
        return 1.5
    if character in "ſĸŉĿŀĳĲ":
        return 6.0
    if character in "ÌÒÙÎÛËÏ":
        return 0.9
    if character in _USUAL or character in _TYPOGRAPHIC:
        return 0.5
    if character in _RARER or "\u0100" <= character <= "\u017f":
        return 1.5
    if character == "\xa0":
        return 0.8
    if character in _JOINERS:
        return 0.3
    if character in "،؛؟، ۔":
        return 0.4
    if "\u2010" <= character <= "\u2015":
        return 0.5
    if character in _SPACES:
        return 0.3
    if character in _COMMON_SYMBOLS:
        return 1.5
    if character in _MATHEMATICAL:
        return 4.0
    code = ord(character)
    if 0x2500 <= code <= 0x25FF:
        return 3.8
    category = unicodedata.category(character)
    if category in ("Cc", "Co", "Cn", "Cs"):
        return BROKEN
    if category == "Cf":
        return 4.0
    if category == "Lm":
        return 1.5 if character in "ʼʻ" else 8.0
    if script(character) == "latin":
        return 4.0
    if category[0] == "L":
        return 0.8
    if category[0] == "M":
        return 1.5
    if 0x2600 <= code <= 0x27BF or 0x1F000 <= code <= 0x1FAFF or 0x2B00 <= code <= 0x2BFF:
        return 1.0
    if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF:
        return 1.0
    return 3.5


@lru_cache(maxsize=65536)
def between(before: str, after: str) -> float:
    """What it costs that `after` follows `before`; either may be empty at an end of the text."""
    if not before or not after or (before < "\x80" and after < "\x80"):
        return 0.0
    if before in _MATHEMATICAL and after in "πΩ":
        return -4.0
    is_mark = "\u0370" <= after < "\u20d0" and unicodedata.category(after)[0] == "M"
    if is_mark:
        # The accent of another script stands on a letter of that script.
        return 0.0 if before >= "\u0370" and script(before) == script(after) else _SCRIPT_CHANGE
    if before + after in _NEVER:
        return 3.0
    if before in "\n\r" and after.islower():
        return 0.4
    if before.isdigit() and after.isupper():
        return 2.0
    if before.isupper() and after == "\xa0":
        return 1.0
    if after in _JOINERS:
        is_base = _is_picture(before) or before in _JOINERS or before in "©®™"
        return 0.0 if is_base else 5.0
    if _is_letter(before) and _is_letter(after):
        if script(before) != script(after):
            # Chinese and Japanese are written without spaces, also around a Latin word.
            return 0.5 if "cjk" in (script(before), script(after)) else _SCRIPT_CHANGE
        if before.islower() and after.isupper():
            return 5.0
        return 0.2 if before.isupper() and after.isupper() else 0.0
    if _is_letter(before):
        if after in _OPENING:
            return 4.0
        if after == "‘":
            return 1.5
        if after in _TYPOGRAPHIC or after in "ºª²³°®™":
            return 0.0
        return 2.0 if _is_symbol(after) else 0.0
    if _is_letter(after):
        if before in _CLOSING:
            return 3.0
        if before in "\u2026•":
            return 0.5
        return 1.5 if _is_symbol(before) and before not in _TYPOGRAPHIC else 0.0
    if before in _MATHEMATICAL and after in _MATHEMATICAL:
        return -4.0
    if "\u2500" <= before <= "\u25ff" and "\u2500" <= after <= "\u25ff":
        return -3.2
    if _is_symbol(before) and _is_symbol(after) and before != after:
        return 1.5
    return 0.0


def alone(before: str, character: str, after: str) -> float:
    """What it costs that a capital of those that start no word stands there by itself."""
    if character not in _LEADS or (after and (_is_letter(after) or after in "’'")):
        return 0.0
    if before.isupper():
        # `MANHÃ` ends a word, but none ends with the others.
        return 0.0 if character in "ÃĂ" else 3.0
    # Before a plain space it may be spoken of as a letter.
    return 2.5 if after == " " else 4.0


@lru_cache(maxsize=8192)
def script(character: str) -> str:
    """`latin`, or the first word of the character's Unicode name (`cyrillic`, `cjk`, …)."""
    if character < "\u0250":
        return "latin"
    name = unicodedata.name(character, "?").split(" ", 1)[0].lower()
    return {"hiragana": "cjk", "katakana": "cjk", "modifier": "latin"}.get(name, name)


def is_mathematical(character: str) -> bool:
    """Whether a character belongs to formulas."""
    return character in _MATHEMATICAL or character in "°±"


def _is_letter(character: str) -> bool:
    return character.isalpha() and character not in "ªº"


@lru_cache(maxsize=8192)
def _is_symbol(character: str) -> bool:
    """Neither a letter, a digit, a space, usual punctuation nor a picture."""
    return (
        character >= "\x80"
        and not character.isalnum()
        and not unicodedata.combining(character)
        and not character.isspace()
        and character not in _TYPOGRAPHIC
        and not _is_picture(character)
    ) or character in "ªº²³¹¼½¾"


def _is_picture(character: str) -> bool:
    code = ord(character)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2600 <= code <= 0x27BF
        or 0x2B00 <= code <= 0x2BFF
        or 0x2190 <= code <= 0x23FF
        or character in "0123456789#*"
    )
