from __future__ import annotations

import os
from collections.abc import Iterator

from linters.document import Document
from linters.messages import _
from linters.model import Bad, Finding, Good, Rule, Severity, Span

_EN = "The owl hunts at night.\n"
_NOW = "ce8bc894caaf91a5ff06c51e17052d0bdbb92fec567befc1e6f9f0457f862e88"


def _post(digest: str) -> str:
    return f"---\ntitle: x\nsource-sha256: {digest}\n---\n\nA coruja caça à noite.\n"


class Stale(Rule):
    """The original has changed since it was translated.

    Told by `source-sha256` in the front matter, the SHA-256 of the original's bytes when it was
    translated; without it, and where both files are in git, by the last commits that changed them
    (the option `git`). A slip mended in either file counts too: it is a hint to look, no mistake.

    Source: MDN keeps the original's commit in `l10n.sourceCommit`
    (https://github.com/mdn/translated-content/blob/main/docs/README.md).
    """

    id = "parity/stale"
    severity = Severity.INFO
    message = _("The original has changed since this was translated.")
    help = _("Compare them; then write its digest of today: `source-sha256: {digest}`")

    later = _("The original was changed after this translation: {date}.")
    look = _("See what changed: {command}")

    options = {"git": False}

    VALID = [
        Good(_post(_NOW), path="x[pt-BR].md", original=_EN),
        Good(_post(_NOW.upper()), path="x[pt-BR].md", original=_EN),
        Good(_post("0123"), path="x[pt-BR].md"),
        Good("A coruja caça à noite.\n", path="x[pt-BR].md", original=_EN),
    ]
    INVALID = [
        Bad(_post("0" * 64), at="0" * 64, path="x[pt-BR].md", original=_EN),
        Bad(_post(_NOW[::-1]), at=_NOW[::-1], path="x[pt-BR].md", original=_EN),
        Bad(_post("abc"), at="abc", path="x[pt-BR].md", original=_EN),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        original = document.original
        if original is None or original.in_comments:
            return
        front = document.front_matter
        node = front.get("source-sha256") if front else None
        if node is not None:
            import hashlib

            digest = hashlib.sha256(original.document.source.data).hexdigest()
            if node.text.strip().lower() != digest:
                yield Finding(node.span, digest=digest)
        elif self.settings["git"]:
            theirs, ours = _changed(original.document.path), _changed(document.path)
            if theirs and ours and theirs[0] > ours[0]:
                command = f"git log -p {ours[1]}.. -- {os.path.basename(original.document.path)}"
                title = front.get("title") if front else None
                yield Finding(
                    title.span if title else Span(0, 0),
                    message=self.later,
                    help=self.look,
                    date=theirs[2],
                    command=command,
                )


def _changed(path: str) -> tuple[int, str, str] | None:
    """When the last commit changed a file (seconds), that commit, and its date; None without."""
    import subprocess

    folder, name = os.path.split(os.path.abspath(path))
    command = ["git", "log", "-1", "--format=%ct %h %cs", "--", name]
    try:
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        seconds, commit, date = told.stdout.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return int(seconds), commit, date
