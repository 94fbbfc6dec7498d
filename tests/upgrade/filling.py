"""Fills a database by the code beside it: `python -m tests.upgrade.filling FOLDER`.

It runs in a checkout of the release, whatever that is, and uses its migrations, its
commands, its services and the factories of its tests. `held.json` says afterwards what
people outside the site hold: links of mails, codes on paper, receipts, packs,
passwords; and what each address answered.
"""

import datetime as dt
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.album.stage import standing_still

KEY = "a-key-for-old-releases-that-opens-nothing-outside-of-them"
BEGUN = dt.timedelta(days=21)
"""How long before the clock of the album the site was set up."""

Queue = list[tuple[str, ...]]
"""Tasks, each with its keys, as they were sent to workers."""


def main(folder: Path) -> None:
    """Set the site up, let its people work, write down what is held."""
    os.environ |= {
        "DATA_DIR": str(folder / "data"),
        "SECRET_KEY": KEY,
        "SITE_URL": "https://alliances.example",
        "HTTPS": "0",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    (folder / "data").mkdir(parents=True)
    import django  # noqa: PLC0415  # the environment comes first
    from django.test.utils import setup_test_environment  # noqa: PLC0415  # the same

    from config.catalogues import compiled  # noqa: PLC0415  # the same

    compiled.compile_outdated()
    django.setup()
    setup_test_environment()
    with standing_still(BEGUN) as clock, static_as_it_is(), kept_messages() as queue:
        set_up()
        from tests.upgrade.acts import Story  # noqa: PLC0415  # needs the settings

        held = Story(clock, queue).held | {"secret_key": KEY}
    text = json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "held.json").write_text(f"{text}\n", "utf-8")


def set_up() -> None:
    """Migrate and load what the product ships, as `make run` does."""
    from django.conf import settings  # noqa: PLC0415  # the environment comes first
    from django.core.management import call_command  # noqa: PLC0415  # the same

    call_command("migrate", interactive=False, verbosity=0)
    # A demo only for its data: the site itself asks for second factors as servers do.
    with patch.object(settings, "DEMO", new=True):
        for command in ("load_calls", "load_forms", "load_demo"):
            call_command(command, stdout=io.StringIO())


@contextmanager
def static_as_it_is() -> Iterator[None]:
    """Name static files by their sources: nothing is collected here."""
    from django.conf import settings  # noqa: PLC0415  # needs the settings

    static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with patch.dict(settings.STORAGES["staticfiles"], BACKEND=static):
        yield


@contextmanager
def kept_messages() -> Iterator[Queue]:
    """Keep what is sent to workers, as a queue would."""
    import alliances.outbox  # noqa: PLC0415  # needs the settings
    import proposals.outbox  # noqa: PLC0415  # the same

    queue: Queue = []

    def send(task: str, *keys: str) -> bool:
        queue.append((task, *keys))
        return True

    with (
        patch.object(alliances.outbox, "send", send),
        patch.object(proposals.outbox, "_send", send),
    ):
        yield queue


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
