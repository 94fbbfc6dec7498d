"""The faults, by name: what each is, and how it is injected."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import clocks, floods, kills
from tests.faults.drafts import World
from tests.faults.kills import cut
from tests.faults.stack import Stack

Inject = Callable[[Stack, World], str | None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One fault."""

    what: str
    inject: Inject
    has_deadline: bool = False
    """Whether its call closes in the middle, so that it is a call of its own."""


SCENES = {
    "web-worker": Scene("kill -9 of each of gunicorn's workers", kills.web_worker),
    "web": Scene("kill -9 of gunicorn with its workers", kills.web_whole),
    "web-master": Scene("kill -9 of gunicorn's first process alone", kills.web_master),
    "worker": Scene("kill -9 of the worker of mails, sending", kills.default_worker),
    "packs": Scene("kill -9 of the worker of packs, drawing", kills.packs_worker),
    "beat": Scene("kill -9 of beat, three times", kills.beat),
    "broker": Scene("kill -9 of Valkey, back with its data", kills.broker),
    "broker-empty": Scene("kill -9 of Valkey, back with nothing", kills.broker_empty),
    "database-process": Scene(
        "kill -9 of one process of PostgreSQL", kills.database_process
    ),
    "database": Scene("kill -9 of PostgreSQL's first process", kills.database),
    "disk-files": Scene("disk of the files full, 8 s", floods.disk_of_files),
    "disk-database": Scene(
        "disk of PostgreSQL full, first its tables, then its log",
        floods.disk_of_database,
    ),
    "network-database": Scene(
        "network to PostgreSQL cut without a word, 20 s", cut("database", 20)
    ),
    "network-broker": Scene(
        "network to Valkey cut without a word, 20 s", cut("broker", 20)
    ),
    "connections": Scene(
        "all connections of PostgreSQL taken by another, 8 s", floods.connections
    ),
    "threads": Scene(
        "all threads of the web server wait for a lock, 14 s", floods.threads
    ),
    "clients": Scene(
        "as many clients as threads send half a form, 14 s", floods.clients
    ),
    "clock-ahead": Scene(
        "web server's clock an hour ahead, over a deadline", clocks.ahead, True
    ),
    "clock-behind": Scene(
        "web server's clock an hour behind, over a deadline", clocks.behind, True
    ),
    "clock-workers": Scene(
        "worker of mails an hour ahead, that of packs an hour behind", clocks.workers
    ),
}
