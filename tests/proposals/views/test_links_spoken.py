"""What answers in place of a partner's page speaks as that page does."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause
from proposals.models import ConfirmationRequest
from tests.proposals.services.asking import (
    ask_by_mail,
    code_by_mail,
    grow_old,
    make_charter,
)

pytestmark = pytest.mark.django_db

PAGE = {"Accept": "text/html", "Accept-Language": "sr"}


@pytest.mark.parametrize(("chosen", "said"), [("", "de"), ("fr", "fr")])
def test_partner_is_refused_in_a_pause_in_the_language_it_was_asked_in(
    client, chosen, said
):
    token = ask_by_mail(make_charter())
    ConfirmationRequest.objects.update(language="de")
    begin_pause(reason="A new version", until=None, now=timezone.now())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen

    answer = client.post(
        reverse("confirm", args=[token]), {"answer": "confirm"}, headers=PAGE
    )

    assert answer.status_code == 503
    assert f'<html lang="{said}"' in answer.content.decode()


def chosen_on(client, page, language):
    """Press a language in the foot of a page, as a browser sends its form."""
    form = re.search(
        r'<form class="languages".*?</form>', page.content.decode(), re.DOTALL
    )
    assert form
    hidden = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0]
    )
    typed = re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', form[0], re.DOTALL
    )
    sent = {**dict(hidden), **dict(typed), "language": language}
    return client.post(reverse("language"), sent, follow=True)


def test_answer_that_waits_for_its_code_is_kept_while_the_language_is_changed(client):
    draft = make_charter(sector="automotive")
    url = reverse("confirm", args=[ask_by_mail(draft)])
    grow_old()
    typed = {"answer": "decline", "name": "Anna", "reason": "No\ntime."}
    refused = client.post(url, typed)

    page = chosen_on(client, refused, "de")

    assert page.redirect_chain == [(url, 307)]
    assert '<html lang="de"' in page.content.decode()
    assert page.context["typed"] == refused.context["typed"]
    assert ConfirmationRequest.objects.get().answer == ""


def test_answer_that_was_refused_is_kept_while_the_language_is_changed(client):
    url = reverse("confirm", args=[ask_by_mail(make_charter(sector="automotive"))])
    refused = client.post(url, {"answer": "confirm", "function": "Rector"})

    page = chosen_on(client, refused, "de")

    assert page.redirect_chain == [(url, 307)]
    assert '<html lang="de"' in page.content.decode()
    assert page.context["form"]["function"].value() == "Rector"
    assert ConfirmationRequest.objects.get().answer == ""


def test_page_that_a_code_has_opened_stays_open_while_the_language_is_changed(client):
    token = ask_by_mail(make_charter(sector="automotive"))
    url = reverse("confirm", args=[token])
    grow_old()
    typed = {"answer": "decline", "name": "Anna", "reason": "No time."}
    entered = {"act": "enter-code", "code": code_by_mail(token)}
    opened = client.post(url, typed | entered)

    page = chosen_on(client, opened, "de")

    assert page.status_code == 200
    assert page.context["form"]["reason"].value() == "No time."
    assert ConfirmationRequest.objects.get().answer == ""


def test_answer_is_not_recorded_where_its_link_takes_no_code_any_more(client):
    url = reverse("confirm", args=[ask_by_mail(make_charter(sector="automotive"))])
    grow_old()
    typed = {"answer": "decline", "name": "Anna", "reason": "No time."}
    refused = client.post(url, typed)
    ConfirmationRequest.objects.update(mailed_at=timezone.now())

    page = chosen_on(client, refused, "de")

    assert page.status_code == 200
    assert page.context["form"]["reason"].value() == "No time."
    assert ConfirmationRequest.objects.get().answer == ""


def test_language_of_a_page_without_a_form_leads_back_by_looking(client):
    url = reverse("confirm", args=[ask_by_mail(make_charter())])
    grow_old()

    page = chosen_on(client, client.get(url), "de")

    assert page.redirect_chain == [(url, 302)]
