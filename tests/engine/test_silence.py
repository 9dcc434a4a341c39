"""Comments that silence findings, written by the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from linters.checks.examples import issue
from linters.cli import main

BAD = "A tradu√ß√£o.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lint() -> int:
    return main([".", "--ignore", "grammar,spelling", "--quiet"])


def write(text: str, name: str = "a.md") -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def test_above_each_block() -> None:
    path = write(f"# Um\n\n{BAD}\nCerto.\n\n{BAD}")
    assert main(["suppress", "encoding/mojibake", ".", "--reason", "o dano é  o tema"]) == 0
    comment = "<!-- lint-issue: disable-next-block=encoding/mojibake o dano é o tema -->\n\n"
    assert path.read_text("utf-8") == f"# Um\n\n{comment}{BAD}\nCerto.\n\n{comment}{BAD}"
    assert lint() == 0


def test_several_rules_by_their_beginning() -> None:
    path = write(f"{BAD.strip()} \x08\n")
    assert main(["suppress", "encoding", "a.md"]) == 0
    first = path.read_text("utf-8").partition("\n")[0]
    rules = "encoding/control-character,encoding/mojibake"
    assert first == f"<!-- lint-issue: disable-next-block={rules} -->"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_within_a_list(newline: str) -> None:
    text = f"- Um.\n- {BAD}- Dois.\n".replace("\n", newline)
    path = write(text)
    assert main(["suppress", "encoding/mojibake", ".", "--reason", "x"]) == 0
    comment = '<!-- lint-issue: disable-file=encoding/mojibake["√ß√£"] x -->'
    assert path.read_bytes().decode() == f"{text}{newline}{comment}{newline}"
    assert lint() == 0


def test_in_front_matter() -> None:
    lines = issue().split("\n")
    path = write("\n".join(line for line in lines if not line.startswith("excerpt:")))
    assert main(["suppress", "front-matter/required-key", ".", "--reason", "x"]) == 0
    assert "<!-- lint-issue: disable-file=front-matter/required-key x -->" in path.read_text(
        "utf-8"
    )
    assert lint() == 0


def test_by_text() -> None:
    path = write(f"{BAD}\nOutra cora√ß√£o.\n")
    assert (
        main(["suppress", "encoding/mojibake", "a.md", "--text", "tradu√ß√£o", "--reason", "x"])
        == 0
    )
    assert path.read_text("utf-8").endswith('encoding/mojibake["tradu√ß√£o"] x -->\n')
    assert lint() == 1


def test_nothing_to_silence(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("Certo.\n")
    assert main(["suppress", "encoding", "."]) == 0
    assert "There is no finding" in capsys.readouterr().out
    assert path.read_text() == "Certo.\n"


def test_a_text_that_no_finding_has(capsys: pytest.CaptureFixture[str]) -> None:
    path = write(BAD)
    assert main(["suppress", "encoding", ".", "--text", "outra"]) == 0
    assert "but none of the text “outra”" in capsys.readouterr().out
    assert path.read_text("utf-8") == BAD


def test_all_that_is_below_must_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    path = write(BAD)
    with pytest.raises(SystemExit) as error:
        main(["suppress", "encoding"])
    assert error.value.code == 2
    assert "RULE PATHS [PATHS ...]" in capsys.readouterr().err
    assert path.read_text("utf-8") == BAD


def test_what_cannot_be_silenced_stays_as_it_was() -> None:
    path = Path("a.md")
    path.write_bytes("Um texto.\n".encode("utf-16"))
    before = path.read_bytes()
    assert main(["suppress", "encoding/not-utf-8", "."]) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense", "."],
        ["suppression/unused", "."],
        ["encoding", "missing.md"],
        ["encoding", ".", "--reason", "a --> b"],
        ["encoding", ".", "--text", 'a "b"'],
    ],
)
def test_what_cannot_be_meant(arguments: list[str]) -> None:
    path = write(BAD)
    assert main(["suppress", *arguments]) == 2
    assert path.read_text("utf-8") == BAD
