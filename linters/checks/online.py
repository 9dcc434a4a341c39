"""What the rules share that say how a link's target answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from linters.model import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linters.document import Document
    from linters.document.links import Link


class Answer(NamedTuple):
    """What became of asking for an address.

    `status` is that of HTTP, 0 where there was none. `problem` says why there is none that counts:
    `unknown-host`, `no-connection`, `timeout`, `certificate`, `redirects`, `busy` or `refused`.
    `location` is where a permanent redirect leads.
    """

    status: int = 0
    problem: str = ""
    location: str = ""


class OnlineRule(Rule):
    """A rule that is told how the targets answered; it runs with `--check-links` only.

    The engine sets `answers`, by address without its fragment. `EXAMPLES` are the answers that its
    examples need.
    """

    by_default: ClassVar[bool] = False
    EXAMPLES: ClassVar[Mapping[str, Answer]] = {}
    answers: Mapping[str, Answer] = {}

    def answered(self, document: Document) -> Iterator[tuple[Link, Answer]]:
        """The links whose targets were asked for, each with its answer."""
        for link, address in targets(document):
            answer = self.answers.get(address)
            if answer is not None:
                yield link, answer


def targets(document: Document) -> Iterator[tuple[Link, str]]:
    """The links to pages on the web, each with its address without the fragment."""
    for link in document.links.all:
        if link.address[:8].lower().startswith(("http://", "https://")) and (
            link.target.start < link.target.end
        ):
            yield link, link.address.partition("#")[0]
