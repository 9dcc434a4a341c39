"""The page for editors: every mark is where its finding is, and nothing of an issue can run."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest

from linters.cli import main
from linters.engine.check import check, internal
from linters.engine.fix import fix
from linters.engine.run import FileResult, Report, Runner, Settings
from linters.messages import set_language
from linters.model import Applicability, Diagnostic, Edit, Fix, Severity, Span
from linters.reporters import Style, render
from linters.reporters.correction import Correction, correction, pairs
from linters.reporters.html import MOST_FINDINGS
from linters.reporters.manuscript import Mark, units
from linters.reporters.text import MOST_ALIKE
from tests.adversarial import HEAD, INPUTS
from tests.conftest import ROOT, read, rule_set

DAMAGED = ROOT / "content" / "damaged" / "2026-09-14-NLP_Newsletter_1_[PT-BR].md"
RULES = rule_set()
VOID = {"meta", "rect", "hr", "br", "input"}
TAGS = set(
    """
    html head meta title style body a div strong span output button aside section h1 h2 h3 h4
    h5 h6 details summary p ul ol li label input small main header table tr th td svg rect
    article pre mark ins del b code hr br dialog dl dt dd kbd form script
    """.split()  # noqa: SIM905
)
ATTRIBUTES = set(
    """
    lang charset http-equiv content name class href role aria-label type id title aria-live
    aria-labelledby aria-pressed aria-hidden focusable x y width height scope tabindex dir
    method open checked target rel hidden
    """.split()  # noqa: SIM905
)


class Page(HTMLParser):
    """What a browser would make of it: elements, and the text of the marks of each finding."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = defaultdict(str)
        self.text = ""
        self.raw: dict[str, str] = defaultdict(str)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, attributes = self.open[-1] if self.open else ("", {})
        if tag in ("script", "style"):
            self.raw[tag] += data
            return
        self.text += data
        if attributes.get("class") == "cp":
            data = chr(int(data.removeprefix("U+"), 16))
        for outer, theirs in self.open:
            if outer == "mark":
                for name in (theirs["data-f"] or "").split():
                    self.marked[name] += data

    def all(self, tag: str, kind: str = "") -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and (not kind or kind in (attributes.get("class") or "").split())
        ]


def report(*results: FileResult) -> Report:
    return Report(list(results), len(results))


def html(*results: FileResult) -> str:
    return "".join(render("html", report(*results), Style()))


def result(text: str, *ids: str, path: str = "x[pt-BR].md") -> FileResult:
    document = read(text, path=path)
    return FileResult(path, check(document, rule_set(*ids) if ids else RULES), document.text)


def mended(text: str, path: str = "x[pt-BR].md") -> FileResult:
    """The result of a run that was asked what `--fix` would make of the file."""
    document = read(text, path=path)
    fixed = fix(document, RULES, unsafe=False)
    after = fixed.document.source.data
    return FileResult(
        path,
        check(document, RULES),
        document.text,
        before=document.source.data,
        after=after,
        passes=fixed.passes,
    )


def finding(text: str, start: int, end: int, message: str = "m", **more: object) -> Diagnostic:
    first = Diagnostic(
        "a.md", "style/x", Severity.WARNING, message, None, Span(start, end), 1, 1, 1, 1,
        text[start:end], None, (), None,
    )  # fmt: skip
    return first._replace(**more)  # type: ignore[arg-type]


def bare(text: str) -> str:
    """Without what separates blocks and without signs for what cannot be seen."""
    return re.sub(r"[\s␣⇥↵␍⍽]", "", text)


def marks_are_exact(one: FileResult) -> Page:
    page = Page(html(one))
    ordered = sorted(one.diagnostics, key=lambda d: d.span)
    causes = Counter((d.rule, d.cause) for d in ordered if d.cause)
    alone = [
        (number, d) for number, d in enumerate(ordered, 1) if causes[d.rule, d.cause] <= MOST_ALIKE
    ]
    for number, diagnostic in alone:
        if diagnostic.span.end - diagnostic.span.start < 2000:
            assert bare(page.marked[f"1-{number}"]) == bare(diagnostic.snippet), diagnostic
    many = sum(count > MOST_ALIKE for count in causes.values())
    assert len(page.all("li", "card")) == len(alone) + many
    assert len(page.all("a", "n")) == len(alone)
    assert not page.open
    return page


def test_the_marks_of_a_damaged_issue_are_its_spans() -> None:
    one = result(DAMAGED.read_text("utf-8"))
    assert len(one.diagnostics) > 20
    page = marks_are_exact(one)
    assert "tradu√ß√£o" in page.text and "Subpalavras" in page.text


