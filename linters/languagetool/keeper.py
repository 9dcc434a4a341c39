"""Runs a LanguageTool server and sees to it that it never outlives its use.

A program of its own, without imports from the package: `python keeper.py IDLE STAMP COMMAND...`.
With IDLE 0 the server lives as long as somebody holds the other end of standard input: the run
that started it, however that ends. Else it is stopped once the file STAMP has not been touched for
IDLE seconds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time


def main() -> int:
    """Run the command until it ends or is no longer needed; gives its exit status."""
    idle, stamp, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    done = threading.Event()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _signal, _frame: done.set())
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )
    if not idle:
        threading.Thread(target=_wait_for_end, args=(done,), daemon=True).start()
    while server.poll() is None and not done.wait(0.1):
        if idle and _age(stamp) > idle:
            break
    if server.poll() is None:
        server.kill()
        server.wait()
    return server.returncode


def _die_with_parent() -> None:
    """Ask Linux to end the server should this process be killed without a word."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _wait_for_end(done: threading.Event) -> None:
    os.read(0, 1)  # nobody writes: it returns when the other end is closed
    done.set()


def _age(stamp: str) -> float:
    try:
        return time.time() - os.stat(stamp).st_mtime
    except OSError:
        return float("inf")  # `languagetool stop` takes the stamp away


if __name__ == "__main__":
    sys.exit(main())
