"""Asking for pages, against a site of our own: what it answers, how often it is asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from linters.checks.online import Answer
from linters.cli import main
from linters.config import ConfigError
from linters.engine import online
from linters.engine.online import LinkChecker, Manners
from linters.engine.run import Runner, Settings
from linters.languagetool.cache import Cache

HOST = "127.0.0.1"


class Site(ThreadingHTTPServer):
    """Answers by path, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.busy_left = 1

    @property
    def root(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *arguments: object) -> None:
        pass

    def _answer(self) -> None:
        site = self.server
        site.asked.append((self.command, self.path))
        site.headers.append(dict(self.headers))
        site.at_once += 1
        site.most_at_once = max(site.most_at_once, site.at_once)
        status, headers = self._reply()
        site.at_once -= 1
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass  # the reader has given up

    def _reply(self) -> tuple[int, dict[str, str]]:
        path = self.path
        if path.startswith("/status/"):
            return int(path.rpartition("/")[2]), {}
        if path.startswith("/to/"):
            _, _, status, target = path.split("/", 3)
            return int(status), {"Location": f"/{target}"}
        if path == "/slow":
            time.sleep(1.5)
        if path == "/private":
            return 301, {"Location": "http://10.0.0.1/secret"}
        if path == "/get-only" and self.command == "HEAD":
            return 405, {}
        if path == "/busy" and self.server.busy_left:
            self.server.busy_left -= 1
            return 429, {"Retry-After": "0"}
        if path == "/too-busy":
            return 429, {"Retry-After": "3600"}
        if path == "/loop":
            return 302, {"Location": "/loop"}
        return 200, {"Set-Cookie": "a=b"}


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


MANNERS = Manners(connect=2.0, read=0.5, pause=0.0, private=frozenset((HOST,)))


def ask(site: Site, *paths: str, cache: Cache | None = None) -> list[Answer | None]:
    addresses = [site.root + path for path in paths]
    answers = LinkChecker(cache, MANNERS).check(addresses)
    return [answers.get(address) for address in addresses]


def test_what_is_there_and_what_is_not(site: Site) -> None:
    there, gone, failed = ask(site, "/a", "/status/404", "/status/500")
    assert (there, gone, failed) == (Answer(200), Answer(404), Answer(500))


def test_a_page_that_is_not_shown_to_programs_is_not_called_dead(site: Site) -> None:
    assert ask(site, "/status/403") == [Answer(403, "refused")]


def test_the_page_itself_is_asked_for_where_its_head_is_not_given(site: Site) -> None:
    assert ask(site, "/get-only") == [Answer(200)]
    assert site.asked == [("HEAD", "/get-only"), ("GET", "/get-only")]


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_has_a_new_address(site: Site, status: int) -> None:
    assert ask(site, f"/to/{status}/new") == [Answer(200, "", f"{site.root}/new")]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_has_none(site: Site, status: int) -> None:
    assert ask(site, f"/to/{status}/new") == [Answer(200)]


def test_a_permanent_redirect_counts_up_to_the_first_temporary_one(site: Site) -> None:
    (answer,) = ask(site, "/to/301/to/302/new")
    assert answer == Answer(200, "", f"{site.root}/to/302/new")


def test_circles_and_redirects_to_nowhere(site: Site) -> None:
    assert ask(site, "/loop") == [Answer(problem="redirects")]
    assert ask(site, "/to/301/status/404") == [Answer(404, "", f"{site.root}/status/404")]


def test_what_takes_too_long(site: Site) -> None:
    assert ask(site, "/slow") == [Answer(problem="timeout")]


def test_a_site_that_asks_to_wait_is_asked_again(site: Site) -> None:
    assert ask(site, "/busy") == [Answer(200)]
    assert len(site.asked) == 2


def test_a_site_that_asks_for_an_hour_is_left_alone(site: Site) -> None:
    assert ask(site, "/too-busy", "/zzz") == [Answer(429, "busy"), Answer(0, "busy")]
    assert site.asked == [("HEAD", "/too-busy")]


