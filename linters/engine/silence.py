"""Writing the comments that silence findings.

Each goes above the block that its findings are in. Where none can stand (in front matter, within a
list), a comment at the end of the file names the text of the finding, or silences the rule in all
of the file. What is written is checked: the findings must be gone, and no other may have come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linters.config import ConfigError
from linters.document.source import encode
from linters.engine.check import INTERNAL
from linters.engine.fix import write
from linters.engine.run import Runner, Settings
from linters.engine.suppress import Suppressions
from linters.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linters.document import Document
    from linters.engine.run import Report
    from linters.model import Diagnostic

_OWN = "suppression/"
_NOT_OWN = _("Findings about comments of lint-issue are mended, not silenced.")
_NO_REASON = _("The reason cannot hold “-->”, which would end the comment.")
_NO_TEXT = _('The text must be on one line, without `"`, `”` or “-->”.')
_QUOTABLE = re.compile(r"(?!.*-->)[^\"“”\n]{1,150}")
_MOST_TEXTS = 20
_ABOVE = ("heading", "paragraph", "item-title", "image", "code", "rule")
_DELIMITER = "---"
_NUMBER = re.compile(r"\d+")


class Silenced(NamedTuple):
    """How many findings of a file were silenced, and how many could not be."""

    path: str
    done: int
    left: int


class Silencer:
    """Silences the findings of `rule` (an id or prefix), or only those of which `text` is the text.

    Raises ConfigError, DataError or PluginError for what cannot be meant.
    """

    def __init__(self, rule: str, reason: str = "", text: str | None = None) -> None:
        if rule.startswith(_OWN.rstrip("/")):
            raise ConfigError(_NOT_OWN)
        if "-->" in reason:
            raise ConfigError(_NO_REASON)
        if text is not None and not _QUOTABLE.fullmatch(text):
            raise ConfigError(_NO_TEXT)
        self._reason = "".join(f" {word}" for word in reason.split())
        self._text = text
        self._rule = rule
        self._finder = Runner(Settings(select=(rule,), known=False))
        others = (rule, "grammar", "spelling", "suppression")
        self._others = Runner(Settings(ignore=others, known=False))

    def silence(self, paths: Sequence[str]) -> tuple[list[Silenced], Report]:
        """Write the comments into the files; gives what came of it, and the report before.

        Nothing is written where something could not be checked.
        """
        report = self._finder.run(paths)
        if report.has_failed:
            return [], report
        return list(self._files(report)), report

    def commented(
        self,
        document: Document,
        finding: Diagnostic,
        look: Callable[[bytes], Iterable[Diagnostic]],
    ) -> str | None:
        """The text with a comment that silences one finding; None if none can.

        `look` gives the findings of a text.
        """
        before = _counted(look(document.source.data))
        for text in self._candidates(document, [finding]):
            after = _counted(look(encode(text, document.source.mark)))
            if not after - before and not _counted([finding]) - (before - after):
                return text
        return None

    def _files(self, report: Report) -> Iterator[Silenced]:
        for result in report.results:
            with open(result.path, "rb") as file:
                data = file.read()
            document = self._finder.open(result.path, data)
            wanted = self._wanted(document, result.diagnostics)
            if not wanted:
                continue
            done = False
            if document.source.encoding == "utf-8":
                other = self._other_findings(result.path, data)
                for text in self._candidates(document, wanted):
                    new = encode(text, document.source.mark)
                    if self._is_right(result.path, new, other):
                        write(result.path, data, new)
                        done = True
                        break
            count = len(wanted)
            yield Silenced(result.path, count if done else 0, 0 if done else count)

    def _wanted(self, document: Document, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The findings that are meant."""
        if self._text is None:
            return [d for d in found if not d.rule.startswith(_OWN)]
        # As the comment itself would be understood.
        comment = f'<!-- lint-issue: disable-file={self._rule}["{self._text}"] x -->\n'
        probe = document.again(encode(document.text + "\n\n" + comment))
        suppressions = Suppressions(probe)
        return [d for d in found if suppressions.covers(d)]

    def _candidates(self, document: Document, found: list[Diagnostic]) -> Iterator[str]:
        """The text with comments, the most exact ones first."""
        if self._text is not None:
            yield self._at_the_end(document.text, document, [f'{self._rule}["{self._text}"]'])
            return
        text, rest = self._above_blocks(document, found)
        names = {f'{d.rule}["{d.snippet}"]' for d in rest if _names_it(d)}
        if all(map(_names_it, rest)) and len(names) <= _MOST_TEXTS:
            yield self._at_the_end(text, document, sorted(names)) if rest else text
        rules = sorted({d.rule for d in rest})
        if rest:
            yield self._at_the_end(text, document, rules)
        rules = sorted({d.rule for d in found})
        yield self._at_the_end(document.text, document, rules)
        newline = _newline(document)
        head, tail = document.text[: document.body], document.text[document.body :]
        comment = self._comment("disable-file", rules)
        yield f"{head}{newline if head else ''}{comment}{newline}{newline}{tail.lstrip()}"

    def _above_blocks(
        self, document: Document, found: list[Diagnostic]
    ) -> tuple[str, list[Diagnostic]]:
        """The text with a comment above each block that can have one, and the other findings."""
        ends = [block.end for block in document.blocks]
        places: dict[int, set[str]] = {}
        rest = []
        for diagnostic in found:
            start = diagnostic.span.start
            index = bisect_right(ends, start)
            block = document.blocks[index] if index < len(ends) else None
            if block is None or block.start > start or block.within or block.kind not in _ABOVE:
                rest.append(diagnostic)
                continue
            line = document.text.rfind("\n", 0, block.start) + 1
            places.setdefault(line, set()).add(diagnostic.rule)
        parts = []
        position = 0
        newline = _newline(document)
        for place, rules in sorted(places.items()):
            parts.append(document.text[position:place])
            parts.append(self._comment("disable-next-block", sorted(rules)) + newline * 2)
            position = place
        return "".join((*parts, document.text[position:])), rest

    def _at_the_end(self, text: str, document: Document, selectors: Sequence[str]) -> str:
        newline = _newline(document)
        gap = newline if text.endswith("\n") or not text else newline * 2
        return f"{text}{gap}{self._comment('disable-file', selectors)}{newline}"

    def _comment(self, kind: str, selectors: Sequence[str]) -> str:
        return f"<!-- lint-issue: {kind}={','.join(selectors)}{self._reason} -->"

    def _is_right(self, path: str, data: bytes, other: Counter[tuple[str, str]]) -> bool:
        """Whether the findings are gone, and no other has come."""
        after = self._finder.run_text(path, data)
        if after.has_failed:
            return False
        (result,) = after.results
        left = self._wanted(self._finder.open(path, data), result.diagnostics)
        return not left and not self._other_findings(path, data) - other

    def _other_findings(self, path: str, data: bytes) -> Counter[tuple[str, str]]:
        return _counted(self._others.run_text(path, data).diagnostics)


def _counted(found: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """How often each thing is said, wherever; what is said of comments of ours does not count."""
    return Counter(
        (d.rule, _NUMBER.sub("0", d.message))
        for d in found
        if not d.rule.startswith((INTERNAL, _OWN))
    )


def _names_it(finding: Diagnostic) -> bool:
    """Whether the text of a finding can stand for it in a comment."""
    text = finding.snippet.strip()
    # What front matter lacks is told at the line that begins it.
    return text != _DELIMITER and _QUOTABLE.fullmatch(text) is not None


def _newline(document: Document) -> str:
    return "\r\n" if "\r\n" in document.text else "\n"
