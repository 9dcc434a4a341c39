"""Whatever happens while files are mended, each is whole: as it was, or mended."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linters.cli.diff import unified
from linters.engine.fix import write
from tests.conftest import ROOT

HEAD = "---\ntags: [nlp_newsletter]\n---\n\n"
OLD = (HEAD + "A tradu√ß√£o est√° pronta.\n\n" * 40).encode()
NEW = (HEAD + "A tradução está pronta.\n\n" * 40).encode()
NAMES = [f"pasta {number % 4}/{number:02} – edição.md" for number in range(60)]
COMMAND = (sys.executable, "-m", "linters", ".", "--fix", "--select", "encoding")


def start(
    folder: Path, *arguments: str, command: tuple[str, ...] = COMMAND, limit: int | None = None
) -> subprocess.Popen[str]:
    def limited() -> None:
        assert limit is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        preexec_fn=limited if limit else None,
        start_new_session=True,
    )


def status(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def fill(folder: Path, content: bytes = OLD) -> None:
    for name in NAMES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def others(folder: Path) -> list[str]:
    """What lies beside the posts."""
    found = (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return sorted(set(found) - set(NAMES))


def contents(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in NAMES]


def has_ended(group: int) -> bool:
    """Whether no process of a group is left; waits a little."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_ended_at_any_moment(jobs: str, sign: signal.Signals, tmp_path: Path) -> None:
    seed = random.Random(int(jobs) + sign)
    fill(tmp_path)
    began = time.monotonic()
    whole = start(tmp_path, "--jobs", jobs)
    while (tmp_path / NAMES[0]).read_bytes() == OLD:
        time.sleep(0.001)
    first = time.monotonic()
    assert status(whole) == 0 and contents(tmp_path) == [NEW] * len(NAMES)
    duration = time.monotonic() - first
    assert first - began < 30
    halfway = 0
    for _ in range(16 if sign == signal.SIGKILL else 4):
        fill(tmp_path)
        process = start(tmp_path, "--jobs", jobs)
        while (tmp_path / NAMES[0]).read_bytes() == OLD and process.poll() is None:
            time.sleep(0.001)
        time.sleep(seed.uniform(0, duration * 0.8))
        process.send_signal(sign)
        returned = status(process)
        assert has_ended(process.pid), "a process was left behind"
        found = contents(tmp_path)
        assert set(found) <= {OLD, NEW}
        halfway += len(set(found)) == 2
        left = others(tmp_path)
        if sign == signal.SIGKILL:
            # Hidden, no Markdown, and gone with the next run.
            assert all(Path(name).name.startswith(".lint-issue-") for name in left), left
            assert not [name for name in left if name.endswith(".md")]
        else:
            assert left == [] and returned in (0, 2)
        assert status(start(tmp_path)) == 0
        assert contents(tmp_path) == [NEW] * len(NAMES) and others(tmp_path) == []
    assert halfway, "it was never ended in the middle"


def test_what_a_killed_run_left_goes_and_what_a_running_one_writes_stays(tmp_path: Path) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    for name in (f"{dead.pid}-x.tmp", f"{os.getpid()}-x.tmp", "mine.tmp", "99999999999-x.tmp"):
        (tmp_path / f".lint-issue-{name}").write_bytes(b"x")
    (tmp_path / ".lint-issue.toml").write_bytes(b"")
    (tmp_path / "a.md").write_bytes(b"old")
    write(str(tmp_path / "a.md"), b"old", b"new")
    kept = {".lint-issue.toml", "a.md", ".lint-issue-mine.tmp", f".lint-issue-{os.getpid()}-x.tmp"}
    assert set(os.listdir(tmp_path)) == kept


def test_a_file_that_cannot_be_written_whole_is_as_it_was(tmp_path: Path) -> None:
    """The same for the system as a full disk: a write that ends too early."""
    (tmp_path / "a.md").write_bytes(OLD * 40)
    (tmp_path / "b.md").write_bytes(OLD)
    process = start(tmp_path, "--format", "json", "--no-cache", limit=len(NEW) + 100)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 2, error
    assert (tmp_path / "a.md").read_bytes() == OLD * 40
    assert (tmp_path / "b.md").read_bytes() == NEW
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md"]
    rules = [d["rule"] for d in json.loads(out)["diagnostics"] if d["path"] == "a.md"]
    assert "internal/unwritable" in rules and "encoding/mojibake" in rules


