"""Make the site from the rules and the guides: `python docs/site/make.py FOLDER [BUILDER]`.

FOLDER and `FOLDER-sources` are made anew. English is at `/`, Portuguese at `/pt-BR/`; Sphinx wants
all that it reads in one folder, so that the pages of each language are laid out in the second. With
the builder `linkcheck` FOLDER gets no site, but what other sites said of the links to them.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml
from sphinx.cmd.build import build_main

from linters.cli.pages import HEADER, pages
from linters.messages import set_language

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
DOCS = HERE.parent
TEXT = yaml.safe_load((HERE / "text.yaml").read_text("utf-8"))
GUIDES = ("newsletter", "documentation", "ci", "editors", "writing-rules")
TITLED = ("our-rules",)  # and not by an id
# On GitHub a page leads to itself in the other language by its first link, here by the template.
OTHER_LANGUAGE = re.compile(r"^\[(?:Em português|In English)\]\([^)\n]*\)\n\n", re.MULTILINE)
LINK = re.compile(r"(?<=\]\()([\w./-]+\.md)(?=[)#])")


def sources(language: str) -> dict[str, str]:
    """The Markdown of each page of the site in that language, by its path."""
    words = TEXT[language]
    made = _of_the_rules(language)
    head, rows = _table(made.pop("README.md"))
    categories = list(dict.fromkeys(name.partition("/")[0] for name in made))
    overview = [f"# {words['rules']}", words["about-rules"]]
    for category in categories:
        title, about = words["categories"][category]
        # The heading says the category, and an id without it fits a phone.
        start = f"| [{category}/"
        table = "\n".join([*head, *(f"| [{r[len(start) :]}" for r in rows if r.startswith(start))])
        overview += [f"## {title}", about, table]
        names = [PurePosixPath(name).stem for name in made if name.startswith(f"{category}/")]
        made[f"{category}/index.md"] = _page(
            f"# {title}",
            about,
            table.replace(f"]({category}/", "]("),
            # The titles of rules are their ids.
            _tree(name if name in TITLED else f"{name} <{name}>" for name in names),
        )
    made["rules.md"] = _page(*overview)
    home = DOCS if language == "en" else DOCS / language
    for name in ("index.md", *(f"guides/{guide}.md" for guide in GUIDES)):
        made[name] = _written(home / name, home)
    made["index.md"] = _page(
        made["index.md"],
        _tree((f"guides/{guide}" for guide in GUIDES), words["guides"]),
        _tree(
            (f"{words['all-rules']} <rules>", *(f"{category}/index" for category in categories)),
            words["rules"],
        ),
    )
    return made


def _of_the_rules(language: str) -> dict[str, str]:
    try:
        set_language(language)
        made = pages()
    finally:
        set_language("en")
    return {
        # Few fonts have the pictures of control characters.
        name: re.sub("[\u2400-\u2421]", _code, text.removeprefix(HEADER))
        for name, text in made.items()
    }


def _code(picture: re.Match[str]) -> str:
    code = 0x7F if picture[0] == "\u2421" else ord(picture[0]) - 0x2400
    return f"⟨U+{code:04X}⟩"


def _table(index: str) -> tuple[list[str], list[str]]:
    """The two lines at the top of the table of all rules, and the others."""
    lines = [line for line in index.splitlines() if line.startswith("|")]
    return lines[:2], lines[2:]


def _page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def _tree(entries: Iterable[str], caption: str = "") -> str:
    """What makes `entries` part of the sidebar, below `caption`."""
    about = f":caption: {caption}\n" if caption else ""
    return "```{toctree}\n:hidden:\n" + about + "\n" + "\n".join(entries) + "\n```"


def _written(path: Path, home: Path) -> str:
    """A page that was written by hand, with its links as they are on the site."""

    def moved(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(path.parent / link[1]))
        below = target.relative_to(home if target.is_relative_to(home) else DOCS)
        # The list of all rules is where GitHub shows it for the folder.
        name = "rules.md" if below == Path("README.md") else below
        return Path(os.path.relpath(home / name, path.parent)).as_posix()

    return LINK.sub(moved, OTHER_LANGUAGE.sub("", path.read_text("utf-8"), count=1)).rstrip()


def make(folder: Path, builder: str = "html") -> int:
    """Build both languages; the status is that of the first that failed."""
    staged = folder.with_name(f"{folder.name}-sources")
    for old in (folder, staged):
        shutil.rmtree(old, ignore_errors=True)
    for language in TEXT:
        at = staged / language
        for name, text in sources(language).items():
            (at / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).write_text(text, encoding="utf-8")
        shutil.copytree(HERE / "locale", at / "locale")
        out = folder if language == "en" else folder / language
        options = ("-q", "-W", "--keep-going", "-b", builder, "-D")
        more = (f"language={language.replace('-', '_')}", "-c", HERE, "-d", at / ".doctrees")
        status = build_main([str(part) for part in (*options, *more, at, out)])
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1]).absolute(), *sys.argv[2:]))
