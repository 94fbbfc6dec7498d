"""What the page of invitations keeps of a partner that was asked before."""

import pytest
from django.utils import timezone

from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import SAME_ACT, revoke_request
from proposals.services.confirmations import (
    ask_for_change,
    decline_participation,
    disown_organisation,
)
from tests.proposals.services.asking import ADDRESS, ask_by_mail
from tests.proposals.views.inviting import draft, maria, text, url

__all__ = ["draft", "maria", "url"]

pytestmark = pytest.mark.django_db
FILL = f"Fill in {ADDRESS}"


def revoke(draft):
    ask_by_mail(draft)
    by = draft.alliance.coordinator
    revoke_request(asked=ConfirmationRequest.objects.get(), by=by)


def decline(draft):
    token = ask_by_mail(draft)
    decline_participation(token=token, name="Anna", function="", reason="No staff.")


def ask_to_change(draft):
    ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="",
        proposed={},
        words="Ten days.",
    )


def disown(draft):
    disown_organisation(token=ask_by_mail(draft), name="")


@pytest.mark.parametrize("end", [revoke, decline, ask_to_change])
def test_known_address_is_filled_in_on_purpose(maria, draft, url, end, no_writes):
    end(draft)

    before = text(maria.get(url))
    with no_writes():
        filled = maria.post(
            url, {"fill": "2", "email-2": "", "email-3": "new@b.example"}
        )

    assert FILL in before
    assert f'value="{ADDRESS}"' not in before
    page = text(filled)
    assert FILL not in page
    assert f'value="{ADDRESS}"' in page
    assert 'value="new@b.example"' in page
    assert ConfirmationRequest.objects.count() == 1


def test_wrong_address_is_not_offered(maria, draft, url):
    disown(draft)

    assert FILL not in text(maria.get(url))


def test_partner_is_asked_again_in_its_language(maria, url):
    maria.post(url, {"email-2": ADDRESS, "language": "sr-latn"})
    asked_in = (
        '<span class="quiet invitations__by" lang="sr-latn">srpski (latinica)</span>'
    )
    waiting = text(maria.get(url))
    earlier = timezone.now() - SAME_ACT
    ConfirmationRequest.objects.update(requested_at=earlier, expires_at=timezone.now())

    page = text(maria.get(url))
    maria.post(url, {"email-2": ADDRESS, "language-2": "sr-latn", "language": "en"})

    assert asked_in in waiting
    assert 'name="language-2"' in page
    assert '<option value="sr-latn" selected>' in page
    languages = ConfirmationRequest.objects.order_by("pk").values_list("language")
    assert list(languages) == [("sr-latn",), ("sr-latn",)]
