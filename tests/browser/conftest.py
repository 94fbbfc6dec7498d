"""The demo on the live server, and its coordinator at a window.

pytest may read this before Django's settings are there, so models come in late.
"""

import pytest


@pytest.fixture
def demo(visitor, settings):
    """Show the demo as `make run` loads it; return the person who visits it."""
    from django.core.management import call_command  # noqa: PLC0415  # needs the settings

    from tests.factories import publish_shipped_call  # noqa: PLC0415  # as above

    settings.DEMO = True
    settings.FOUR_EYES = settings.SECOND_FACTOR = False  # as DEMO=1 sets them
    for code in ("2020", "rehearsal"):
        publish_shipped_call(code)
    call_command("load_demo", verbosity=0)
    return visitor


@pytest.fixture
def maria(demo):  # noqa: ARG001  # who it creates
    """Return the coordinator of the demo, who signed in elsewhere."""
    from alliances.models import User  # noqa: PLC0415  # as above
    from proposals.demo import COORDINATOR  # noqa: PLC0415  # as above

    return User.objects.get(email=COORDINATOR.email)


@pytest.fixture
def open_window(demo, maria, client):
    """Return a function that opens a window in which somebody is signed in.

    The coordinator, if nobody else is named.
    """
    from tests.stack.browsers import sign_in  # noqa: PLC0415  # Playwright is slow to import

    client.force_login(maria)

    def open_signed_in(person=None, **options):
        someone = type(client)() if person else client
        if person:
            someone.force_login(person)
        page = demo.open_page(**options)
        sign_in(page, someone.session.session_key, demo.base_url)
        return page

    return open_signed_in


@pytest.fixture
def charter(maria):
    """Return CHARTER as its file states it, with a grant that meets the ceiling."""
    from tests.browser.steps import stored_charter  # noqa: PLC0415  # as above

    return stored_charter(maria)


@pytest.fixture
def worker_of_the_demo(live_server, tmp_path, monkeypatch):
    """Run a worker whose mails end in the demo's mailbox and lead to this server."""
    from tests.stack.workers import running_worker  # noqa: PLC0415  # needs the settings

    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("SITE_URL", live_server.url)
    with running_worker(tmp_path) as running:
        yield running
