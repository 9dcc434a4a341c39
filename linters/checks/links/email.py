from __future__ import annotations

from collections.abc import Iterator

from linters.checks.links._data import link_data
from linters.document import Document
from linters.document.patterns import lazily
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule, Severity, Span

_ADDRESS = lazily(r"(?<![\w.+@/-])[A-Za-z0-9][\w.+-]{0,63}@([A-Za-z][\w-]{1,62})(?![\w-]|\.\w|@)")
_BEFORE = lazily(r"[^\W\d_][\w-]{2,20}")
_CUT = lazily(r"[ ]?[.,;][ ]?com(?:\.br)?\b|[ ]com(?:\.br)?\b")
_SCOPE = 40


class Email(Rule):
    """An e-mail address has no end: `ana@gmail` for `ana@gmail.com`.

    Nobody can write to it.

    Source: RFC 5321, section 2.3.5, https://www.rfc-editor.org/rfc/rfc5321#section-2.3.5
    """

    id = "links/email"
    severity = Severity.ERROR
    message = _("The e-mail address “{found}” is not complete.")
    help = _("It is probably {expected}")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        "Escreva para ana@gmail.com ou ana@example.org.",
        "O perfil é @ana e o pacote wav2letter@anywhere.",
        "Instale `pacote@gmail` ou [x](https://medium.com/@gmail)",
        "Com o git: git@github.com:ana/x.git",
        "O e-mail da Ana está na página dela, e o @ dela também.",
    ]
    INVALID = [
        Bad("Veja com ana@gmail ou ligue.", "ana@gmail", "Veja com ana@gmail.com ou ligue."),
        Bad("Por ana@gmail,com ou aqui.", "ana@gmail,com", "Por ana@gmail.com ou aqui."),
        Bad("ana.lima@hotmail.", at="ana.lima@hotmail", fixed="ana.lima@hotmail.com."),
        Bad("Mande um e-mail para ana@exemplo e espere.", at="ana@exemplo"),
        Bad("[Ana](mailto:ana@exemplo)", at="ana@exemplo"),
    ]  # fmt: skip

    def check(self, document: Document) -> Iterator[Finding]:
        if "@" not in document.characters:
            return
        plain = document.links.plain
        for match in _ADDRESS.finditer(plain):
            known = link_data(document).mail.get(match.group(1).casefold())
            if known is None:
                before = plain[max(0, match.start() - _SCOPE) : match.start()].casefold()
                if link_data(document).mail_words.isdisjoint(_BEFORE.findall(before)):
                    continue
            end = match.end()
            cut = _CUT.match(document.text, end) if known else None
            yield self._finding(
                Span(match.start(), cut.end() if cut else end), match.group(), known
            )
        for link in document.links.all:
            if link.address.startswith("mailto:"):
                start = link.target.start + 7
                whole = _ADDRESS.fullmatch(document.text, start, link.target.end)
                if whole:
                    known = link_data(document).mail.get(whole.group(1).casefold())
                    yield self._finding(Span(*whole.span()), whole.group(), known)

    def _finding(self, span: Span, found: str, known: str | None) -> Finding:
        expected = None if known is None else f"{found}.{known}"
        fix = None
        if expected is not None:
            place = span.start + len(found)
            fix = Fix((Edit(place, span.end, f".{known}"),), Applicability.UNSAFE)
        return Finding(span, found=found, expected=expected, fix=fix)