# Root may write anywhere, unless it is told not to.
UNPRIVILEGED: tuple[str, ...] = ()
if os.geteuid() == 0:
    capability = "-dac_override,-dac_read_search"
    UNPRIVILEGED = ("setpriv", f"--bounding-set={capability}", f"--inh-caps={capability}")


@pytest.mark.skipif(not shutil.which("setpriv") and os.geteuid() == 0, reason="root may do all")
@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o644), (0o755, 0o444)], ids=["folder", "file"]
)
def test_what_must_not_be_written(folder_mode: int, file_mode: int, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.md").write_bytes(OLD)
    (tmp_path / "b.md").write_bytes(OLD)
    (closed / "a.md").chmod(file_mode)
    closed.chmod(folder_mode)
    try:
        process = start(tmp_path, command=(*UNPRIVILEGED, *COMMAND))
        out, _ = process.communicate(timeout=60)
    finally:
        closed.chmod(0o755)
    assert process.returncode == 2 and "Permission denied" in out
    assert os.listdir(closed) == ["a.md"]
    assert (closed / "a.md").read_bytes() == OLD and (tmp_path / "b.md").read_bytes() == NEW


def test_another_process_changes_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed while"):
        write(str(tmp_path / "a.md"), b"as it was read", b"ours")
    (tmp_path / "b.md").symlink_to("gone.md")
    for path in (tmp_path / "b.md", tmp_path / "c.md"):
        with pytest.raises(FileNotFoundError):
            write(str(path), b"as it was read", b"ours")
    assert (tmp_path / "a.md").read_bytes() == b"theirs"
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md"]


def test_links_and_modes(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    post = tmp_path / "posts" / "a.md"
    post.write_bytes(OLD)
    post.chmod(0o2750)
    os.link(post, tmp_path / "copy.md")
    (tmp_path / "one.md").symlink_to("two.md")
    (tmp_path / "two.md").symlink_to(post)
    write(str(tmp_path / "one.md"), OLD, NEW)
    assert post.read_bytes() == NEW and stat.S_IMODE(post.stat().st_mode) == 0o2750
    assert os.readlink(tmp_path / "one.md") == "two.md"
    assert os.readlink(tmp_path / "two.md") == str(post)
    # A second name, as backups made of links have: it keeps what it kept.
    assert (tmp_path / "copy.md").read_bytes() == OLD


LINES = st.lists(
    st.sampled_from(
        [b"a", b"b", b"", b"\xe9\x00", "é 🎓".encode(), b"--- a/x", b"+b", b" c", b"\\ d"]
    ),
    max_size=12,
)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    data = b"".join(line + draw(ENDS) for line in draw(LINES))
    return data if draw(st.booleans()) else data.rstrip(b"\r\n")


@given(files(), files())
@example(b"", b"a\n")
@example(b"a\n", b"")
@example(b"a\r\nb", b"a\nb\n")
@settings(max_examples=60, deadline=None)
def test_git_takes_any_patch(old: bytes, new: bytes) -> None:
    check_patch("a.md", old, new)


@pytest.mark.parametrize(
    "name",
    [
        *("pasta com espaço/é – ü.md", "x[PT-BR]_a,_b #1.Md", " a .md ", 'a"b\\c.md', "a\tb.md"),
        *("a\nb.md", "-x.md", "a\t2020-01-01 00:00:00.md", "a b/c d.md", "dev/null", "b.md\r"),
        os.fsdecode(b"\xe9.md"),
    ],
)
def test_git_takes_any_name(name: str) -> None:
    check_patch(name, b"a\nb\n", b"a\nc\n")


def check_patch(name: str, old: bytes, new: bytes) -> None:
    """That `git apply` makes `new` of `old` by the patch, and leaves the mode as it was."""
    if old == new:
        assert unified(name, old, new) == b""
        return
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(old)
        path.chmod(0o755)
        patch = unified(name, old, new)
        result = subprocess.run(
            ["git", "-c", "core.autocrlf=false", "apply", "-"],
            cwd=folder,
            input=patch,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr + patch
        assert path.read_bytes() == new
        assert stat.S_IMODE(path.stat().st_mode) == 0o755
