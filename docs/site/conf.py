"""What Sphinx is told; `make.py` gives the language and the folder of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = html_title = html_short_title = "lint-issue"
extensions = ["myst_parser"]
myst_enable_extensions = ["linkify"]  # the source of a rule is a plain address
myst_heading_anchors = 3
nitpicky = True
locale_dirs = ["locale"]

html_theme = "furo"
html_static_path = ["static"]
html_favicon = "static/favicon.svg"
html_css_files = ["site.css"]
templates_path = ["templates"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_show_copyright = False
smartquotes = False  # what is written is what is meant: these pages speak of quotes and dashes

# Addresses that stand for any address.
linkcheck_ignore = [r"https?://(\w+\.)?example\.(com|org)\b"]
linkcheck_anchors = False  # some pages get theirs by a script only
linkcheck_timeout = 20


def setup(app: Sphinx) -> None:
    # An example is mostly Markdown that is wrong, and is coloured wrongly by what expects it right.
    app.add_lexer("markdown", TextLexer)
