"""An answer that came without its code is sent along until its page is open."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest, LinkCode
from proposals.services.letters import send_letter
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, grow_old, newest_figures

pytestmark = pytest.mark.django_db

SHOWN, REDIRECT, LOCKED, REFUSED = 200, 302, 403, 422
KEPT = re.compile(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', re.DOTALL)
NO = {"answer": "decline", "name": "Anna", "reason": "No staff,\n<b>none</b>."}


@pytest.fixture
def url():
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    url = reverse("confirm", args=[ask_by_mail(draft)])
    grow_old()
    return url


def sent_along(answer):
    """Return what the page has its buttons send besides."""
    found = KEPT.findall(answer.content.decode())
    return {name: html.unescape(value) for name, value in found}


def press(url, act, answer, **more):
    """Press a button of a page, and have mailed what waits."""
    pressed = Client().post(url, {"act": act, **more, **sent_along(answer)})
    for code in LinkCode.objects.filter(mailed_at=None):
        send_letter(kind="link-code", key=code.pk)
    return pressed


def stored():
    return ConfirmationRequest.objects.get()


def test_what_was_typed_stands_in_the_form_once_a_code_opened_the_page(url):
    locked = Client().post(url, NO)
    asked = press(url, "send-code", locked)
    wrong = press(url, "enter-code", asked, code="0000 000")
    page = press(url, "enter-code", wrong, code=newest_figures())

    kept = [sent_along(each) for each in (locked, asked, wrong)]
    assert kept == [NO] * 3
    codes = [each.status_code for each in (locked, asked, wrong, page)]
    assert codes == [LOCKED, SHOWN, REFUSED, SHOWN]
    form = page.context["form"]
    assert {name: form[name].value() for name in NO} == NO
    assert form.errors == {}
    assert stored().answer == PartnerAnswer.NONE

    again = Client().post(url, NO | {"key": page.context["key"]})

    assert again.status_code == REDIRECT
    assert stored().answer == PartnerAnswer.DECLINED


def test_what_is_lacking_is_said_once_the_page_is_open(url):
    locked = Client().post(url, NO | {"reason": ""})
    asked = press(url, "send-code", locked)

    page = press(url, "enter-code", asked, code=newest_figures())

    assert page.status_code == REFUSED
    assert list(page.context["form"].errors) == ["reason"]


def test_button_alone_is_nothing_typed(url):
    locked = Client().post(url, {"answer": "confirm", "seen": "{}"})

    assert sent_along(locked) == {}
    assert press(url, "send-code", locked).status_code == REDIRECT
