"""Reads the prose of documents: what is known already at once, what is not when it is asked for.

`find` gives what the cache knows and notes what it does not. `answer` then asks for all of that, of
all files together: at most one server is started, and none for files that did not change.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, NamedTuple

from linters.languagetool.errors import LanguageToolError
from linters.languagetool.found import GRAMMAR, SPELLING, Found
from linters.languagetool.grammar import Grammar
from linters.languagetool.home import VERSION, find_home
from linters.languagetool.passages import passages
from linters.messages import _, reading_reason, translate
from linters.model import Severity
from linters.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linters.document import Document
    from linters.languagetool.cache import Cache
    from linters.languagetool.client import Match
    from linters.languagetool.grammar import Policy
    from linters.languagetool.home import Home
    from linters.languagetool.passages import Passage
    from linters.languagetool.session import Session, Sessions

# Goes up when the same text would be answered in another way.
_ANSWERS_VERSION = "1"
_WORDS = os.path.join("words", "accepted.txt")
_FORMATION = os.path.join("words", "formation.yaml")

_OFFLINE = _("LanguageTool is not installed, and `--offline` forbids to download it.")
_OFFLINE_HELP = _("Run `lint-issue languagetool install` once while there is a connection.")
_NO_WORDS = _("The dictionary of LanguageTool cannot be read: {reason}.")


class Question(NamedTuple):
    """A passage whose answer is not known: what to find in it, and under which key to keep it."""

    kind: str
    key: str
    passage: Passage


class Reader:
    """Reads with the rules of `rules/` and of the extra `folders`.

    `cache` keeps answers between runs, None for not at all. `url` names a server to use, None for
    one of our own. `offline` forbids downloads, `words` is the project's list of accepted words,
    `say` is told what takes time. The server is that of `sessions`, which outlive the reader, if
    there are any.
    """

    def __init__(
        self,
        folders: Sequence[str] = (),
        cache: Cache | None = None,
        url: str | None = None,
        offline: bool = False,
        words: str | None = None,
        say: Callable[[str], None] = lambda text: None,
        sessions: Sessions | None = None,
    ) -> None:
        self._folders = folders
        self._cache = cache
        self._url = url
        self._offline = offline
        self._say = say
        self._sessions = sessions
        own = read_words(words) if words and os.path.isfile(words) else []
        self._own = frozenset(word.lower() for word in own if not word.endswith("*"))
        self._own_beginnings = tuple(word[:-1].lower() for word in own if word.endswith("*"))
        self._answers: dict[str, str] = {}
        self._session: Session | None = None
        self.questions: dict[str, Question] = {}
        self._read: tuple[Document, list[Passage]] | None = None
        self._grammar = Grammar(folders)
        self._keys = self._make_keys()

    def _make_keys(self) -> Mapping[str, str]:
        """For each kind what an answer depends on besides the text."""
        from linters import __version__

        home = find_home()
        version = home.version if home else VERSION
        digest = hashlib.sha256("\n".join(self._accepted()).encode())
        for path in (os.path.join(rules_folder(), _FORMATION), _spelling_source()):
            with open(path, "rb") as file:
                digest.update(file.read())
        words = digest.hexdigest()[:16]
        common = f"{_ANSWERS_VERSION}/{__version__}/{version}"
        return {
            GRAMMAR: f"{GRAMMAR}/{common}/{self._url or ''}/{self._grammar.key}",
            SPELLING: f"{SPELLING}/{common}/{words}",
        }

    def _accepted(self) -> list[str]:
        words = []
        for folder in (rules_folder(), *self._folders):
            path = os.path.join(folder, _WORDS)
            if os.path.isfile(path):
                words.extend(read_words(path))
        return words

    def find(self, document: Document, kind: str) -> Iterator[Found]:
        """What is known of the findings of that kind; what is not known becomes a question."""
        for passage, answer in self._known(self._passages(document), kind):
            for rule, severity, start, end, message, suggestions in json.loads(answer):
                if passage.touches_stand_in(start, end) and start != end:
                    continue
                yield Found(
                    rule, Severity(severity), passage.span(start, end), message, tuple(suggestions)
                )

    def accepts(self, word: str) -> bool:
        """Whether the project has `word` in its list."""
        lower = word.lower()
        return lower in self._own or lower.startswith(self._own_beginnings)

    def _passages(self, document: Document) -> list[Passage]:
        if self._read is None or self._read[0] is not document:
            self._read = (document, list(passages(document)))
        return self._read[1]

    def _known(self, found: Sequence[Passage], kind: str) -> Iterator[tuple[Passage, str]]:
        keys = [self._key(kind, passage) for passage in found]
        missing = [key for key in keys if key not in self._answers]
        if missing and self._cache is not None:
            self._answers.update(self._cache.get(missing))
        for key, passage in zip(keys, found, strict=True):
            answer = self._answers.get(key)
            if answer is None:
                self.questions[key] = Question(kind, key, passage)
            else:
                yield passage, answer

    def _key(self, kind: str, passage: Passage) -> str:
        about = f"{self._keys[kind]}\0{passage.text}"
        if kind == SPELLING:  # which looks at the place of a word, and at what is no word
            about += f"\0{passage.scope}\0{passage.stand_ins}"
        return hashlib.sha256(about.encode()).hexdigest()[:32]

    def answer(self, questions: Iterable[Question]) -> None:
        """Find out what is asked. Raises LanguageToolError if that cannot be done.

        What was found out before the error is known then, and kept.
        """
        by_kind: dict[str, list[Question]] = {GRAMMAR: [], SPELLING: []}
        for question in questions:
            if question.key not in self._answers:
                by_kind[question.kind].append(question)
        if not any(by_kind.values()):
            return
        from linters.languagetool.background import Task

        home = self._home() if by_kind[SPELLING] or self._url is None else None
        # While LanguageTool starts, the words are looked up.
        task = Task(lambda: self._answer_grammar(by_kind[GRAMMAR], home))
        try:
            self._answer_spelling(by_kind[SPELLING], home)
        except LanguageToolError:
            task.wait()
            raise
        task.wait()

    def _home(self) -> Home:
        home = find_home()
        if home is None:
            if self._offline:
                raise LanguageToolError(translate(_OFFLINE), translate(_OFFLINE_HELP))
            from linters.languagetool.install import install

            home = install(self._say)
        return home

    def _keep(self, answers: Mapping[str, str]) -> None:
        self._answers.update(answers)
        if self._cache is not None:
            self._cache.put(answers)

    def _answer_grammar(self, questions: Sequence[Question], home: Home | None) -> None:
        if not questions:
            return
        from linters.languagetool.session import Session

        policy = self._grammar.policy()
        if self._session is None:
            get = Session if self._sessions is None else self._sessions.get
            self._session = get(home, self._grammar, policy, self._url)
        for answered in self._session.check(questions):
            self._keep(
                {
                    question.key: _dump(_grammar_answer(question.passage, matches, policy))
                    for question, matches in answered
                }
            )

    def take_questions(self) -> tuple[Question, ...]:
        """What was asked since the last time."""
        taken = tuple(self.questions.values())
        self.questions = {}
        return taken

    def close(self) -> None:
        """Stop the server, if one was started for this reader alone."""
        if self._session is not None and self._sessions is None:
            self._session.close()
        self._session = None

    def _answer_spelling(self, questions: Sequence[Question], home: Home | None) -> None:
        if not questions:
            return
        from linters.languagetool.dictionary import Dictionary
        from linters.languagetool.install import dictionary
        from linters.languagetool.spelling import Speller

        assert home is not None
        try:
            speller = Speller(
                Dictionary(dictionary(home, "pt")),
                Dictionary(dictionary(home, "en"), "+"),
                self._accepted(),
            )
        except (OSError, ValueError) as error:
            raise LanguageToolError(
                translate(_NO_WORDS).format(reason=reading_reason(error, "FSA"))
            ) from error
        self._keep(
            {
                question.key: _dump(
                    [
                        rule,
                        int(Severity.WARNING if is_sure else Severity.INFO),
                        start,
                        end,
                        "",
                        suggestions,
                    ]
                    for rule, start, end, suggestions, is_sure in speller.check(question.passage)
                )
                for question in questions
            }
        )


def _spelling_source() -> str:
    """The module that decides on words: whoever changes it wants to see what changes."""
    return os.path.join(os.path.dirname(__file__), "spelling.py")


def read_words(path: str) -> list[str]:
    """The words of a list: one on a line, `#` begins a comment."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = (line.partition("#")[0].strip() for line in file)
        return [line for line in lines if line]


