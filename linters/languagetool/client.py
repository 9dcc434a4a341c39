"""Asking a LanguageTool server, through `language_tool_python`, with its faults worked around.

What `language_tool_python` 3.4 does and how this module meets it (each has a test):

- The length of a match counts UTF-16 units, its offset code points: only text whose characters are
  one unit each is sent (`passages.py` sees to it).
- Its own server start polls the wrong port after a clash, waits for 15 seconds only, and hides
  what the server says: it is handed the address of a server that `server.py` started.
- It does not look at the status of an answer, takes no timeout, and starts a server of its own
  when a request fails: `_query_server` is ours.
- It sends what it asks through the proxy of the environment, also to this machine: a server at a
  loopback address is asked directly.
- `Match` remembers the last text in its class, which is not safe in threads: with one unit for
  each character that memory is always empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import language_tool_python
import requests

from linters.languagetool.errors import LanguageToolError
from linters.languagetool.grammar import LANGUAGE
from linters.messages import _, system_reason, translate

if TYPE_CHECKING:
    from linters.languagetool.grammar import Policy

TIMEOUT = 150.0  # seconds for one answer; a slow machine needs 20 for the first
_LOOPBACK = re.compile(r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)")

_NO_ANSWER = _("LanguageTool at {url} does not answer: {reason}.")
_TOO_SLOW = _("LanguageTool at {url} did not answer within {seconds} seconds.")
_REFUSED = _("LanguageTool at {url} answered with HTTP {status}: {reason}")
_RUBBISH = _("What answers at {url} is not LanguageTool.")
_NO_PORTUGUESE = _("LanguageTool at {url} does not know {language}.")


class Refused(LanguageToolError):
    """The server answered that it will not, or cannot, check this text."""


class Match(NamedTuple):
    """What LanguageTool found: offsets are code points of the text that was sent."""

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


def _ask(url: str, parameters: dict[str, str] | None, method: str, timeout: float) -> Any:
    server = url.partition("/v2/")[0]
    with requests.Session() as session:
        if _LOOPBACK.match(url):
            session.trust_env = False
        try:
            if method == "post":
                answer = session.post(url, data=parameters, timeout=timeout)
            else:
                answer = session.get(url, params=parameters, timeout=timeout)
        except requests.Timeout as error:
            message = translate(_TOO_SLOW).format(url=server, seconds=round(timeout))
            raise LanguageToolError(message) from error
        except requests.RequestException as error:
            message = translate(_NO_ANSWER).format(url=server, reason=_reason(error))
            raise LanguageToolError(message) from error
    if answer.status_code != 200:
        reason = " ".join(answer.text.split())[:300]
        message = translate(_REFUSED).format(url=server, status=answer.status_code, reason=reason)
        raise Refused(message)
    try:
        return answer.json()
    except ValueError as error:
        raise LanguageToolError(translate(_RUBBISH).format(url=server)) from error


def _reason(error: BaseException) -> str:
    cause: BaseException = error
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__ or cause
    if isinstance(cause, OSError) and cause.strerror:
        return system_reason(cause)
    return type(cause).__name__


class _Tool(language_tool_python.LanguageTool):
    """The library's client with a request of our own."""

    timeout = TIMEOUT

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: str = "get",
    ) -> Any:
        return _ask(url, params, method, self.timeout)


class Client:
    """A server at `url`; what `policy` switches off is left out of its answers.

    Raises LanguageToolError if there is no LanguageTool at `url`, or one without Portuguese.
    """

    def __init__(self, url: str, policy: Policy) -> None:
        self.url = url.rstrip("/")
        try:
            self._tool = _Tool(LANGUAGE, remote_server=self.url)
        except (TypeError, AttributeError) as error:
            raise LanguageToolError(translate(_RUBBISH).format(url=self.url)) from error
        except ValueError as error:
            message = translate(_NO_PORTUGUESE).format(url=self.url, language=LANGUAGE)
            raise LanguageToolError(message) from error
        self._tool.disabled_rules = set(policy.off)
        self._tool.disabled_categories = set(policy.categories_off)
        # What weighs something is wanted, though its category is off.
        self._tool.enabled_rules = set(policy.weights) if policy.categories_off else set()

    def check(self, text: str) -> list[Match]:
        """What LanguageTool finds in `text`, which has no character of two UTF-16 units.

        Raises LanguageToolError for anything but an answer, Refused where the server says no.
        """
        assert not text or max(text) < "\U00010000"
        try:
            found = self._tool.check(text)
            return [
                Match(
                    match.rule_id,
                    match.category,
                    match.offset,
                    match.offset + match.error_length,
                    match.message,
                    tuple(match.replacements),
                )
                for match in found
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise LanguageToolError(translate(_RUBBISH).format(url=self.url)) from error
