"""The site, as `make site` makes it: its links lead somewhere, and it can be read on any screen.

`LINT_ISSUE_SCREENSHOTS` names a folder to keep the screenshots in, to be looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from html import unescape
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.conftest import REGISTRY, ROOT
from tests.reporters.test_html_browser import browser, keep

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.slow

MAKE = ROOT / "docs" / "site" / "make.py"
# What only a mistake would exceed: it takes half a minute on two cores, and 15 MB.
SECONDS, BYTES = 300, 60_000_000
GUIDES = sorted(path.stem for path in (ROOT / "docs" / "guides").glob("*.md"))
CATEGORIES = sorted({id.partition("/")[0] for id in REGISTRY.ids})
LOOKED_AT = (
    *("index", "rules", "encoding/index", "grammar/our-rules"),
    *("encoding/control-character", "encoding/mojibake", "structure/section-order"),
    *("front-matter/unknown-author", "links/redirector", "style/space-inside-closing-bracket"),
    *(f"guides/{guide}" for guide in GUIDES),
)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Parts(HTMLParser):
    """What a page links to and loads, and the anchors that it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.language = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        if tag == "html":
            self.language = values.get("lang", "")
        if "href" in values:
            (self.links if tag == "a" else self.loaded).append(values["href"])
        self.loaded += [values[name] for name in ("src", "srcset", "data") if name in values]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, made anew; a warning of Sphinx would have stopped it."""
    folder = tmp_path_factory.mktemp("site") / "site"
    start = time.monotonic()
    made = subprocess.run(
        [sys.executable, MAKE, folder],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stderr == ""
    assert time.monotonic() - start < SECONDS
    assert sum(path.stat().st_size for path in folder.rglob("*")) < BYTES
    return folder


@pytest.fixture(scope="module")
def parts(site: Path) -> dict[Path, Parts]:
    return {path: Parts(path) for path in site.rglob("*.html")}


def wanted() -> set[str]:
    """The pages that each language has."""
    return {
        *("index", "rules", "search", "grammar/our-rules"),
        *REGISTRY.ids,
        *(f"{category}/index" for category in CATEGORIES),
        *(f"guides/{guide}" for guide in GUIDES),
    }


def test_every_rule_and_guide_has_a_page_in_both_languages(
    parts: dict[Path, Parts], site: Path
) -> None:
    names = {str(path.relative_to(site).with_suffix("")): found for path, found in parts.items()}
    for language, prefix in (("en", ""), ("pt-BR", "pt-BR/")):
        pages = {f"{prefix}{name}" for name in wanted()}
        assert pages <= set(names)
        assert {names[page].language for page in pages} == {language}
    assert len(names) == 2 * len(wanted())


def test_every_link_leads_somewhere(parts: dict[Path, Parts], site: Path) -> None:
    broken = []
    for path, found in parts.items():
        for link in found.links + found.loaded:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            if target.is_dir():
                target /= "index.html"
            there = target.is_relative_to(site) and target.is_file()
            if not there or (url.fragment and unquote(url.fragment) not in parts[target].anchors):
                broken.append((path.name, link))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(parts: dict[Path, Parts], site: Path) -> None:
    for found in parts.values():
        assert not [link for link in found.loaded if urlsplit(link).netloc]
    for path in site.rglob("*.css"):
        text = path.read_text("utf-8")
        assert "url(http" not in text and "url(//" not in text and "@import" not in text


def test_each_page_leads_to_itself_in_the_other_language(
    parts: dict[Path, Parts], site: Path
) -> None:
    for path, found in parts.items():
        name = path.relative_to(site)
        if name.stem == "search":
            continue
        if found.language == "en":
            other = site / "pt-BR" / name
        else:
            other = site / name.relative_to("pt-BR")
        assert Path(os.path.relpath(other, path.parent)).as_posix() in [
            link.removeprefix("./") for link in found.links
        ]


def test_a_page_has_the_whole_rule(site: Path) -> None:
    for id in REGISTRY.ids:
        rule = REGISTRY.rule(id)
        page = (site / f"{id}.html").read_text("utf-8")
        text = letters(unescape(re.sub("<[^>]*>", "", page)))
        for part in (*rule.documentation(), f"Severity: {rule.severity.label}", *rule.options):
            assert letters(part) in text, (id, part)
        # Two examples of each kind, each within its block.
        examples = min(2, len(rule.VALID)) + min(2, len(rule.INVALID))
        assert page.count('<div class="highlight-') == examples, id
        assert "````" not in page, id
    page = (site / "encoding" / "control-character.html").read_text("utf-8")
    assert "⟨U+0008⟩" in page and "\u2408" not in page


def letters(text: str) -> str:
    """`text` without marks, whether those of Markdown or of a sentence."""
    return re.sub(r"[\W_]", "", text)


def test_portuguese_is_portuguese(site: Path) -> None:
    page = (site / "pt-BR" / "encoding" / "mojibake.html").read_text("utf-8")
    for words in ("Codificação", "Todas as regras", "Voltar ao início", "Ir para o conteúdo"):
        assert words in page
    for words in ("Back to top", "Skip to content", "All rules", "On this page", ">Next<"):
        assert words not in page


def test_the_words_around_the_rules_are_all_there() -> None:
    words = yaml.safe_load((MAKE.parent / "text.yaml").read_text("utf-8"))
    shapes = [(set(words[language]), sorted(words[language]["categories"])) for language in words]
    assert shapes[0] == shapes[1] and shapes[0][1] == CATEGORIES


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, as a browser lets no page on disk look into others."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Any]:
    """Opens a page of the site; in the end no other was asked for, and nothing complained of."""
    asked: list[str] = []
    said: list[str] = []
    contexts: list[Any] = []

    def visit(name: str, **options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        contexts[-1].on("request", lambda request: asked.append(request.url))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/{name}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert asked and [url for url in asked if not url.startswith(f"{address}/")] == []
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["", "pt-BR/"], ids=["en", "pt"])
def test_it_fits(visit: Any, language: str, viewport: Any, scheme: str, tmp_path: Path) -> None:
    about = f"{'desk' if viewport is DESK else 'phone'}-{scheme}"
    page = visit(f"{language}index.html", viewport=viewport, color_scheme=scheme)
    start = page.url.removesuffix("index.html")
    for name in LOOKED_AT:
        page.goto(f"{start}{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
        # Nothing sticks out but what lies in a box that scrolls.
        assert page.evaluate(STICKING_OUT) == [], name
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        red = int(shade.partition("(")[2].partition(",")[0])
        assert red > 200 if scheme == "light" else red < 60
        keep(page, f"{language.strip('/') or 'en'}-{name.replace('/', '-')}-{about}", tmp_path)


STICKING_OUT = """() => [...document.querySelectorAll('article *')].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let above = one; above; above = above.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(above).overflowX)) return false;
  return true;
}).map(one => one.outerHTML.slice(0, 80))"""


def test_the_sidebar_leads_from_category_to_rule(visit: Any) -> None:
    page = visit("index.html", viewport=DESK)
    rule = page.locator(".sidebar-tree a[href='encoding/mojibake.html']")
    assert not rule.is_visible()
    page.locator(".sidebar-tree li:has(> a[href='encoding/index.html']) > label").click()
    rule.click()
    assert page.locator("h1").inner_text().startswith("encoding/mojibake")
    page.locator(".other-language a").click()
    assert page.evaluate("document.documentElement.lang") == "pt-BR"


@pytest.mark.parametrize(
    ("language", "words"), [("", "damaged encoding"), ("pt-BR/", "edição danificada")]
)
def test_the_search_finds(visit: Any, language: str, words: str) -> None:
    page = visit(f"{language}index.html", viewport=DESK)
    page.locator(".sidebar-search").fill(words)
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    assert page.locator("#search-results li a").count() >= 1
