from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linters.document import Document
from linters.document.omissions import is_lost
from linters.document.patterns import lazily
from linters.document.units import bare
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

if TYPE_CHECKING:
    from linters.document.markdown import Inline
    from linters.document.pairing import Pair
    from linters.document.units import Unit

_EN = "Read [the paper](https://a.org/big-owls) and [the code](https://git.org/owls).\n"
_LANGUAGE = lazily(
    r"(?:^|(?<=[/.?=&_-]))(?:en|pt|es|fr|tr|zh|ar|de|it)(?:[-_][a-z]{2})?(?=[/.&]|$)",
    re.IGNORECASE,
)
# Where it leads, only the site knows.
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{")
_ALIKE = 0.55
_SAME_PAGE = 0.8


class Link(Rule):
    """A link of the original was lost, or leads somewhere else.

    Links that explain may be added. A link to a page of the newsletter, or of a site that has a
    page for each language, may lead to the translated page. A link that stands in the paragraph
    before or after counts as there.

    Source: what editors mended in published issues; of 13 differences 8 were mistakes.
    """

    id = "parity/link"
    severity = Severity.WARNING
    message = _("This link leads elsewhere than that of the original: {expected}")
    help = _("Copy the address from the original; what looks like words in it is not translated.")

    lost = _("A link of the original is missing here: [{text}]({expected})")
    lost_help = _("Add it to the words that it belongs to.")

    VALID = [
        Good(
            "Leia [o artigo](https://a.org/big-owls) e [o código](http://www.git.org/owls/).\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good(
            "O [código](https://git.org/owls) e [o artigo](https://a.org/big-owls), com uma"
            " [nota](https://b.org/nota).\n",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Good(
            "Veja [aqui](https://pt.wikipedia.org/wiki/Coruja).\n",
            path="x[pt-BR].md",
            original="See [here](https://en.wikipedia.org/wiki/Owl).\n",
        ),
        Good("Leia o artigo.\n", path="x[pt-BR].md"),
        Good(
            "O [guia](https://a.org/v{{< release >}}/guide) explica.\n",
            path="x[pt-BR].md",
            original='The [guide](https://a.org/{{< param "version" >}}/guide) explains it.\n',
        ),
    ]
    INVALID = [
        Bad(
            "Leia [o artigo](https://a.org/big-owls) e o código.\n",
            at="Leia [o artigo](https://a.org/big-owls) e o código.",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Leia [o artigo](https://a.org/grandes-corujas) e [o código](https://git.org/owls).\n",
            at="https://a.org/grandes-corujas",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Leia [o artigo](https://a.org/big-owls) e [o código](https://a.org/big-owls).\n",
            at="https://a.org/big-owls",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None:
            return
        differences = [_differences(document, pair) for pair in pairing.pairs]
        for index, pair in enumerate(pairing.pairs):
            missing, _, theirs, ours = differences[index]
            beside = differences[max(0, index - 1) : index + 2]
            moved = {bare(link.target) for _, extra, _, _ in beside for link in extra}
            extra = list(differences[index][1])
            for link in missing:
                likely = _likely(link, theirs, ours, extra)
                if likely is not None:
                    extra.remove(likely)
                    if not (
                        _TEMPLATE.search(link.target + likely.target)
                        or _is_localised(document, link.target, likely.target)
                    ):
                        yield Finding(
                            _target(document, likely),
                            expected=link.target,
                            suggestions=(link.target,),
                        )
                elif bare(link.target) not in moved:
                    yield Finding(
                        Span(pair.translation[0].span.start, pair.translation[-1].span.end),
                        message=self.lost,
                        help=self.lost_help,
                        text=shorten(_words(pair.original, link)),
                        expected=link.target,
                    )


_Difference = tuple[list["Inline"], list["Inline"], list["Inline"], list["Inline"]]


def _differences(document: Document, pair: Pair) -> _Difference:
    """The links that only the original has, those that only its translation has, and all."""
    theirs = [
        link
        for unit in pair.original
        for link in unit.links
        if not is_lost(document, unit, link.start)
    ]
    ours = [link for unit in pair.translation for link in unit.links]
    return _without(theirs, ours), _without(ours, theirs), theirs, ours


def _without(links: list[Inline], others: list[Inline]) -> list[Inline]:
    """The links that are not among the others, each of which stands for one."""
    counts = Counter(bare(other.target) for other in others)
    found = []
    for link in links:
        target = bare(link.target)
        if counts[target]:
            counts[target] -= 1
        else:
            found.append(link)
    return found


def _likely(
    link: Inline, theirs: list[Inline], ours: list[Inline], extra: list[Inline]
) -> Inline | None:
    """The link of the translation that stands for `link`, with another target."""
    if not extra:
        return None
    target = bare(link.target)
    best = max(extra, key=lambda other: _alike(target, bare(other.target)))
    if _alike(target, bare(best.target)) >= _ALIKE:
        return best
    # As many links in both, and one in the same place.
    if len(theirs) == len(ours):
        same_place = ours[theirs.index(link)]
        return same_place if same_place in extra else None
    return None


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_localised(document: Document, theirs: str, ours: str) -> bool:
    """Whether a link leads to the page in the other language."""
    profile = document.profile
    one, other = bare(theirs), bare(ours)
    if profile.is_own_site(theirs) and profile.is_own_site(ours):
        # Another page, not the same one with a slip in it.
        return _LANGUAGE.search(other) is not None or _alike(one, other) < _SAME_PAGE
    codes = _LANGUAGE.findall(one), _LANGUAGE.findall(other)
    if codes[0] == codes[1] or not codes[1]:
        return False
    hosts = [_LANGUAGE.sub("", target.partition("/")[0]) for target in (one, other)]
    return hosts[0] == hosts[1]


def _target(document: Document, link: Inline) -> Span:
    """The span of a link's target in the file; of the link where it is written in another way."""
    at = document.text.rfind(link.target, link.start, link.end)
    return Span(at, at + len(link.target)) if at >= 0 else Span(link.start, link.end)


def _words(units: tuple[Unit, ...], link: Inline) -> str:
    for unit in units:
        if unit.span.start <= link.start < unit.span.end:
            return "".join(
                inline.text
                for inline in unit.block.inlines
                if inline.kind in ("text", "code") and link.start <= inline.start < link.end
            )
    return ""