MARKDOWN = """\
# Título 🎓

Um *texto **forte** aqui* com [link *x*](http://a.org "t") e `código` \\* &amp; x<br>
segunda **linha\u00a0** fim.  \nOutra.

***Item***
![alt *x*](a.png "t")
*Fonte: [b](c)*

- um
  - dois

    três
1. quatro

| a | b |
|---|---|
| c | `d` |

> citação
> longa

<!-- comentário -->

```py
x = 1
```

\\\\

[r]: http://x.org
[^1]: nota
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("length", [0, 1, 2, 3, 7, 40])
def test_a_mark_may_be_anywhere(length: int, newline: str) -> None:
    text = "---\ntitle: Uma edição\ntags: [a]\n---\n\n" + MARKDOWN.replace("\n", newline)
    step = max(1, length // 2)
    found = [
        finding(text, start, min(len(text), start + length))
        for start in range(0, len(text) + 1, step)
    ]
    marks_are_exact(FileResult("a.md", found, text))


@pytest.mark.parametrize("name", INPUTS)
def test_what_breaks_others_is_shown(name: str) -> None:
    text = INPUTS[name](300)
    found = [finding(text, start, start + 3) for start in range(0, min(len(text) - 3, 900), 2)]
    marks_are_exact(FileResult("a.md", found, text))


HOSTILE = """\
---
title: "</title></script><script>evil()</script> [PT-BR]"
author: "<img src=x onerror=evil()>"
---

# <script>evil()</script> "onmouseover=evil() ' 🎓

Um texto <img src="https://evil.example/a.png" onerror="evil()"> e </p></div></main><script>evil()
</script> com <!-- --><svg/onload=evil()> e `</code><script>evil()</script>`.

