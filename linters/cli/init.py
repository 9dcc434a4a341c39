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

# exclude = ["drafts/**"]

[severity]
# "structure/section-title-variant" = "warning"

[profiles]
# "_posts/**" = "newsletter"
# "docs/**" = "docs"
"""

HOOK = f"""\
repos:
  - repo: URL-OF-THE-LINT-ISSUE-REPOSITORY
    rev: v{__version__}
    hooks:
      - id: lint-issue
"""
