"""Messages in the reader's language, through gettext.

Templates are written in English where they are used and marked with `_`; they are translated when
they are shown, so that a rule can be imported without loading a catalogue. Fields are named, and
filled in after translation.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "pt-BR")

_catalogue: NullTranslations | None = None
_rules: NullTranslations | None = None
_language = "en"


def _(message: str) -> str:
    """Mark `message` for translation; it is returned as it is."""
    return message


def set_language(language: str) -> None:
    """Show messages in `language` (`en` or `pt-BR`) from now on.

    Raises ValueError for a language without a catalogue.
    """
    global _catalogue, _language, _rules
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _rules = None
    _catalogue = None if language == "en" else _load("lint-issue")


def _load(domain: str) -> NullTranslations:
    import gettext

    folder = os.path.join(os.path.dirname(__file__), "locale")
    return gettext.translation(domain, folder, [_language.replace("-", "_")], fallback=True)


def current_language() -> str:
    """The language that messages are shown in."""
    return _language


def language_from_environment() -> str:
    """The message language that the locale asks for: `pt-BR` for any Portuguese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "pt-BR" if value.lower().startswith("pt") else "en"
    return "en"


def translate(message: str) -> str:
    """`message` in the chosen language, or as it is where the catalogue does not hold it."""
    return message if _catalogue is None or not message else _catalogue.gettext(message)


def documentation(text: str) -> list[str]:
    """The paragraphs of a rule's documentation, each on one line, in the chosen language.

    They have a catalogue of their own: a run that only checks has no use for it.
    """
    global _rules
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    if _language == "en":
        return paragraphs
    if _rules is None:
        _rules = _load("rules")
    return [_rules.gettext(paragraph) for paragraph in paragraphs]


def plural(one: str, many: str, count: int, **fields: object) -> str:
    """The template that fits `count`, translated, with `{count}` and `fields` filled in."""
    # English and Portuguese have the same two forms.
    return translate(one if count == 1 else many).format(count=count, **fields)


def shorten(text: str, limit: int = 60) -> str:
    """`text` on one line, cut to `limit` code points, for quoting within a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
