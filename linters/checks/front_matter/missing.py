from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_LATER_BLOCK = re.compile(r"^---[ \t]*\r?\n(?=[A-Za-z_-]+[ \t]*:)", re.MULTILINE)
_SEARCHED = 4096


class Missing(Rule):
    """The issue does not start with front matter.

    Without the block between two `---` lines Jekyll does not publish the post, and shows neither
    its title nor its author and tags.

    Source: Jekyll, https://jekyllrb.com/docs/front-matter/
    """

    id = "front-matter/missing"
    severity = Severity.ERROR
    message = _("The file does not start with front matter.")
    help = _("Begin the first line with `---`, then `title: …` and the other keys, then `---`.")

    late = _("The front matter must start on the first line; before it stands “{text}”.")
    blank = _("The front matter must start on the first line; before it stands an empty one.")
    move = _("Delete what stands before the first `---`, or move it below the second.")

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good("# Só um texto\n", profile="plain"),
        Good("---\ntitle: aberto\n", profile="newsletter"),
        Good("---\n---\n", profile="newsletter"),
    ]
    INVALID = [
        Bad("# Publicações 📙\n\nTexto.\n", at="# Publicações 📙", profile="newsletter"),
        Bad("", at="", profile="newsletter"),
        Bad("\n" + front_matter(), at="\n", profile="newsletter"),
        Bad("Rascunho\n" + front_matter(), at="Rascunho", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.front_matter is not None or not document.profile.front_matter.get("required"):
            return
        text = document.text
        start = len(text) - len(text.lstrip())
        first_line = Span(start, start + len(text[start : start + _SEARCHED].partition("\n")[0]))
        later = _LATER_BLOCK.search(text, 0, _SEARCHED)
        if later:
            before = text[: later.start()].strip()
            if before:
                yield Finding(first_line, message=self.late, help=self.move, text=shorten(before))
            else:
                yield Finding(Span(0, later.start()), message=self.blank, help=self.move)
        else:
            yield Finding(first_line)
