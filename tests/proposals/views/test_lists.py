"""The first page after signing in."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Proposal
from proposals.services.archive import archive_alliance
from tests.factories import (
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db


def test_empty_list_leads_to_start_and_import(client):
    client.force_login(make_user())

    page = client.get(reverse("alliance-list")).content.decode()

    assert "You have no alliance yet." in page
    assert f'href="{reverse("alliance-start")}"' in page
    assert f'href="{reverse("alliance-import")}"' in page
    main = page.partition("<main")[2]
    assert f'href="{reverse("own-requests")}"' in main


def test_empty_list_asks_at_once_what_to_apply_for(client):
    make_call("open")
    make_call("2020", takes_submissions=False)
    client.force_login(make_user())

    page = client.get(reverse("alliance-list")).content.decode()

    assert "?kind=open/lot-2/standard" in page
    assert "3 Programme countries, 3 full partners" in page
    assert "?kind=2020" not in page


def test_list_with_an_alliance_does_not_ask(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    assert "?kind=" not in client.get(reverse("alliance-list")).content.decode()


def test_list_links_to_workspace_and_receipt(client, no_writes):
    submission = submit(make_eligible_draft())
    alliance = submission.proposal.alliance
    client.force_login(alliance.coordinator)

    with no_writes():
        page = client.get(reverse("alliance-list")).content.decode()

    assert f'href="{reverse("workspace", args=[alliance.public_id])}"' in page
    assert f'href="{reverse("receipt", args=[submission.number])}"' in page


def test_list_leads_to_submitting_again_what_changed_since(client):
    proposal = submit(make_eligible_draft()).proposal
    client.force_login(proposal.alliance.coordinator)
    link = f'href="{reverse("submit", args=[proposal.alliance.public_id])}"'

    before = client.get(reverse("alliance-list")).content.decode()
    later = timezone.now() + dt.timedelta(minutes=2)
    Proposal.objects.filter(pk=proposal.pk).update(changed_at=later)
    after = client.get(reverse("alliance-list")).content.decode()

    assert link not in before
    assert link in after


def test_long_list_has_an_older_page(client):
    call, user = make_call(), make_user()
    for number in range(26):
        make_draft(call, by=user, acronym=f"A{number}")
    client.force_login(user)

    first = client.get(reverse("alliance-list")).content.decode()
    second = client.get(reverse("alliance-list"), {"page": "2"}).content.decode()

    assert 'href="?page=2"' in first
    assert "Page 1 of 2" in first
    assert 'href="?page=1"' in second


def test_row_leads_to_what_is_left_to_do(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)
    place = [proposal.alliance.public_id, "one-applicant"]

    page = client.get(reverse("alliance-list")).content.decode()

    assert page.count(f'href="{reverse("explain", args=place)}"') == 1
    assert "more</li>" in page


def test_archiving_offers_undo_and_the_archive_puts_back(client):
    proposal = make_draft(acronym="CHARTER")
    client.force_login(proposal.alliance.coordinator)
    public_id = proposal.alliance.public_id

    away = client.post(reverse("archive", args=[public_id]), follow=True)
    archive = client.get(reverse("alliance-archived")).content.decode()
    back = client.post(reverse("unarchive", args=[public_id]), follow=True)

    assert "CHARTER is archived." in away.content.decode()
    assert "All your alliances are archived." in away.content.decode()
    assert "Archived (1)" in away.content.decode()
    assert "Put back" in archive
    assert "CHARTER is archived." not in back.content.decode()
    assert reverse("workspace", args=[public_id]) in back.content.decode()


def test_empty_archive_says_so(client):
    client.force_login(make_user())

    page = client.get(reverse("alliance-archived")).content.decode()

    assert "No alliance is archived." in page


def test_colleague_is_offered_a_copy_and_no_archive(client):
    proposal = make_draft(by=make_user(full_name="Maria"))
    client.force_login(make_colleague(proposal))
    public_id = proposal.alliance.public_id

    page = client.get(reverse("alliance-list")).content.decode()
    refused = client.post(reverse("archive", args=[public_id]))
    archive_alliance(proposal=proposal, by=proposal.alliance.coordinator)
    archive = client.get(reverse("alliance-archived")).content.decode()

    assert "Coordinated by Maria" in page
    assert reverse("alliance-copy", args=[public_id]) in page
    assert reverse("archive", args=[public_id]) not in page
    assert refused.status_code == 403
    assert "Only the coordinator of this alliance may do this." in archive


def test_page_costs_twelve_queries_at_most(client, django_assert_max_num_queries):
    call, user = make_call(), make_user()
    for turn in range(5):
        make_eligible_draft(call, by=user, acronym=f"A{turn}", pic=f"11111111{turn}")
    client.force_login(user)
    client.get(reverse("alliance-list"))

    with django_assert_max_num_queries(12):
        client.get(reverse("alliance-list"))
