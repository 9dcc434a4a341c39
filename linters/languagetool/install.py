"""Installing LanguageTool: each jar that `lock.json` names, from Maven Central, checked.

`jgo` knows where Maven Central is and how it is laid out. What it downloads is checked by the
server's own sums; the lock's sha256 is ours, and the downloads run side by side.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from linters.languagetool.errors import LanguageToolError
from linters.languagetool.home import JAR, VERSION, Home, own_home
from linters.messages import _, system_reason, translate
from linters.resources import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

# Named by those who have a mirror of Maven Central; else Maven Central itself.
REPOSITORY = "LINT_ISSUE_MAVEN_REPOSITORY"
_SIDE_BY_SIDE = 8
_TRIES = 3
_TIMEOUT = 20  # seconds without a byte
_DICTIONARIES = {
    "pt": ("portuguese-pos-dict", "org/languagetool/resource/pt/spelling/pt-BR.dict"),
    "en": ("english-pos-dict", "org/languagetool/resource/en/hunspell/en_US.dict"),
}

_INSTALLING = _("Installing LanguageTool {version} ({size} MB), once for this machine …")
_NOT_WHOLE = _("{name} did not arrive as it should: its sha256 is not the one that was expected.")
_NOT_WHOLE_HELP = _(
    "Try again. If it happens again, something between you and Maven Central changes what you "
    "download."
)
_NO_DOWNLOAD = _("{name} cannot be downloaded: {reason}.")
_NO_DOWNLOAD_HELP = _(
    "Check the connection and run `lint-issue languagetool install` again: what has arrived is "
    "kept. Behind a mirror, set {variable} to its address."
)
_NO_SPACE = _("There is not enough space in {folder} to install LanguageTool ({size} MB).")
_NO_SPACE_HELP = _("Make room, or set LINT_ISSUE_CACHE to a folder that has it.")
_NOT_WRITABLE = _("LanguageTool cannot be installed in {folder}: {reason}.")
_NOT_WRITABLE_HELP = _("Set LINT_ISSUE_CACHE to a folder that you can write to.")


class Jar(NamedTuple):
    """One file of Maven Central: `group:artifact:version`, sha256 in hex, size in bytes."""

    coordinates: str
    sha256: str
    size: int

    @property
    def artifact(self) -> str:
        return self.coordinates.split(":")[1]

    @property
    def file_name(self) -> str:
        """Where the server's manifest looks for it: without its version."""
        name = JAR if self.artifact == "languagetool-server" else f"libs/{self.artifact}.jar"
        return name.replace("/", os.sep)


def locked_jars() -> list[Jar]:
    """What is to be installed, the largest first, so that the last to arrive is small."""
    path = os.path.join(os.path.dirname(__file__), "lock.json")
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    assert content["version"] == VERSION
    return sorted((Jar(*entry) for entry in content["jars"]), key=lambda jar: -jar.size)


def install(say: Callable[[str], None] = lambda text: None) -> Home:
    """Install LanguageTool unless it is there, and give where it is.

    Two processes at once wait for each other. What is interrupted goes on where it was. Raises
    LanguageToolError if it cannot be done; then nothing is left but whole downloads.
    """
    from filelock import FileLock

    home = Home(own_home(), VERSION, True)
    folder = os.path.dirname(home.path)
    try:
        os.makedirs(folder, exist_ok=True)
        with FileLock(os.path.join(folder, "install.lock")):
            if not os.path.isfile(home.jar):
                _install(home.path, folder, say)
    except OSError as error:
        raise _explain(error, folder) from error
    return home


def dictionary(home: Home, language: str) -> str:
    """The path of the spelling dictionary of an installation for `pt` or `en`, as a file.

    It lies in a jar; a file of its own can be mapped into memory. Raises LanguageToolError if the
    installation has none.
    """
    folder = os.path.join(cache_folder(), "languagetool", "words")
    path = os.path.join(folder, f"{language}-{home.version}-{_key(home.path)}.dict")
    if os.path.isfile(path):
        return path
    artifact, member = _DICTIONARIES[language]
    try:
        os.makedirs(folder, exist_ok=True)
        jar = os.path.join(home.path, "libs", f"{artifact}.jar")
        if os.path.isfile(jar):
            with zipfile.ZipFile(jar) as archive:
                data = archive.read(member)
        else:  # the official zip has it unpacked
            with open(os.path.join(home.path, *member.split("/")), "rb") as file:
                data = file.read()
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise _explain(error, folder) from error
    return path


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _explain(error: Exception, folder: str) -> LanguageToolError:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        size = _megabytes(locked_jars())
        message = translate(_NO_SPACE).format(folder=folder, size=size)
        return LanguageToolError(message, translate(_NO_SPACE_HELP))
    reason = system_reason(error) if isinstance(error, OSError) else error
    message = translate(_NOT_WRITABLE).format(folder=folder, reason=reason)
    return LanguageToolError(message, translate(_NOT_WRITABLE_HELP))


