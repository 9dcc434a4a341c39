from __future__ import annotations

from collections.abc import Iterator

from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Bad, Finding, Rule, Severity, Span

_FENCE = lazily(r"(`{3,1000}|~{3,1000})")
_LAST_LINE = lazily(r"[ \t>]{0,1000}(`{3,1000}|~{3,1000})[ \t]{0,1000}")


class UnclosedCode(Rule):
    """A block of code begins with three backticks and never ends.

    All that follows is shown as code, up to the end of the file or of its list item.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#fenced-code-blocks
    """

    id = "structure/unclosed-code"
    severity = Severity.ERROR
    message = _("The block of code that begins here has no end.")
    help = _("Write a line with {fence} where the code ends.")

    VALID = [
        "```py\nx = 1\n```\n\nTexto\n",
        "~~~\n```\n~~~\n",
        "- a\n\n  ```\n  x\n  ```\n",
        "> ````\n> ```\n> ````\n",
        "    ```\n",
    ]
    INVALID = [
        Bad("Texto\n\n```py\nx = 1\n", at="```py"),
        Bad("```\nx = 1\n``\n\nTexto\n", at="```"),
        Bad("- a\n\n  ```sh\n  x\n\nTexto\n", at="```sh"),
        Bad("````md\n```\nx\n```\n", at="````md"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if "```" not in text and "~~~" not in text:
            return
        for block in document.blocks:
            if block.kind != "code":
                continue
            opening = _FENCE.match(text, block.start, block.end)
            line_start = text.rfind("\n", 0, block.start) + 1
            indent = text[line_start : block.start].expandtabs(4)
            # Four spaces make code of it by themselves.
            if opening is None or (not block.within and len(indent) >= 4):
                continue
            fence = opening.group()
            line_end = text.find("\n", block.start, block.end)
            last = text.rfind("\n", block.start, block.end)
            closing = _LAST_LINE.fullmatch(text, last + 1, block.end) if last >= 0 else None
            if closing is None or not closing.group(1).startswith(fence):
                end = block.end if line_end < 0 else line_end
                yield Finding(
                    Span(block.start, block.start + len(text[block.start : end].rstrip())),
                    fence=fence,
                )
