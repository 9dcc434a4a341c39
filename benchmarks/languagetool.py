"""What LanguageTool costs, and whether the reduced installation finds what the full one finds.

    python benchmarks/languagetool.py speed FILE    whole processes, side by side with plain
                                                    `language_tool_python` on the same installation
    python benchmarks/languagetool.py same FULL     FULL holds languagetool-server.jar and all libs/

`speed` gives medians of whole processes: cold (nothing kept), unchanged, with a kept server.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from linters.languagetool.client import Client
from linters.languagetool.grammar import Grammar, Policy
from linters.languagetool.home import Home, find_home
from linters.languagetool.java import find_java
from linters.languagetool.server import Server

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "dair-ai"
PLAIN = (
    "import sys, language_tool_python\n"
    "with language_tool_python.LanguageTool('pt-BR') as tool:\n"
    "    print(len(tool.check(open(sys.argv[1], encoding='utf-8').read())))\n"
)


def median(command: list[str], runs: int, **environment: str) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def speed(path: str, runs: int) -> None:
    home = find_home()
    assert home is not None
    lint = [sys.executable, "-m", "linters", path]
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder, "languagetool")
        cache.mkdir()
        os.symlink(home.path, cache / os.path.basename(home.path))
        own = {"LINT_ISSUE_CACHE": folder, "PYTHONPATH": str(HERE.parent)}
        ltp = os.path.dirname(home.path)
        plain = median([sys.executable, "-c", PLAIN, path], runs, LTP_PATH=ltp)
        cold = median([*lint, "--no-cache"], runs, **own)
        subprocess.run([*lint, "--quiet"], env={**os.environ, **own}, stdout=subprocess.DEVNULL)
        unchanged = median(lint, max(runs, 9), **own)
        start = [sys.executable, "-m", "linters", "languagetool", "start"]
        began = time.perf_counter()
        subprocess.run(start, env={**os.environ, **own}, stdout=subprocess.DEVNULL, check=True)
        starting = time.perf_counter() - began
        kept = median([*lint, "--no-cache"], runs, **own)
        start[-1] = "stop"
        subprocess.run(start, env={**os.environ, **own}, stdout=subprocess.DEVNULL, check=True)
    print(f"plain language_tool_python   {plain:6.2f} s")
    print(f"lint-issue, cold             {cold:6.2f} s   {cold / plain:.2f}")
    print(f"lint-issue, unchanged        {unchanged:6.2f} s   {unchanged / plain:.3f}")
    print(f"`languagetool start`         {starting:6.2f} s")
    print(f"lint-issue, kept server      {kept:6.2f} s   {kept / plain:.2f}")


def same(full: str) -> None:
    """Compare the findings of the reduced and of a full installation, run as our servers are."""
    home, java = find_home(), find_java()
    assert home is not None and java is not None
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*PT-BR*"))]
    found = []
    for one in (home, Home(full, home.version)):
        server = Server(one, java, Grammar())
        server.start()
        client = Client(server.url, Policy((), (), {}, []))
        plain = ["".join(c if c < "\U00010000" else " " for c in text) for text in texts]
        found.append([client.check(text) for text in plain])
        server.close()
    print("findings:", sum(map(len, found[0])), "and", sum(map(len, found[1])))
    print("the same" if found[0] == found[1] else "NOT the same")


if __name__ == "__main__":
    if sys.argv[1] == "speed":
        speed(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3)
    else:
        same(sys.argv[2])
