"""The page that checks all answers, as a browser sees it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    add,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.late import closing
from tests.proposals.services.copying import make_whole_draft

pytestmark = pytest.mark.django_db


def check_url(draft):
    return reverse("check-answers", args=[draft.alliance.public_id])


def opened(client, draft, person=None):
    client.force_login(person or draft.alliance.coordinator)
    return client.get(check_url(draft))


def test_page_only_reads(client, no_writes):
    draft = make_whole_draft()
    client.force_login(draft.alliance.coordinator)

    with no_writes():
        page = client.get(check_url(draft)).content.decode()

    assert "Check your answers" in page
    assert 'id="row-what"' in page
    assert "?back=what#id_what" in page
    assert "Skills." in page


def test_long_text_is_folded_and_escaped(client):
    draft = make_whole_draft()
    draft.answers.filter(question="what").update(text="<b>Long</b> " * 100)

    page = opened(client, draft).content.decode()

    assert '<summary><span class="folded__first">&lt;b&gt;Long' in page
    assert "<b>Long</b>" not in page


def test_changed_field_leads_back_to_its_row(client):
    draft = make_whole_draft()
    client.force_login(draft.alliance.coordinator)
    section = reverse("form-section", args=[draft.alliance.public_id, "summary"])

    there = client.get(section, {"back": "what"}).content.decode()
    without = client.get(section).content.decode()

    assert f'href="{check_url(draft)}#row-what"' in there
    assert "Back to your answers" not in without


def test_way_back_cannot_lead_elsewhere(client):
    draft = make_whole_draft()
    client.force_login(draft.alliance.coordinator)
    section = reverse("form-section", args=[draft.alliance.public_id, "summary"])

    page = client.get(section, {"back": '"><script>x</script>'}).content.decode()

    assert "<script>x" not in page


def test_reader_sees_it_without_change_links(client):
    draft = make_whole_draft()
    viewer = make_colleague(draft, role="viewer")

    page = opened(client, draft, viewer).content.decode()

    assert "Skills." in page
    assert "?back=" not in page


def test_contact_and_stranger_see_nothing(client):
    draft = make_whole_draft()
    contact = make_colleague(draft, role="contact", partner=3)

    for person in (contact, make_user()):
        assert opened(client, draft, person).status_code == 404


def test_submission_is_named_with_how_much_differs(client):
    draft = make_eligible_draft()
    number = submit(draft).number
    same = opened(client, draft).content.decode()
    draft.alliance.title = "Another"
    draft.alliance.save()

    page = opened(client, draft).content.decode()

    assert f"It says what submission {number} says." in same
    assert f"1 row says something else than submission {number}." in page
    assert "Changed since the submission" in page


def test_what_is_gone_since_the_submission_is_named(client):
    draft = make_eligible_draft()
    add(draft, "City of Brno", "CZ", role="associated_partner")
    number = submit(draft, accepts_pending=True).number
    draft.alliance.partnerships.filter(number=4).update(removed_at=timezone.now())

    page = opened(client, draft).content.decode()

    assert f"1 row says something else than submission {number}." in page
    assert "Removed since the submission: P4 City of Brno." in page


def test_submit_page_says_what_changed_since_the_submission(client):
    draft = make_eligible_draft()
    submit(draft)
    address = reverse("submit", args=[draft.alliance.public_id])
    client.force_login(draft.alliance.coordinator)
    same = client.get(address).content.decode()
    draft.alliance.title = "Another"
    draft.alliance.save()

    page = client.get(address).content.decode()

    assert "The draft says the same as what was submitted on" in same
    assert "Since then 1 part of the draft changed." in page
    assert "facts/#id_title" in page


def test_submit_page_leads_to_it(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    page = client.get(reverse("submit", args=[draft.alliance.public_id]))

    assert f'href="{check_url(draft)}"' in page.content.decode()


def test_closed_draft_is_said_once_to_be_read_only_and_is_not_submitted(client):
    draft = make_eligible_draft()
    with closing(draft):
        page = opened(client, draft).content.decode()

    assert page.count("The call has closed") == 1
    assert "Go on to submit" not in page


def test_submit_page_of_a_closed_draft_promises_no_change(client):
    draft = make_eligible_draft()
    with closing(draft):
        client.force_login(draft.alliance.coordinator)
        page = client.get(reverse("submit", args=[draft.alliance.public_id]))

    said = page.content.decode()
    assert ">Change<" not in said
    assert "as it is frozen" not in said
    assert "lets you submit" not in said
    assert "submitted all the same" not in said
    assert "The whole draft, to read" in said


def test_kept_text_of_a_closed_draft_is_only_copied(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)
    workspace = reverse("workspace", args=[draft.alliance.public_id])
    said = client.get(workspace).content.decode()
    with closing(draft):
        client.force_login(draft.alliance.coordinator)
        closed = client.get(workspace).content.decode()

    assert "See it and restore it" in said
    assert "See it and copy it" in closed
    assert "See it and restore it" not in closed