[a](javascript:evil()) [b](JaVaScRiPt:evil()) [c](data:text/html,<script>evil()</script>)
[d](vbscript:evil) [e](https://ok.example/"onclick="evil()) [f](<https://ok.example/ a>)
[g](https://ok.example/\u202egpj.exe) [h](//evil.example) [i](&#106;avascript:evil())

![</span><script>evil()</script>](https://evil.example/b.png"onerror=evil())

<iframe src="https://evil.example"></iframe><style>@import "https://evil.example";</style>
<link rel=stylesheet href=https://evil.example><base href=https://evil.example>

```html
</pre></script><script>evil()</script>
```

\u202eodarutrev\u202c \u2066isolado\u2069 \u200bnada\ufeff \x1b[31m \x00
{{constructor.constructor('evil()')()}}

| <script>evil()</script> | $title ${evil()} |
|---|---|
| a | b |
"""


def hostile() -> FileResult:
    text = HOSTILE + "bytes maus: \udcff\udc80\n"
    path = '"><script>evil()</script>\u202e\udcff\n.md'
    bad = "</script><script>evil()</script><img src=x onerror=evil()> `<b>` \u202e\ud800 \x00"
    fix = Fix((Edit(60, 70, bad),), Applicability.SAFE)
    found = [
        finding(
            text,
            start,
            start + 10,
            bad,
            path=path,
            rule='style/"><script>',
            help=bad,
            suggestions=(bad,) if start % 3 else (),
            fix=None if start % 3 else fix,
            url="javascript:evil()",
            cause=bad if start % 2 else None,
        )
        for start in range(0, len(text) - 10, 5)
    ]
    return FileResult(path, [*found, internal(path, "crash", bad, bad)], text)


def test_nothing_of_an_issue_is_more_than_text() -> None:
    out = html(hostile())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", out)
    out.encode("utf-8")
    page = Page(out)
    assert not page.open
    assert [len(page.all(tag)) for tag in ("script", "style", "title", "form")] == [1, 1, 1, 1]
    for tag, attributes in page.elements:
        assert tag in TAGS
        for name, value in attributes.items():
            assert name in ATTRIBUTES or name.startswith("data-"), name
            if name == "href":
                assert re.match(r"#|https?://|mailto:", value or ""), value
    assert "evil" not in page.raw["script"] + page.raw["style"]
    addresses = [a["href"] for a in page.all("a", "go")]
    assert addresses and all((a or "").startswith("https://ok.example/") for a in addresses)
    assert all(a["rel"] == "noopener noreferrer nofollow" for a in page.all("a", "go"))
    assert "U+202E" in page.text and "U+DCFF" in page.text and "U+0000" in page.text


def test_the_policy_allows_our_own_style_and_script_alone() -> None:
    page = Page(html(hostile()))
    (policy,) = (m["content"] for m in page.all("meta") if m.get("http-equiv", "") == "Content-Security-Policy")  # noqa: E501  # fmt: skip
    assert policy is not None and policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    script = page.raw["script"]
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert sink not in script
    assert not re.search(r"fetch|XMLHttp|import\b|https?:|url\(", script + page.raw["style"])


def test_nothing_is_loaded() -> None:
    page = Page(html(hostile(), result(MARKDOWN)))
    for tag, attributes in page.elements:
        assert tag not in ("img", "link", "iframe", "object", "embed", "video", "audio", "source")
        assert not {"src", "srcset", "style", "background", "ping"} & set(attributes)


def test_before_and_after_stand_beside_the_place() -> None:
    out = html(mended("A tradu√ß√£o est√° pronta.\n"))
    assert "<li><del>tradu√ß√£o</del> → <ins>tradução</ins></li>" in out
    assert "<li><del>est√°</del> → <ins>está</ins></li>" in out
    assert "mends itself" in out
    assert "UTF-8" not in Page(out).text.partition("Details")[0].rpartition("Letters with")[2]


def test_words_are_told_whole_and_without_damage() -> None:
    text = "A produ√ß√£o tecno-cientifica acabou.\n"
    start = text.index("cient")
    fix = Fix((Edit(start + 6, start + 7, "í"),), Applicability.UNSAFE)
    damage = Fix((Edit(7, 11, "çã"),))
    found = [
        finding(text, 7, 11, rule="encoding/mojibake", fix=damage),
        finding(text, start, start + 9, fix=fix),
        finding(text, 2, 12, suggestions=("feitura",)),
    ]
    out = html(FileResult("a.md", found, text))
    assert "Replace <del>produ√ß√£o</del> by <ins>produção</ins>" in out
    assert "Replace <del>cientifica</del> by <ins>cientiíica</ins>" in out
    assert "Perhaps: <del>produção</del> → <button" in out
    assert 'data-copy="feitura"' in out


def test_what_has_one_cause_is_told_once() -> None:
    text = "".join(f"A tradu√ß√£o {n} est√° pronta.\n\n" for n in range(30))
    out = html(mended(text))
    page = Page(out)
    assert len(page.all("li", "card")) == 1 and not page.all("a", "n")
    assert "30 places." in page.text and out.count("<del>tradu√ß√£o</del>") == 1
    assert len(page.all("mark", "many")) == 60 and len(page.all("mark", "put")) == 60
    places = {a.get("id") for _tag, a in page.elements}
    lines = [a["href"] for a in page.all("a", "line")]
    assert len(lines) == 30 and all((line or "")[1:] in places for line in lines)


MENDABLE = (
    MARKDOWN.replace("Um *texto", "Um  *tradu√ß√£o").replace("linha", "auto-supervisionada")
    + "\n[O  link √© **forte**](https://a.org/x), e  isso √© `c√≥digo`.\n\n***Item***  \n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [MENDABLE, DAMAGED.read_text("utf-8")], ids=["small", "issue"])
def test_the_mended_text_is_what_fix_would_write(text: str, newline: str) -> None:
    one = mended(HEAD + text.replace("\r\n", "\n").replace("\n", newline))
    found = correction(one)
    assert found is not None and found.text.encode() == one.after != one.before
    was = list(units(one.text, []))
    now = list(units(found.text, []))
    rows = list(pairs(was, now, found))
    assert [unit for before, _after in rows for unit in before] == was
    assert "".join(unit.html for before, after in rows for unit in (after or before)) == "".join(
        unit.html for unit in now
    )
    assert len(rows) > len(now) / 2  # they are taken together only where they must
    page = Page(html(one))
    (given,) = page.all("div", "given")
    assert zlib.decompress(base64.b64decode(given["data-packed"] or "")) == one.after


def test_places_are_followed_through_all_passes() -> None:
    passes = ((Edit(2, 4, "XYZ"), Edit(6, 6, "+")), (Edit(0, 1, ""),))
    one = Correction("abcdefgh", b"", passes)
    assert one.text == "bXYZef+gh"
    assert one.span(Span(1, 2), wide=False) == (0, 1)
    assert one.span(Span(2, 4), wide=False) == (1, 4)
    assert one.span(Span(3, 5), wide=False) == (1, 5)
    assert one.span(Span(6, 6), wide=True) == (6, 7)
    assert one.span(Span(4, 6), wide=False) == (4, 6)
    assert one.span(Span(6, 8), wide=False) == (7, 9)
    assert one.place(6) == (6, 7)


def test_a_text_that_is_not_what_was_written_is_not_shown() -> None:
    one = mended("A tradu√ß√£o.\n")
    assert correction(one._replace(after=b"something else")) is None
    assert correction(one._replace(passes=())) is None


def test_titles_are_shown_mended() -> None:
    text = "---\ntitle: A tradu√ß√£o\n---\n\n# Educa√ß√£o\n\nTexto.\n\n# Fim\n\nTexto.\n"
    out = html(mended(text))
    assert re.search(r"<h2 id=\"t1\"[^>]*>A tradução</h2>", out)
    assert re.search(r'<a href="#f1"[^>]*>A tradução</a>', out)
    assert re.search(r'<a href="#s1-\d+" dir="auto">Educação</a>', out)


def test_a_number_does_not_part_a_word() -> None:
    (unit,) = units("Teorico.", [Mark(Span(0, 3), Severity.ERROR, "a/b", "1-1", "1")])
    assert re.search(r"</mark>rico<a class=", unit.html)


def test_the_run_tells_what_fix_would_do_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("A tradu√ß√£o\u00a0 est√° pronta.\r\n".encode())
    before = path.read_bytes()
    settings = Settings(isolated=True, select=("encoding",), preview=True)
    (one,) = Runner(settings).run([str(path)]).results
    assert path.read_bytes() == one.before == before
    found = correction(one)
    assert found is not None and "A tradução" in found.text


def test_a_long_change_is_told_word_by_word() -> None:
    text = "Esta é uma frase bem longa em que só uma das palavras está erada, e mais nada dela.\n"
    start = text.index("erada")
    fix = Fix((Edit(start, start + 5, "errada"),))
    out = html(FileResult("a.md", [finding(text, 0, len(text) - 1, fix=fix)], text))
    assert "…palavras está <del>erada,</del><ins>errada,</ins> e mais…" in out


def test_what_is_left_in_english_is_marked_in_its_own_way() -> None:
    text = "The team has published the code of the model. Read more about it here.\n"
    page = Page(html(result(text, "untranslated/text")))
    assert {"w", "u"} <= set((page.all("mark")[0]["class"] or "").split())


def test_the_map_names_all_sections_and_those_that_are_missing() -> None:
    text = HEAD + "# Publicações 📙\n\nTexto.\n\n# Educação 🎓\n\nTexto.\n"
    out = html(result(text, "structure/missing-section"))
    places = re.findall(r'<li class="(l1|missing)"><a href="(#[^"]+)"', out)
    assert [kind for kind, _ in places].count("l1") == 2
    assert [kind for kind, _ in places].count("missing") >= 1
    ids = {a.get("id") for _tag, a in Page(out).elements}
    assert all(target[1:] in ids for _kind, target in places)


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = Page(html(result(DAMAGED.read_text("utf-8")), result(MARKDOWN), hostile()))
    ids = [a["id"] for _tag, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        if (link["href"] or "").startswith("#"):
            assert (link["href"] or "")[1:] in ids


def test_so_many_of_one_file_are_enough() -> None:
    text = "abc\n\n" * (MOST_FINDINGS + 50)
    found = [finding(text, start, start + 1) for start in range(0, len(text), 5)]
    page = Page(html(FileResult("a.md", found, text)))
    assert len(page.all("li", "card")) == MOST_FINDINGS
    assert f"Only the first {MOST_FINDINGS} findings of this file are shown." in page.text


def test_of_a_huge_file_only_what_has_findings_is_shown() -> None:
    text = "Um parágrafo qualquer, sem nada de mais.\n\n" * 20_000
    out = html(FileResult("a.md", [finding(text, 42, 44), finding(text, 420_000, 420_002)], text))
    assert len(out) < 60_000 and out.count("⋯") >= 2


def test_a_file_that_cannot_be_read_is_told_first() -> None:
    out = html(FileResult("x.md", [internal("x.md", "unreadable", "The file cannot be read.")]))
    page = Page(out)
    assert page.all("div", "alert") and len(page.all("li", "card")) == 1
    assert out.index("cannot be read") < out.index("<article")


def test_all_is_well() -> None:
    page = Page(html(FileResult("a.md", []), FileResult("b.md", [])))
    assert "Nothing was found. All is well." in page.text
    assert "2 files without findings" in page.text and not page.all("article")


def test_what_was_mended_is_told() -> None:
    one = FileResult("a.md", [], fixed=3)
    assert "Mended 3 findings in 1 file." in Page(html(one)).text


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A tradu√ß√£o está pronta.\n", encoding="utf-8")
    page = tmp_path / "report.html"
    arguments = ["--isolated", "--select", "encoding", "--format", "html", "--output", str(page)]
    assert main([str(tmp_path / "a.md"), *arguments]) == 1
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_page_speaks_the_language_of_the_reader() -> None:
    one = result("A tradu√ß√£o está pronta.\n", "encoding/mojibake")
    try:
        set_language("pt-BR")
        page = Page(html(one))
    finally:
        set_language("en")
    assert page.all("html")[0]["lang"] == "pt-BR"
    assert "1 arquivo verificado" in page.text and "1 erro" in page.text


def test_the_same_findings_give_the_same_page() -> None:
    assert html(hostile()) == html(hostile())
