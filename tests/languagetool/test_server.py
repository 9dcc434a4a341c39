"""The server's life: real LanguageTool servers, and stand-ins for those that misbehave.

Where a server must answer with rubbish or hang, a small server of the test's own does so.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import psutil
import pytest

from linters.cli import main
from linters.document.offsets import SegmentMap
from linters.engine.run import Report, Runner, Settings
from linters.languagetool import client as clients
from linters.languagetool import server as servers
from linters.languagetool import session as sessions
from linters.languagetool.client import Client
from linters.languagetool.errors import LanguageToolError
from linters.languagetool.found import GRAMMAR
from linters.languagetool.grammar import Grammar, Policy
from linters.languagetool.home import find_home
from linters.languagetool.java import Java, find_java
from linters.languagetool.passages import Passage
from linters.languagetool.reader import Question
from linters.languagetool.server import Server
from linters.languagetool.session import Session
from tests.conftest import ROOT
from tests.languagetool.conftest import Answer

NO_POLICY = Policy((), (), {}, [])
LANGUAGES = json.dumps([{"name": "Portuguese", "code": "pt", "longCode": "pt-BR"}]).encode()


def question(text: str) -> Question:
    return Question(GRAMMAR, text, Passage(text, "paragraph", SegmentMap([]), ()))


def languagetool(check: Answer) -> Answer:
    """A stand-in that knows Portuguese, and answers checks with `check`."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path.startswith("/v2/languages"):
            send(request, 200, LANGUAGES)
        else:
            check(request)

    return answer


