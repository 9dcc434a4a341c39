"""What can go wrong with LanguageTool, said so that a translator can mend it."""

from __future__ import annotations


class LanguageToolError(Exception):
    """LanguageTool cannot be had, started or asked. The text is in the reader's language.

    `help` says what to do about it; `log` holds the last lines that LanguageTool itself wrote.
    """

    def __init__(self, message: str, help: str | None = None, log: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.log = log