def test_one_request_at_a_time_and_nothing_of_the_user(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text(f"machine {HOST} login ana password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    ask(site, *(f"/{number}" for number in range(8)))
    assert site.most_at_once == 1
    assert all(h["User-Agent"].startswith("lint-issue/") for h in site.headers)
    assert not any("Authorization" in h or "Cookie" in h for h in site.headers)


def test_private_addresses_are_never_touched(site: Site) -> None:
    answers = LinkChecker(None, Manners(pause=0.0)).check(
        [
            f"{site.root}/a",
            f"http://localhost:{site.server_address[1]}/a",
            f"http://2130706433:{site.server_address[1]}/a",
            f"http://[::1]:{site.server_address[1]}/a",
            f"http://[::ffff:127.0.0.1]:{site.server_address[1]}/a",
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://router/",
            "http://printer.local/",
            "http://ana:secret@example.org/",
        ]
    )
    assert answers == {} and site.asked == []


def test_a_public_name_of_a_private_address_is_not_touched(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(*_arguments: object, **_options: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HOST, 0))]

    monkeypatch.setattr(online.socket, "getaddrinfo", resolve)
    port = site.server_address[1]
    assert LinkChecker(None, Manners()).check([f"http://news.site.org:{port}/"]) == {}
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    assert ask(site, "/private") == [None]


def test_the_connection_goes_to_the_address_that_was_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that stands for something else a moment later changes nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *arguments: object, **options: object) -> list[object]:
        asked.append(host)
        if host == "news.site.org":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HOST, 0))]
        return real(host, *arguments, **options)  # type: ignore[arg-type, return-value]

    monkeypatch.setattr(online.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(online, "_is_public", lambda _address: True)
    port = site.server_address[1]
    answers = LinkChecker(None, MANNERS).check([f"http://news.site.org:{port}/a"])
    assert list(answers.values()) == [Answer(200)]
    assert asked.count("news.site.org") == 1
    assert site.headers[0]["Host"] == f"news.site.org:{port}"


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_arguments: object, **_options: object) -> list[object]:
        raise socket.gaierror

    monkeypatch.setattr(online.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(online, "get_environ_proxies", lambda _address: {})
    answers = LinkChecker(None, Manners()).check(["https://no.such.site.org/a"])
    assert list(answers.values()) == [Answer(problem="unknown-host")]


def test_answers_are_remembered_for_their_time(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(str(tmp_path / "links.sqlite"))
    first = ask(site, "/a", "/status/404", "/status/500", cache=cache)
    asked = len(site.asked)
    assert ask(site, "/a", "/status/404", cache=cache) == first[:2]
    assert len(site.asked) == asked
    ask(site, "/status/500", cache=cache)
    assert len(site.asked) > asked, "a failure is no answer to keep"
    site.asked.clear()
    later = time.time() + 2 * 86_400
    monkeypatch.setattr(online.time, "time", lambda: later)
    ask(site, "/a", "/status/404", cache=cache)
    assert {path for _method, path in site.asked} == {"/status/404"}


def test_a_damaged_memory_is_no_answer(site: Site, tmp_path: Path) -> None:
    cache = Cache(str(tmp_path / "links.sqlite"))
    cache.put({f"{site.root}/a": "[]", f"{site.root}/b": json.dumps("x")})
    assert ask(site, "/a", "/b", cache=cache) == [Answer(200), Answer(200)]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("5", 5.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None), (None, None)],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert online._seconds(value) == seconds


class TestRun:
    """The whole way: a file, the sites that it names, the report."""

    def run(self, path: Path, **settings: object) -> list[tuple[str, str]]:
        runner = Runner(
            Settings(
                isolated=True,
                select=("links",),
                cache=False,
                check_links=True,
                private_hosts=(HOST,),
                **settings,  # type: ignore[arg-type]
            )
        )
        report = runner.run([str(path)])
        return [(d.rule, d.snippet) for d in report.diagnostics]

    def test_findings(self, site: Site, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(
            f"[a]({site.root}/status/404#x) [b]({site.root}/to/301/new) [c]({site.root}/a)\n"
            f"[d]({site.root}/status/403) [e](mailto:ana@example.org) [f](http://10.0.0.1/)\n"
        )
        assert self.run(path) == [
            ("links/dead", f"{site.root}/status/404#x"),
            ("links/moved", f"{site.root}/to/301/new"),
            ("links/unanswered", f"{site.root}/status/403"),
        ]

    def test_nothing_is_asked_without_the_option(self, site: Site, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(f"[a]({site.root}/status/404)\n")
        Runner(Settings(isolated=True, ignore=("grammar", "spelling"))).run([str(path)])
        assert site.asked == []

    def test_a_page_is_asked_for_once_whatever_names_it(self, site: Site, tmp_path: Path) -> None:
        for name in ("a.md", "b.md"):
            (tmp_path / name).write_text(f"[a]({site.root}/a#b) <{site.root}/a>\n")
        assert self.run(tmp_path) == []
        assert site.asked == [("HEAD", "/a")]

    def test_without_a_net_it_is_said_that_nothing_was_checked(self, tmp_path: Path) -> None:
        with socket.socket() as unused:
            unused.bind((HOST, 0))
            port = unused.getsockname()[1]
        path = tmp_path / "a.md"
        path.write_text(f"[a](http://{HOST}:{port}/)\n")
        assert self.run(path) == [("internal/links", "")]

    def test_the_option_and_its_limits(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.md"
        path.write_text("[a](http://10.0.0.1/)\n")
        arguments = ["--isolated", "--select", "links", str(path)]
        assert main(["--check-links", *arguments]) == 0
        assert main(["--check-links", "--offline", *arguments]) == 2
        assert "--offline" in capsys.readouterr().err

    def test_a_rule_that_needs_the_option_is_not_silently_left_out(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text("[a](http://10.0.0.1/)\n")
        with pytest.raises(ConfigError):
            Runner(Settings(isolated=True, select=("links/dead",))).run([str(path)])
