"""The page of a file whose deadline is earlier than the published one warns of it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.models import Call
from eligibility.models import RulebookUpload
from eligibility.services.rulebooks import publish_rulebook
from eligibility.words import deadline_words
from tests.eligibility.views.law_uploads import act, changed, send, words
from tests.factories import make_call, make_draft
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 20 * DAY
LATER = FORMER + 16 * DAY
TICK = "Tick that the deadline is meant to be earlier."


@pytest.fixture
def older(door):
    """Upload a file, then let another administrator extend the deadline."""
    call = make_call(deadline=FORMER, takes_submissions=False)
    for each in ("ONE", "TWO", "AWAY"):
        make_draft(call, acronym=each)
    call.alliances.filter(acronym="AWAY").update(archived_at=timezone.now())
    send(door, changed())
    extend()


def extend(deadline=LATER):
    text = rules_of(deadline=deadline, takes_submissions=False)
    publish_rulebook(text=text, reason="Extended.")


def look(door, **more):
    upload = RulebookUpload.objects.get()
    return words(door.get(reverse("law-check", args=[upload.public_id]), **more))


@pytest.mark.usefixtures("older")
def test_the_page_says_from_when_to_when_whom_it_concerns_and_why_it_may_be(door):
    page = look(door)

    assert (
        "This version makes the deadline earlier: it is"
        f" {deadline_words(LATER)}, and would be {deadline_words(FORMER)}."
    ) in page
    assert "2 drafts would have less time, submitted or not." in page
    assert (
        "The file was prepared before version 2 was published, so it lacks what that"
        " changed."
    ) in page
    assert f"The deadline is meant to be earlier: {deadline_words(FORMER)}." in page


@pytest.mark.usefixtures("older")
def test_asking_takes_a_tick_and_keeps_the_reason_without_it(door):
    silent = act(door, "ask", compared_with=2)
    meant = act(door, "ask", compared_with=2, makes_earlier="on")

    assert silent.status_code == 422
    assert list(silent.context["form"].errors) == ["makes_earlier"]
    assert TICK in words(silent)
    assert "The corrigendum." in words(silent)
    assert meant.status_code == 302


@pytest.mark.usefixtures("older")
def test_who_publishes_ticks_for_themselves(client, door, boris):
    act(door, "ask", compared_with=2, makes_earlier="on")
    client.force_login(boris)

    silent = act(client, "publish", compared_with=2)
    kept = Call.objects.get().deadline
    meant = act(client, "publish", compared_with=2, makes_earlier="on")

    assert (silent.status_code, kept) == (422, LATER)
    assert TICK in words(silent)
    assert (meant.status_code, Call.objects.get().deadline) == (302, FORMER)


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize("given", [{}, {"makes_earlier": "on"}])
def test_an_extension_published_since_the_look_is_read_before_the_tick(door, given):
    extend(LATER + DAY)

    answer = act(door, "ask", compared_with=2, **given)

    page = words(answer)
    assert answer.status_code == 409
    assert "Version 3 was published meanwhile." in page
    assert f"it is {deadline_words(LATER + DAY)}, and would be" in page
    assert not answer.context["form"]["makes_earlier"].value()
    assert "The corrigendum." in page


def test_an_extension_published_since_the_look_brings_the_tick_with_it(door):
    make_call(deadline=FORMER, takes_submissions=False)
    send(door, changed())
    extend()

    answer = act(door, "ask")

    assert answer.status_code == 409
    assert 'name="makes_earlier"' in words(answer)


def test_a_file_prepared_after_the_newest_version_is_not_said_to_be_older(door):
    make_call(deadline=LATER, takes_submissions=False)
    send(door, rules_of(deadline=FORMER, takes_submissions=False))

    page = look(door)

    assert "This version makes the deadline earlier" in page
    assert "This call has no drafts." in page
    assert "The file was prepared before" not in page


@pytest.mark.usefixtures("call")
def test_the_same_deadline_warns_of_nothing(door):
    send(door, changed())

    page = look(door)

    assert "makes the deadline earlier" not in page
    assert "makes_earlier" not in page


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Diese Version zieht die Frist vor"),
        ("fr", "Cette version avance la date limite"),
        ("sr", "Ова верзија помера рок на ранији датум"),
    ],
)
def test_the_warning_is_in_the_language_of_who_reads_it(door, language, said):
    assert said in look(door, headers={"Accept-Language": language})
