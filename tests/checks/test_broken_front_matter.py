"""A front matter broken in one way at a time: each is found where it is, and said once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from linters.engine.check import check
from linters.engine.fix import fix
from tests.conftest import ROOT, read, rule_set

NAME = "2026-09-14-NLP_Newsletter_1_[PT-BR].md"
ISSUE = ROOT / "content" / NAME


class Break(NamedTuple):
    """A way to break it: what a line becomes, which rule says so, where, and what --fix does.

    `key` names the line by its key, `---` is the first line. The finding is expected on that line,
    `below` lines further down. `mends` is whether the safe fixes bring the issue back.
    """

    name: str
    key: str
    change: str | Callable[[str], str]
    rule: str
    mends: bool = False
    below: int = 0


TITLE = '"NLP Newsletter #1 [PT-BR]: '

BREAKS = [
    Break("title without number", "title", lambda s: re.sub(r" #\d+", "", s), "title-number"),
    Break("title without number and tag", "title", lambda s: re.sub(r" #\d+ \[PT-BR\]", "", s), "title-number"),
    Break("title without tag", "title", lambda s: s.replace(" [PT-BR]", ""), "title-language"),
    Break("tag of the original", "title", lambda s: s.replace("[PT-BR]", "[EN]"), "title-language"),
    Break("tag with a typo", "title", lambda s: s.replace("[PT-BR]", "[PT-BT]"), "title-language"),
    Break("another number in the title", "title", lambda s: re.sub(r"#\d+", "#77", s), "issue-number"),
    Break("another number in the thumb", "  thumb", lambda s: re.sub(r"\d+", "77", s), "issue-number"),
    Break("title empty", "title", 'title: ""', "empty-value"),
    Break("title missing", "title", "", "required-key"),
    Break("title without quotes", "title", lambda s: s.replace('"', ""), "cut-short", True),
    Break("title in curly quotes", "title", lambda s: s.replace('"', "“", 1).replace('"', "”"), "curly-quotes", True),
    Break("title in low curly quotes", "title", lambda s: s.replace('"', "„", 1).replace('"', "“"), "curly-quotes", True),
    Break("title with one curly quote", "title", lambda s: s[:-1] + "”", "curly-quotes", True),
    Break("title never closed", "title", lambda s: s[:-1], "invalid-yaml"),
    Break("title never opened", "title", lambda s: s.replace('"', "", 1), "cut-short"),
    Break("quotes within quotes", "title", lambda s: re.sub(r"]: (\w+)", r']: "\1"', s), "invalid-yaml"),
    Break("author unknown", "author", "author: maria_souza", "unknown-author"),
    Break("author by name", "author", "author: Ana Lima", "unknown-author", True),
    Break("author missing", "author", "", "required-key"),
    Break("author empty", "author", "author:", "empty-value"),
    Break("author with an at sign", "author", "author: @ana_lima", "invalid-yaml"),
    Break("no space after the colon", "author", "author:ana_lima", "invalid-yaml", True),
    Break("no-break space after the colon", "author", "author:\xa0ana_lima", "invalid-yaml"),
    Break("tab after the colon", "author", "author:\tana_lima", "tab", True),
    Break("tab after the value", "author", "author: ana_lima\t", "tab", True),
    Break("no colon", "author", "author ana_lima", "invalid-yaml"),
    Break("comments: sim", "comments", "comments: sim", "value-type", True),
    Break("comments: não", "comments", "comments: não", "value-type"),
    Break("comments: no", "comments", "comments: no", "ambiguous-value"),
    Break("comments: yes", "comments", "comments: yes", "ambiguous-value", True),
    Break("comments in quotes", "comments", 'comments: "true"', "value-type", True),
    Break("comments: 08", "comments", "comments: 08", "value-type"),
    Break("comments missing", "comments", "", "required-key"),
    Break("author: 08", "author", "author: 08", "unknown-author"),
    Break("modified: 08", "modified", "modified: 08", "date"),
    Break("excerpt empty", "excerpt", 'excerpt: ""', "empty-value"),
    Break("excerpt missing", "excerpt", "", "required-key"),
    Break("excerpt in English", "excerpt", 'excerpt: "This issue covers the words that are cut into pieces."', "excerpt-language"),
    Break("excerpt too short", "excerpt", 'excerpt: "Boletim."', "excerpt-length"),
    Break("excerpt too long", "excerpt", lambda s: s[:-1] + " Esta edição é bem comprida." * 20 + '"', "excerpt-length"),
    Break("excerpt with a colon", "excerpt", lambda s: re.sub(r"(\w\w) (\w\w)", r"\1: \2", s.replace('"', ""), count=1), "invalid-yaml"),
    Break("excerpt with a number sign", "excerpt", lambda s: re.sub(r"(\w\w) (\w\w)", r"\1 #\2", s.replace('"', ""), count=1), "cut-short"),
    Break("excerpt twice", "excerpt", lambda s: f"{s}\n{s}", "duplicate-key", True, 1),
    Break("two different excerpts", "excerpt", lambda s: f'{s}\nexcerpt: "Fala de palavras longas e curtas."', "duplicate-key", False, 1),
    Break("tags: one word", "tags", "tags: nlp_newsletter", "value-type", True),
    Break("tag misspelt", "tags", "tags: [nlp_newsleter]", "unknown-tag"),
    Break("tag with a dash", "tags", "tags: [nlp-newsletter]", "unknown-tag", True),
    Break("tag translated", "tags", "tags: [boletim]", "unknown-tag"),
    Break("tag added", "tags", "tags: [nlp_newsletter, boletim]", "unknown-tag"),
    Break("tags empty", "tags", "tags: []", "empty-value"),
    Break("tags never closed", "tags", "tags: [nlp_newsletter", "invalid-yaml"),
    Break("tags missing", "tags", "", "required-key"),
    Break("tag in curly quotes", "tags", "tags: [“nlp_newsletter”]", "curly-quotes"),
    Break("layout misspelt", "layout", "layout: pots", "value"),
    Break("layout missing", "layout", "", "required-key"),
    Break("date of another day", "layout", "date: 2026-09-15\nlayout: post", "date"),
    Break("date of no day", "layout", "date: 2026-09-31\nlayout: post", "date"),
    Break("date as in Portuguese", "layout", "date: 14/09/2026\nlayout: post", "date"),
    Break("key in capitals", "title", lambda s: s.replace("title", "Title"), "unknown-key", True),
    Break("key in all capitals", "excerpt", lambda s: s.replace("excerpt", "EXCERPT"), "unknown-key", True),
    Break("key with a typo", "author", "auhtor: ana_lima", "unknown-key"),
    Break("key translated: título", "title", lambda s: s.replace("title", "título"), "unknown-key", True),
    Break("key translated: autor", "author", "autor: ana_lima", "unknown-key", True),
    Break("key translated: resumo", "excerpt", lambda s: s.replace("excerpt", "resumo"), "unknown-key", True),
    Break("key translated: imagem", "image", "imagem:", "unknown-key", True),
    Break("key of another site", "author", "author: ana_lima\nrevisora: maria", "unknown-key", False, 1),
    Break("indented with a tab", "  thumb", lambda s: "\t" + s.strip(), "invalid-yaml", True),
    Break("not indented", "  thumb", lambda s: s.strip(), "indentation", True),
    Break("indented too much", "tags", "  tags: [nlp_newsletter]", "invalid-yaml", True),
    Break("thumb missing", "  thumb", "", "empty-value", False, -1),
    Break("thumb empty", "  thumb", "  thumb:", "empty-value"),
    Break("thumb without ending", "  thumb", lambda s: s.replace(".png", ""), "value"),
    Break("thumb on the line of image", "image", "image: thumb: nlp_newsletter_1.png", "invalid-yaml"),
    Break("thumb key in capitals", "  thumb", lambda s: s.replace("thumb", "Thumb"), "unknown-key", True),
    Break("text before it", "---", "Rascunho da edição\n---", "missing"),
    Break("two lines before it", "---", "Rascunho\n\n---", "missing"),
    Break("an empty line before it", "---", "\n---", "missing", True),
    Break("a space before the dashes", "---", " ---", "missing", True),
    Break("two dashes", "---", "--", "missing", True),
    Break("a long dash", "---", "—", "missing", True),
    Break("first line lost", "---", "", "missing", True),
    Break("never closed", "  thumb", lambda s: s + "\n\x00", "unclosed", True, -9),
    Break("two dashes below", "  thumb", lambda s: s + "\n--\x00", "unclosed", True, 1),
    Break("four dashes below", "  thumb", lambda s: s + "\n----\x00", "unclosed", True, 1),
    Break("other signs below", "  thumb", lambda s: s + "\n***\x00", "unclosed", True, 1),
    Break("a block of one line", "  thumb", lambda s: s + "\n---\n\n---\nlayout: post", "second-block", False, 3),
    Break("other signs above", "---", "+++", "missing", True),
    Break("a heading before it", "---", "# Rascunho\n\n---", "missing"),
    Break("indented key", "title", lambda s: " " + s, "invalid-yaml", True),
    Break("full-width colon", "author", "author： ana_lima", "invalid-yaml"),
    Break("backslash in quotes", "excerpt", 'excerpt: "Os arquivos de C:\\dados na edição"', "invalid-yaml"),
    Break("apostrophe in quotes", "excerpt", "excerpt: 'Os copos d'água na edição'", "invalid-yaml"),
    Break("title that begins with a bracket", "title", "title: [PT-BR] NLP Newsletter #1", "invalid-yaml"),
    Break("modified is no date", "modified", "modified: ontem", "date"),
    Break("comments with a typo", "comments", "comments: ture", "value-type"),
    Break("a second block", "  thumb", lambda s: s + "\n---\n---\nlayout: post\ntitle: x", "second-block", False, 2),
    Break("the same block again", "---", lambda s: "\x01", "second-block", True, 11),
    Break("a line of dashes within", "author", "---\nauthor: ana_lima", "second-block", True),
    Break("two first lines", "---", "---\n---", "second-block", True, 1),
    Break("a loose line", "author", "author: ana_lima\nlinha solta", "invalid-yaml", False, 1),
    Break("byte order mark", "---", "\ufeff---", "byte-order-mark", True),
]  # fmt: skip


def broken(text: str, one: Break) -> tuple[str, int]:
    """The text with that break, and the line where it is expected to be found."""
    head, _, body = text.partition("\n---\n")
    lines = head.split("\n")
    number = next(i for i, line in enumerate(lines) if line.split(":")[0] == one.key)
    line = lines[number]
    changed = one.change(line) if callable(one.change) else one.change
    closing = "\n---\n"
    if changed.endswith("\x00"):  # instead of the closing line
        changed, closing = changed[:-1].rstrip("\n"), "\n"
    if changed == "\x01":
        return f"{head}{closing}{head}{closing}{body}", number + 1 + one.below
    lines[number : number + 1] = [changed] if changed or one.key == "---" else []
    if one.key == "---" and not changed:
        lines = lines[1:]
    where = 1 if one.rule == "required-key" else number + 1 + one.below
    return "\n".join(lines) + closing + body, where


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.name)
def test_a_break_is_found_where_it_is(one: Break) -> None:
    text, line = broken(ISSUE.read_text("utf-8"), one)
    found = check(read(text.encode(), path=str(ISSUE)), rule_set())
    told = [(d.rule.partition("/")[2], d.line) for d in found]
    assert (one.rule, line) in told
    assert len(found) <= 2, told


@pytest.mark.parametrize("one", [one for one in BREAKS if one.mends], ids=lambda one: one.name)
def test_what_can_be_mended_is_mended(one: Break) -> None:
    original = ISSUE.read_text("utf-8")
    text, _ = broken(original, one)
    fixed = fix(read(text.encode(), path=str(ISSUE)), rule_set(), unsafe=False)
    assert fixed.remaining == []
    changed = fixed.document.source.data.decode()
    assert re.sub(r"\n{2,}", "\n", changed) == re.sub(r"\n{2,}", "\n", original)


def test_the_issue_itself_is_sound() -> None:
    assert check(read(Path(ISSUE).read_bytes(), path=str(ISSUE)), rule_set()) == []