def _megabytes(jars: list[Jar]) -> int:
    return round(sum(jar.size for jar in jars) / 1e6)


def _install(home: str, folder: str, say: Callable[[str], None]) -> None:
    jars = locked_jars()
    downloads = os.path.join(folder, "downloads")
    os.makedirs(downloads, exist_ok=True)
    say(translate(_INSTALLING).format(version=VERSION, size=_megabytes(jars)))
    paths = _download_all(jars, downloads)
    new = f"{home}.new"
    shutil.rmtree(new, ignore_errors=True)
    os.makedirs(os.path.join(new, "libs"))
    for jar, path in zip(jars, paths, strict=True):
        os.replace(path, os.path.join(new, jar.file_name))
    shutil.rmtree(home, ignore_errors=True)
    os.replace(new, home)
    shutil.rmtree(downloads, ignore_errors=True)


def _download_all(jars: list[Jar], folder: str) -> list[str]:
    import requests

    repositories = _repositories()
    with requests.Session() as session, _Progress(jars) as progress:
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=_SIDE_BY_SIDE)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        pool = ThreadPoolExecutor(_SIDE_BY_SIDE)
        try:
            tasks = [
                pool.submit(_download, session, repositories, jar, folder, progress.add)
                for jar in jars
            ]
            return [task.result() for task in tasks]
        except BaseException:  # also Ctrl-C: the others stop at their next piece
            progress.stopped = True
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _repositories() -> list[str]:
    named = os.environ.get(REPOSITORY)
    if named:
        return [named.rstrip("/")]
    from jgo.maven import MavenContext

    return [str(url).rstrip("/") for url in MavenContext().remote_repos.values()]


def _download(
    session: requests.Session,
    repositories: list[str],
    jar: Jar,
    folder: str,
    arrived: Callable[[int], None],
) -> str:
    """Download one jar to `folder`, or what is missing of it; gives its path."""
    import requests

    group, artifact, version = jar.coordinates.split(":")
    name = f"{artifact}-{version}.jar"
    path = os.path.join(folder, name)
    partial = f"{path}.part"
    if os.path.isfile(path) and _sha256(path) == jar.sha256:
        arrived(jar.size)
        return path
    reason: object = None
    for attempt in range(_TRIES):
        base = repositories[attempt % len(repositories)]
        url = f"{base}/{group.replace('.', '/')}/{artifact}/{version}/{name}"
        have = os.path.getsize(partial) if os.path.exists(partial) else 0
        if have >= jar.size:
            os.unlink(partial)
            have = 0
        try:
            headers = {"Range": f"bytes={have}-"} if have else {}
            with session.get(url, headers=headers, stream=True, timeout=_TIMEOUT) as response:
                response.raise_for_status()
                resumed = response.status_code == 206
                if resumed:
                    arrived(have)
                with open(partial, "ab" if resumed else "wb") as file:
                    for piece in response.iter_content(1 << 16):
                        file.write(piece)
                        arrived(len(piece))
        except requests.RequestException as error:
            arrived(-(os.path.getsize(partial) if os.path.exists(partial) else 0))
            answer = error.response
            reason = f"HTTP {answer.status_code}" if answer is not None else error
            continue
        if _sha256(partial) == jar.sha256:
            os.replace(partial, path)
            return path
        arrived(-os.path.getsize(partial))
        os.unlink(partial)
        reason = None
    if reason is None:
        message = translate(_NOT_WHOLE).format(name=name)
        raise LanguageToolError(message, translate(_NOT_WHOLE_HELP))
    message = translate(_NO_DOWNLOAD).format(name=name, reason=reason)
    raise LanguageToolError(message, translate(_NO_DOWNLOAD_HELP).format(variable=REPOSITORY))


def _sha256(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Stopped(Exception):
    """Another download failed."""


class _Progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, jars: list[Jar]) -> None:
        self.stopped = False
        self._bar = None
        if sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm

            total = sum(jar.size for jar in jars)
            self._bar = tqdm(total=total, unit="B", unit_scale=True, file=sys.stderr, leave=False)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            with contextlib.suppress(Exception):
                self._bar.close()

    def add(self, size: int) -> None:
        if self.stopped:
            raise _Stopped
        if self._bar is not None:
            self._bar.update(size)
