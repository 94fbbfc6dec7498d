"""Whoever may decide on what another administrator asked for hears of it, once."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import UploadState
from alliances.models import RegisterUpload
from alliances.services.reviews import (
    ask_to_publish,
    note_published,
    refuse_to_publish,
)
from eligibility.models import RulebookUpload
from proposals.enums import LetterState
from proposals.models import ReviewNotice
from proposals.services.erasure import forget_old_calls, forget_person
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.review_notices import TELL_WITHIN, tell_of_reviews
from proposals.tasks import tell_news
from tests.alliances.register_files import GHENT, read, register_csv
from tests.alliances.services.test_uploads import upload
from tests.factories import make_call, make_user
from tests.rulebooks import rules_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


@pytest.fixture
def anton():
    return make_user("anton@x.example", is_staff=True, full_name="Anton Berg")


@pytest.fixture
def berta():
    return make_user("berta@x.example", is_staff=True, full_name="Berta Novak")


def rules(**fields):
    given = {"call_code": "open", "file_name": "rules-toml", "text": rules_of("open")}
    return RulebookUpload.objects.create(**{**given, **fields}, uploaded_by=make_user())


def ask(row, by, reason="The corrigendum."):
    return ask_to_publish(row=row, reason=reason, by=by, figures={})


def tell(now=None):
    return tell_of_reviews(now=now or timezone.now())


def told():
    rows = ReviewNotice.objects.order_by("pk")
    return [(each.email, each.letter_state) for each in rows]


def mailed():
    mail.outbox.clear()
    for key in ReviewNotice.objects.order_by("pk").values_list("pk", flat=True):
        send_letter(kind="review-notice", key=key)
    return mail.outbox


def test_every_other_administrator_is_told_once(anton, berta):
    clara = make_user("clara@x.example", is_staff=True)
    make_user("gone@x.example", is_staff=True, is_active=False)
    make_user("writes@x.example")
    row = ask(rules(), anton)
    assert (tell(), tell()) == (2, 0)
    ask(row, anton, "Once more.")
    assert tell() == 0

    assert told() == [
        (berta.email, LetterState.QUEUED),
        (clara.email, LetterState.QUEUED),
    ]
    assert str(ReviewNotice.objects.all()[0]) == "rules-toml: berta@x.example"
    assert [each.to for each in mailed()] == [[berta.email], [clara.email]]
    assert mailed() == []


@pytest.mark.usefixtures("berta")
def test_what_was_only_uploaded_is_told_to_nobody(anton):
    rules()
    upload(by=anton)

    assert (tell(), told()) == (0, [])


def register():
    return read(register_csv(GHENT))


def published(row, by):
    note_published(row=row, by=by, figures={})


def taken_back(row, _by):
    refuse_to_publish(row=row, reason="Wrong file.", by=row.asked_by)


@pytest.mark.parametrize("about", [rules, upload, register])
def test_whatever_is_published_by_two_is_mailed(anton, berta, about):
    row = ask(about(), anton)
    tell()

    (said,) = [each for each in mailed() if each.to == [berta.email]]

    assert str(row.public_id) in said.body


def test_mail_is_in_the_language_of_who_reads_it(anton, berta):
    berta.language = "de"
    berta.save()
    ask(rules(file_name="closing the call"), anton)
    tell()

    (said,) = mailed()

    assert "Anton Berg bittet Sie" in said.body
    assert "Der Name ist „Schließung" in said.body
    assert '<html lang="de"' in said.alternatives[0][0]


@pytest.mark.parametrize("decide", [published, taken_back])
def test_what_was_decided_meanwhile_is_mailed_to_nobody(anton, berta, decide):
    make_user("clara@x.example", is_staff=True)
    row = ask(rules(), anton)
    tell()
    decide(row, berta)

    assert mailed() == []
    assert {state for _email, state in told()} == {LetterState.UNSENT}
    assert (tell(), resend_waiting_letters()) == (0, 0)


@pytest.mark.parametrize("decide", [published, taken_back])
def test_what_was_decided_before_anybody_was_told_is_told_to_nobody(
    anton, berta, decide
):
    decide(ask(rules(), anton), berta)

    assert (tell(), told()) == (0, [])


def test_register_that_is_being_published_is_mailed_to_nobody(anton, berta):
    ask(register(), anton)
    tell()
    RegisterUpload.objects.update(state=UploadState.PUBLISHING)

    assert mailed() == []
    assert told() == [(berta.email, LetterState.UNSENT)]


@pytest.mark.parametrize("right", ["is_staff", "is_active"])
def test_who_administers_no_more_is_mailed_nothing(anton, berta, right):
    ask(rules(), anton)
    tell()
    setattr(berta, right, False)
    berta.save()

    assert mailed() == []
    assert told() == [(berta.email, LetterState.UNSENT)]


def test_who_becomes_an_administrator_while_it_waits_is_told(anton):
    ask(rules(), anton)
    assert tell() == 0
    berta = make_user("berta@x.example", is_staff=True)

    assert tell() == 1

    assert told() == [(berta.email, LetterState.QUEUED)]


@pytest.mark.usefixtures("berta")
def test_what_was_asked_for_more_than_a_week_ago_is_told_to_nobody(anton):
    row = ask(rules(), anton)

    assert tell(now=row.asked_at + TELL_WITHIN) == 0


def test_two_requests_at_once_are_two_mails(anton, berta):
    ask(rules(), anton)
    ask(upload(by=berta), berta)

    assert tell() == 2

    assert sorted(told()) == [
        (anton.email, LetterState.QUEUED),
        (berta.email, LetterState.QUEUED),
    ]


@pytest.mark.usefixtures("berta")
@pytest.mark.parametrize("waiting", [1, 3])
def test_looking_for_what_was_told_costs_a_query_for_each_request(
    anton, waiting, django_assert_num_queries
):
    for _each in range(waiting):
        ask(rules(), anton)
    tell()

    with django_assert_num_queries(3 + waiting):
        tell()


@pytest.mark.usefixtures("berta")
def test_periodic_job_tells(anton, sent, django_capture_on_commit_callbacks):
    ask(rules(), anton)

    with django_capture_on_commit_callbacks(execute=True):
        tell_news()

    key = str(ReviewNotice.objects.get().pk)
    assert sent.count(("proposals.tasks.send_review_notice", key)) == 1


@pytest.mark.usefixtures("berta")
def test_request_itself_leaves_no_message_that_a_queue_could_refuse(
    anton, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask(rules(), anton)

    assert sent == []


@pytest.mark.usefixtures("berta")
def test_mail_whose_message_was_lost_goes_later(anton):
    ask(rules(), anton)
    tell()
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    ReviewNotice.objects.update(queued_at=an_hour_ago)

    assert resend_waiting_letters() == 1


def test_address_is_erased_with_its_person(anton, berta):
    ask(rules(), anton)
    tell()

    forget_person(email=berta.email)

    assert told() == [("", LetterState.FAILED)]
    assert mailed() == []


def test_addresses_age_with_the_call(anton, berta):
    call = make_call()
    ask(rules(), anton)
    ask(upload(call=call, by=anton), anton)
    ask(register(), anton)
    tell()
    later = call.deadline + dt.timedelta(days=365)

    forget_old_calls(months=3, now=later)

    about = ReviewNotice.objects.order_by("pk").values_list("email", "register")
    assert [(email, bool(of)) for email, of in about] == [
        ("", False),
        ("", False),
        (berta.email, True),
    ]
