"""What a partner's contact types is shown as typed: it fills in and runs nothing."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, grow_old, partner

pytestmark = pytest.mark.django_db

TYPED = (
    "{{ page.email }} {% now 'Y' %}",
    "%(person)s %(missing)s %s %",
    "{0} {page} {0.__class__}",
    "$person ${person}",
    "<script>alert(1)</script> & \"quotes\" 'too'",
    "A\r\nSet-Cookie: a=b\r\n\r\n<h1>B</h1>",
    "=?utf-8?q?X=0D=0ABcc?=",
)


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def maria(draft):
    client = Client()
    client.force_login(draft.alliance.coordinator)
    return client


def words(text):
    return " ".join(text.split())


def shown(page, text):
    """Say whether a page shows a text as it was typed, but for blanks and breaks."""
    return escape(words(text)) in words(page.content.decode().replace("<br>", " "))


@pytest.mark.parametrize("typed", TYPED)
def test_reason_is_shown_as_typed_to_both_sides(maria, draft, typed):
    url = reverse("confirm", args=[ask_by_mail(draft)])
    mails = len(mail.outbox)

    answer = Client().post(url, {"answer": "decline", "name": "A", "reason": typed})
    record = Client().get(url)
    asked = maria.get(reverse("partner-invitations", args=[draft.alliance.public_id]))

    assert answer["Location"] == url
    assert "a" not in answer.cookies
    assert shown(record, typed)
    assert shown(asked, typed)
    assert len(mail.outbox) == mails
    assert ConfirmationRequest.objects.get().answer == "declined"


@pytest.mark.parametrize("typed", [each for each in TYPED if "\r" not in each])
def test_name_and_acronym_are_shown_as_typed_on_every_page_of_the_link(draft, typed):
    """Also on the page before an old link, and in what happened."""
    draft.alliance.acronym = typed[:40]
    draft.alliance.save()
    draft.alliance.partnerships.filter(number=2).update(name=typed)
    url = reverse("confirm", args=[ask_by_mail(draft)])

    fresh = Client().get(url)
    grow_old()
    locked = Client().get(url)

    for page in (fresh, locked):
        assert shown(page, typed)
        assert shown(page, draft.alliance.acronym)
    assert partner(draft).name == typed
