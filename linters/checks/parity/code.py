from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linters.document import Document
from linters.document.omissions import is_lost
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_EN = "Call `read_file` with `--strict` and wait.\n"


class Code(Rule):
    """Code within a line is not the one that the original has.

    Names of functions, options and files are not translated. Code that only one of the texts marks
    as such is no mistake. Blocks of code may differ: their comments are translated.

    Source: FastAPI's translation checks compare code in the same way
    (https://github.com/fastapi/fastapi/blob/master/scripts/doc_parsing_utils.py).
    """

    id = "parity/code"
    severity = Severity.WARNING
    message = _("The original has `{expected}` here, not `{found}`.")
    help = _("Code stays as it is.")

    VALID = [
        Good("Chame `read_file` com `--strict` e espere.\n", path="x[pt-BR].md", original=_EN),
        Good("Com `--strict`, chame `read_file`.\n", path="x[pt-BR].md", original=_EN),
        Good("Chame read_file com `--strict`.\n", path="x[pt-BR].md", original=_EN),
        Good("Chame `ler_arquivo`.\n", path="x[pt-BR].md"),
    ]
    INVALID = [
        Bad(
            "Chame `ler_arquivo` com `--strict` e espere.\n",
            at="`ler_arquivo`",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Chame `read_file` com `-–strict` e espere.\n",
            at="`-–strict`",
            path="x[pt-BR].md",
            original=_EN,
        ),
        Bad(
            "Chame `readfile` com `--strict` e espere.\n",
            at="`readfile`",
            path="x[pt-BR].md",
            original=_EN,
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        pairing = document.pairing
        if pairing is None or "`" not in document.text:
            return
        for pair in pairing.pairs:
            theirs = [
                code.text
                for unit in pair.original
                for code in unit.codes
                if not is_lost(document, unit, code.start)
            ]
            ours = [code for unit in pair.translation for code in unit.codes]
            missing = list((Counter(theirs) - Counter(code.text for code in ours)).elements())
            extra = [code for code in ours if code.text not in theirs]
            # Which of several stands for which cannot be told where they are not as many.
            if len(missing) == len(extra) and len(theirs) == len(ours):
                for expected, code in zip(missing, extra, strict=True):
                    yield Finding(
                        Span(code.start, code.end),
                        expected=shorten(expected),
                        found=shorten(code.text),
                        suggestions=(f"`{expected}`",),
                    )
