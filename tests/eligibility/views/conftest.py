"""An administrator at the door, another one, and a call that takes no submissions.

pytest may read this before Django's settings are there, so models come in late.
"""

import pytest


@pytest.fixture
def anton(client):
    from tests import factories  # noqa: PLC0415  # needs the settings

    anton = factories.make_user("anton@example.org", is_staff=True)
    client.force_login(anton)
    return anton


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    return client


@pytest.fixture
def boris():
    from tests import factories  # noqa: PLC0415  # needs the settings

    return factories.make_user("boris@example.org", is_staff=True)


@pytest.fixture
def call():
    from tests import factories  # noqa: PLC0415  # needs the settings

    return factories.make_call(takes_submissions=False)
