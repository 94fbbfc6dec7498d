"""A site as an older release left it, migrated to today: all of it goes on.

Each test finds the site as migrating left it. `docs/upgrades.md` says how the next
release is kept.
"""

import hashlib
import inspect
import io
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from celery import current_app
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from alliances.models import User
from eligibility.receipts import Standing, check_receipt, published_by_digest
from proposals import demo
from proposals.enums import LetterState, PackState
from proposals.models import ApplicationPack, ConfirmationRequest, Proposal
from proposals.services.answers import Reply, save_answer
from proposals.services.confirmations import confirm_participation
from proposals.verify_codes import grouped_code
from tests.clients import Window
from tests.factories import submit
from tests.pages.codes import code_for
from tests.proposals.documents.certificates import OFFICE, seal_in
from tests.proposals.services.asking import newest_token, shown
from tests.upgrade.acts import CAREFUL, PASSWORD
from tests.upgrade.loading import releases
from tests.upgrade.rows import rows_of_all, tables_that_differ

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
PBKDF2 = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


class Site:
    """What stood in the tables before and after, and what people hold."""

    def __init__(self, release):
        self.held = release.held
        self.before = rows_of_all()
        call_command("migrate", interactive=False, verbosity=0)
        self.after = rows_of_all()
        current_app.loader.import_default_modules()


@pytest.fixture(scope="module", params=releases())
def site(request, left):
    with left(request.param) as release:
        yield Site(release)


@pytest.fixture
def held(site):
    return site.held


def window_of(email):
    """Return the browser of somebody, or of nobody where there is no such account."""
    window = Window()
    if person := User.objects.filter(email=email).first():
        window.force_login(person)
    return window


def draft_of(public_id):
    return Proposal.objects.select_related("alliance__coordinator").get(
        alliance__public_id=public_id
    )


def file_of(pack):
    return Path(settings.DATA_DIR, "packs", pack["file"])


def test_every_row_is_there_and_says_what_it_said(site):
    assert len(site.before) > 80
    assert tables_that_differ(site.before, site.after) == []


def test_every_log_is_what_was_written(held):  # noqa: ARG001  # its rows
    said = io.StringIO()

    call_command("verify_activity", stdout=said)

    assert said.getvalue().endswith("proposals are what was written\n")


@pytest.mark.parametrize("who", ["", demo.COORDINATOR.email, "boss@example.org"])
def test_every_page_that_was_shown_is_shown(held, who):
    window = window_of(who)
    pages = held["pages"][who]
    answers = {}

    for address in pages:
        cache.clear()
        answers[address] = window.get(address).status_code

    assert len(pages) > 10
    assert {each: code for each, code in answers.items() if code != 200} == {}


def test_every_link_that_was_mailed_leads_somewhere(held):
    """Who has no account yet is asked to sign in, and told what the link was for."""
    answers = {}
    for each in held["mails"]:
        window = window_of(each["to"])
        for link in each["links"]:
            answer = window.get(link)
            answers[link] = answer.headers.get("Location", "").partition("?")[0]
            assert answer.status_code in (200, 302), link

    assert len(answers) > 8
    assert set(answers.values()) <= {"", SIGN_IN}


def test_every_code_on_paper_opens_its_submission(held):
    for each in held["submissions"]:
        typed = {"number": each["number"], "code": grouped_code(each["code"]).lower()}
        page = Window().post(reverse("verify"), typed, follow=True)
        groups = [each["sha256"][at : at + 8] for at in range(0, 64, 8)]
        assert page.status_code == 200
        assert [group for group in groups if group not in page.content.decode()] == []


def test_every_receipt_is_what_it_was_and_is_computed_alike_again(held):
    window = window_of(demo.COORDINATOR.email)
    for each in held["submissions"]:
        number = each["number"]
        receipt = Path(settings.DATA_DIR, "receipts", f"{number}.json").read_bytes()
        kwargs = {"number": number}
        now = window.get(reverse("submission-verdict-receipt", kwargs=kwargs))
        checked = check_receipt(
            text=receipt.decode(), find_rulebook=published_by_digest
        )
        assert now.content == receipt
        assert checked.standing == Standing.SAME


