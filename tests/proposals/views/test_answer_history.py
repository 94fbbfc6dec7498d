"""The history of an answer as a page, and bringing a text back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Answer, AnswerVersion
from proposals.services.answers import Reply, restore_answer, save_answer
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_draft_with_form()
    client.force_login(proposal.alliance.coordinator)
    return proposal


@pytest.fixture
def anna(draft):
    return make_colleague(draft)


def page_of(draft, question="what"):
    return reverse("answer-history", args=[draft.alliance.public_id, question])


def save(draft, text, version, by=None, **place):
    place = place or {"question": "what"}
    by = by or draft.alliance.coordinator
    reply = Reply(text)
    save_answer(proposal=draft, reply=reply, version=version, by=by, **place)


def stored():
    return list(AnswerVersion.objects.order_by("pk").values_list("version", "text"))


def test_the_page_only_reads(client, draft, anna, no_writes):
    save(draft, "First", 0)
    save(draft, "Second", 1, by=anna)

    with no_writes():
        page = client.get(page_of(draft))

    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<ins>Second</ins>") == 1
    assert text.count("Bring this text back") == 1


def test_an_answer_nobody_gave_has_no_page(client, draft):
    assert client.get(page_of(draft)).status_code == 404


def test_the_section_leads_to_the_history_of_what_is_answered(client, draft):
    save(draft, "First", 0)
    section = reverse("form-section", args=[draft.alliance.public_id, "summary"])

    text = client.get(section).content.decode()

    assert text.count(f'"{page_of(draft)}">') == 1
    assert f'"{page_of(draft, "why")}" hidden' in text


def test_a_text_comes_back_as_a_version_of_its_own(client, draft, anna):
    save(draft, "First", 0)
    save(draft, "Second", 1, by=anna)

    answer = client.post(page_of(draft), {"restored": 1, "version": 2})

    assert answer.status_code == 302
    assert answer.url.endswith("/form/summary/#id_what")
    assert stored() == [(1, "First"), (2, "Second"), (3, "First")]


def test_what_is_taken_back_in_one_go_stays_in_the_history(draft):
    """Or bringing back would delete what it takes the place of."""
    save(draft, "First", 0)
    AnswerVersion.objects.update(started_at=timezone.now() - dt.timedelta(days=1))
    save(draft, "Second", 1)

    restore_answer(
        proposal=draft,
        question="what",
        restored=1,
        version=2,
        by=draft.alliance.coordinator,
    )

    assert stored() == [(1, "First"), (2, "Second"), (3, "First")]


def test_a_change_meanwhile_is_shown_and_nothing_brought_back(client, draft, anna):
    save(draft, "First", 0)
    save(draft, "Second", 1, by=anna)
    save(draft, "Third", 2)

    answer = client.post(page_of(draft), {"restored": 1, "version": 2})

    assert answer.status_code == 409
    assert "Nothing was brought back" in answer.content.decode()
    assert Answer.objects.get().text == "Third"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            {"restored": 9, "version": 1},
            "This version is not in the history of the answer.",
        ),
        ({"restored": 1}, "This page did not say which version is meant."),
        (
            {"restored": 1, "version": 2**63},
            "This page did not say which version is meant.",
        ),
    ],
)
def test_what_cannot_come_back_is_said(client, draft, sent, said):
    save(draft, "First", 0)

    answer = client.post(page_of(draft), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_history_of_a_partners_answer_has_its_own_page(client, draft):
    save(draft, "We lead", 0, question="role", partner=1)
    place = [draft.alliance.public_id, "role", 1]

    page = client.get(reverse("answer-history-partner", args=place))

    assert "P1 University of Soria" in page.content.decode()


def test_long_text_that_did_not_change_is_folded(client, draft):
    long = "We train people. " * 60
    save(draft, long, 0)
    save(draft, f"{long}Together.", 1, by=make_colleague(draft))

    text = client.get(page_of(draft)).content.decode()

    assert text.count("unchanged words</summary>") == 1
    assert text.count('<details class="folded">') == 1
    assert "<ins>Together.</ins>" in text
