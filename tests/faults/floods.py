"""What runs out: disks, connections, threads."""

import socket
import time
from contextlib import ExitStack, suppress

import psycopg
from django.db import connection

from tests.faults.drafts import World
from tests.faults.stack import Stack, wait_until

FULL_SECONDS, TAKEN_SECONDS, LOCKED_SECONDS, HALF_SECONDS = 8, 8, 14, 14
CLIENTS = 9
"""As many as gunicorn has threads."""
HALF_A_FORM = (
    "POST {} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.9.9.9\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 1000\r\n\r\nname="
)


def disk_of_files(stack: Stack, _world: World) -> None:
    """Fill the disk that packs and pieces are written to."""
    stack.disks["files"].fill()
    time.sleep(FULL_SECONDS)
    stack.disks["files"].clear()


def disk_of_database(stack: Stack, _world: World) -> str:
    """Fill PostgreSQL's disk; then use up what its log had in store, until it ends."""
    connection.close()
    panics = _panics(stack)
    stack.disks["database"].fill()
    time.sleep(FULL_SECONDS / 2)
    switched = 0
    with suppress(psycopg.Error), _another(stack, "postgres") as own:
        for _segment in range(200):
            own.execute(
                "SELECT pg_logical_emit_message(true, 'faults', repeat('x', 9))"
            )
            own.execute("SELECT pg_switch_wal()")
            switched += 1
    time.sleep(FULL_SECONDS / 2)
    stack.disks["database"].clear()
    wait_until(lambda: _can_ask(stack))
    panics = _panics(stack) - panics
    return f"{switched} segments of its log were left, then {panics} panics"


def _panics(stack: Stack) -> int:
    return stack["postgres"].log.read_text(errors="replace").count("PANIC")


def connections(stack: Stack, _world: World) -> str:
    """Take every connection there is, and end those the product had."""
    with ExitStack() as taken, _another(stack, "postgres") as own:
        own.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'alliances'"
        )
        number = 0
        end = time.monotonic() + TAKEN_SECONDS
        while time.monotonic() < end:
            with suppress(psycopg.OperationalError):
                taken.enter_context(_another(stack, "another"))
                number += 1
                continue
            time.sleep(0.05)
        return f"{number} taken"


def threads(stack: Stack, _world: World) -> str:
    """Hold a lock that every save needs; whoever saves waits in a thread."""
    with _another(stack, "postgres") as own, own.transaction():
        own.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        own.execute("LOCK TABLE proposals_answer IN ACCESS EXCLUSIVE MODE")
        time.sleep(LOCKED_SECONDS)
        waiting = own.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
        ).fetchone()
        return f"{waiting and waiting[0]} waited for it in the end"


def clients(stack: Stack, world: World) -> str:
    """Open as many lines as there are threads, and send half a form on each."""
    half = HALF_A_FORM.format(next(iter(world.links.values()))).encode()
    with ExitStack() as lines:
        opened = []
        for _line in range(CLIENTS):
            line = socket.create_connection(("127.0.0.1", stack.port))
            lines.enter_context(line)
            line.sendall(half)
            opened.append(line)
        time.sleep(HALF_SECONDS)
        closed = sum(_is_closed(line) for line in opened)
    return f"{closed} of {CLIENTS} were hung up on"


def _is_closed(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        while line.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _another(stack: Stack, role: str) -> "psycopg.Connection[tuple[object, ...]]":
    """Connect past the cable, as somebody else."""
    return psycopg.connect(
        host=str(stack.folder / "sockets"),
        user=role,
        dbname="alliances",
        autocommit=True,
        connect_timeout=3,
    )


def _can_ask(stack: Stack) -> bool:
    with suppress(psycopg.Error), _another(stack, "postgres") as own:
        own.execute("SELECT 1")
        return True
    return False