def test_every_pack_is_the_submitted_one_by_page_and_by_command(held):
    codes = {each["number"]: each["code"] for each in held["submissions"]}
    for pack in held["packs"]:
        content, number = file_of(pack).read_bytes(), pack["submission"]
        page = Window().post(
            reverse("verified", kwargs={"number": number, "code": codes[number]}),
            {"file": SimpleUploadedFile("pack.pdf", content, "application/pdf")},
        )
        said = io.StringIO()
        call_command("verify_pack", file_of(pack), stdout=said)
        call_command("verify_pack", file_of(pack), offline=True, stdout=said)
        assert hashlib.sha256(content).hexdigest() == pack["sha256"]
        assert page.context["check"].mark == "met"
        assert said.getvalue().startswith(f"{number}: This is the submitted pack.")
        assert "files agree with the manifest" in said.getvalue()


def test_every_seal_covers_its_pack(held):
    sealed = [
        (each["sealed_by"], seal_in(file_of(each).read_bytes()))
        for each in held["packs"]
    ]

    assert sealed == [(OFFICE, (True, "ENTIRE_FILE"))] * len(sealed)
    assert len(sealed) == 2


def test_a_draft_goes_on_and_is_submitted(held):
    draft = draft_of(held["open"])
    by = draft.alliance.coordinator
    (waiting,) = ConfirmationRequest.objects.filter(email="waiting@example.org")
    current_app.tasks["proposals.tasks.send_confirmation_request"].apply((waiting.pk,))
    confirm_participation(
        token=newest_token(), name="A", function="B", seen_digest=shown(draft, 3)
    )

    submission = submit(draft, accepts_pending=True, by=by)

    assert submission.number.endswith("-SSA-B")


def test_an_answer_goes_on_from_its_version(held):  # noqa: ARG001  # its rows
    draft = Proposal.objects.get(alliance__acronym="RAILWRIGHT")
    answer = draft.answers.get(question="needs", partnership=None)

    saved = save_answer(
        proposal=draft,
        question="needs",
        partner=None,
        reply=Reply(f"{answer.text} More.", ""),
        version=answer.version,
        by=draft.alliance.coordinator,
    )

    assert saved.version == answer.version + 1


def test_every_message_that_waited_is_understood(held):
    for task, *keys in held["queue"]:
        current_app.tasks[task].apply(keys, throw=True)

    draft = draft_of(held["open"])
    (pack,) = ApplicationPack.objects.filter(proposal=draft)
    (asked,) = ConfirmationRequest.objects.filter(email="waiting@example.org")
    assert len(held["queue"]) == 2
    assert (pack.state, asked.letter_state) == (PackState.READY, LetterState.SENT)
    assert mail.outbox[-1].to == ["waiting@example.org"]


def test_every_task_keeps_its_name_and_what_it_is_given(held):
    now = {
        name: list(inspect.signature(task.run).parameters)
        for name, task in current_app.tasks.items()
    }

    assert {name: now.get(name) for name in held["tasks"]} == held["tasks"]


def test_passwords_apps_and_recovery_codes_let_in(held):
    careful = User.objects.get(email=CAREFUL)
    app = Authenticator.objects.get(user=careful, type=Authenticator.Type.TOTP)
    kept = Authenticator.objects.get(user=careful, type="recovery_codes")

    with override_settings(PASSWORD_HASHERS=[PBKDF2]):
        assert careful.check_password(PASSWORD)
    assert TOTP(app).validate_code(code_for(held["app_secret"]))
    codes = RecoveryCodes(kept)
    assert codes.get_unused_codes() == held["recovery_codes"]
    assert codes.validate_code(held["recovery_codes"][0])
    assert not codes.validate_code(held["recovery_codes"][0])
