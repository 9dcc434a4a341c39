"""What is known of addresses, in a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.engine.run import Runner, Settings
from linters.resources import DataError


def lint(folder: Path, data: str) -> list[tuple[str, str]]:
    (folder / "own" / "links").mkdir(parents=True)
    (folder / "own" / "links" / "ours.yaml").write_text(data, "utf-8")
    config = folder / ".lint-issue.toml"
    config.write_text('data = ["own"]\n', "utf-8")
    path = folder / "a.md"
    path.write_text(
        "[a](http://news.example.org/) [b](https://go.example.org/?to=https://a.org)\n"
        "[c](https://a.org/?from=us) [d](http://dair.ai/)\n",
        "utf-8",
    )
    report = Runner(Settings(config_file=str(config), select=("links",))).run([str(path)])
    return [(d.rule, d.snippet) for d in report.diagnostics]


def test_it_adds_to_what_came_along(tmp_path: Path) -> None:
    data = (
        "https: [example.org]\n"
        "tracking: [from]\n"
        "redirectors: [{host: go.example.org, path: /, parameter: to}]\n"
    )
    assert lint(tmp_path, data) == [
        ("links/insecure", "http"),
        ("links/redirector", "https://go.example.org/?to=https://a.org"),
        ("links/tracking", "?from=us"),
        ("links/insecure", "http"),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("sites: [a]", "sites"),
        ("https: a.org", "https"),
        ("redirectors: [{host: a}]", "redirectors: path"),
    ],
)
def test_an_error_names_file_and_place(tmp_path: Path, data: str, place: str) -> None:
    with pytest.raises(DataError, match=f"ours.yaml: .*{place}"):
        lint(tmp_path, data)
