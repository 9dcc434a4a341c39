from __future__ import annotations

from collections.abc import Iterator

from linters.checks.style._marks import Stray, neighbours, paragraphs, without_pairs
from linters.document import Document
from linters.document.markdown import Block
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

# Elsewhere the same marks stand the other way round, or there are no spaces to tell by.
_LANGUAGES = ("pt", "en", "es", "fr", "it", "tr", "ca", "gl", None)
_CURLY = {"“": "”", "«": "»", "„": "”"}
_CLOSING = "”»"
_MARKS = '"“”„«»'
_MARK = lazily(f"[{_MARKS}]")
_OPENS_AFTER = " \t\n\u00a0\u202f\u2009\u200a([{=—–-/'‘’\"“«¿¡"
_CLOSES_BEFORE = " \t\n\u00a0\u202f\u2009\u200a)]}—–-/'’\"”».,;:!?…"
# Code, an address or a template is there, and not markup that frames a word.
_ENDS_OF_CONTENT = ("`", "%}", "}}", ")")
_BRANCH = lazily(r"\{%-?\s{0,3}els")
_NOT_CLOSED = _("The quotation that {found} opens is not closed in this paragraph.")
_MISMATCH = _("The quotation is opened by {opening} and closed by {found}.")


class UnbalancedQuotes(Rule):
    """A quotation is opened and not closed in its paragraph, or closed by a mark of another kind.

    Source: the test `doublequoting` of the Translate Toolkit,
    https://docs.translatehouse.org/projects/translate-toolkit/en/latest/commands/pofilter_tests.html
    """

    id = "style/unbalanced-quotes"
    severity = Severity.WARNING
    message = _("The quotation mark {found} closes what was not opened in this paragraph.")
    help = _("Compare the paragraph with the original.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        'Um "texto" com\n"duas\npalavras" e “mais «uma»”.',
        "Uma tela de 15\" e o d'água, rock 'n' roll.",
        'O código `"` e ["texto"](https://example.org "título").',
        "“Um parágrafo.\n\n“Outro parágrafo.”",
        "Disse: “Um parágrafo.\n\nOutro parágrafo.”",
        'Leia "[Sobre o {% data site.name %}](/sobre)". Depois volte.',
        'Leia "isto{% if x %}" no guia{% else %}"{% endif %}.',
    ]
    INVALID = [
        Bad('Um "texto com\nduas palavras.', at='"'),
        Bad('O artigo ["Um texto"](https://example.org)".', at='"'),
        Bad('O artigo "Um texto“.', at="“", fixed='O artigo "Um texto".'),
        Bad("O artigo ”Um texto”.", at="”", fixed="O artigo “Um texto”."),
        Bad("Disse “isto e mais nada.", at="“"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.characters.isdisjoint(_MARKS):
            return
        language = document.language
        if (language and language.partition("-")[0]) not in _LANGUAGES:
            return
        text = document.text
        for stray in without_pairs(self._strays(document)):
            place = Span(stray.place, stray.place + 1)
            found = text[stray.place]
            if stray.other is None:
                message = _NOT_CLOSED if stray.is_opening else None
                yield Finding(place, message=message, found=found, opening="")
                continue
            opening = text[stray.other]
            # What stands wrongly is one of the two: the mark that faces away from the quotation.
            right = "“" if stray.is_opening else _CURLY.get(opening, '"')
            if stray.is_opening:
                found, opening = text[stray.other], found
            fix = Fix((Edit(*place, right),), Applicability.UNSAFE)
            yield Finding(place, message=_MISMATCH, found=found, opening=opening, fix=fix)

    def _strays(self, document: Document) -> Iterator[Stray]:
        plain = document.links.plain
        starts = {
            number: plain[block.start : block.start + 12].lstrip("\0 ")[:1]
            for number, block in paragraphs(document)
        }
        for number, block in paragraphs(document):
            if _BRANCH.search(document.text, block.start, block.end):
                continue  # of the branches of a template only one is shown
            strays = self._of_block(document.text, plain, number, block)
            for stray in strays:
                mark = plain[stray.place]
                # A quotation of several paragraphs opens each of them.
                is_first = starts[number] == mark and not plain[block.start : stray.place].strip(
                    "\0 "
                )
                following = next(
                    (starts[n] for n in range(number + 1, number + 4) if n in starts), ""
                )
                if stray.is_opening and stray.other is None and is_first and following == mark:
                    continue
                yield stray

    def _of_block(self, text: str, plain: str, number: int, block: Block) -> list[Stray]:
        strays: list[Stray] = []
        open_: list[int] = []
        for match in _MARK.finditer(plain, block.start, block.end):
            place, mark = match.start(), match.group()
            before, after = neighbours(plain, place, place + 1, block)
            if text.endswith(_ENDS_OF_CONTENT, block.start, place) and before.isspace():
                before = "x"
            if before in "([" and after in ")]":
                continue  # the mark itself is meant
            may_open = before in _OPENS_AFTER and after not in " \t\n"
            may_close = after in _CLOSES_BEFORE and before not in " \t\n"
            last = plain[open_[-1]] if open_ else ""
            if mark == '"':
                if last == '"' and not (may_open and not may_close):
                    open_.pop()
                elif before.isdigit() and not may_open:
                    continue  # inches
                elif may_close and not may_open and last in _CURLY:
                    strays.append(Stray(number, place, False, open_.pop()))
                elif may_close and not may_open and not open_:
                    strays.append(Stray(number, place, False))
                else:
                    open_.append(place)
            elif mark in _CURLY:
                if last == "„" and mark == "“":
                    open_.pop()
                elif may_close and not may_open and open_ and last != "”":
                    strays.append(Stray(number, place, False, open_.pop()))
                else:
                    open_.append(place)
            elif last and _CURLY.get(last) == mark:
                open_.pop()
            elif mark == "”" and may_open and not may_close:
                open_.append(place)
            elif last == "”" == mark:
                strays.append(Stray(number, open_.pop(), True, place))
            elif last == '"' and may_close:
                strays.append(Stray(number, place, False, open_.pop()))
            else:
                strays.append(Stray(number, place, False))
        strays.extend(Stray(number, place, True) for place in open_)
        return sorted(strays, key=lambda stray: stray.place)
