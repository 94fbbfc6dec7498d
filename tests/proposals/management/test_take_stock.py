"""`take_stock`: the same twice; what changed, is gone or does not verify is told."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from alliances.models import Alliance, User
from proposals.enums import Part, TaskEnd
from proposals.models import ApplicationPack, Submission
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from proposals.services.signs_of_life import add_figures, note_failure, note_life
from tests.factories import make_call, make_eligible_draft, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    draft = make_eligible_draft(make_call())
    return submit(draft)


@pytest.fixture
def pack(submission):
    by = submission.proposal.alliance.coordinator
    pack = request_pack(proposal=submission.proposal, by=by, submission=submission)
    pack.file.save("ready.pdf", ContentFile(b"%PDF-1.7 nothing"), save=False)
    pack.state = "ready"
    pack.save()
    return pack


def take(**options):
    told, wrong = io.StringIO(), io.StringIO()
    try:
        call_command("take_stock", stdout=told, stderr=wrong, **options)
    except CommandError:
        return wrong.getvalue().split("\n")[:-1]
    return told.getvalue().strip()


@pytest.mark.usefixtures("submission")
def test_the_same_is_the_same(tmp_path):
    first = take(to=tmp_path / "stock.json")
    second = take(against=tmp_path / "stock.json")

    assert first.endswith("logs, submissions and packs verify.")
    assert second == first.removesuffix(".") + ", the same as before."
    stock = json.loads((tmp_path / "stock.json").read_text())
    assert stock["tables"]["proposals_submission"][0] == 1
    assert not {"django_session", "usersessions_usersession"} & set(stock["tables"])


def test_who_reads_and_what_works_during_a_pause_changes_nothing(tmp_path, submission):
    by = submission.proposal.alliance.coordinator
    factor = Authenticator.objects.create(user=by, type="totp", data={})
    note_life(part=Part.BEAT)
    take(to=tmp_path / "stock.json")
    User.objects.update(last_login=timezone.now())
    Authenticator.objects.filter(pk=factor.pk).update(last_used_at=timezone.now())
    note_failure(part=Part.BEAT)
    add_figures(
        task="mail", end=TaskEnd.SUCCEEDED, seconds=1, statements=1, statement_seconds=1
    )

    told = take(against=tmp_path / "stock.json")

    assert str(told).endswith("verify, the same as before.")


@pytest.mark.usefixtures("submission")
def test_changed_and_lost_rows_are_told(tmp_path):
    take(to=tmp_path / "stock.json")
    Alliance.objects.update(title="Another")

    assert take(against=tmp_path / "stock.json") == [
        "table alliances_alliance: 1 rows before and now, not the same"
    ]


def test_submission_that_says_something_else_is_told(submission):
    Submission.objects.update(snapshot=submission.snapshot + " ")

    assert take() == [
        f"submission {submission.number}: it does not say what its receipt says"
    ]


def test_pack_that_is_none_and_a_file_that_is_gone_are_told(submission, pack):
    wrong = take()
    pack.file.storage.delete(pack.file.name)
    gone = take()

    assert wrong == [f"pack of {submission.number}: it is not the pack that was made"]
    assert gone == [f"proposals_applicationpack {pack.pk}: its file is gone"]


def test_a_file_that_is_gone_is_counted_no_more(tmp_path, pack):
    take(to=tmp_path / "stock.json")
    pack.file.storage.delete(pack.file.name)

    assert take(against=tmp_path / "stock.json")[-1] == (
        "files: 1 with 16 bytes before, 0 with 0 bytes now"
    )


def test_pack_that_was_drawn_verifies(submission):
    by = submission.proposal.alliance.coordinator
    pack = request_pack(proposal=submission.proposal, by=by, submission=submission)
    render_pack(pack_id=pack.public_id)

    assert ApplicationPack.objects.get().file.name
    assert take().endswith(
        "and 1 files with {} bytes; {}".format(
            ApplicationPack.objects.get().file.size,
            "logs, submissions and packs verify.",
        )
    )
