"""The guided way through the demo, as pages."""

import pytest
from django.urls import reverse

from proposals.demo import (
    ADMINISTRATOR,
    CONSORTIUM,
    COORDINATOR,
    DEMO_ACCOUNTS,
    WHOLE_DRAFT,
)
from proposals.selectors.drafts.demo_tour import tour_steps
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(settings):
    settings.DEMO = True
    return make_draft(by=make_user(COORDINATOR.email), acronym=CONSORTIUM)


def test_there_is_no_tour_outside_the_demo(client, settings):
    settings.DEMO = False

    assert client.get("/demo/").status_code == 404
    assert "/demo/" not in client.get(reverse("account_login")).content.decode()


def test_stranger_is_told_whom_to_sign_in_as(client, draft):
    page = client.get(reverse("demo-tour")).content.decode()

    workspace = reverse("workspace", args=[draft.alliance.public_id])
    next_to = workspace.replace("/", "%2F")
    assert f'href="{reverse("account_login")}?next={next_to}"' in page
    assert COORDINATOR.password in page
    assert ADMINISTRATOR.password in page


def test_who_is_signed_in_already_is_led_right_there(client, draft):
    client.force_login(draft.alliance.coordinator)

    page = client.get(reverse("demo-tour")).content.decode()

    workspace = reverse("workspace", args=[draft.alliance.public_id])
    assert f'href="{workspace}#partners"' in page
    assert COORDINATOR.password not in page


def test_who_is_somebody_else_is_signed_out_first(client, draft):  # noqa: ARG001  # it stands there
    client.force_login(make_user("guest@example.org"))

    page = client.get(reverse("demo-tour")).content.decode()

    assert f'href="{reverse("account_logout")}?next=%2Fadministration' in page
    assert "Signs you out first." in page


@pytest.mark.usefixtures("draft")
def test_every_page_of_the_demo_leads_to_the_tour(client):
    page = client.get(reverse("account_login")).content.decode()

    assert page.count(f'href="{reverse("demo-tour")}"') == 2
    assert all(each.email in page for each in DEMO_ACCOUNTS)


def test_each_step_leads_to_a_page(client, draft):
    make_draft(by=draft.alliance.coordinator, acronym=WHOLE_DRAFT)
    client.force_login(draft.alliance.coordinator)

    *steps, administering = tour_steps()

    answers = {client.get(each.path).status_code for each in steps}
    assert answers == {200}
    assert administering.account == ADMINISTRATOR
