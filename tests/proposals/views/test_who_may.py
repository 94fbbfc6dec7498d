"""Who may what, in words; the table of all addresses is in `tests/permissions`."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.packs import request_pack
from proposals.services.proposal_files import keep_proposal_file
from proposals.services.sheets import keep_sheet
from tests.clients import Window
from tests.factories import (
    confirm_by_link,
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db

SIGN_IN, GONE, SHOWN, REFUSED, DONE, NOT_SO = 302, 404, 200, 422, 302, 405
FORBIDDEN, STALE = 403, 409


def token_of(answer):
    """Return the token of the first form of the page's own part."""
    main = answer.content.decode().partition("<main")[2]
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', main)
    return found and found.group(1)


def signed_in(user):
    client = Window()
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def submission():
    return submit(make_eligible_draft())


@pytest.fixture
def colleague(submission):
    return make_colleague(submission.proposal)


@pytest.fixture
def arguments(submission):
    """Give what an address needs; most need the alliance."""
    proposal = submission.proposal
    alliance = proposal.alliance
    pack = request_pack(proposal=proposal, by=alliance.coordinator)
    row = proposal.colleagues.create(
        email="anna@example.org", invited_by=alliance.coordinator
    )
    kept = keep_sheet(
        file_name="list.csv",
        content=b"name,role\nForge,partner\n",
        stated={},
        target=proposal,
        by=alliance.coordinator,
    )
    file = read_proposal(proposal).file
    upload = keep_proposal_file(
        file=file, file_name="a.json", target=proposal, by=alliance.coordinator
    )
    asked = confirm_by_link(alliance.partnerships.get(number=2)).partnership
    needs = {
        (): (
            *("alliance-list", "alliance-start", "alliance-import"),
            *("alliance-archived", "partner-template-csv", "partner-template-xlsx"),
        ),
        (kept.public_id,): ("partner-sheet",),
        (upload.public_id,): ("proposal-file",),
        (submission.number,): ("receipt", "withdraw"),
        (row.pk,): ("invitation-join", "invitation-decline"),
        (alliance.public_id, row.pk): (
            *("colleague-remove", "colleague-restore", "colleague-change"),
        ),
        (pack.public_id,): ("pack", "pack-progress-fragment", "pack-download"),
    }
    own = {name: keys for keys, names in needs.items() for name in names}
    # Not above: a key may equal a number.
    for act in ("again", "elsewhere", "revoke"):
        own[f"partner-invitation-{act}"] = (alliance.public_id, asked.number)
    for name in ("what-if-partner", "what-if-partner-fragment"):
        own[name] = (alliance.public_id, asked.number)
    own["verdict-changes-read"] = (alliance.public_id, 1)
    return lambda name: own.get(name, (alliance.public_id,))


def test_draft_of_a_colleague_takes_edits_and_no_submission(submission, colleague):
    """Rows that matter most, in words: what a colleague may and may not."""
    proposal = submission.proposal
    client = signed_in(colleague)
    public_id = proposal.alliance.public_id

    added = client.get(reverse("partner-add", args=[public_id]))
    page = client.get(reverse("submit", args=[public_id])).content.decode()

    assert added.status_code == SHOWN
    assert "Only the coordinator of this alliance may do this." in page


@pytest.mark.parametrize("name", ["alliance-start", "alliance-import"])
def test_form_carries_the_token_it_is_asked_for(name):
    make_call("open")
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    address = f"{reverse(name)}?kind=open/lot-2/standard"

    assert token_of(client.get(address))
    assert client.post(address).status_code == FORBIDDEN


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("submit", "submit"),
        ("submit", "pack-request"),
        ("receipt", "pack-request"),
        ("withdraw", "withdraw"),
    ],
)
def test_button_works_under_the_check_of_tokens(submission, page, target):
    """A form that is included must bring its token along."""
    alliance = submission.proposal.alliance
    submission.packs.all().delete()  # the receipt offers a pack where there is none
    client = Client(enforce_csrf_checks=True)
    client.force_login(alliance.coordinator)
    arguments = {"receipt": submission.number, "withdraw": submission.number}
    shown = client.get(reverse(page, args=[arguments.get(page, alliance.public_id)]))
    address = reverse(target, args=[arguments.get(target, alliance.public_id)])

    answer = client.post(address, {"csrfmiddlewaretoken": token_of(shown)})

    assert f'"{address}"' in shown.content.decode()
    assert answer.status_code in {DONE, REFUSED}


@pytest.mark.parametrize("name", ["alliance-list", "submit", "receipt", "pack"])
def test_nobody_is_led_to_the_sign_in_page(arguments, name):
    address = reverse(name, args=arguments(name))

    answer = Client().get(address)

    assert answer["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("name", ["submit", "pack-request", "pack", "pack-download"])
def test_what_does_not_exist_reads_like_what_is_not_yours(name):
    method = "post" if name == "pack-request" else "get"
    address = reverse(name, args=[uuid.uuid4()])

    assert getattr(signed_in(make_user()), method)(address).status_code == GONE
