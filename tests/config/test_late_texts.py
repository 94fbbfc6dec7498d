"""Forms that a closed draft refused are kept, and shown in place of the refusal."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import CommentThread, LateText
from proposals.policies import CLOSED
from proposals.services.comments import Remark, add_comment
from tests.factories import make_eligible_draft, make_user
from tests.proposals.late import address, closing
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_form(acronym="CHARTER")


def send(client, draft, page, *keys, person=None, **typed):
    """Send a form as somebody, the coordinator if nobody is named, after the close."""
    with closing(draft):
        client.force_login(person or draft.alliance.coordinator)
        return client.post(address(draft, page, *keys), typed)


def test_form_that_came_late_is_shown_by_its_labels_with_the_ways_on(client, draft):
    answer = send(client, draft, "facts", title="<b>Typed</b> at the last moment")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The call has closed" in page
    assert "<dt>Title</dt>" in page
    assert "&lt;b&gt;Typed&lt;/b&gt; at the last moment" in page
    assert address(draft, "late-texts") in page
    assert address(draft, "late-texts-file") in page
    assert LateText.objects.get().typed["title"] == ["<b>Typed</b> at the last moment"]


def test_section_without_script_shows_what_was_typed_not_what_stands(client, draft):
    typed = {"why-text": "Because we can.", "why-version": "0", "why-seen": ""}

    page = send(client, draft, "form-section", "summary", **typed).content.decode()

    assert "<h2" in page
    assert re.findall(r"<dt>(.*?)</dt>", page) == ["Why?"]
    assert "Because we can." in page


def test_bare_refusal_is_the_same_page(client, draft):
    remark = Remark("Too short?", uuid.uuid4(), None)
    place = {"proposal": draft, "question": "why", "partner": None, "thread": None}
    add_comment(**place, remark=remark, by=draft.alliance.coordinator)
    thread = str(CommentThread.objects.get().pk)
    typed = {"text": "A comment.", "act": "resolve", "thread": thread}

    answer = send(client, draft, "answer-comments", "why", **typed)

    assert (answer.status_code, "A comment." in answer.content.decode()) == (403, True)


def test_script_is_told_where_its_text_is_kept(client, draft):
    answer = send(client, draft, "answer-save", "why", text="Typed.", version="0")

    assert answer.status_code == 422
    assert answer.json() == {
        "message": str(CLOSED.reason),
        "kept": address(draft, "late-texts"),
    }


def test_part_of_a_page_says_where_it_is_kept(client, draft):
    answer = send(client, draft, "facts-fragment", title="Typed late")

    page = answer.content.decode()
    assert ("<html" in page, "Not saved yet" in page) == (False, False)
    assert address(draft, "late-texts") in page
    assert LateText.objects.get().place == address(draft, "facts-fragment")


def test_form_in_a_drawer_stays_below_the_note(client, draft):
    answer = send(client, draft, "partner-change-fragment", 2, name="Typed late")

    page = answer.content.decode()
    assert page.index(address(draft, "late-texts")) < page.index("Typed late")


def test_form_that_says_what_the_draft_says_is_told_so(client, draft):
    answer = send(client, draft, "form-section", "summary", completed="yes")

    assert "You sent nothing else than what it says." in answer.content.decode()


def test_nothing_is_kept_of_strangers_nobody_and_other_addresses(client, draft):
    assert (
        send(client, draft, "facts", person=make_user(), title="X").status_code == 404
    )
    send(client, draft, "colleagues", email="no address")
    with closing(draft):
        client.post(reverse("alliance-start"), {"acronym": "X"})
        client.logout()
        client.post(address(draft, "facts"), {"title": "Nobody"})

    assert not LateText.objects.exists()


def test_nothing_is_kept_while_the_call_is_open(client, draft):
    client.force_login(draft.alliance.coordinator)

    answer = client.post(address(draft, "facts"), {"title": "In time"})

    assert (answer.status_code, LateText.objects.exists()) == (422, False)


def test_what_another_site_made_the_browser_send_is_nobodys_text(draft):
    browser = Client(enforce_csrf_checks=True)

    answer = send(browser, draft, "facts", title="Forged")

    assert (answer.status_code, LateText.objects.exists()) == (403, False)


def test_draft_of_another_is_left_alone(client):
    mine, other = make_eligible_draft(), make_eligible_draft()
    send(client, mine, "facts", title="Mine")

    assert LateText.objects.get().proposal == mine
    assert not LateText.objects.filter(proposal=other).exists()
