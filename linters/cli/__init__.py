"""The command line. `--version` is answered before anything else is loaded."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run `lint-issue` with `argv` (without the program's name); gives the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        from linters import __version__

        print(f"lint-issue {__version__}")
        return 0
    from linters.cli.commands import run

    return run(arguments)
