"""The command line. `--version` is answered before anything else is loaded."""

from __future__ import annotations

import gc
import sys

# A run is short, and what it makes is mostly kept to its end: looking for garbage every 700 objects
# costs a tenth of the start-up and finds nothing.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main(argv: list[str] | None = None) -> int:
    """Run `lint-issue` with `argv` (without the program's name); gives the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        from linters import __version__

        print(f"lint-issue {__version__}")
        return 0
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from linters.cli.commands import run

    status = run(arguments)
    # The process is about to end: its last collection would walk all that is about to go anyway.
    gc.freeze()
    return status
