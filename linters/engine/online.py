"""Asking whether the pages are there that links lead to: opt-in, concurrent, polite, remembered.

Each site is asked one thing at a time, with a pause in between, under this program's own name, and
is left alone when it asks for that. Only public addresses are touched: a name is resolved once, its
address is looked at, and the connection goes there.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, requote_uri, select_proxy

from linters import __version__
from linters.checks.online import Answer
from linters.languagetool.cache import Cache
from linters.resources import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from http.cookiejar import CookiePolicy
    from typing import Any

_AGENT = f"lint-issue/{__version__} (checks the links of a newsletter before it is published)"
_MOST_AT_ONCE = 16
_MOST_HOPS = 8
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_NO_HEAD = (400, 401, 403, 404, 405, 406, 410, 500, 501, 503)
_REFUSED = (400, 401, 402, 403, 405, 406, 418, 451, 999)
_BUSY = (429, 503)
_DAY = 86_400.0
# How long an answer is believed: what is there stays longer than what is not.
_KEPT = {True: 7 * _DAY, False: _DAY}
# Names that never stand for a page that readers can open.
_LOCAL = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "test", "example")
_EMBEDDED = ipaddress.ip_network("64:ff9b::/96")


class Manners(NamedTuple):
    """How sites are asked: seconds to wait for a connection and for an answer, between two requests
    to a site, and at most where it says how long to wait (`Retry-After`).

    `private` names hosts that may be asked although they are private: for tests.
    """

    connect: float = 8.0
    read: float = 20.0
    pause: float = 0.3
    patience: float = 60.0
    private: frozenset[str] = frozenset()


class _UnknownHostError(Exception):
    pass


class _Site:
    """One host: where it is, and what it may be asked. One request at a time."""

    def __init__(self, host: str, port: int, manners: Manners, proxied: bool) -> None:
        self.lock = threading.Lock()
        self.is_busy = False
        self.last = 0.0
        self.address: str | None = None
        self.is_private = False
        self.is_unknown = False
        if host in manners.private:
            self.address = host
        elif _is_local_name(host):
            self.is_private = True
        else:
            self._resolve(host, port, proxied)
        self.session = _session(host, None if proxied else self.address)

    def _resolve(self, host: str, port: int, proxied: bool) -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            # A proxy may know more names than this machine.
            self.is_unknown = not proxied
            return
        addresses = [str(entry[4][0]) for entry in found]
        self.is_private = not all(map(_is_public, addresses))
        # Many machines have no way to addresses of the newer kind.
        self.address = min(addresses, key=lambda address: ":" in address)


class LinkChecker:
    """Asks for addresses. What was answered is kept in `cache`, None keeps nothing."""

    def __init__(self, cache: Cache | None = None, manners: Manners | None = None) -> None:
        self._cache = cache
        self._manners = manners or Manners()
        self._sites: dict[tuple[str, int], _Site] = {}
        self._lock = threading.Lock()

    def check(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """The answer of each address that is public."""
        wanted = sorted(set(addresses))
        answers = self._remembered(wanted)
        by_host: dict[str, list[str]] = {}
        for address in wanted:
            if address not in answers:
                by_host.setdefault(_host(address), []).append(address)
        fresh: dict[str, Answer] = {}
        if by_host:
            with ThreadPoolExecutor(min(_MOST_AT_ONCE, len(by_host))) as pool:
                for part in pool.map(self._ask_all, by_host.values()):
                    fresh.update(part)
        self._remember(fresh)
        return {**answers, **fresh}

    def _ask_all(self, addresses: list[str]) -> dict[str, Answer]:
        found = {}
        for address in addresses:
            answer = self._ask(address)
            if answer is not None:
                found[address] = answer
        return found

    def _ask(self, address: str) -> Answer | None:
        """The answer of an address, redirects followed; None for one that is not to be touched."""
        location, permanent = "", True
        current = address
        for _hop in range(_MOST_HOPS):
            parts = _split(current)
            if parts is None:
                return None if current == address else Answer(problem="redirects")
            try:
                reply = self._request(current, parts)
            except _UnknownHostError:
                return Answer(problem="unknown-host")
            except requests.exceptions.SSLError:
                return Answer(problem="certificate")
            except requests.exceptions.Timeout:
                return Answer(problem="timeout")
            except (requests.exceptions.RequestException, OSError, ValueError):
                return Answer(problem="no-connection")
            if reply is None:
                return None
            status, target, problem = reply
            if status not in _REDIRECTS or not target or problem:
                if not problem and status in _REFUSED:
                    problem = "refused"
                return Answer(status, problem, location)
            try:
                current = urljoin(current, requote_uri(target))
            except (ValueError, requests.exceptions.RequestException):
                return Answer(problem="redirects")
            permanent = permanent and status in _PERMANENT
            if permanent:
                location = current
        return Answer(problem="redirects")

    def _request(self, address: str, parts: SplitResult) -> tuple[int, str, str] | None:
        """Status, `Location` and problem of one request; None where it must not be made."""
        proxies = get_environ_proxies(address)
        site = self._site(parts, select_proxy(address, proxies) is not None)
        if site.is_private:
            return None
        if site.is_unknown:
            raise _UnknownHostError
        with site.lock:
            for attempt in range(2):
                if site.is_busy:
                    return 0, "", "busy"
                response = self._send(site, "HEAD", address, proxies)
                if response.status_code in _NO_HEAD:
                    response = self._send(site, "GET", address, proxies)
                if response.status_code not in _BUSY:
                    break
                wait = _seconds(response.headers.get("Retry-After"))
                if wait is None and response.status_code != 429:
                    break  # not busy, but broken
                if attempt or (wait or 0) > self._manners.patience:
                    site.is_busy = True
                    return response.status_code, "", "busy"
                time.sleep(wait if wait is not None else self._manners.pause)
            # A header is bytes; sites write them in UTF-8.
            location = response.headers.get("Location", "").encode("latin-1", "replace")
            return response.status_code, location.decode("utf-8", "replace"), ""

    def _send(
        self, site: _Site, method: str, address: str, proxies: Mapping[str, str]
    ) -> requests.Response:
        rest = self._manners.pause - (time.monotonic() - site.last)
        if rest > 0:
            time.sleep(rest)
        try:
            # Only the head of an answer is of interest; what a page holds is not loaded.
            with site.session.request(
                method,
                address,
                timeout=(self._manners.connect, self._manners.read),
                allow_redirects=False,
                stream=True,
                proxies=dict(proxies),
            ) as response:
                return response
        finally:
            site.last = time.monotonic()

    def _site(self, parts: SplitResult, proxied: bool) -> _Site:
        key = (_ascii(parts.hostname or ""), parts.port or (443 if parts.scheme == "https" else 80))
        with self._lock:
            site = self._sites.get(key)
        if site is None:
            made = _Site(*key, self._manners, proxied)
            with self._lock:
                site = self._sites.setdefault(key, made)
        return site

    def _remembered(self, addresses: Iterable[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        if self._cache is None:
            return found
        now = time.time()
        for address, text in self._cache.get(addresses).items():
            try:
                status, location, made = json.loads(text)
                age = now - float(made)
                answer = Answer(int(status), "", str(location))
            except (ValueError, TypeError):
                continue
            if 0 <= age < _KEPT[answer.status < 400]:
                found[address] = answer
        return found

    def _remember(self, answers: Mapping[str, Answer]) -> None:
        """Keep what is certain: that a site did not answer today says nothing of tomorrow."""
        if self._cache is not None:
            now = time.time()
            self._cache.put(
                {
                    address: json.dumps([answer.status, answer.location, now])
                    for address, answer in answers.items()
                    if not answer.problem and 200 <= answer.status < 500
                }
            )


def link_cache() -> Cache:
    """Where answers are kept between runs."""
    return Cache(os.path.join(cache_folder(), "links-1.sqlite"))


class _ToAddress(HTTPAdapter):
    """Connects to the address that was looked at, whatever the name stands for by then."""

    def __init__(self, host: str, address: str, scheme: str) -> None:
        self._address = f"[{address}]" if ":" in address else address
        # The certificate is that of the name.
        secure = scheme == "https"
        self._names: dict[str, Any] = (
            {"server_hostname": host, "assert_hostname": host} if secure else {}
        )
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **{**options, **self._names})

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> Any:
        parts = urlsplit(request.url or "")
        assert isinstance(parts, SplitResult)
        request.headers["Host"] = parts.netloc
        port = f":{parts.port}" if parts.port else ""
        request.url = parts._replace(netloc=self._address + port).geturl()
        return super().send(request, *arguments, **options)


def _session(host: str, address: str | None) -> requests.Session:
    from http.cookiejar import DefaultCookiePolicy

    session = requests.Session()
    # Nothing of the user's goes out: no password of .netrc, no cookie.
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    policy: CookiePolicy = DefaultCookiePolicy(allowed_domains=[])
    session.cookies.set_policy(policy)
    session.headers.update({"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8"})
    if address is not None and address != host:
        for scheme in ("https", "http"):
            session.mount(f"{scheme}://", _ToAddress(host, address, scheme))
    return session


def _split(address: str) -> SplitResult | None:
    """The parts of an address that may be asked for, None for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None  # a password is nobody's business
    return parts if port != 0 else None


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host


def _host(address: str) -> str:
    parts = _split(address)
    return (parts.hostname or "") if parts else ""


def _is_local_name(host: str) -> bool:
    bare = host.rstrip(".")
    last = bare.rpartition(".")[2]
    return last in _LOCAL or ("." not in bare and ":" not in bare)


def _is_public(address: str) -> bool:
    """Whether an IP address is one of the public net."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in _EMBEDDED:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast


def _seconds(value: str | None) -> float | None:
    """What `Retry-After` asks for, as seconds from now."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value[:9])
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
