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

_UNKNOWN_GROUP = ("invalid group reference", "unknown group name")

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


class Message:
    """A template with its fields, translated whenever it is shown.

    What goes wrong before the reader's language is known is kept so; a field may be another one.
    """

    def __init__(self, template: str, **fields: object) -> None:
        self.template = template
        self.fields = fields

    def __str__(self) -> str:
        return translate(self.template).format(**self.fields)


class MessageError(Exception):
    """An error whose text is a template with its fields, translated whenever it is shown."""

    def __init__(self, template: str, **fields: object) -> None:
        # A process that hands it to another gives these, and what else it holds.
        super().__init__(template)
        self.fields = fields

    def __str__(self) -> str:
        return str(Message(self.args[0], **self.fields))


def system_reason(error: OSError) -> str:
    """Why the system refused something, in the reader's language where it is a usual reason."""
    import errno

    usual = {
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EISDIR: _("Is a directory"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EEXIST: _("File exists"),
        errno.ENOSPC: _("No space left on device"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EROFS: _("Read-only file system"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.EIO: _("Input/output error"),
        errno.ECONNREFUSED: _("Connection refused"),
    }
    said = error.strerror or str(error)
    # An error of our own says more than its number does.
    is_ours = error.errno is not None and said != os.strerror(error.errno)
    return translate(said if is_ours else usual.get(error.errno or 0, said))


def pattern_reason(error: Exception) -> str:
    """Why a regular expression, or what is written for its matches, cannot be used.

    It is in the reader's language, which is known when rules are read.
    """
    usual = (
        _("missing ), unterminated subpattern"),
        _("unbalanced parenthesis"),
        _("unterminated character set"),
        _("nothing to repeat"),
        _("multiple repeat"),
        _("look-behind requires fixed-width pattern"),
        _("bad escape (end of pattern)"),
        _("missing group name"),
        _("min repeat greater than max repeat"),
    )
    said, position = getattr(error, "msg", ""), getattr(error, "pos", None)
    if said.startswith(_UNKNOWN_GROUP) or isinstance(error, IndexError):
        return translate(_("it names a group that the pattern does not have"))
    problem = translate(said if said in usual else _("it cannot be read"))
    if position is None:
        return problem
    place = translate(_("{problem}, at character {number}"))
    return place.format(problem=problem, number=position + 1)


def reading_reason(error: Exception, format: str) -> Message | str:
    """Why a file of that format cannot be read: where, as what a parser says is in English.

    `error` is the system's, that of text which is no UTF-8, or the parser's.
    """
    import re

    if isinstance(error, OSError):
        return system_reason(error)
    if isinstance(error, UnicodeDecodeError):
        return Message(_("this is no UTF-8, from byte {number} on"), number=error.start + 1)
    line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:  # YAML
        line, column = mark.line + 1, mark.column + 1
    elif column is None and line is not None:  # XML
        column = getattr(error, "offset", 0) + 1
    elif found := re.search(r"\(at line (\d+), column (\d+)\)", str(error)):  # TOML before 3.14
        line, column = found.groups()
    if line is None:
        return Message(_("this is no {format}"), format=format)
    return Message(
        _("this is no {format}, from line {line}, column {column} on"),
        format=format,
        line=line,
        column=column,
    )


def plural(one: str, many: str, count: int, **fields: object) -> str:
    """The template that fits `count`, translated, with `{count}` and `fields` filled in."""
    # English and Portuguese have the same two forms.
    return translate(one if count == 1 else many).format(count=count, **fields)


def shorten(text: str, limit: int = 60) -> str:
    """`text` on one line, cut to `limit` code points, for quoting within a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
