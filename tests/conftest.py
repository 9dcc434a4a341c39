"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from linters.cli import main
from linters.document import Document
from linters.document.original import Originals
from linters.document.profile import Profiles
from linters.document.source import encode
from linters.engine.check import RuleSet
from linters.engine.registry import Registry
from linters.languagetool.install import install

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PROFILES = Profiles()
REGISTRY = Registry()


def read(
    text: str | bytes,
    profile: str | None = None,
    path: str = "example.md",
    original: str | None = None,
) -> Document:
    """The document with that text, as it would be on disk, and with that original."""
    data = text if isinstance(text, bytes) else encode(text)
    return Document.read(path, data, PROFILES, profile, Originals(text=original))


def rule_set(*ids: str) -> RuleSet:
    """Those rules, or all that run by default and do not ask LanguageTool."""
    wanted = ids or tuple(
        id for id in REGISTRY.ids if REGISTRY.rule(id).by_default and not REGISTRY.rule(id).asks
    )
    return RuleSet([REGISTRY.rule(id)() for id in wanted], {}, REGISTRY)


@pytest.fixture(scope="session", autouse=True)
def languagetool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The real LanguageTool, in a cache of its own, with one server for all tests.

    The installation is the one that `make test` made; a test that is about installing, starting or
    failing sets `LINT_ISSUE_CACHE` itself.
    """
    home = install()
    cache = tmp_path_factory.mktemp("cache")
    (cache / "languagetool").mkdir()
    os.symlink(home.path, cache / "languagetool" / os.path.basename(home.path))
    before = os.environ.get("LINT_ISSUE_CACHE")
    os.environ["LINT_ISSUE_CACHE"] = str(cache)
    assert main(["languagetool", "start"]) == 0
    yield
    main(["languagetool", "stop"])
    if before is None:
        del os.environ["LINT_ISSUE_CACHE"]
    else:
        os.environ["LINT_ISSUE_CACHE"] = before


@pytest.fixture
def corpus() -> Path:
    """The folder of real posts; the test is skipped where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real posts is not beside the project")
    return CORPUS
