"""How the file is written: bytes, newlines, and characters that are not what they should be."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linters.document import Document

# No damage leaves only these: `Ã` and `Â` are what most of it begins with, `?` stands for letters
# that were lost, and `&`, `=`, `%` and `\\` begin their codes.
_SOUND = frozenset(
    f"{ascii_letters}{digits} \n.,;:!()[]{{}}<>-'\"*_#/~`|@+$^áâãàéêíóôõúüçÁÀÉÊÍÓÔÕÚÜÇ“”‘’–—ªº"
)


def may_speak_of(document: Document) -> bool:
    """Whether the file has a character, a byte or an end that a sound one may not have."""
    source = document.disk.source
    return (
        not document.disk.characters <= _SOUND
        or not source.is_utf8
        or bool(source.mark)
        or not source.text.endswith("\n")
        or source.text.endswith("\n\n")
    )
