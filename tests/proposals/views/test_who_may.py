"""Roles by actions for every page of these modules, in one table."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from proposals.selectors.proposal_files import read_proposal
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

# Address, method, nobody, owner, a colleague, another coordinator, an administrator.
TABLE = [
    ("alliance-list", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("alliance-list", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("alliance-start", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("alliance-start", "post", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("alliance-import", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("alliance-import", "post", SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED),
    ("partner-import", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("partner-import", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("partner-sheet", "get", SIGN_IN, SHOWN, GONE, GONE, GONE),
    ("partner-sheet", "post", SIGN_IN, DONE, GONE, GONE, GONE),
    ("outside", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("outside", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("proposal-json", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("proposal-json", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("table-days", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("table-days", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("form-docx", "get", SIGN_IN, GONE, GONE, GONE, GONE),
    ("answers-txt", "get", SIGN_IN, GONE, GONE, GONE, GONE),
    ("answers-txt", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("proposal-file", "get", SIGN_IN, SHOWN, GONE, GONE, GONE),
    ("proposal-file", "post", SIGN_IN, REFUSED, GONE, GONE, GONE),
    ("partner-template-csv", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("partner-template-csv", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-template-xlsx", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("submit", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("submit", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("receipt", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("receipt", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("withdraw", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("withdraw", "post", SIGN_IN, DONE, REFUSED, GONE, GONE),
    ("pack-request", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("pack-request", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("pack", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("pack", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("pack-progress-fragment", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("pack-progress-fragment", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("pack-stop", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("pack-stop", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("pack-download", "get", SIGN_IN, DONE, DONE, GONE, GONE),
    ("pack-download", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("workspace", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("rule-move", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("rule-move", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("verdict-changes-read", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("verdict-changes-read", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("alliance-archived", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, SHOWN),
    ("archive", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("archive", "post", SIGN_IN, DONE, FORBIDDEN, GONE, GONE),
    ("unarchive", "post", SIGN_IN, DONE, FORBIDDEN, GONE, GONE),
    ("alliance-copy", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("alliance-copy", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("colleagues", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("colleagues", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("colleague-leave", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("colleague-leave", "post", SIGN_IN, REFUSED, DONE, GONE, GONE),
    ("colleague-change", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("colleague-remove", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("colleague-remove", "post", SIGN_IN, DONE, FORBIDDEN, GONE, GONE),
    ("colleague-restore", "post", SIGN_IN, DONE, FORBIDDEN, GONE, GONE),
    ("partner-invitations", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("partner-invitations", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("partner-invitation-again", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-invitation-again", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("partner-invitation-revoke", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-invitation-revoke", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("partner-invitation-elsewhere", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-invitation-elsewhere", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("timeline", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("timeline", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("mail-log", "get", SIGN_IN, SHOWN, FORBIDDEN, GONE, GONE),
    ("mail-log", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("mail-again", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("mail-again", "post", SIGN_IN, GONE, FORBIDDEN, GONE, GONE),
    ("timeline-file", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("timeline-file", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-twins", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("partner-twins-apart", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("partner-twins-apart", "post", SIGN_IN, STALE, STALE, GONE, GONE),
    ("partner-twins-again", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("what-if", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if-fragment", "get", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-partner", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-newcomer", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-facts", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-take-back", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-keep", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-partner", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("what-if-partner-fragment", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("what-if-newcomer", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("what-if-newcomer-fragment", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("what-if-facts", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("what-if-facts-fragment", "post", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if-take-back", "post", SIGN_IN, DONE, DONE, GONE, GONE),
    ("what-if-take-back-fragment", "post", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if-keep", "post", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if-keep-fragment", "post", SIGN_IN, SHOWN, SHOWN, GONE, GONE),
    ("what-if-try", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-try", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("what-if-apply", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("what-if-apply", "post", SIGN_IN, REFUSED, REFUSED, GONE, GONE),
    ("invitation-join", "post", SIGN_IN, GONE, GONE, GONE, GONE),
    ("invitation-decline", "post", SIGN_IN, GONE, GONE, GONE, GONE),
]


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
        (alliance.public_id, "colleague-invitation", row.pk): ("mail-again",),
        (pack.public_id,): (
            "pack",
            "pack-progress-fragment",
            "pack-stop",
            "pack-download",
        ),
    }
    own = {name: keys for keys, names in needs.items() for name in names}
    # Not above: a key may equal a number.
    for act in ("again", "elsewhere", "revoke"):
        own[f"partner-invitation-{act}"] = (alliance.public_id, asked.number)
    for name in ("what-if-partner", "what-if-partner-fragment"):
        own[name] = (alliance.public_id, asked.number)
    own["verdict-changes-read"] = (alliance.public_id, 1)
    return lambda name: own.get(name, (alliance.public_id,))


@pytest.mark.parametrize(
    ("name", "method", "answers"),
    [(name, method, rest) for name, method, *rest in TABLE],
)
def test_page_answers_each_role(
    submission, colleague, arguments, name, method, answers
):
    address = reverse(name, args=arguments(name))
    nobody, owner, co_editor, other, administrator = answers
    roles = {
        None: nobody,
        make_user(): other,
        make_user(is_staff=True, is_superuser=True): administrator,
        colleague: co_editor,
        # Last, because it acts.
        submission.proposal.alliance.coordinator: owner,
    }

    answered = {
        role: getattr(signed_in(role), method)(address).status_code for role in roles
    }

    assert answered == roles


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
