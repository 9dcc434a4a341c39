"""How it is shown: a module per format, each with `render(report, style)`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import Report

FORMATS = (
    "text",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "markdown",
    "html",
)


class Style(NamedTuple):
    """How the reader wants it: `width` is the terminal's in columns, `wrap` whether
    longer lines are broken there, `links` whether it takes hyperlinks, `in_github_log` whether
    GitHub looks for commands in what is written."""

    color: bool = False
    width: int = 100
    wrap: bool = False
    quiet: bool = False
    statistics: bool = False
    links: bool = False
    in_github_log: bool = False


def render(format: str, report: Report, style: Style) -> Iterator[str]:
    """The pieces of the report in that format, each with its own newlines."""
    module = import_module(f"{__name__}.{format}")
    pieces: Iterator[str] = module.render(report, style)
    return pieces
