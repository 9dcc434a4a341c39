"""A LanguageTool server: ours for one run, one kept for the day, or one that the user named."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, NamedTuple

from linters.languagetool import overlay
from linters.languagetool.errors import LanguageToolError
from linters.languagetool.grammar import IDENTITY, IDENTITY_WORD
from linters.messages import _, translate
from linters.resources import cache_folder

if TYPE_CHECKING:
    from linters.languagetool.grammar import Grammar, Policy
    from linters.languagetool.home import Home
    from linters.languagetool.java import Java

HOST = "127.0.0.1"
START_TIMEOUT = 90.0  # seconds; 2 on an idle machine
IDLE = 3 * 3600.0
_TAIL = 12  # lines of the server's log that a message quotes

# Memory is bounded, and one thread collects it: there are two cores on a runner.
JVM_OPTIONS = ("-Xmx1g", "-Xss1m", "-XX:+UseSerialGC")
# The quick compiler alone: ready twice as fast, and a third slower from then on.
QUICK_OPTIONS = ("-XX:TieredStopAtLevel=1",)
_OPTIONS = {
    "maxTextLength": "200000",
    "maxCheckTimeMillis": "120000",
    "maxCheckThreads": "4",
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "4",
    "pipelineExpireTimeInSeconds": "36000",
}

_NOT_STARTED = _("LanguageTool did not start within {seconds} seconds.")
_ENDED = _("LanguageTool ended before it was ready (exit status {status}).")
_SEE_DOCTOR = _("`lint-issue doctor` looks for the cause.")


class State(NamedTuple):
    """What `languagetool start` leaves behind for the runs that come."""

    url: str
    pid: int
    version: str
    key: str


class Server:
    """A server process of ours, gone when it is closed, or when this process ends in any way."""

    def __init__(
        self, home: Home, java: Java, grammar: Grammar, idle: float = 0, quick: bool = True
    ) -> None:
        self._command = java.path
        self._home = home
        self._grammar = grammar
        self._idle = idle
        self._options = (*JVM_OPTIONS, *(QUICK_OPTIONS if quick else ()))
        if idle:
            self._folder = os.path.join(cache_folder(), "languagetool", "server")
            os.makedirs(self._folder, exist_ok=True)
        else:
            self._folder = tempfile.mkdtemp(prefix="lint-issue-")
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers. Raises LanguageToolError, with its log, if it fails.

        A port that was free may be taken before LanguageTool binds it: then another is tried.
        """
        for attempt in (1, 2, 3):
            try:
                self._start_once()
                return
            except LanguageToolError as error:
                self.stop()
                if attempt == 3 or "Address already in use" not in error.log:
                    raise

    def _start_once(self) -> None:
        port = _free_port()
        self.url = f"http://{HOST}:{port}"
        options = os.path.join(self._folder, "server.properties")
        with open(options, "w", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in _OPTIONS.items())
        class_path = os.pathsep.join((self._rules(), self._home.jar))
        java = [self._command, *self._options, "-Dfile.encoding=UTF-8", "-cp", class_path]
        server = ["org.languagetool.server.HTTPServer", "--config", options, "--port", str(port)]
        keeper = os.path.join(os.path.dirname(__file__), "keeper.py")
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", keeper, str(self._idle), stamp(), *java, *server],
                stdin=subprocess.DEVNULL if self._idle else subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._home.path,
                start_new_session=True,  # Ctrl-C is for us; we stop it in our time
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not is_listening(port) or "Server started" not in self.log():
            status = self._process.poll()
            if status is not None:
                message = translate(_ENDED).format(status=status)
                raise LanguageToolError(message, translate(_SEE_DOCTOR), self.log())
            if time.monotonic() > deadline:
                message = translate(_NOT_STARTED).format(seconds=round(START_TIMEOUT))
                raise LanguageToolError(message, translate(_SEE_DOCTOR), self.log())
            time.sleep(0.02)

    def _rules(self) -> str:
        """The jar with our rules, which goes before LanguageTool's own."""
        path = os.path.join(self._folder, "rules.jar")
        overlay.write(path, self._home, self._grammar)
        return path

    @property
    def _log(self) -> str:
        return os.path.join(self._folder, "log.txt")

    def log(self) -> str:
        """The last lines that the server wrote."""
        try:
            with open(self._log, encoding="utf-8", errors="replace") as file:
                lines = [line.rstrip() for line in file if "\tat " not in line]
        except OSError:
            return ""
        return "\n".join(lines[-_TAIL:])

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it; nothing if it has ended."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        else:
            self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def close(self) -> None:
        """Stop it and remove what it needed."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    """Whether anything answers at that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def stamp() -> str:
    """The file whose age says how long the kept server has not been used."""
    return os.path.join(cache_folder(), "languagetool", "server.used")


def _state_path() -> str:
    return os.path.join(cache_folder(), "languagetool", "server.json")


def touch() -> None:
    """Note that the kept server was used."""
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(stamp()), exist_ok=True)
        with open(stamp(), "wb"):
            pass


def write_state(state: State) -> None:
    """Let later runs find the server."""
    temporary = f"{_state_path()}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(state._asdict(), file)
    os.replace(temporary, _state_path())


def read_state() -> State | None:
    """What the last `languagetool start` left, whether or not the server still runs."""
    try:
        with open(_state_path(), encoding="utf-8") as file:
            content = json.load(file)
        return State(
            str(content["url"]), int(content["pid"]), str(content["version"]), str(content["key"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_state() -> None:
    for path in (_state_path(), stamp()):
        with contextlib.suppress(OSError):
            os.unlink(path)


def find_kept(version: str, key: str, policy: Policy) -> str | None:
    """The address of the server that was started for the day, if it is ours and as we need it.

    It must lie on this machine, run that version, and know our rules in their present state.
    """
    state = read_state()
    if state is None or (state.version, state.key) != (version, key):
        return None
    if not re.fullmatch(rf"http://{re.escape(HOST)}:\d+", state.url):
        return None
    return state.url if identity(state.url, policy) == key else None


def identity(url: str, policy: Policy) -> str | None:
    """The key of the rules that the server at `url` has, None if it is no server of ours.

    Asked with the settings of every other check, for which the server then is ready.
    """
    from linters.languagetool.client import Client

    try:
        matches = Client(url, policy).check(IDENTITY_WORD)
    except LanguageToolError:
        return None
    return next((match.message for match in matches if match.rule == IDENTITY), None)
