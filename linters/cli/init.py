"""What `lint-issue init` writes, after a look at what there is."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linters import __version__
from linters.document import Document
from linters.document.profile import DEFAULT, Profiles
from linters.engine.files import targets
from linters.messages import _, current_language, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LOOKED_AT = 400
_LEAST = 2
# In a folder of this name, one file of a profile is enough.
_POSTS = "_posts"
_LEAST_SHARE = 0.6
# What tells that a folder holds the pages of a documentation site.
_SITES = ("mkdocs.yml", "mkdocs.yaml", "docusaurus.config.js", "docusaurus.config.ts")

CONFIGURATION = _("""\
# Configuration of lint-issue. All keys are optional; these are examples.

# Only these rules, or all but these: ids or prefixes, see `lint-issue rules`.
# select = ["encoding", "front-matter", "structure"]
# ignore = ["structure/section-title-variant"]

# The weight from which on a finding makes the run fail: error, warning or info.
fail-on = "warning"

# The language of the messages: en or pt-BR. Without it, that of your system, as always for --help.
{language}

# Files of a folder that are left out. A file that is named is checked all the same.
# exclude = ["drafts/**"]

# Folders of your own that are laid out like `rules/`: profiles/NAME.yaml, style/LANGUAGE/NAME.yaml.
# data = ["lint-rules"]

# The list of known findings, which are not reported. Without it, .lint-issue-baseline.json beside
# this file, if there is one.
# baseline = "known.json"

# The site's authors file. Without it, `_data/authors.yml` or `authors.yml` above the posts.
# authors = "_data/authors.yml"

# Where the pages of the rules are: findings lead to `<address>CATEGORY/NAME.html`.
# documentation = "https://example.org/lint-issue/"

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
{profiles}
# Options of single rules; `lint-issue explain RULE` names them.
[options]
# "encoding/mixed-newlines" = {{style = "lf"}}
""")
_LANGUAGE = 'language = "pt-BR"'

HOOK = f"""\
repos:
  - repo: URL-OF-THE-LINT-ISSUE-REPOSITORY
    rev: v{__version__}
    hooks:
      - id: lint-issue
"""

WORKFLOW = f"""\
name: lint-issue
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: ${{{{ github.event_name == 'pull_request' }}}}
jobs:
  lint-issue:
    name: lint-issue
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
          fetch-depth: 0
      - uses: OWNER-OF-LINT-ISSUE/lint-issue@v{__version__}
        with:
          paths: |
PATHS
"""


class Found(NamedTuple):
    """A folder with files of one profile, and how many there are."""

    folder: str
    profile: str
    files: int


def look(root: str) -> list[Found]:
    """The folders below `root` whose files ask for a profile, the fullest first.

    A folder is told if most of its files agree; the folders within it are then not told again.
    """
    there, _, _ = targets([root])
    profiles = Profiles()
    counts: dict[str, Counter[str]] = {}
    for target in there[:_MOST_LOOKED_AT]:
        path = os.path.relpath(target.path, root).replace(os.sep, "/")
        folder = path.rpartition("/")[0]
        while folder:
            counts.setdefault(folder, Counter())[_profile(target.path, profiles, root)] += 1
            folder = folder.rpartition("/")[0]
    found: list[Found] = []
    for folder, counter in sorted(counts.items()):
        profile, count = counter.most_common(1)[0]
        within = any(folder.startswith(f"{other.folder}/") for other in found)
        least = 1 if folder.rpartition("/")[2] == _POSTS else _LEAST
        agree = count >= least and count >= _LEAST_SHARE * counter.total()
        if profile != DEFAULT and agree and not within:
            found.append(Found(folder, profile, count))
    return sorted(found, key=lambda one: (-one.files, one.folder))


def _profile(path: str, profiles: Profiles, root: str) -> str:
    try:
        with open(path, "rb") as file:
            name = Document.read(path, file.read(), profiles).profile.name
    except OSError:
        return DEFAULT
    if name == DEFAULT and any(os.path.isfile(os.path.join(root, site)) for site in _SITES):
        return "docs"
    return name


def configuration(found: Sequence[Found]) -> str:
    """The configuration file in the reader's language, with the profiles of those folders."""
    lines = [f'"{one.folder}/**" = "{one.profile}"\n' for one in found]
    examples = ['# "_posts/**" = "newsletter"\n', '# "docs/**" = "docs"\n']
    is_foreign = current_language() != "en"
    return translate(CONFIGURATION).format(
        profiles="".join(lines or examples), language=_LANGUAGE if is_foreign else f"# {_LANGUAGE}"
    )


def hook(found: Sequence[Found]) -> str:
    """The file for pre-commit, for the folders that were found or for all Markdown."""
    if not found:
        return HOOK
    folders = "|".join(one.folder.replace(".", r"\.") for one in found)
    pattern = f"^({folders})/" if len(found) > 1 else f"^{folders}/"
    return f"{HOOK}        files: '{pattern}'\n"


def workflow(found: Sequence[Found]) -> str:
    """The workflow for GitHub, for the folders that were found or for all Markdown."""
    folders = [one.folder for one in found] or ["."]
    return WORKFLOW.replace("PATHS", "\n".join(f"            {folder}" for folder in folders))
