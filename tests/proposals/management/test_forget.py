"""`forget`: says what it erases, what it keeps, and what it would do."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from proposals.models import ConfirmationRequest, Erasure, Proposal, RetentionTime
from proposals.tasks import forget_old_calls as task
from tests.factories import confirm_by_link, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db

BOSS = "boss@example.org"


@pytest.fixture(autouse=True)
def boss():
    return make_user(BOSS, is_staff=True)


@pytest.fixture
def asked():
    """Give the answered question of a partner in an old, submitted proposal."""
    draft = make_eligible_draft()
    now = timezone.now()
    ago = now - dt.timedelta(days=800)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("proposals.services.activity.timezone.now", lambda: ago)
        submit(draft, received_at=now)
    request = confirm_by_link(draft.alliance.partnerships.get(number=2))
    call = draft.alliance.call
    type(call).objects.filter(pk=call.pk).update(deadline=ago)
    Proposal.objects.update(changed_at=ago)
    return request


@pytest.fixture
def said(capsys):
    def run(*arguments):
        call_command("forget", *arguments, "--by", BOSS)
        return capsys.readouterr().out.splitlines()

    return run


def test_person_is_erased_and_the_evidence_named(asked, said):
    lines = said("--person", asked.email)

    assert lines[0] == "questions to partners: 1 erased"
    assert lines[1].startswith("1 submissions. Submissions, the packs")
    assert said("--person", asked.email) == ["Nothing is left to erase."]


def test_dry_run_says_how_much_it_would_be(asked, said):
    lines = said("--person", asked.email, "--dry-run")

    assert lines[0] == "questions to partners: 1 would be erased"
    assert Erasure.objects.count() == 0


def test_time_that_was_said_counts_from_then_on(asked, said):
    assert said("--after", "12") == ["Each day what is 12 months old is erased."]

    lines = said("--old")

    assert lines[:3] == [
        "call open: names in logs: 1 erased",
        "call open: questions to partners: 1 erased",
        "call open: mails about submissions: 1 erased",
    ]
    assert lines[3].startswith("call open: 1 submissions. Submissions, the packs")
    asked.refresh_from_db()
    assert asked.email == ""
    assert said("--old") == ["Nothing is left to erase."]


def test_months_of_the_command_come_first(asked, said):
    said("--after", "1")

    assert said("--old", "--months", "60") == ["Nothing is left to erase."]
    assert ConfirmationRequest.objects.get().email == asked.email


@pytest.mark.parametrize("months", [(), ("--months", "0"), ("--months", "9999")])
def test_no_time_is_no_order_to_erase_everything(months):
    with pytest.raises(CommandError, match="Say 1 to 1200 --months"):
        call_command("forget", "--old", *months, by=BOSS)


@pytest.mark.parametrize("months", [-1, 1201])
def test_time_beyond_any_call_is_refused(months):
    with pytest.raises(CommandError, match="Say 0 to 1200 months"):
        call_command("forget", after=months, by=BOSS)


def test_scheduled_job_does_nothing_until_a_time_was_said(asked, said):
    task()
    said("--after", "12")
    assert said("--after", "0") == ["Nothing is erased by itself."]
    task()

    assert ConfirmationRequest.objects.get().email == asked.email


def test_scheduled_job_erases_what_is_old(asked, said):
    said("--after", "12")

    task()

    asked.refresh_from_db()
    assert asked.answered_name == ""
    assert str(RetentionTime.objects.get()).startswith("12 20")


@pytest.mark.parametrize("email", ["", " ", "maria"])
def test_no_address_is_nobody_and_not_who_has_none(email, said):
    with pytest.raises(CommandError, match="Say an e-mail address"):
        said("--person", email)


def test_who_had_it_done_is_kept(asked, said, boss):
    said("--after", "12")
    said("--person", asked.email)

    assert RetentionTime.objects.get().by == boss
    assert Erasure.objects.get().by == boss


def test_the_schedule_had_it_done_itself_and_keeps_when(asked, said):
    said("--after", "12")

    task()

    assert Erasure.objects.get().by is None
    assert RetentionTime.objects.get().ran_at is not None
    asked.refresh_from_db()
    assert asked.email == ""


def test_nobody_erases_without_saying_who(asked):
    for how in ({"person": asked.email}, {"old": True}, {"after": 12}):
        with pytest.raises(CommandError, match="Say which administrator"):
            call_command("forget", **how)

    assert RetentionTime.objects.count() == Erasure.objects.count() == 0


def test_who_only_counts_needs_no_name(asked, capsys):
    call_command("forget", person=asked.email, dry_run=True)

    assert "would be erased" in capsys.readouterr().out


@pytest.mark.parametrize("who", ["nobody@example.org", "maria@example.org"])
def test_only_an_administrator_has_it_done(asked, who):
    make_user("maria@example.org")

    with pytest.raises(CommandError, match="is no administrator of this site"):
        call_command("forget", person=asked.email, by=who)

    assert Erasure.objects.count() == 0
