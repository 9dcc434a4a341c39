"""What `lint-issue init` writes."""

from __future__ import annotations

from linters import __version__

CONFIGURATION = """\
# Configuration of lint-issue. All keys are optional; these are examples.

# Only these rules, or all but these: ids or prefixes, see `lint-issue rules`.
# select = ["encoding", "front-matter", "structure"]
# ignore = ["structure/section-title-variant"]

# The weight from which on a finding makes the run fail: error, warning or info.
fail-on = "warning"

# The language of the messages: en or pt-BR. Without it, the one of your system.
# language = "pt-BR"

# Files of a folder that are left out. A file that is named is checked all the same.
# exclude = ["drafts/**"]

# Folders of your own that are laid out like `rules/`: profiles/NAME.yaml, style/LANGUAGE/NAME.yaml.
# data = ["lint-rules"]

# The list of known findings, which are not reported. Without it, .lint-issue-baseline.json beside
# this file, if there is one.
# baseline = "known.json"

# The site's authors file. Without it, `_data/authors.yml` or `authors.yml` above the posts.
# authors = "_data/authors.yml"

# A LanguageTool server of yours, to which the text is sent. Without it, one on this machine.
# languagetool-server = "http://localhost:8081"

# How much a rule, or all that begin like this, weigh: error, warning or info.
[severity]
# "structure/section-title-variant" = "warning"

# How far a rule's fixes are trusted: safe (`--fix` applies them), unsafe (`--unsafe-fixes` does) or
# none.
[fixes]
# "structure/emoji-missing" = "none"

# What is expected of which files. Without it, the file itself tells.
[profiles]
# "_posts/**" = "newsletter"
# "docs/**" = "docs"

# Options of single rules; `lint-issue explain RULE` names them.
[options]
# "encoding/mixed-newlines" = {style = "lf"}
"""

HOOK = f"""\
repos:
  - repo: URL-OF-THE-LINT-ISSUE-REPOSITORY
    rev: v{__version__}
    hooks:
      - id: lint-issue
"""
