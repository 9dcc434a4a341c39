"""Installing: from a repository of the test's own, laid out as Maven Central is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from linters.languagetool import install as installing
from linters.languagetool.errors import LanguageToolError
from linters.languagetool.home import JAR, find_home
from linters.languagetool.install import REPOSITORY, Jar, install, locked_jars
from tests.conftest import ROOT
from tests.languagetool.conftest import Answer

CONTENT = {"languagetool-server": os.urandom(200_000), "one": b"1" * 70_000, "two": b"2" * 10}


class Repository:
    """Serves the jars of CONTENT; `breaks` answers are cut short, `spoils` are wrong."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ranges: list[str] = []
        self.breaks = 0
        self.spoils = 0
        self.status = 200
        self.lock = threading.Lock()

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        data = CONTENT[request.path.split("/")[-3]]
        wanted = request.headers.get("Range", "")
        with self.lock:
            self.asked.append(request.path)
            cut = self.breaks > 0 and len(data) > 100_000
            self.breaks -= cut
            spoil = self.spoils > 0
            self.spoils -= spoil
        if self.status != 200:
            request.send_error(self.status)
            return
        start = 0
        if wanted:
            self.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        data = data[start:]
        request.send_response(206 if wanted else 200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data[: len(data) // 2] if cut else b"x" * len(data) if spoil else data)


@pytest.fixture
def repository(
    serve: Callable[[Answer], str], own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Repository]:
    jars = [
        Jar(f"org.example:{name}:1.0", hashlib.sha256(data).hexdigest(), len(data))
        for name, data in CONTENT.items()
    ]
    monkeypatch.setattr(installing, "locked_jars", lambda: jars)
    repository = Repository()
    monkeypatch.setenv(REPOSITORY, serve(repository))
    yield repository


def files(home: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in Path(home).rglob("*")
        if path.is_file()
    }


EXPECTED = {
    JAR: CONTENT["languagetool-server"],
    "libs/one.jar": CONTENT["one"],
    "libs/two.jar": CONTENT["two"],
}


def test_the_jars_lie_where_the_server_looks_for_them(repository: Repository) -> None:
    said: list[str] = []
    home = install(said.append)
    assert files(home.path) == EXPECTED
    assert find_home() == home
    assert len(said) == 1 and "LanguageTool 6.8" in said[0]
    assert sorted(repository.asked)[1] == "/org/example/one/1.0/one-1.0.jar"


def test_nothing_is_downloaded_twice(repository: Repository) -> None:
    install()
    del repository.asked[:]
    install()
    assert repository.asked == []


def test_a_broken_download_goes_on_where_it_was(repository: Repository) -> None:
    repository.breaks = 1
    assert files(install().path) == EXPECTED
    assert repository.ranges == ["bytes=65536-"]  # what had arrived in whole pieces


def test_a_stopped_download_leaves_nothing_half_done_and_goes_on(repository: Repository) -> None:
    repository.breaks = 99
    with pytest.raises(LanguageToolError, match="cannot be downloaded") as caught:
        install()
    assert "languagetool install" in (caught.value.help or "")
    assert find_home() is None
    repository.breaks = 0
    assert files(install().path) == EXPECTED


def test_a_wrong_checksum_is_tried_again_and_then_an_error(repository: Repository) -> None:
    repository.spoils = 1
    assert files(install().path) == EXPECTED


def test_a_checksum_that_stays_wrong(repository: Repository) -> None:
    repository.spoils = 999
    with pytest.raises(LanguageToolError, match="sha256"):
        install()
    assert find_home() is None


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_repository_that_refuses(repository: Repository, status: int) -> None:
    repository.status = status
    with pytest.raises(LanguageToolError, match=f"HTTP {status}"):
        install()


def test_no_connection(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REPOSITORY, "http://127.0.0.1:9")
    with pytest.raises(LanguageToolError, match="cannot be downloaded"):
        install()


def test_two_at_once_wait_for_each_other(repository: Repository) -> None:
    homes: list[str] = []
    threads = [threading.Thread(target=lambda: homes.append(install().path)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(homes) == 4 and len(set(homes)) == 1
    assert files(homes[0]) == EXPECTED
    assert len(repository.asked) == len(CONTENT)


def test_two_processes_at_once(own_cache: Path, tmp_path: Path) -> None:
    """The real installation, from what another process is installing at the same time."""
    code = "from linters.languagetool.install import install; print(install().path)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    homes = {process.communicate()[0].strip() for process in processes}
    assert [process.returncode for process in processes] == [0, 0]
    (home,) = homes
    assert len(list(Path(home, "libs").iterdir())) == len(locked_jars()) - 1
    for jar in locked_jars():
        data = Path(home, jar.file_name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == jar.sha256


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")  # root may write everywhere, but not into a file
    monkeypatch.setenv("LINT_ISSUE_CACHE", str(tmp_path / "file"))
    with pytest.raises(LanguageToolError, match="cannot be installed") as caught:
        install()
    assert "LINT_ISSUE_CACHE" in (caught.value.help or "")


def test_a_full_disk(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(installing, "_download_all", full)  # a full disk cannot be had in a test
    with pytest.raises(LanguageToolError, match="not enough space") as caught:
        install()
    assert "LINT_ISSUE_CACHE" in (caught.value.help or "")


def test_the_lock_names_each_file_once() -> None:
    names = [jar.file_name for jar in locked_jars()]
    assert len(set(names)) == len(names) and JAR in names
    assert sum(jar.size for jar in locked_jars()) < 50_000_000
