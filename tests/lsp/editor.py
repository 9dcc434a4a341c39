"""An editor, as far as a language server can tell: JSON-RPC over the pipes of a real process."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.conftest import ROOT

WAIT = 60.0  # seconds; a busy machine is slow
ALL = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {
        "codeAction": {"resolveSupport": {"properties": ["edit"]}, "dataSupport": True}
    },
}


def uri_of(path: Path) -> str:
    return "file://" + quote(str(path.absolute()))


def mended(text: str, edits: list[dict[str, Any]], unit: str = "utf-16") -> str:
    """The text after edits whose positions count these units; written for the tests alone."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)

    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[
        unit
    ]

    def offset(place: dict[str, int]) -> int:
        line = lines[place["line"]].encode(codec, "surrogatepass")
        assert place["character"] * size <= len(line), "a position beyond its line"
        before = line[: place["character"] * size].decode(codec, "surrogatepass")
        assert not before.endswith(("\r", "\n")), "a position beyond its line"
        return sum(map(len, lines[: place["line"]])) + len(before)

    spans = [
        (offset(edit["range"]["start"]), offset(edit["range"]["end"]), edit["newText"])
        for edit in edits
    ]
    ends = 0
    parts = []
    for start, end, new in sorted(spans, key=lambda span: span[:2]):
        assert start >= ends, "edits overlap"
        parts += [text[ends:start], new]
        ends = end
    return "".join([*parts, text[ends:]])


class Editor:
    """Starts the server, and speaks with it until it is closed."""

    def __init__(self, cwd: Path, *arguments: str, **environment: str) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linters", "server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": path, "LC_ALL": "C.UTF-8", **environment},
        )
        self.cwd = cwd
        self.published: list[dict[str, Any]] = []
        self.messages: list[str] = []
        self.registered: list[dict[str, Any]] = []
        self._answers: dict[int, dict[str, Any]] = {}
        self._news: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        output = self.process.stdout
        assert output is not None
        while header := output.readline():
            length = int(header.split(b":")[1])
            while output.readline().strip():
                pass
            self._news.put(json.loads(output.read(length)))

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self.send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        number = self._number
        self.send(id=number, method=method, params=params or None)
        self.wait(lambda: number in self._answers)
        answer = self._answers.pop(number)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, is_so: Any, seconds: float = WAIT) -> None:
        """Take in what the server says until `is_so`; fails after that many seconds."""
        deadline = time.monotonic() + seconds
        while not is_so():
            try:
                self._take(self._news.get(timeout=max(0, deadline - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"not within {seconds} s; {self.messages}") from None

    def settle(self, seconds: float = 1.0) -> None:
        """Take in all that comes until nothing did for that many seconds."""
        try:
            while True:
                self._take(self._news.get(timeout=seconds))
        except queue.Empty:
            pass

    def _take(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params")
        if method == "textDocument/publishDiagnostics":
            self.published.append(params)
        elif method == "window/showMessage":
            self.messages.append(params["message"])
        elif method == "client/registerCapability":
            self.registered += params["registrations"]
            self.send(id=message["id"], result=None)
        elif method is None:
            self._answers[message["id"]] = message

    def start(self, capabilities: dict[str, Any] = ALL, locale: str | None = "en") -> Any:
        folder = uri_of(self.cwd)
        result = self.ask(
            "initialize",
            processId=None,
            rootUri=folder,
            capabilities=capabilities,
            **({"locale": locale} if locale else {}),
        )
        self.notify("initialized")
        return result["capabilities"]

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)

    def change(self, uri: str, text: str) -> None:
        version = self._versions[uri] = self._versions[uri] + 1
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version},
            contentChanges=[{"text": text}],
        )

    def found(self, uri: str) -> list[dict[str, Any]]:
        """The diagnostics of the newest version, as soon as they are there."""
        version = self._versions[uri]
        self.wait(
            lambda: any(p["uri"] == uri and p.get("version") == version for p in self.published)
        )
        last = [p for p in self.published if p["uri"] == uri and p.get("version") == version][-1]
        return list(last["diagnostics"])

    def rules(self, uri: str) -> list[str]:
        return [one["code"] for one in self.found(uri)]

    def until(self, uri: str, is_so: Any) -> list[dict[str, Any]]:
        """The diagnostics of a text as soon as they are as wanted."""

        def last() -> list[dict[str, Any]] | None:
            all = [p["diagnostics"] for p in self.published if p["uri"] == uri]
            return all[-1] if all else None

        self.wait(lambda: last() is not None and is_so(last()))
        return last() or []

    def actions(
        self, uri: str, range: dict[str, Any] | None = None, only: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """The actions for a range, all of the text by default, each with its edit."""
        range = range or {
            "start": {"line": 0, "character": 0},
            "end": {"line": 1_000_000, "character": 0},
        }
        context: dict[str, Any] = {"diagnostics": []}
        if only is not None:
            context["only"] = only
        actions = self.ask(
            "textDocument/codeAction", textDocument={"uri": uri}, range=range, context=context
        )
        return [
            one if one.get("edit") else self.ask("codeAction/resolve", **one) for one in actions
        ]

    def close(self) -> int:
        """Shut the server down as an editor does; its exit status."""
        self.ask("shutdown")
        self.notify("exit")
        return self.end()

    def end(self) -> int:
        status = self.process.wait(WAIT)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()
        return status

    @property
    def log(self) -> str:
        """What the ended server wrote to standard error."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()


def edits_of(action: dict[str, Any], uri: str) -> list[dict[str, Any]]:
    """The text edits of an action, which must be about that text alone."""
    edit = action["edit"]
    if "changes" in edit:
        assert list(edit["changes"]) == [uri]
        return list(edit["changes"][uri])
    (change,) = edit["documentChanges"]
    assert change["textDocument"]["uri"] == uri
    return list(change["edits"])
