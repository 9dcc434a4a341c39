from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import items
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

_MOST = 6
_LONGEST = 200


class ItemTitleEmphasis(Rule):
    """The asterisks around an item's title do not match.

    There must be three on each side, right at the words; else the page shows some of them, or the
    title in another type than the others.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
    """

    id = "structure/item-title-emphasis"
    severity = Severity.WARNING
    message = _("The item's title has {before} asterisks before it and {after} after it.")
    help = _("Write {expected}, with three on each side and no space inside them.")

    spaces = _("Between the item's title and its asterisks is a space.")
    in_heading = _("The heading has asterisks on one side only.")
    help_in_heading = _("Take them out: a heading needs none.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        items(),
        items(("***Vozes gravadas***", "**Vozes gravadas**")),
        items(("***Vozes gravadas***", "***Vozes gravadas\nem casa***")),
        items(("***Vozes gravadas***", "***Vozes*** e **gravações**")),
        items(("São pequenos e bem anotados.", "***Nota:** são pequenos* e bem anotados.")),
        items(("[*fonte*](https://example.org/2)", "**Fonte: o próprio dicionário*")),
        Good("***Título**\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            items(("***Vozes gravadas***", "***Vozes gravadas**")),
            at="***Vozes gravadas**",
            fixed=items(),
        ),
        Bad(
            items(("***Vozes gravadas***", "***Vozes gravadas****")),
            at="***Vozes gravadas****",
            fixed=items(),
        ),
        Bad(
            items(("***Vozes gravadas***", "***Vozes gravadas")),
            at="***Vozes gravadas",
            fixed=items(),
        ),
        Bad(
            items(("***Vozes gravadas***", "***Vozes gravadas ***")),
            at="***Vozes gravadas ***",
            fixed=items(),
        ),
        Bad(
            "# Publicações 📙\n\n### Um título***\n\nTexto.\n",
            at="Um título***",
            fixed="# Publicações 📙\n\n### Um título\n\nTexto.\n",
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text, found = document.text, document.items
        for place in range(found.first, found.closing):
            block = found.flow[place]
            is_heading = block.kind == "heading"
            if block.within or found.before(place) == "image":
                continue
            if not is_heading and block.kind not in ("paragraph", "item-title"):
                continue
            start, block_end = block.content if is_heading else (block.start, block.end)
            end = text.find("\n", start, block_end)
            end = start + len(text[start : block_end if end < 0 else end].rstrip())
            line = text[start:end]
            inner = line.strip("*")
            before, after = len(line) - len(line.lstrip("*")), len(line) - len(line.rstrip("*"))
            if not _is_broken(inner, before, after, rest=text[end:block_end]):
                continue
            if is_heading and before and after:
                continue
            title = inner.strip()
            message, help = None, None
            if is_heading:
                message, help = self.in_heading, self.help_in_heading
            elif before == after == 3:
                message = self.spaces
            expected = title if is_heading else f"***{title}***"
            yield Finding(
                Span(start, end),
                message=message,
                help=help,
                before=before,
                after=after,
                expected=shorten(expected),
                fix=Fix((Edit(start, end, expected),), Applicability.UNSAFE),
            )


def _is_broken(inner: str, before: int, after: int, rest: str) -> bool:
    """Whether `inner` with so many asterisks around it was meant to be a title, and is none."""
    title = inner.strip()
    if not title or "*" in inner or len(inner) > _LONGEST or max(before, after) > _MOST:
        return False
    if before == after:
        return before == 3 and title != inner
    if min(before, after) == 0:
        # The title may go on in the next line, or be a sign that belongs to a word.
        return max(before, after) == 3 and "*" not in rest
    return max(before, after) >= 3
