"""Ways out and withdrawals as pages and as parts of the workspace."""

import pytest
from django.urls import reverse

from alliances.enums import Role
from tests.factories import make_draft, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

NAMES = ("ways-out", "ways-out-fragment", "withdrawals", "withdrawals-fragment")


@pytest.fixture
def draft(client):
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).update(role=Role.ASSOCIATED_PARTNER)
    client.force_login(draft.alliance.coordinator)
    return draft


def show(client, draft, name, *more):
    return client.get(reverse(name, args=[draft.alliance.public_id, *more]))


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", NAMES)
def test_strangers_see_nothing(client, draft, name):
    client.force_login(make_user())

    assert show(client, draft, name).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_looking_only_reads(client, draft, no_writes, name):
    with no_writes():
        answer = show(client, draft, name)

    assert answer.status_code == 200
    assert ("<html" in answer.content.decode()) == (not name.endswith("fragment"))


def test_the_panel_fetches_the_ways_out_after_the_verdict(client, draft):
    workspace = show(client, draft, "workspace")
    fragment = show(client, draft, "ways-out-fragment")

    address = reverse("ways-out-fragment", args=[draft.alliance.public_id])
    assert f'id="mend" hx-get="{address}" hx-trigger="load, ' in text(workspace)
    change = "Change P3 School of Plovdiv from associated partner to full partner"
    assert change not in text(workspace)
    assert change in text(fragment)
    form = reverse("partner-change", args=[draft.alliance.public_id, 3])
    assert f'href="{form}?role=full_partner"' in text(fragment)


def test_a_panel_without_partners_lists_no_repairs(client):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)

    assert 'id="mend"' not in text(show(client, draft, "workspace"))
    assert "What would mend it" in text(show(client, draft, "ways-out"))


def test_a_panel_with_nothing_to_mend_fetches_nothing(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    assert 'id="mend"' not in text(show(client, draft, "workspace"))
    assert "Nothing to mend" in text(show(client, draft, "ways-out"))


def test_the_form_a_way_out_leads_to_has_its_change_filled_in(client, draft):
    form = reverse("partner-change", args=[draft.alliance.public_id, 3])

    shown = client.get(f"{form}?role=full_partner&type=higher_education")

    values = shown.context["form"].initial
    assert (values["role"], values["types"]) == ("full_partner", ["higher_education"])
    assert values["name"] == "School of Plovdiv"
    partner = draft.alliance.partnerships.get(number=3)
    assert partner.role == Role.ASSOCIATED_PARTNER


def test_one_clause_shows_its_ways_out(client, draft):
    page = text(show(client, draft, "explain", "min-full-partners"))
    met = text(show(client, draft, "explain", "one-applicant"))

    assert "Smallest ways out" in page
    assert "Partner wanted for SKILLS" in page
    assert "Smallest ways out" not in met


def test_pages_without_partners_say_so(client):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)

    assert "so nobody can leave" in text(show(client, draft, "withdrawals"))
    assert text(show(client, draft, "withdrawals-fragment")) == ""


def test_who_is_critical_is_named_with_its_row(client, draft):
    page = text(show(client, draft, "withdrawals"))
    part = text(show(client, draft, "withdrawals-fragment"))

    assert 'href="#p1">P1 University of Soria</a>' in part
    assert (
        f"{reverse('workspace', args=[draft.alliance.public_id])}?partner=1#p1" in page
    )
