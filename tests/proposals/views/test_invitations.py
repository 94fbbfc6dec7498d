"""The page on which partners are asked, as people use it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailProblem
from proposals.models import ConfirmationRequest
from proposals.services import invitation_limits
from proposals.services.caps import HOUR, Cap
from proposals.services.confirmation_requests import SAME_ACT
from proposals.services.confirmations import (
    decline_participation,
)
from tests.clients import Window
from tests.factories import add, make_colleague, make_user
from tests.proposals.services.asking import ADDRESS, ask, ask_by_mail, partner
from tests.proposals.views.inviting import ACTS, act, draft, maria, text, url

__all__ = ["draft", "maria", "url"]

pytestmark = pytest.mark.django_db

FOUND, REDIRECT, MISSING, REFUSED = 200, 302, 404, 422


def open_requests():
    rows = ConfirmationRequest.objects.open().order_by("partnership__number")
    return [(each.partnership.number, each.email) for each in rows]


def test_those_with_an_address_are_asked(maria, url):
    answer = maria.post(url, {"email-2": ADDRESS, "email-3": ""}, follow=True)

    assert open_requests() == [(2, ADDRESS)]
    assert "1 invitation is on its way." in text(answer)
    assert answer.redirect_chain == [(url, REDIRECT)]


def test_pressing_twice_asks_once(maria, url):
    typed = {"email-2": ADDRESS, "email-3": ADDRESS}

    answers = [maria.post(url, typed, follow=True) for _press in range(2)]

    assert ["2 invitations are on their way." in text(each) for each in answers] == [
        True,
        True,
    ]
    assert ConfirmationRequest.objects.count() == 2


def test_one_bad_address_sends_nothing_and_keeps_the_others(maria, url):
    answer = maria.post(url, {"email-2": ADDRESS, "email-3": "nonsense"})

    assert answer.status_code == REFUSED
    assert open_requests() == []
    assert f'value="{ADDRESS}"' in text(answer)
    assert 'value="nonsense"' in text(answer)
    assert "Send 2 invitations</button>" in text(answer)


def test_refusal_is_said_and_keeps_the_addresses(maria, url, monkeypatch):
    monkeypatch.setattr(invitation_limits, "PERSON", (Cap(1, HOUR, of_one=True),))

    answer = maria.post(url, {"email-2": ADDRESS, "email-3": "b@c.example"})

    assert answer.status_code == REFUSED
    assert "Ask fewer, the others later." in text(answer)
    assert 'value="b@c.example"' in text(answer)
    assert open_requests() == []


def test_empty_form_is_refused(maria, url):
    answer = maria.post(url, {})

    assert answer.status_code == REFUSED
    assert "Enter at least one e-mail address." in text(answer)


def test_button_counts_the_addresses_that_wait(maria, url, draft):
    empty = text(maria.get(url))
    ask(draft)
    ConfirmationRequest.objects.update(expires_at=timezone.now())

    assert "Send invitations</button>" in empty
    assert "Send 1 invitation</button>" in text(maria.get(url))


def test_mail_is_sent_again_and_taken_back(maria, draft):
    ask(draft)
    ConfirmationRequest.objects.update(requested_at=timezone.now() - SAME_ACT)

    again = maria.post(act(draft, "again"), follow=True)
    revoked = maria.post(act(draft, "revoke"), follow=True)

    assert "1 invitation is on its way." in text(again)
    assert "Taken back: the link to P2 Chamber of Ghent no longer works." in (
        text(revoked)
    )
    assert open_requests() == []
    assert partner(draft).confirmation == Confirmation.NOT_INVITED


def test_mail_is_not_said_to_go_again_within_a_minute(maria, draft):
    ask(draft)

    page = text(maria.post(act(draft, "again"), follow=True))

    assert "Asked less than a minute ago, so no second mail goes." in page
    assert "on its way" not in page
    assert ConfirmationRequest.objects.count() == 1


def test_another_address_is_asked(maria, draft):
    ask(draft)

    answer = maria.post(
        act(draft, "elsewhere"), {"elsewhere-2": "bea@ghent.example"}, follow=True
    )

    assert "1 invitation is on its way." in text(answer)
    assert open_requests() == [(2, "bea@ghent.example")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the other address."),
        ("bea", "Enter an e-mail address such as name@example.org."),
        (ADDRESS, "This is the address that was asked already."),
    ],
)
def test_no_other_address_asks_nobody(maria, draft, typed, said):
    ask(draft)

    answer = maria.post(act(draft, "elsewhere"), {"elsewhere-2": typed})

    assert answer.status_code == REFUSED
    told = f"P2 Chamber of Ghent: {said}"
    assert f'<h2><a href="#id_elsewhere-2">{told}' in text(answer)
    assert f'id="id_elsewhere-2_error">{said}' in text(answer)
    assert '<details class="elsewhere" open>' in text(answer)
    assert f'id="id_elsewhere-2" value="{typed}" aria-invalid="true"' in text(answer)
    assert open_requests() == [(2, ADDRESS)]


def test_mail_that_came_back_offers_to_correct_the_address(maria, draft, url):
    ask(draft)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.BOUNCED,
        problem=MailProblem.NO_MAILBOX,
        problem_at=timezone.now(),
    )

    page = text(maria.get(url))

    assert "There is no such mailbox" in page
    assert '<details class="elsewhere" open>' in page
    assert f'value="{ADDRESS}"' in page


def test_answer_that_came_first_is_not_overruled(maria, draft):
    token = ask_by_mail(draft)
    decline_participation(token=token, name="Anna", function="", reason="No staff.")

    answers = [
        maria.post(act(draft, name), {"elsewhere-2": "b@c.example"}, follow=True)
        for name in ACTS
    ]

    assert ["can no longer be answered" in text(each) for each in answers] == [
        True,
        True,
        True,
    ]
    assert partner(draft).confirmation == Confirmation.DECLINED
    assert "Anna: No staff." in text(answers[0])


def test_act_without_a_request_finds_nothing(maria, draft):
    assert maria.post(act(draft, "again")).status_code == MISSING


def test_colleague_asks_and_a_stranger_finds_nothing(draft, url):
    ask(draft)
    for person, expected in [(make_colleague(draft), FOUND), (make_user(), MISSING)]:
        client = Window()
        client.force_login(person)
        codes = {client.get(url).status_code}
        if expected == MISSING:
            codes |= {client.post(act(draft, each)).status_code for each in ACTS}
        assert codes == {expected}


def test_forms_carry_their_token(draft, url):
    ask(draft)
    client = Window(enforce_csrf_checks=True)
    client.force_login(draft.alliance.coordinator)

    page = text(client.get(url))

    main = page.partition("<main")[2].partition("</main>")[0]
    assert main.count("<form") == main.count('name="csrfmiddlewaretoken"') == 1
    assert client.post(url, {"email-2": ADDRESS}).status_code == 403


def test_alliance_without_partners_says_so(maria, url, draft):
    draft.alliance.partnerships.exclude(number=1).delete()

    assert "There are no partners yet." in text(maria.get(url))


@pytest.mark.parametrize("partners", [1, 97])
def test_page_costs_few_queries(
    maria, url, draft, partners, django_assert_max_num_queries
):
    for number in range(partners):
        add(draft, f"School {number}")

    maria.get(url)  # the countries of the call are kept from then on

    with django_assert_max_num_queries(10):
        maria.get(url)


def test_language_is_chosen_only_where_there_are_several(client, draft, settings):
    url = reverse("partner-invitations", args=[draft.alliance.public_id])
    client.force_login(draft.alliance.coordinator)
    settings.LANGUAGES = [("en", "English")]
    alone = client.get(url).content.decode()
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]

    several = client.get(url).content.decode()
    silent = client.post(url, {"language": "fr"})
    client.post(url, {"email-2": "anna@ghent.example", "language": "fr"})

    assert "Language of mail and page" not in alone
    assert '<option value="fr">Français</option>' in several
    assert silent.status_code == 422
    assert ConfirmationRequest.objects.get().language == "fr"


def test_question_is_offered_in_the_language_of_whoever_asks(client, draft):
    url = reverse("partner-invitations", args=[draft.alliance.public_id])
    client.force_login(draft.alliance.coordinator)

    page = client.get(url, headers={"Accept-Language": "de"}).content.decode()

    assert '<option value="de" selected>Deutsch</option>' in page
