from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import issue
from linters.document import Document
from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Good, Rule, Severity, Span


class SectionLevel(Rule):
    """A section's heading has the wrong level, or is no heading at all.

    `#Título` without a space, and a title in bold, are ordinary text to Markdown: the section is
    missing from the page's outline.

    Source: CommonMark, https://spec.commonmark.org/0.31.2/#atx-headings
    """

    id = "structure/section-level"
    severity = Severity.WARNING
    message = _("This section's heading has {found} `#`; sections have {wanted}.")
    help = _("Write `{heading}`.")

    no_heading = _("This is the title of a section, but not a heading.")
    fixes = (Applicability.UNSAFE,)

    VALID = [
        issue(),
        issue(updates="## Atualizações da dair.ai"),
        issue(extra="### Um detalhe da educação"),
        issue(extra="*Educação* e mais 🎓\n"),
        issue(extra="Educação é o tema deste parágrafo.\n"),
        issue(extra="```\n# Educação 🎓\n```"),
        Good("## Educação 🎓\n", profile="plain"),
    ]
    INVALID = [
        Bad(
            issue(education="## Educação 🎓"),
            at="## Educação 🎓",
            fixed=issue(education="# Educação 🎓"),
        ),
        Bad(
            issue(education="#Educação 🎓"),
            at="#Educação 🎓",
            fixed=issue(education="# Educação 🎓"),
        ),
        Bad(
            issue(education="\\# Educação 🎓"),
            at="# Educação 🎓",
            fixed=issue(),
        ),
        Bad(issue(education="#\xa0Educação 🎓"), at="#\xa0Educação 🎓", fixed=issue()),
        Bad(issue(education="    # Educação 🎓"), at="# Educação 🎓", fixed=issue()),
        Bad(issue(education="**Educação 🎓**"), at="**Educação 🎓**"),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        wanted = document.profile.section_level
        for section, slot in document.sections.known:
            block = section.block
            if section.level in slot.levels:
                continue
            start = section.emoji.start if section.emoji_first else section.title.start
            # `\\#` is a sign, and the parser leaves its backslash out of the block.
            begin = block.start - (document.text[block.start - 1 : block.start] == "\\")
            if block.kind == "code":
                begin = document.text.rfind("\n", 0, begin) + 1
            lead = document.text[begin:start]
            hashes = "#" * wanted + " "
            right = section.likeness in ("usual", "variant")
            title = document.text[start : max(section.title.end, section.emoji.end)]
            yield Finding(
                Span(block.start, block.end),
                message=None if section.level else self.no_heading,
                found=section.level,
                wanted=wanted,
                heading=hashes + (title if right else slot.title(document.language)),
                fix=None
                if lead.strip("#＃\\ \t\xa0") or "\n" in document.text[block.start : block.end]
                else Fix((Edit(begin, start, hashes),), Applicability.UNSAFE),
            )
