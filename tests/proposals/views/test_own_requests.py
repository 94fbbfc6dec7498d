"""My invitations: every question to a proven address, and nothing of a draft."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.services.confirmations import confirm_participation
from tests.factories import make_call, make_eligible_draft, make_user
from tests.proposals.services.asking import ask_by_mail, shown

pytestmark = pytest.mark.django_db

PAGE = "/my-invitations/"
ANNA = "anna@example.org"


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="BRIDGES")


@pytest.fixture
def anna(client):
    anna = make_user(ANNA)
    client.force_login(anna)
    return anna


def ask(draft, email=ANNA, *, number=2, **fields):
    partnership = draft.alliance.partnerships.get(number=number)
    return ConfirmationRequest.objects.create(
        partnership=partnership,
        email=email,
        requested_by=draft.alliance.coordinator,
        **{
            "mailed_at": timezone.now(),
            "expires_at": timezone.now() + timedelta(days=30),
            **fields,
        },
    )


def prove(user, email, *, verified=True):
    EmailAddress.objects.create(user=user, email=email, verified=verified)


def rows(client):
    return client.get(PAGE).context["page"].rows


def opening(request):
    return reverse("own-request-open", args=[request.public_id])


@pytest.mark.usefixtures("anna")
def test_a_question_shows_with_its_proposal_and_state(client, draft):
    ask(draft)

    text = client.get(PAGE).content.decode()

    (row,) = rows(client)
    assert (row.acronym, row.organisation, row.role, row.is_waiting) == (
        "BRIDGES",
        "Chamber of Ghent",
        "Full partner",
        True,
    )
    assert "Waits for your answer until" in text
    assert f"What {ANNA} was ever asked to confirm." in text


@pytest.mark.usefixtures("anna")
def test_the_case_of_an_address_does_not_matter(client, draft):
    ask(draft, "Anna@Example.ORG")

    assert len(rows(client)) == 1


def test_every_proven_address_counts_and_no_other(client, draft, anna):
    prove(anna, "office@example.org")
    prove(anna, "claimed@example.org", verified=False)
    ask(draft, "office@example.org")
    ask(draft, "claimed@example.org", number=3)

    page = client.get(PAGE).context["page"]

    assert [each.email for each in page.rows] == ["office@example.org"]
    assert page.addresses == (ANNA, "office@example.org")


@pytest.mark.usefixtures("anna")
def test_what_was_never_sent_does_not_show(client, draft):
    ask(draft, mailed_at=None)

    assert rows(client) == ()
    assert "Nothing yet." in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("fields", "state", "has_page"),
    [
        ({"revoked_at": timezone.now()}, "Taken back or asked anew", False),
        ({"expires_at": timezone.now()}, "No longer open", False),
        ({"answer": PartnerAnswer.CONFIRMED}, "Confirmed, ", True),
        ({"answer": PartnerAnswer.DECLINED}, "Declined, ", True),
        ({"answer": PartnerAnswer.CHANGE}, "Asked for a change, ", True),
        ({"answer": PartnerAnswer.NOT_OURS}, "Not this organisation, ", False),
    ],
)
@pytest.mark.usefixtures("anna")
def test_what_became_of_a_question_is_told(client, draft, fields, state, has_page):
    if "answer" in fields:
        fields |= {"answered_at": timezone.now()}
    ask(draft, **fields)

    (row,) = rows(client)

    assert row.state.startswith(state)
    assert (row.is_waiting, row.has_page) == (False, has_page)


@pytest.mark.usefixtures("anna")
def test_an_open_question_is_answered_from_the_account(client, draft):
    asked = ask(draft)

    opened = client.post(opening(asked))
    page = client.get(opened.url).content.decode()

    assert opened.url.startswith("/confirm/")
    assert "no-store" in opened["Cache-Control"]  # it leads to a link
    assert "BRIDGES" in page
    assert 'name="answer"' in page


@pytest.mark.usefixtures("anna")
def test_the_link_of_the_mail_works_as_before(client, draft):
    asked = ask(draft, token_digest="d" * 64)

    client.post(opening(asked))

    asked.refresh_from_db()
    assert asked.token_digest == "d" * 64
    assert asked.account_digest not in {None, "d" * 64}


@pytest.mark.usefixtures("anna")
def test_an_old_question_asks_for_no_code(client, draft):
    """The code would be mailed to the address that is proven already."""
    asked = ask(draft, mailed_at=timezone.now() - timedelta(days=3))

    page = client.get(client.post(opening(asked)).url).content.decode()

    assert 'name="answer"' in page


@pytest.mark.usefixtures("anna")
def test_what_was_confirmed_can_be_read_again(client, draft):
    draft.alliance.partnerships.filter(number=2).update(confirmation="not_invited")
    token = ask_by_mail(draft, email=ANNA)
    by = {"token": token, "name": "Anna", "function": "Rector"}
    given = confirm_participation(seen_digest=shown(draft), **by)

    page = client.get(client.post(opening(given)).url).content.decode()

    assert "Chamber of Ghent takes part in BRIDGES" in page


def test_others_find_neither_the_row_nor_its_page(client, draft):
    asked = ask(draft)
    client.force_login(make_user("anna@elsewhere.example"))

    assert rows(client) == ()
    assert client.post(opening(asked)).status_code == 404
    assert ConfirmationRequest.objects.get().account_digest is None


@pytest.mark.usefixtures("anna")
def test_opening_acts_on_post_only(client, draft):
    assert client.get(opening(ask(draft))).status_code == 405


@pytest.mark.usefixtures("anna")
def test_nothing_of_the_draft_opens_by_it(client, draft):
    client.post(opening(ask(draft)))

    workspace = reverse("workspace", args=[draft.alliance.public_id])
    assert client.get(workspace).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.usefixtures("anna")
def test_the_page_costs_the_same_for_more(client, number, django_assert_num_queries):
    call = make_call()
    for _ in range(number):
        ask(make_eligible_draft(call))
    client.get(PAGE)

    with django_assert_num_queries(4):
        client.get(PAGE)


def test_whoever_is_signed_out_is_asked_to_sign_in(client):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"
