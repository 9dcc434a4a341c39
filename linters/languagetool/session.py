"""Asking a server about many passages: in few requests, and again where that can help."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linters.languagetool.background import map_side_by_side
from linters.languagetool.errors import LanguageToolError
from linters.languagetool.java import require_java
from linters.languagetool.server import Server, find_kept, touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linters.languagetool.client import Client, Match
    from linters.languagetool.grammar import Grammar, Policy
    from linters.languagetool.home import Home
    from linters.languagetool.reader import Question

# Characters in one request. The overhead of a request is 40 ms, a request is what is lost when a
# server dies, and what runs side by side.
_REQUEST = 12_000
_SIDE_BY_SIDE_FROM = 120_000
_QUICK_BELOW = 300_000  # characters for which the quick compiler is the quicker one
_BREAK = "\n\n"


class _Part(NamedTuple):
    """A question, or a piece of one that is too long: its text, and where that starts in it."""

    question: Question
    text: str
    offset: int


class Session:
    """A server for one run: the one that is named, the one kept for the day, or one of our own.

    It is started when it is first needed.
    """

    def __init__(
        self, home: Home | None, grammar: Grammar, policy: Policy, url: str | None = None
    ) -> None:
        self._home = home
        self._grammar = grammar
        self._policy = policy
        self._url = url
        self._server: Server | None = None
        self._lock = threading.Lock()
        self._restarts = 0
        self._quick = True
        self._client: Client | None = None

    def begin_run(self) -> None:
        """Another run begins, in which the server may be started anew if it fails."""
        self._restarts = 0

    def close(self) -> None:
        """Stop the server if it is ours."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._client = None

    def _connect(self) -> None:
        url = self._url
        if url is None:
            assert self._home is not None
            if not self._restarts:
                url = find_kept(self._home.version, self._grammar.key, self._policy)
            if url is not None:
                touch()
            else:
                url = self._start(self._home)
        from linters.languagetool.client import Client

        self._client = Client(url, self._policy)

    def _start(self, home: Home) -> str:
        java = require_java()
        if self._server is not None:
            self._server.close()
        self._server = Server(home, java, self._grammar, quick=self._quick)
        self._server.start()
        return self._server.url

    def check(self, questions: Sequence[Question]) -> Iterator[list[tuple[Question, list[Match]]]]:
        """The answers, in groups as they come; all parts of a question come together.

        Raises LanguageToolError where no server can be had, or it does not answer.
        """
        parts = [part for question in questions for part in _parts(question)]
        size = sum(len(part.text) for part in parts)
        if self._client is None:
            self._quick = size < _QUICK_BELOW
            self._connect()
        open_parts = Counter(part.question.key for part in parts)
        found: dict[str, list[Match]] = {key: [] for key in open_parts}
        side_by_side = 2 if size > _SIDE_BY_SIDE_FROM else 1
        for answered in map_side_by_side(self._ask, _requests(parts), side_by_side):
            complete = []
            for part, matches in answered:
                key = part.question.key
                found[key].extend(matches)
                open_parts[key] -= 1
                if not open_parts[key]:
                    complete.append((part.question, found.pop(key)))
            yield complete

    def _ask(self, request: Sequence[_Part]) -> list[tuple[_Part, list[Match]]]:
        from linters.languagetool.client import Refused

        restarts, client = self._restarts, self._client
        assert client is not None
        try:
            matches = client.check(_BREAK.join(part.text for part in request))
        except Refused as error:
            # Too long for this server, or one passage that it cannot digest: the others can.
            if len(request) == 1:
                raise LanguageToolError(error.message, error.help, self._log()) from error
            middle = len(request) // 2
            return [*self._ask(request[:middle]), *self._ask(request[middle:])]
        except LanguageToolError as error:
            self._again(restarts, error)
            return self._ask(request)
        return _sort_out(request, matches)

    def _log(self) -> str:
        return self._server.log() if self._server is not None else ""

    def _again(self, restarts: int, error: LanguageToolError) -> None:
        """Start the server anew, once a run; with a server that is not ours, only ask again."""
        with self._lock:
            if self._restarts > restarts:
                return  # another request had the same trouble and has seen to it
            if self._restarts:
                raise LanguageToolError(error.message, error.help, self._log()) from error
            self._restarts += 1
            self._connect()


class Sessions:
    """Keeps sessions open from one run to the next."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str | None], Session] = {}

    def get(
        self, home: Home | None, grammar: Grammar, policy: Policy, url: str | None = None
    ) -> Session:
        """The session with these rules and that server, which need not be started yet."""
        key = (grammar.key, url)
        if key not in self._open:
            self._open[key] = Session(home, grammar, policy, url)
        session = self._open[key]
        session.begin_run()
        return session

    def close(self) -> None:
        """Stop all servers that are ours."""
        while self._open:
            self._open.popitem()[1].close()


def _requests(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    request: list[_Part] = []
    size = 0
    for part in parts:
        if request and size + len(part.text) > _REQUEST:
            yield request
            request, size = [], 0
        request.append(part)
        size += len(part.text)
    if request:
        yield request


def _parts(question: Question) -> Iterator[_Part]:
    text = question.passage.text
    start = 0
    while len(text) - start > _REQUEST:
        end = text.rfind(". ", start + _REQUEST // 2, start + _REQUEST) + 1
        end = end or text.rfind(" ", start + _REQUEST // 2, start + _REQUEST) + 1
        end = end or start + _REQUEST
        yield _Part(question, text[start:end], start)
        start = end
    yield _Part(question, text[start:], start)


def _sort_out(
    request: Sequence[_Part], matches: Iterable[Match]
) -> list[tuple[_Part, list[Match]]]:
    """Each match to the part it speaks of, with offsets in the whole passage."""
    answered: list[tuple[_Part, list[Match]]] = [(part, []) for part in request]
    starts = []
    position = 0
    for part in request:
        starts.append(position)
        position += len(part.text) + len(_BREAK)
    for match in matches:
        index = bisect_right(starts, match.start) - 1
        part, own = answered[index]
        # What reaches from one paragraph into the next says nothing about either.
        if match.end <= starts[index] + len(part.text):
            shift = part.offset - starts[index]
            own.append(match._replace(start=match.start + shift, end=match.end + shift))
    return answered