def send(request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def text_of(request: BaseHTTPRequestHandler) -> str:
    length = int(request.headers["Content-Length"])
    return parse_qs(request.rfile.read(length).decode())["text"][0]


def match(start: int, end: int) -> dict[str, object]:
    return {
        "message": "m",
        "offset": start,
        "length": end - start,
        "replacements": [],
        "context": {"text": "", "offset": 0, "length": 0},
        "sentence": "",
        "rule": {"id": "R", "issueType": "grammar", "category": {"id": "C"}},
    }


@pytest.fixture
def server() -> Iterator[Server]:
    home, java = find_home(), find_java()
    assert home is not None and java is not None
    server = Server(home, java, Grammar())
    yield server
    server.close()


def jvm(server: Server) -> psutil.Process:
    (java,) = psutil.Process(server.pid).children()
    return java


class TestLife:
    def test_it_answers_on_this_machine_only_and_is_gone_when_closed(self, server: Server) -> None:
        server.start()
        java = jvm(server)
        addresses = {c.laddr.ip for c in java.net_connections("tcp") if c.status == "LISTEN"}
        assert addresses <= {"127.0.0.1", "::ffff:127.0.0.1"} and addresses
        assert "-Xmx1g" in java.cmdline()
        folder = server._folder
        server.close()
        assert not java.is_running() and not os.path.exists(folder)

    def test_two_have_ports_of_their_own(self, server: Server) -> None:
        home, java = find_home(), find_java()
        assert home is not None and java is not None
        other = Server(home, java, Grammar())
        try:
            server.start()
            other.start()
            assert server.url != other.url
        finally:
            other.close()

    def test_a_port_that_is_taken_meanwhile(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            free = servers._free_port()
            ports = iter([taken.getsockname()[1], free])
            monkeypatch.setattr(servers, "_free_port", lambda: next(ports))
            server.start()
        assert server.url.endswith(f":{free}")

    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
    def test_it_is_gone_when_the_run_ends_in_any_way(self, sign: int, tmp_path: Path) -> None:
        code = (
            "import time\n"
            "from linters.languagetool.home import find_home\n"
            "from linters.languagetool.java import find_java\n"
            "from linters.languagetool.grammar import Grammar\n"
            "from linters.languagetool.server import Server\n"
            "server = Server(find_home(), find_java(), Grammar())\n"
            "server.start()\n"
            "print(server.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        run = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert run.stdout is not None
        keeper = psutil.Process(int(run.stdout.readline()))
        (java,) = keeper.children()
        run.send_signal(sign)
        run.wait(20)
        psutil.wait_procs([keeper, java], timeout=20)
        assert not java.is_running() and not keeper.is_running()

    def test_it_goes_with_its_keeper(self, server: Server) -> None:
        server.start()
        java = jvm(server)
        os.kill(server.pid, signal.SIGKILL)
        java.wait(10)


class TestTrouble:
    def test_a_java_that_ends_at_once_is_told_with_its_words(self, tmp_path: Path) -> None:
        program = tmp_path / "java"
        program.write_text("#!/bin/sh\necho 'Could not reserve enough space' >&2\nexit 7\n")
        program.chmod(0o755)
        home = find_home()
        assert home is not None
        server = Server(home, Java(str(program), 17), Grammar())
        with pytest.raises(LanguageToolError, match="exit status 7") as caught:
            server.start()
        assert "Could not reserve enough space" in caught.value.log
        server.close()

    def test_one_that_never_gets_ready(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = tmp_path / "java"
        program.write_text("#!/bin/sh\nexec sleep 60\n")
        program.chmod(0o755)
        monkeypatch.setattr(servers, "START_TIMEOUT", 0.5)
        home = find_home()
        assert home is not None
        server = Server(home, Java(str(program), 17), Grammar())
        with pytest.raises(LanguageToolError, match="did not start within"):
            server.start()
        assert not server.is_alive()
        server.close()

    def test_a_server_that_is_killed_in_the_middle_is_started_anew_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sessions, "find_kept", lambda *_arguments: None)
        session = Session(find_home(), Grammar(), NO_POLICY)
        try:
            ((first,),) = session.check([question("Os menino saíram.")])
            assert first[1]
            assert session._server is not None
            jvm(session._server).kill()
            time.sleep(0.3)
            ((second,),) = session.check([question("As menina saíram.")])
            assert second[1]
            jvm(session._server).kill()
            with pytest.raises(LanguageToolError, match="does not answer"):
                list(session.check([question("Elas saíram.")]))
        finally:
            session.close()

    def test_a_server_that_hangs(
        self, serve: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clients._Tool, "timeout", 0.3)
        url = serve(languagetool(lambda request: time.sleep(2)))
        with pytest.raises(LanguageToolError, match="did not answer within"):
            list(Session(None, Grammar(), NO_POLICY, url).check([question("Oi.")]))

    @pytest.mark.parametrize("status", [400, 413, 500, 503])
    def test_an_answer_that_is_none(self, serve: Callable[[Answer], str], status: int) -> None:
        url = serve(languagetool(lambda request: send(request, status, b"Error: too bad")))
        with pytest.raises(LanguageToolError, match=f"HTTP {status}: Error: too bad"):
            list(Session(None, Grammar(), NO_POLICY, url).check([question("Oi."), question("Ui.")]))

    @pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"matches": 5}', b"\xff"])
    def test_rubbish(self, serve: Callable[[Answer], str], body: bytes) -> None:
        url = serve(languagetool(lambda request: send(request, 200, body)))
        with pytest.raises(LanguageToolError, match="not LanguageTool"):
            list(Session(None, Grammar(), NO_POLICY, url).check([question("Oi.")]))

    def test_something_else_that_answers_there(self, serve: Callable[[Answer], str]) -> None:
        url = serve(lambda request: send(request, 200, b"Hello"))
        with pytest.raises(LanguageToolError, match="not LanguageTool"):
            Client(url, NO_POLICY)

    def test_a_server_without_portuguese(self, serve: Callable[[Answer], str]) -> None:
        url = serve(lambda request: send(request, 200, b'[{"code": "en", "longCode": "en-US"}]'))
        with pytest.raises(LanguageToolError, match="does not know pt-BR"):
            Client(url, NO_POLICY)

    def test_what_is_too_long_together_is_asked_in_halves(
        self, serve: Callable[[Answer], str]
    ) -> None:
        def check(request: BaseHTTPRequestHandler) -> None:
            text = text_of(request)
            if len(text) > 30:
                send(request, 413, b"Error: too long")
            else:
                matches = [match(text.index("x"), text.index("x") + 1)] if "x" in text else []
                send(request, 200, json.dumps({"matches": matches}).encode())

        questions = [question(f"Frase número {n} {'x' if n == 3 else 'y'}.") for n in range(7)]
        session = Session(None, Grammar(), NO_POLICY, serve(languagetool(check)))
        found = {q.key: ms for group in session.check(questions) for q, ms in group}
        assert len(found) == 7
        assert [(m.start, m.end) for m in found[questions[3].key]] == [(15, 16)]
        assert not any(found[q.key] for q in questions if q is not questions[3])


class TestClient:
    """The faults of `language_tool_python`, each met by `client.py`."""

    def test_the_proxy_of_the_environment_never_sees_the_text(
        self, serve: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("NO_PROXY", raising=False)
        url = serve(languagetool(lambda request: send(request, 200, b'{"matches": []}')))
        assert Client(url, NO_POLICY).check("Oi.") == []

    def test_a_character_of_two_units_is_never_sent(self, serve: Callable[[Answer], str]) -> None:
        url = serve(languagetool(lambda request: send(request, 200, b'{"matches": []}')))
        with pytest.raises(AssertionError):
            Client(url, NO_POLICY).check("Oi 📚.")

    def test_no_server_is_started_when_a_request_fails(
        self, serve: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def never(*_arguments: object, **_options: object) -> None:
            raise AssertionError("a process was started")

        url = serve(languagetool(lambda request: request.connection.close()))
        monkeypatch.setattr(subprocess, "Popen", never)
        with pytest.raises(LanguageToolError, match="does not answer"):
            Client(url, NO_POLICY).check("Oi.")


class TestKept:
    def test_runs_find_it_and_others_do_not(self) -> None:
        home, grammar = find_home(), Grammar()
        assert home is not None
        policy = grammar.policy()
        url = servers.find_kept(home.version, grammar.key, policy)  # the one for all tests
        assert url is not None
        assert servers.identity(url, policy) == grammar.key
        assert servers.find_kept("6.7", grammar.key, policy) is None
        assert servers.find_kept(home.version, "other rules", policy) is None

    def test_a_server_of_somebody_else_is_not_used(
        self, own_cache: Path, serve: Callable[[Answer], str]
    ) -> None:
        url = serve(languagetool(lambda request: send(request, 200, b'{"matches": []}')))
        servers.touch()
        servers.write_state(servers.State(url, 1, "6.8", "key"))
        assert servers.find_kept("6.8", "key", NO_POLICY) is None

    @pytest.mark.parametrize("url", ["http://example.org:80", "http://127.0.0.1.x:1", "x"])
    def test_text_is_not_sent_to_another_machine(self, own_cache: Path, url: str) -> None:
        servers.touch()
        servers.write_state(servers.State(url, 1, "6.8", "key"))
        assert servers.find_kept("6.8", "key", NO_POLICY) is None

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"url": 1}'])
    def test_a_damaged_state_is_none(self, own_cache: Path, content: str) -> None:
        servers.touch()
        (own_cache / "languagetool" / "server.json").write_text(content)
        assert servers.read_state() is None

    def test_stop_without_a_server(
        self, own_cache: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["languagetool", "stop", "--language", "en"]) == 0
        assert capsys.readouterr().out == "No LanguageTool server is kept running.\n"

    def test_an_idle_server_stops_by_itself(self, tmp_path: Path) -> None:
        stamp = tmp_path / "stamp"
        stamp.write_text("")
        keeper = os.path.join(os.path.dirname(servers.__file__), "keeper.py")
        started = time.monotonic()
        command = [sys.executable, "-I", "-S", keeper, "0.5", str(stamp), "sleep", "30"]
        assert subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0
        assert time.monotonic() - started < 10


def run(path: Path, **settings: object) -> Report:
    return Runner(Settings(isolated=True, **settings)).run([str(path)])  # type: ignore[arg-type]


class TestRun:
    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
    def test_ctrl_c_does_not_wait_for_an_answer(
        self, serve: Callable[[Answer], str], tmp_path: Path, sign: int
    ) -> None:
        asked: list[str] = []

        def check(request: BaseHTTPRequestHandler) -> None:
            asked.append(text_of(request))
            time.sleep(30)

        (tmp_path / ".lint-issue.toml").write_text(
            f'languagetool-server = "{serve(languagetool(check))}"\n'
        )
        (tmp_path / "a.md").write_text("Ela não viu isso.\n")
        run = subprocess.Popen(
            [sys.executable, "-m", "linters", "a.md", "--fix"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        while not asked:
            time.sleep(0.05)
            assert run.poll() is None
        run.send_signal(sign)
        started = time.monotonic()
        assert run.wait(20) == 2
        assert time.monotonic() - started < 10

    def test_what_cannot_be_asked_is_an_error_and_the_rest_is_reported(
        self, own_cache: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "a.md").write_text("A tradu√ß√£o está pronta. Os menino saíram.\n")
        (tmp_path / "b.md").write_text("As menina não saíram daqui.\n")
        report = Runner(Settings(isolated=True, offline=True)).run([str(tmp_path)])
        rules = [diagnostic.rule for diagnostic in report.diagnostics]
        assert rules == ["encoding/mojibake", "internal/languagetool"]
        assert report.exit_status == 2
        (error,) = [d for d in report.diagnostics if d.rule == "internal/languagetool"]
        assert "2 files" in error.message and "--offline" in error.message

    def test_fixes_are_written_though_languagetool_cannot_be_asked(
        self, own_cache: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.md"
        path.write_text("A tradu√ß√£o está pronta.\n")
        report = run(path, fix=True, offline=True)
        assert report.exit_status == 2
        assert path.read_text() == "A tradução está pronta.\n"

    def test_nothing_of_a_failure_is_kept(self, own_cache: Path, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("Os menino não saíram daqui.\n")
        assert run(tmp_path / "a.md", offline=True).exit_status == 2
        assert not list(own_cache.glob("answers*"))

    def test_what_does_not_need_it_runs_without(self, own_cache: Path, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("Os menino não saíram daqui.\n")
        assert run(tmp_path / "a.md", offline=True, ignore=("grammar", "spelling")).exit_status == 0
        (tmp_path / "a.md").write_text("This is English, and nobody asks about it.\n")
        assert run(tmp_path / "a.md", offline=True).exit_status == 0

    def test_the_server_that_the_configuration_names_is_asked(
        self, serve: Callable[[Answer], str], tmp_path: Path
    ) -> None:
        asked: list[str] = []

        def check(request: BaseHTTPRequestHandler) -> None:
            asked.append(text_of(request))
            send(request, 200, json.dumps({"matches": [match(0, 2)]}).encode())

        url = serve(languagetool(check))
        (tmp_path / ".lint-issue.toml").write_text(f'languagetool-server = "{url}/v2"\n')
        (tmp_path / "a.md").write_text("Oi, você não viu?\n")
        settings = Settings(select=("grammar",))
        report = Runner(settings).run([str(tmp_path / "a.md")])
        assert [(d.rule, d.snippet) for d in report.diagnostics] == [("grammar/R", "Oi")]
        assert asked == ["Oi, você não viu?"]
        # Unchanged: nothing is asked. A paragraph more: only that.
        Runner(settings).run([str(tmp_path / "a.md")])
        assert len(asked) == 1
        (tmp_path / "a.md").write_text("Oi, você não viu?\n\nEu não vi.\n")
        Runner(settings).run([str(tmp_path / "a.md")])
        assert asked[1:] == ["Eu não vi."]

    def test_an_unchanged_file_starts_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.md"
        path.write_text("Os menino não saíram daqui, na idéia dela.\n")
        first = run(path)

        def never(*_arguments: object, **_options: object) -> None:
            raise AssertionError("it was asked again")

        monkeypatch.setattr(Session, "check", never)
        assert run(path) == first and first.exit_status == 1
