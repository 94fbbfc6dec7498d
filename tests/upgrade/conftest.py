"""The site of an older release, before and after today's migrations."""

import datetime as dt
from contextlib import ExitStack, contextmanager

import pytest


@pytest.fixture(scope="module")
def left(request, tmp_path_factory, django_db_setup, django_db_blocker):  # noqa: ARG001  # the server
    """Give what lets the code stand on what a release left, an hour later."""
    # pytest may read this before Django's settings are there.
    import time_machine  # noqa: PLC0415  # as above
    from django.test import override_settings  # noqa: PLC0415  # as above

    from tests.upgrade.loading import Release  # noqa: PLC0415  # as above

    @contextmanager
    def standing(name):
        release = Release(name, request.config.getoption("--engine"))
        then = dt.datetime.fromisoformat(release.held["left_at"])
        with ExitStack() as stack:
            stack.enter_context(django_db_blocker.unblock())
            stack.enter_context(release.standing(tmp_path_factory.mktemp("site")))
            key = release.held["secret_key"]
            stack.enter_context(override_settings(SECRET_KEY=key, MIGRATION_MODULES={}))
            now = then + dt.timedelta(hours=1)
            stack.enter_context(time_machine.travel(now, tick=False))
            yield release

    return standing
