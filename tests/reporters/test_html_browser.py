"""The page for editors in a real browser: on a desk and on a phone, light, dark and printed.

`LINT_ISSUE_SCREENSHOTS` names a folder to keep the screenshots in, to be looked at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linters.engine.run import FileResult
from linters.messages import set_language
from tests.conftest import ROOT
from tests.reporters.test_html import (
    DAMAGED,
    MARKDOWN,
    MENDABLE,
    finding,
    hostile,
    html,
    mended,
    result,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
ENGLISH = "The team has published the code of the model. Read more about it here."

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("LINT_ISSUE_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def usual() -> str:
    """An issue with damage, one with English in it, one of all sorts of Markdown."""
    text = (ROOT / "content" / "2026-10-12-NLP_Newsletter_2_[PT-BR].md").read_text("utf-8")
    text = text.replace("\n\n# ", f"\n\n{ENGLISH}\n\n# ", 2)
    marks = [finding(MARKDOWN, at, at + 4, path="b.md") for at in range(0, len(MARKDOWN), 40)]
    english = result(text, "untranslated/text", "structure/missing-section")
    return html(
        mended(DAMAGED.read_text("utf-8"), path=DAMAGED.name),
        english,
        FileResult("b.md", marks, MARKDOWN),
        FileResult("clean.md", []),
    )


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page; in the end it alone was asked for, and nothing was complained of."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def visit(content: str, viewport: Any = DESK, **options: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(content, encoding="utf-8")
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert set(asked) <= {(tmp_path / "report.html").as_uri()}
    assert said == []


def now(page: Page, selector: str = ".src") -> str:
    """What is read in the texts, without the numbers of the notes."""
    return str(
        page.evaluate(
            """(selector) => [...document.querySelectorAll(selector)].map((part) => {
              const hidden = document.documentElement.classList.contains("mended") ? "was" : "now";
              const copy = part.cloneNode(true);
              for (const other of copy.querySelectorAll(`.${hidden}, .n, .go, .m, .quiet`))
                other.remove();
              return copy.textContent;
            }).join("")""",
            selector,
        )
    )


def keep(page: Page, name: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("LINT_ISSUE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(200)
    picture = page.screenshot(path=folder / f"{name}.png")
    assert len(picture) > 20_000  # not blank


def shown(page: Page, selector: str) -> int:
    return page.locator(f"{selector} >> visible=true").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
class TestLook:
    def test_it_fits(
        self, visit: Open, usual: str, viewport: Any, scheme: str, tmp_path: Path
    ) -> None:
        page = visit(usual, viewport, color_scheme=scheme)
        name = f"{'desk' if viewport is DESK else 'phone'}-{scheme}"
        keep(page, f"{name}-top", tmp_path)
        wide = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide[0] <= wide[1]
        row = page.locator(".row", has=page.locator("mark")).nth(1)
        row.locator(".src").scroll_into_view_if_needed()
        text, notes = (row.locator(part).bounding_box() for part in (".src", ".notes"))
        assert text and notes
        if viewport is DESK:
            assert notes["x"] >= text["x"] + text["width"]
            assert abs(notes["y"] - text["y"]) < 40
        else:
            assert notes["y"] >= text["y"] + text["height"] - 1
        page.locator("mark.u").first.scroll_into_view_if_needed()
        keep(page, f"{name}-english", tmp_path)
        page.locator(".table").scroll_into_view_if_needed()
        keep(page, f"{name}-markdown", tmp_path)
        page.keyboard.press("m")
        page.locator("mark").first.evaluate("e => e.closest('article').scrollIntoView()")
        keep(page, f"{name}-mended", tmp_path)

    def test_it_can_be_read_by_all(
        self, visit: Open, usual: str, viewport: Any, scheme: str
    ) -> None:
        """Contrast of 4.5 at least (WCAG 1.4.3)."""
        page = visit(usual, viewport, color_scheme=scheme)
        low = page.evaluate(CONTRAST)
        assert low == []


CONTRAST = """() => {
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = (color) => color.match(/[0-9.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = numbers(getComputedStyle(e).backgroundColor);
      if (color[3] === undefined || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const e of document.querySelectorAll("body *:not(script):not(svg *)")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (!e.checkVisibility()) continue;
    const [a, b] = [light(numbers(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...low];
}"""


def test_nothing_of_an_issue_runs(visit: Open, tmp_path: Path) -> None:
    """`visit` holds that nothing was asked for, no dialog opened and no error came."""
    page = visit(hostile_page())
    page.keyboard.press("d")
    page.keyboard.press("m")
    for _ in range(5):
        page.keyboard.press("j")
    page.locator("mark").first.click()
    page.wait_for_timeout(300)
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.images.length + document.querySelectorAll('iframe').length") == 0
    assert page.locator("article").count() == 1
    assert page.evaluate("document.querySelectorAll('main article .body .row').length") > 5
    keep(page, "hostile", tmp_path)


def hostile_page() -> str:
    return html(hostile()).replace("evil()", "alert(1)")


def test_the_policy_is_in_force(browser: Browser, tmp_path: Path) -> None:
    """Even what would get into the page could not run, load or be put there by script."""
    path = tmp_path / "report.html"
    bad = (
        "<script>window.ran = 1</script><img src=https://evil.example/a.png onerror=window.ran=2>"
        "<p id=styled style='color: red'>x</p><iframe src=https://evil.example></iframe></main>"
    )
    path.write_text(html(hostile()).replace("</main>", bad), encoding="utf-8")
    page = browser.new_page()
    said: list[str] = []
    answered: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfinished", lambda request: answered.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(styled).color") != "rgb(255, 0, 0)"
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    assert answered == [path.as_uri()]
    assert sum("Content Security Policy" in line for line in said) >= 4
    page.close()


def test_the_keyboard_is_enough(visit: Open, usual: str) -> None:
    page = visit(usual)
    focused = "document.activeElement.id"
    first, second = page.evaluate("[...document.querySelectorAll('.card')].map((c) => c.id)")[:2]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("j")
    assert page.evaluate(focused) == first
    assert page.locator("mark.here").count() >= 1
    page.keyboard.press("j")
    assert page.evaluate(focused) == second
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.hash") == f"#{second}"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == second
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("k")
    last = page.evaluate(focused)
    assert last == page.locator(".card").last.get_attribute("id")
    assert page.locator(f"#{last}").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.keyboard.press("[")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert page.evaluate(focused) != first
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("Control+m")
    assert "mended" not in (page.locator("html").get_attribute("class") or "")


def test_findings_can_be_filtered(visit: Open, usual: str) -> None:
    page = visit(usual)
    errors, all_cards = page.locator(".card.e").count(), page.locator(".card").count()
    assert 0 < errors < all_cards
    assert shown(page, ".card") == all_cards
    page.locator("button[data-severity=e]").click()
    assert shown(page, ".card") == all_cards - errors
    rest = all_cards - errors
    assert page.locator("#status").inner_text() == f"Notes: {rest} ({errors} hidden)"
    page.keyboard.press("j")
    assert page.locator("#status").inner_text() == f"Note 1 of {rest} ({errors} hidden)"
    assert page.locator("mark.e:not(.off)").count() == 0
    page.keyboard.press("1")
    assert shown(page, ".card") == all_cards
    page.locator("summary", has=page.locator("[data-category=untranslated]")).click(
        position={"x": 5, "y": 10}
    )
    page.locator("[data-rule='untranslated/text']:is(input)").uncheck()
    assert shown(page, ".card[data-rule='untranslated/text']") == 0
    assert page.locator("mark.u:not(.off)").count() == 0
    page.locator("[data-category=encoding]").uncheck()
    assert shown(page, ".card[data-rule^='encoding/']") == 0
    page.get_by_role("button", name="none", exact=True).click()
    assert shown(page, ".card") == 0
    page.keyboard.press("j")  # there is nowhere to go
    assert page.locator("#nothing").is_visible() and not shown(page, "article")
    page.get_by_role("button", name="all", exact=True).click()
    assert shown(page, ".card") == all_cards
    assert not page.locator("#nothing").is_visible()
    own = page.locator(".card[data-auto]").count()
    page.locator("#mine").click()
    assert own and shown(page, ".card") == all_cards - own
    page.locator(".chart [data-only='untranslated/']").click()
    english = page.locator(".card[data-rule^='untranslated/']").count()
    assert english and shown(page, ".card") == english
    assert page.locator("#mine").get_attribute("aria-pressed") == "false"


def test_the_mended_view_is_the_mended_text(visit: Open) -> None:
    one = mended(MENDABLE)
    after = one.after.decode()
    # A finding at the end, so that the text is there to be compared.
    fixed = FileResult("x.md", [finding(after, len(after) - 1, len(after) - 1)], after)
    expected = now(visit(html(fixed)))
    page = visit(html(one))
    assert "tradu√ß√£o" in now(page) and not shown(page, ".now")
    page.locator("#mended").click()
    assert now(page).split() == expected.split()
    assert "tradução" in expected and "](http" not in page.locator(".body").inner_text()
    # Filters are about the notes.
    page.get_by_role("button", name="none", exact=True).click()
    assert now(page).split() == expected.split()


def test_numbers_stay_at_their_words(visit: Open) -> None:
    text = "A tradu√ß√£o  do Моdelo √© [b√° **trаdução**](https://a.org), e trаço.\n"
    page = visit(html(mended(text)))
    words = """() => [...document.querySelectorAll(".src a.n")]
      .filter((n) => !n.closest(document.documentElement.classList.contains("mended")
        ? ".was" : ".now"))
      .map((n) => [n.textContent, n.previousSibling?.textContent.slice(-3)])"""
    before = page.evaluate(words)
    page.locator("#mended").click()
    after = page.evaluate(words)
    assert len(before) >= 3 and [n for n, _word in before] == [n for n, _word in after]
    alike = [one for one, other in zip(before, after, strict=True) if one == other]
    assert len(alike) >= 2


def test_the_mended_file_can_be_taken_along(visit: Open) -> None:
    from playwright.sync_api import expect

    text = "A tradu√ß√£o est√° pronta.\r\n\r\nOutra linha  aqui.\r\n"
    one = mended(text, path="folder/x[pt-BR].md")
    page = visit(html(one), permissions=["clipboard-read", "clipboard-write"])
    page.locator(".take").click()
    expect(page.locator(".take")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").encode() == one.after
    with page.expect_download() as download:
        page.locator(".save").click()
    assert download.value.suggested_filename == "x[pt-BR].md"
    assert Path(download.value.path()).read_bytes() == one.after


def test_what_is_copied_of_the_text_has_no_numbers(visit: Open) -> None:
    text = "Uma palavrа e [outra](https://a.org) palavrа.\n"
    page = visit(html(result(text)), permissions=["clipboard-read", "clipboard-write"])
    assert page.locator(".src a.n").count() >= 2
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.src'))")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip().replace(
        "[outra](https://a.org)", "outra"
    )


def test_a_correction_can_be_copied(visit: Open) -> None:
    from playwright.sync_api import expect

    text = "Uma palavra.\n"
    page = visit(
        html(FileResult("a.md", [finding(text, 4, 11, suggestions=("frase",))], text)),
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.locator("[data-copy]").click()
    expect(page.locator(".pick")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "frase"
    expect(page.locator(".pick")).to_have_text("frase")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_what_is_jumped_to_can_be_seen(visit: Open, usual: str, viewport: Any) -> None:
    page = visit(usual, viewport)
    links = page.locator(".card a.line >> visible=true")
    seen = """(id) => {
      const part = document.getElementById(id).getBoundingClientRect();
      const bar = document.querySelector(".bar").getBoundingClientRect();
      const top = bar.top < 10 ? bar.bottom : 0;
      return part.top >= top - 1 && part.top < (top ? innerHeight : bar.top);
    }"""
    for place in (0, 5, links.count() - 1):
        target = (links.nth(place).get_attribute("href") or "")[1:]
        links.nth(place).click()
        page.wait_for_timeout(150)
        assert page.evaluate(seen, target), target
    for _ in range(8):
        page.keyboard.press("j")
        page.wait_for_timeout(60)
        assert page.evaluate(seen, page.evaluate("document.activeElement.id"))


def test_on_a_phone_the_bar_is_below_and_covers_nothing(visit: Open, usual: str) -> None:
    page = visit(usual, PHONE)
    box = page.locator(".bar").bounding_box()
    assert box and box["x"] == 0 and box["width"] == PHONE["width"]
    assert box["y"] + box["height"] == PHONE["height"] and box["height"] < 72
    for name in ("previous", "next", "mended", "theme"):
        assert page.locator(f"#{name}").is_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    end = page.locator("article").last.bounding_box()
    assert end and end["y"] + end["height"] <= box["y"]


def test_views(visit: Open, usual: str) -> None:
    page = visit(usual)
    assert not shown(page, ".now") and not shown(page, ".quiet")
    page.locator("#mended").click()
    assert shown(page, "mark.put") > 20 and not shown(page, ".was")
    assert page.locator("#mended").get_attribute("aria-pressed") == "true"
    page.locator("#markup").click()
    assert shown(page, ".quiet") and shown(page, ".m") > 20
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_a_mark_leads_to_its_note(visit: Open, usual: str) -> None:
    page = visit(usual)
    mark = page.locator(".row mark >> visible=true").nth(3)
    mark.click()
    name = mark.get_attribute("data-f")
    assert page.evaluate("document.activeElement.id") == f"c{(name or '').split()[0]}"


def test_it_can_be_read_without_script(visit: Open, usual: str) -> None:
    page = visit(usual, java_script_enabled=False)
    assert page.locator(".card >> visible=true").count() == page.locator(".card").count()
    assert not page.locator(".filters").is_visible() and not page.locator(".views").is_visible()
    badge = page.locator("a.n >> visible=true").nth(2)
    target = badge.get_attribute("href") or "?"
    badge.click()
    assert page.url.endswith(target)
    assert not shown(page, "[data-copy]:not(.pick), .take, #markup")


def test_it_prints_well(visit: Open, usual: str, tmp_path: Path) -> None:
    page = visit(usual, color_scheme="dark")
    page.keyboard.press("1")
    page.emulate_media(media="print")
    for part in (".bar", "aside", ".go", ".skip"):
        assert not shown(page, part)
    assert shown(page, ".card") == page.locator(".card:not([hidden])").count() > 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate(
        "getComputedStyle(document.querySelector('article')).contentVisibility"
    ) == ("visible")
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF") and printed.count(b"/Type /Page\n") >= 3
    folder = os.environ.get("LINT_ISSUE_SCREENSHOTS")
    if folder:
        (Path(folder) / "printed.pdf").write_bytes(printed)


def test_it_speaks_portuguese(visit: Open, tmp_path: Path) -> None:
    try:
        set_language("pt-BR")
        content = html(result(DAMAGED.read_text("utf-8"), path=DAMAGED.name))
    finally:
        set_language("en")
    page = visit(content, PHONE)
    assert page.locator("html").get_attribute("lang") == "pt-BR"
    assert "arquivo verificado" in page.locator("h1").inner_text()
    keep(page, "portuguese", tmp_path)


def test_two_thousand_findings_open_fast(visit: Open) -> None:
    """A bound that only a mistake would break; what it takes is far below."""
    one = mended(DAMAGED.read_text("utf-8"))
    one = one._replace(diagnostics=[d._replace(cause=None) for d in one.diagnostics])
    content = html(*(one._replace(path=f"{n}.md") for n in range(77)))
    assert content.count('class="card') > 2000 and len(content) < 12_000_000
    page = visit(content)
    timing = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    assert page.evaluate(timing) < 15_000
    page.keyboard.press("j")
    page.locator("#mended").click()
    assert page.evaluate("document.activeElement.id") == "mended"
    assert page.locator("#status").inner_text().startswith("Note 1 of ")
