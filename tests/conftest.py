"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.document import Document
from linters.document.profile import Profiles
from linters.document.source import encode
from linters.engine.check import RuleSet
from linters.engine.registry import Registry

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PROFILES = Profiles()
REGISTRY = Registry()


def read(text: str | bytes, profile: str | None = None, path: str = "example.md") -> Document:
    """The document with that text, as it would be on disk."""
    data = text if isinstance(text, bytes) else encode(text)
    return Document.read(path, data, PROFILES, profile)


def rule_set(*ids: str) -> RuleSet:
    """Those rules, or all that run by default, at their own severities."""
    wanted = ids or tuple(id for id in REGISTRY.ids if REGISTRY.rule(id).by_default)
    return RuleSet([REGISTRY.rule(id)() for id in wanted], {}, REGISTRY)


@pytest.fixture
def corpus() -> Path:
    """The folder of real posts; the test is skipped where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real posts is not beside the project")
    return CORPUS
