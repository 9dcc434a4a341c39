from __future__ import annotations

import re
from collections.abc import Iterator

from linters.document import Document
from linters.document.mojibake import Repair
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_WORD_BEFORE = re.compile(r"[^\s*_()\[\]\"“”]{0,20}\Z")
_WORD_AFTER = re.compile(r"[^\s*_()\[\]\"“”]{0,20}")


class Mojibake(Rule):
    """Letters with accents have turned into strings of symbols (`tradu√ß√£o`).

    An editor opened a UTF-8 file in another encoding and saved what it saw. Readers see rubbish,
    and no other tool can read the words. Each damaged line is one finding; `--fix` puts back the
    characters, and nothing else in the line changes.

    Source: ftfy, https://ftfy.readthedocs.io/en/latest/explain.html
    """

    id = "encoding/mojibake"
    severity = Severity.ERROR
    message = _("UTF-8 text that was read as {encoding}: “{before}” should be “{after}”.")
    help = _("`lint-issue --fix` restores the text. Keep your editor's encoding at UTF-8.")
    reads_disk = True

    unknown = _("Damaged text: “{before}” should be “{after}”.")
    fixes = (Applicability.SAFE,)

    VALID = [
        "O arquivo mostra `tradu√ß√£o` em vez de `tradução`.\n",
        "A tradução está pronta. SÃO PAULO, NÃO, AÇÃO.\n",
        "Um travessão em negrito: **—é** assim que se escreve. “Olá!”\n",
        "Le café où je lis, déjà vu, à la fin, une âme.\n",
        "Custa 10 € ou £ 5, e √n ≤ ∞.\n",
        "Copiii au văzut mâna și câinele. Ağaç, ışık, değil.\n",
        "Um c com cedilha é ç, e em maiúscula Ç; a crase é à.\n",
        "Použijte „SOUBOR ADRESÁŘ“. „Das ist größer als BÄR“, sagte sie.\n",
        "O código ┌─┐ desenha caixas: └─┘ 🎓 ⚙️.\n",
    ]
    INVALID = [
        Bad("A tradu√ß√£o est√° pronta.\n", at="√ß√£o est√°", fixed="A tradução está pronta.\n"),
        Bad("A traduÃ§Ã£o estÃ¡ pronta.\n", at="Ã§Ã£o estÃ¡", fixed="A tradução está pronta.\n"),
        Bad("Educa√ß√£o \uf8ffüéì\n", at="√ß√£o \uf8ffüéì", fixed="Educação 🎓\n"),
        Bad("√© isso\r\nol√°\r\n", at="√©", times=2, fixed="é isso\r\nolá\r\n"),
        Bad("Limpo: ação.\n\nVocÃª nÃ£o.\n", at="Ãª nÃ£", fixed="Limpo: ação.\n\nVocê não.\n"),
        Bad("A 🎓 é traduÃ§Ã£o.\n", at="Ã§Ã£", fixed="A 🎓 é tradução.\n"),
        Bad("voilÃ\xa0 tout Ã©tÃ©\n", at="Ã\xa0 tout Ã©tÃ©", fixed="voilà tout été\n"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        for repairs in _by_line(document):
            first, last = repairs[0], repairs[-1]
            before = _WORD_BEFORE.search(document.text, max(0, first.start - 20), first.start)
            after = _WORD_AFTER.match(document.text, first.end)
            head, tail = before.group() if before else "", after.group() if after else ""
            shown = document.text[first.start : first.end]
            # The rest of the word may be damaged too.
            end = first.end + len(tail)
            mended, position = head, first.start
            for repair in repairs:
                if repair.end <= end:
                    mended += document.text[position : repair.start] + repair.text
                    position = repair.end
            mended += document.text[position:end]
            yield Finding(
                Span(first.start, last.end),
                message=None if first.encoding else self.unknown,
                cause=first.encoding or "unknown",
                encoding=first.encoding,
                before=shorten(head + shown + tail),
                after=shorten(mended),
                fix=Fix(
                    tuple(Edit(r.start, r.end, r.text) for r in repairs),
                    # Where a character is lost for good, a person should see what stood there.
                    Applicability.UNSAFE
                    if any("\ufffd" in r.text for r in repairs)
                    else Applicability.SAFE,
                ),
            )


def _by_line(document: Document) -> Iterator[list[Repair]]:
    group: list[Repair] = []
    line = 0
    for repair in document.repairs:
        at = document.lines.line(repair.start)
        if group and at != line:
            yield group
            group = []
        group.append(repair)
        line = at
    if group:
        yield group
