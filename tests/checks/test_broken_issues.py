"""An issue broken in one way at a time: each is reported where it is, in two findings at most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from linters.engine.check import RuleSet, check
from linters.model import Diagnostic
from tests.conftest import REGISTRY, ROOT, read

OWN = (
    "2026-09-14-NLP_Newsletter_1_[PT-BR].md",
    "2026-10-12-NLP_Newsletter_2_[PT-BR].md",
    "2026-10-05-NLP_Newsletter_2_[EN].md",
)
REAL = (
    "2020-03-22-NLP_Newsletter[PT-BR]_8.md",
    "2020-02-29-NLP_Newsletter[PT-BR]_The_Annotated_GPT-2,_Understanding.md",
    "2020-04-07-NLP_Newsletter_9_[PT-BR].md",
    "2020-04-06-NLP_Newsletter_8_[TR].md",
    "2020-02-28-NLP_Newsletter.AR._The_Annotated_GPT-2_And_More.md",
    "2020-03-09-NLP_Newsletter_#2_[FR].Md",
)
STRUCTURE = RuleSet(
    [REGISTRY.rule(id)() for id in REGISTRY.ids if id.startswith("structure/")], {}, REGISTRY
)
# Takes the lines, breaks them in place, and says which line, counted from 0, is to be reported.
Break = Callable[[list[str]], int]
ITEM_TITLE = re.compile(r"\*{3}[^*]+\*{3}$")


def heading(lines: list[str], emoji: str) -> int:
    """The line of the section with that emoji."""
    return next(n for n, line in enumerate(lines) if line.startswith("#") and emoji in line)


def headings(lines: list[str]) -> list[int]:
    return [n for n, line in enumerate(lines) if re.match(r"##? ", line)]


def end_of(lines: list[str], start: int) -> int:
    """The line after the section that starts there."""
    after = [n for n in headings(lines) if n > start]
    rule = next((n for n, line in enumerate(lines) if line.startswith("-----")), len(lines))
    return min([*after, rule if rule > start else len(lines)])


def change(emoji: str, edit: Callable[[str], str]) -> Break:
    """Another heading for the section with that emoji."""

    def apply(lines: list[str]) -> int:
        at = heading(lines, emoji)
        before = lines[at]
        lines[at] = edit(before)
        assert lines[at] != before
        return at

    return apply


def with_title(edit: Callable[[str], str]) -> Callable[[str], str]:
    """Another title, with the hash and the emoji as they are."""
    return lambda line: re.sub(r"(?<=# )(.*?)(?=\s*\S+$)", lambda m: edit(m.group()), line)


def lose_heading(lines: list[str]) -> int:
    at = heading(lines, "🎓")
    del lines[at : at + 2]
    return at


def lose_section(lines: list[str]) -> int:
    at = heading(lines, "✍️")
    del lines[at : end_of(lines, at)]
    return at


def swap_sections(lines: list[str]) -> int:
    first, second = heading(lines, "✍️"), heading(lines, "🎓")
    end = end_of(lines, second)
    lines[first:end] = [*lines[second:end], *lines[first:second]]
    return first  # or where the other begins now


def repeat_section(lines: list[str]) -> int:
    at = heading(lines, "🎓")
    end = end_of(lines, at)
    lines[end:end] = lines[at:end]
    return end


def repeat_heading(lines: list[str]) -> int:
    at = heading(lines, "⭐️")
    lines[at:at] = [lines[heading(lines, "🎓")], "", "\\\\", "Texto.", ""]
    return at


def empty(emoji: str) -> Break:
    def apply(lines: list[str]) -> int:
        at = heading(lines, emoji)
        lines[at + 1 : end_of(lines, at)] = [""]
        return at

    return apply


def add(emoji: str, *new: str, report: int = 0) -> Break:
    """Lines above the section with that emoji, the first one for none."""

    def apply(lines: list[str]) -> int:
        at = heading(lines, emoji) if emoji else headings(lines)[0]
        lines[at:at] = new
        return at + report

    return apply


def change_item_title(edit: Callable[[str], str]) -> Break:
    """Another second title of an item."""

    def apply(lines: list[str]) -> int:
        at = [n for n, line in enumerate(lines) if ITEM_TITLE.match(line)][1]
        lines[at] = edit(lines[at])
        return at

    return apply


def glue_item_title(lines: list[str]) -> int:
    at = [n for n, line in enumerate(lines) if ITEM_TITLE.match(line)][1]
    assert lines[at + 1] == "" and lines[at + 2] == "\\\\"
    del lines[at + 1 : at + 3]
    return at


def lose_text(lines: list[str]) -> int:
    at = [n for n, line in enumerate(lines) if ITEM_TITLE.match(line)][1]
    last = next(
        n for n in range(at + 1, len(lines)) if ITEM_TITLE.match(lines[n]) or lines[n][:1] == "#"
    )
    keeps_spacer = lines[last - 1] == "\\\\"
    del lines[at + 1 : last - keeps_spacer]
    lines.insert(at + 1, "")
    return at


def lose_spacer(lines: list[str]) -> int:
    at = [n for n, line in enumerate(lines) if line == "\\\\" and lines[n + 1][:1] not in "*!"][2]
    del lines[at]
    return at


def lose_closing(lines: list[str]) -> int:
    at = max(n for n, line in enumerate(lines) if line.startswith("-----"))
    del lines[at:]
    while not lines[-1].strip() or lines[-1] == "\\\\" or lines[-1].startswith("<!--"):
        lines.pop()
    lines.append("")
    return len(lines) - 2


def lose_subscription(lines: list[str]) -> int:
    at = max(n for n, line in enumerate(lines) if "/newsletter/)" in line)
    del lines[at - 2 : at + 1]
    return max(n for n, line in enumerate(lines) if line.strip())


SECTIONS: dict[str, tuple[Break, str]] = {
    "emoji lost": (change("🎓", lambda s: s.replace("🎓", "").rstrip()), "emoji-missing"),
    "emoji lost to a question mark": (
        change("📙", lambda s: s.replace("📙", "?")),
        "emoji-missing",
    ),
    "emoji of no section": (change("🎓", lambda s: s.replace("🎓", "🚀")), "emoji-wrong"),
    "emoji of another section": (change("🎓", lambda s: s.replace("🎓", "📙")), "emoji-wrong"),
    "emoji doubled": (change("🎓", lambda s: s + "🎓"), "emoji-doubled"),
    "emoji doubled, with a space": (change("⭐️", lambda s: s + " ⭐️"), "emoji-doubled"),
    "emoji on both sides": (change("🎓", lambda s: s.replace("# ", "# 🎓 ")), "emoji-doubled"),
    "emoji before the title": (
        change("⚙️", lambda s: s.replace(" ⚙️", "").replace("# ", "# ⚙️ ")),
        "emoji-misplaced",
    ),
    "emoji without a space": (change("⚙️", lambda s: s.replace(" ⚙️", "⚙️")), "emoji-spacing"),
    "emoji after two spaces": (change("⭐️", lambda s: s.replace(" ⭐️", "  ⭐️")), "emoji-spacing"),
    "emoji as a code": (
        change("🎓", lambda s: s.replace("🎓", ":mortar_board:")),
        "emoji-shortcode",
    ),
    "emoji without its mark": (
        change("⚙️", lambda s: s.replace("\ufe0f", "")),
        "emoji-presentation",
    ),
    "title misspelt": (change("⚙️", with_title(lambda t: t[:2] + t[3:])), "section-title"),
    "title in another language": (
        change("⭐️", with_title(lambda t: "Menciones a considerar")),
        "section-title",
    ),
    "title in English": (
        change("✍️", with_title(lambda t: "Articles and Blog posts")),
        "section-title",
    ),
    "title in capitals": (change("✍️", with_title(str.upper)), "section-title"),
    "a colon after the title": (change("🎓", with_title(lambda t: t + ":")), "section-title-punct"),
    "a colon after the emoji": (change("🎓", lambda s: s + ":"), "section-title-punct"),
    "one level down": (change("✍️", lambda s: "#" + s), "section-level"),
    "three levels down": (change("🎓", lambda s: "###" + s), "section-level"),
    "no space after the hash": (change("🎓", lambda s: s.replace("# ", "#")), "section-level"),
    "a no-break space after the hash": (
        change("🎓", lambda s: s.replace("# ", "#\xa0")),
        "section-level",
    ),
    "indented too far": (change("🎓", lambda s: f"    {s}"), "section-level"),
    "glued to the text above": (
        add("🎓", "Um parágrafo a mais.", report=1),
        "heading-glued",
    ),
    "bold instead of a heading": (change("🎓", lambda s: f"**{s[2:]}**"), "section-level"),
    "heading lost": (lose_heading, "missing-section"),
    "section lost": (lose_section, "missing-section"),
    "sections swapped": (swap_sections, "section-order"),
    "section twice": (repeat_section, "duplicate-section"),
    "heading twice": (repeat_heading, "duplicate-section"),
    "section empty": (empty("🎓"), "empty-section"),
    "last section empty": (empty("⭐️"), "empty-section"),
    "a section that nobody knows": (
        add("🎓", "# Vagas 💼", "", "\\\\", "Há vagas.", ""),
        "unknown-section",
    ),
    "a title that nobody knows": (change("🎓", lambda s: "# Assuntos gerais"), "unknown-section"),
    "text above the first section": (add("", "Texto solto.", ""), "before-first-section"),
    "items above the first section": (
        add("", "***Um***", "", "\\\\", "Texto.", "", "\\\\", "***Dois***", "", "\\\\", "B.", ""),
        "before-first-section",
    ),
}
ITEMS: dict[str, tuple[Break, str]] = {
    "title glued to its text": (glue_item_title, "item-title-glued"),
    "title only bold": (change_item_title(lambda s: s[1:-1]), "item-title-form"),
    "title only in italics": (change_item_title(lambda s: s[2:-2]), "item-title-form"),
    "title without asterisks": (change_item_title(lambda s: s[3:-3]), "item-title-form"),
    "title as a heading": (change_item_title(lambda s: f"### {s[3:-3]}"), "item-title-form"),
    "an asterisk lost": (change_item_title(lambda s: s[:-1]), "item-title-emphasis"),
    "an asterisk too many": (change_item_title(lambda s: s + "*"), "item-title-emphasis"),
    "the last asterisks lost": (change_item_title(lambda s: s[:-3]), "item-title-emphasis"),
    "a space before the asterisks": (
        change_item_title(lambda s: s[:-3] + " ***"),
        "item-title-emphasis",
    ),
    "text lost": (lose_text, "item-without-text"),
    "spacer lost": (lose_spacer, "spacer"),
    "closing lost": (lose_closing, "closing"),
    "subscription lost": (lose_subscription, "closing"),
}


def broken(name: str, text: str, breaks: Break) -> tuple[list[Diagnostic], int]:
    """What is found in the broken text and was not in the text, and the line that is to be named.

    That line is counted from 1.
    """
    lines = text.split("\n")
    line = breaks(lines) + 1
    before = Counter((d.rule, d.snippet) for d in check(read(text, path=name), STRUCTURE))
    found = []
    for diagnostic in check(read("\n".join(lines), path=name), STRUCTURE):
        key = diagnostic.rule, diagnostic.snippet
        if before[key]:
            before[key] -= 1
        else:
            found.append(diagnostic)
    return found, line


def is_told(found: list[Diagnostic], line: int, rule: str) -> None:
    """One finding of that rule on that line, and one more at most."""
    assert 1 <= len(found) <= 2, [(d.rule, d.line, d.snippet) for d in found]
    assert any(d.rule.startswith(f"structure/{rule}") for d in found)
    if rule == "section-order":
        assert found[0].line >= line  # either of the two is right
    else:
        assert line in [d.line for d in found]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("what", [*SECTIONS, *ITEMS])
def test_an_issue_of_our_own_broken_in_one_way(what: str, name: str) -> None:
    text = (ROOT / "content" / name).read_text("utf-8")
    text = re.sub(r"Newsletter #[12]", "Newsletter #6", text, count=1)
    if "[EN]" in name and what == "title in English":
        pytest.skip("it is in English")
    breaks, rule = {**SECTIONS, **ITEMS}[what]
    is_told(*broken(name, text, breaks), rule)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("what", SECTIONS)
def test_a_real_issue_broken_in_one_way(corpus: Path, what: str, name: str) -> None:
    breaks, rule = SECTIONS[what]
    if what == "title in capitals" and ".AR." in name:
        pytest.skip("Arabic has no capitals")
    is_told(*broken(name, (corpus / "dair-ai" / name).read_text("utf-8"), breaks), rule)


@pytest.mark.parametrize("last", ["Saiu um livro", "Saiu um livro\n", "*Saiu um livro*\n"])
def test_a_line_that_could_be_a_title_may_be_the_last(last: str) -> None:
    text = f"\\\\\n***Corpora***\n\n\\\\\nUm.\n\n\\\\\n***Glosas***\n\n# Artigos ✍️\n\n{last}"
    found = check(read(text, "newsletter"), STRUCTURE)
    assert not [d for d in found if d.rule.startswith("internal/")]
