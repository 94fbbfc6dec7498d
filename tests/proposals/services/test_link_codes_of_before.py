"""Codes whose mails went out before the key of the site was replaced."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from proposals.services.link_codes import enter_code, is_locked
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, code_by_mail, grow_old

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("sent")
def test_code_of_a_mail_from_before_another_key_opens_the_link(settings):
    token = ask_by_mail(make_eligible_draft(confirmation=Confirmation.NOT_INVITED))
    grow_old()
    figures = code_by_mail(token)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    key = enter_code(token=token, typed=figures)

    asked = ConfirmationRequest.objects.get()
    assert is_locked(asked=asked, key=key, now=timezone.now()) is False
