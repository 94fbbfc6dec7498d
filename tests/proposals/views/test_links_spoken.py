"""What answers in place of a partner's page speaks as that page does."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause
from proposals.models import ConfirmationRequest
from tests.proposals.services.asking import ask_by_mail, make_charter

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