def _dump(entries: Iterable[Sequence[object]]) -> str:
    return json.dumps(list(entries), ensure_ascii=False)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends within a word.

    The rules of LanguageTool that look at a whole text count some numbers twice, and then point
    beside what they speak of.
    """
    return any(
        text[place - 1 : place].isalpha() and text[place : place + 1].isalpha()
        for place in (start, end)
        if start < end
    )


def _grammar_answer(
    passage: Passage, matches: Iterable[Match], policy: Policy
) -> Iterator[list[object]]:
    for match in matches:
        start, end = match.start, match.end
        while end > start and passage.text[end - 1 : end].isspace():
            end -= 1
        found = passage.text[start : match.end]
        around = passage.text[max(0, start - 40) : match.end + 40]
        if _cuts_word(passage.text, start, end) or any(
            unless.rule == match.rule
            and (
                (unless.found is not None and unless.found.search(found))
                or (unless.around is not None and unless.around.search(around))
            )
            for unless in policy.unless
        ):
            continue
        severity = policy.weights.get(match.rule, Severity.WARNING)
        replacements = [one for one in match.replacements if one and one != found][:5]
        yield [
            f"{GRAMMAR}/{match.rule}",
            int(severity),
            start,
            match.end if end == start else end,
            match.message,
            replacements,
        ]
