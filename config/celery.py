"""The queue: one Celery app, one sweeper that re-sends what got lost."""

import os
import warnings
from logging.config import dictConfig

from celery import Celery, Task, signals
from celery.exceptions import Ignore, SecurityWarning
from celery.worker import WorkController
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from config import clocks, crowd, worker_figures

SWEEPER = "proposals.tasks.resend_stale_jobs"
CAN_WAIT = frozenset(
    {"proposals.tasks.render_submitted_pack", "proposals.tasks.send_each"}
)
"""Packs nobody asked for yet, and rounds of mails: a minute more matters to nobody."""
YIELDS = 14
"""By how much a worker is nicer than the web server.

Not 19: a worker holds rows for the length of a transaction, in which a page may wait
for it, and a drawing is nicer still (`documents/apart.py`).
"""

# Celery warns when root runs a worker, because pickled messages could run code.
# Ours are JSON only, and in containers root is a person's first try.
warnings.filterwarnings("ignore", category=SecurityWarning)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class PausingTask(Task[..., object]):
    """Leaves a job where it lies while nothing may be written; the sweeper sends it.

    One that can wait is left once while people wait for pages, too: what the sweeper
    sends is another task. What was begun before is finished.
    """

    def __call__(self, *args: object, **values: object) -> object:
        """Run, unless a pause stands or pages go first."""
        from alliances.selectors.pauses import present_pause  # noqa: PLC0415  # needs the app registry

        if present_pause() is not None or (self.name in CAN_WAIT and crowd.stands()):
            raise Ignore
        return super().__call__(*args, **values)


app = Celery("config", task_cls=PausingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@signals.setup_logging.connect
def configure_logging(**_: object) -> None:
    """Log like the web process; Celery's own format would skip our masking."""
    dictConfig(settings.LOGGING)


@signals.worker_init.connect
def yield_to_pages(**_: object) -> None:
    """Let pages go before mails and packs, where one machine has both.

    Mails and packs took two fifths of two processors in the rehearsed last hour while
    people waited for pages; what is left over is enough for them (docs/load.md). The
    processes of the pool inherit it.
    """
    os.nice(YIELDS)


@signals.worker_process_init.connect
def keep_comparing_clocks(**_: object) -> None:
    """Keep an eye on this machine's clock in each process that works."""
    clocks.keep_comparing()


@signals.worker_ready.connect
def sweep_at_start(sender: WorkController, **_: object) -> None:
    """Look for jobs a killed worker left behind at once, not at the next beat."""
    sender.app.send_task(SWEEPER)


worker_figures.measure_tasks()
