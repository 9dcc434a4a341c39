from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.document.front_matter import ALMOST_DASHES
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span

_LATER_BLOCK = re.compile(r"^---[ \t]*\r?\n(?=[A-Za-z_-]+[ \t]*:)", re.MULTILINE)
# A first line that was to be `---`, above a key; and keys that end with a `---`.
_ALMOST = re.compile(rf"({ALMOST_DASHES})\r?\n(?=[A-Za-z_-]+[ \t]*:)")
_UNOPENED = re.compile(r"(?:[A-Za-z_-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n){2,40}?---[ \t]*\r?\n")
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
    almost = _("This line should open the front matter: write `---`, and nothing else.")
    unopened = _("The front matter has no `---` above its first key.")
    open = _("Put a line `---` before this one.")
    move = _("Delete what stands before the first `---`, or move it below the second.")
    lies_in = "elsewhere"
    fixes = (Applicability.SAFE,)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good("# Só um texto\n", profile="plain"),
        Good("---\ntitle: aberto\n", profile="newsletter"),
        Good("---\n---\n", profile="newsletter"),
        Good("\n" + front_matter(), profile="plain"),
        Good(front_matter() + "\n--\n", profile="newsletter"),
    ]
    INVALID = [
        Bad("# Publicações 📙\n\nTexto.\n", at="# Publicações 📙", profile="newsletter"),
        Bad("", at="", profile="newsletter"),
        Bad("\n" + front_matter(), at="\n", fixed=front_matter(), profile="newsletter"),
        Bad(
            front_matter().replace("---", " ---", 1),
            at=" ---",
            fixed=front_matter(),
            profile="newsletter",
        ),
        Bad(
            front_matter().removeprefix("---\n"),
            at="layout: post",
            fixed=front_matter(),
            profile="newsletter",
        ),
        Bad("Rascunho\n" + front_matter(), at="Rascunho", profile="newsletter"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        if document.front_matter is not None or not document.profile.front_matter.get("required"):
            return
        text = document.text
        start = len(text) - len(text.lstrip())
        first_line = Span(start, start + len(text[start : start + _SEARCHED].partition("\n")[0]))
        almost = _ALMOST.match(text, start and text.rfind("\n", 0, start) + 1)
        unopened = _UNOPENED.match(text, start)
        later = _LATER_BLOCK.search(text, 0, _SEARCHED)
        if almost and almost.group(1).rstrip() != "---":
            line = Span(*almost.span(1))
            before = (Edit(0, line.start, ""),) if line.start else ()
            yield Finding(line, message=self.almost, fix=Fix((*before, Edit(*line, "---"))))
        elif later:
            before_it = text[: later.start()].strip()
            if before_it:
                text_before = shorten(before_it)
                yield Finding(first_line, message=self.late, help=self.move, text=text_before)
            else:
                place = Span(0, later.start())
                fix = Fix((Edit(*place, ""),))
                yield Finding(place, message=self.blank, help=self.move, fix=fix)
        elif unopened:
            newline = "\r\n" if "\r\n" in unopened.group() else "\n"
            fix = Fix((Edit(0, start, f"---{newline}"),))
            yield Finding(first_line, message=self.unopened, help=self.open, fix=fix)
        else:
            yield Finding(first_line)
