"""Makes what a release leaves behind: its code fills a database, which is kept.

`python -m tests.upgrade COMMIT [NAME]` checks the commit out beside this one, lets it
fill SQLite and PostgreSQL, and writes both to `releases/NAME`, as text and packed.
"""

import contextlib
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.file_storage import FOLDERS
from tests.stack import servers

HERE = Path(__file__).parent
BASE = HERE.parents[1]
RELEASES = HERE / "releases"
BROUGHT = ("upgrade/__init__.py", "upgrade/filling.py", "upgrade/acts.py")
STAGE = ("album/__init__.py", "album/stage.py")
"""What fills is of today; brought where a release is older than that."""
OF_THE_CLIENT = ("\\", "SET ", "SELECT pg_catalog.set_config", "--")
"""How lines of a dump begin that no table needs, and another version may not know."""
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def make_release(*, commit: str, name: str) -> Path:
    """Fill both engines by the code of a commit; return the folder that keeps them."""
    folder = RELEASES / name
    shutil.rmtree(folder, ignore_errors=True)
    with checked_out(commit) as checkout, scratch() as room:
        for engine in ("sqlite", "postgresql"):
            _fill(engine, checkout, room, folder / engine)
    (folder / "commit").write_text(f"{_git('rev-parse', commit)}\n", "utf-8")
    return folder


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that PostgreSQL's own user can pass through."""
    room = Path(tempfile.mkdtemp(prefix="ssa-"))
    room.chmod(0o711)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextlib.contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """Give a checkout of a commit, with what fills brought along."""
    checkout = Path(tempfile.mkdtemp(prefix="ssa-release-"))
    _git("worktree", "add", "--force", "--detach", str(checkout), commit)
    try:
        tests = checkout / "tests"
        for each in BROUGHT:
            _bring(each, tests)
        for each in STAGE:
            if not (tests / each).exists():
                _bring(each, tests)
        yield checkout
    finally:
        _git("worktree", "remove", "--force", str(checkout))


def _bring(name: str, tests: Path) -> None:
    target = tests / name
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(BASE / "tests" / name, target)


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(BASE), *arguments]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


def _fill(engine: str, checkout: Path, room: Path, kept: Path) -> None:
    kept.mkdir(parents=True)
    filled = room / f"{engine}-site"
    with _database(engine, room) as given:
        _tell(checkout, filled, given)
        if engine == "sqlite":
            text = _text_of_sqlite(filled / "data" / "db.sqlite3")
        else:
            text = _text_of_postgresql(given["DATABASE_URL"], room)
    (kept / "database.sql.xz").write_bytes(lzma.compress(text.encode(), preset=9))
    shutil.copyfile(filled / "held.json", kept / "held.json")
    _pack(filled / "data", kept / "files.zip")


@contextlib.contextmanager
def _database(engine: str, room: Path) -> Iterator[dict[str, str]]:
    if engine == "sqlite":
        yield {}
        return
    with servers.postgresql(room) as address:
        yield {"DATABASE_URL": address}


def _tell(checkout: Path, filled: Path, given: Mapping[str, str]) -> None:
    """Run the code of the release, which knows nothing of our environment."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(
        [sys.executable, "-m", "tests.upgrade.filling", str(filled)],
        check=True,
        cwd=checkout,
        env={**known, "PYTHONHASHSEED": "0", **given},
    )


def _text_of_sqlite(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump())


def _text_of_postgresql(address: str, room: Path) -> str:
    """Return the statements that write the database anew, as PostgreSQL itself does."""
    place = urlsplit(address)
    told = subprocess.run(
        [
            *(str(servers.programs(room) / "pg_dump"), "--no-owner", "--no-privileges"),
            *("--inserts", "--rows-per-insert=500"),
            *("--host", unquote(place.hostname or ""), "--username", "postgres"),
            "postgres",
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    # Rows may hold lines that begin so: what is left out stands outside statements.
    return "\n".join(_statements(told))


def _statements(dump: str) -> Iterator[str]:
    """Yield the lines of a dump without what only its own client reads."""
    is_inside = False
    for line in dump.splitlines():
        if not is_inside and (not line or line.startswith(OF_THE_CLIENT)):
            continue
        yield line
        is_inside = not line.endswith(";")


def _pack(data: Path, target: Path) -> None:
    """Pack the files of a site; the same files give the same bytes."""
    kept = [*FOLDERS, "receipts"]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(each for name in kept for each in (data / name).rglob("*")):
            if path.is_file():
                name = path.relative_to(data).as_posix()
                packed.writestr(
                    zipfile.ZipInfo(name, ZIP_EPOCH),
                    path.read_bytes(),
                    zipfile.ZIP_DEFLATED,
                )
