"""The form by which an administrator gives an open call a later deadline."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from eligibility.catalogue import published_rulebook
from eligibility.core import parse_rulebook
from eligibility.models import Rulebook, RulebookUpload
from eligibility.words import BRUSSELS, deadline_words
from tests.eligibility.views.law_uploads import act, words
from tests.factories import make_call, publish_shipped_call

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 20 * DAY
LATER = FORMER + DAY


def extend(door, code="open", deadline=LATER, **given):
    there = deadline.astimezone(BRUSSELS)
    notice = {"source": "Corrigendum, C 12", "address": "https://example.org/c12"}
    values = {"deadline": f"{there:%Y-%m-%dT%H:%M}", **notice, **given}
    return door.post(reverse("law-call", args=[code]), values)


def test_a_later_deadline_is_prepared_with_its_source_and_nothing_else(door):
    make_call(deadline=FORMER)

    answer = extend(door)

    row = RulebookUpload.objects.get()
    present = published_rulebook(Rulebook.objects.get())
    law = parse_rulebook(row.text, source="later")
    assert answer["Location"] == reverse("law-check", args=[row.public_id])
    assert (law.deadline, law.version) == (LATER, 2)
    assert present.asks_the_same_as(law)
    date, time = law.deadline_references
    assert date == time
    assert (date.title, date.url) == ("Corrigendum, C 12", "https://example.org/c12")
    assert date.checked == timezone.localdate()
    page = words(door.get(answer["Location"]))
    assert f"<b>{deadline_words(LATER)}</b>" in page


def test_a_text_of_ours_keeps_its_remarks(door):
    call = publish_shipped_call("rehearsal")
    (before,) = Rulebook.objects.values_list("text", flat=True)

    extend(door, "rehearsal", call.deadline + DAY, address="")

    after = RulebookUpload.objects.get().text
    gone = set(before.splitlines()) - set(after.splitlines())
    assert len([each for each in before.splitlines() if each.startswith("#")]) > 1
    assert {each.partition(" = ")[0] for each in gone} == {
        *("version", "date", "date_reference", "time_reference"),
    }
    assert "url" not in after.partition("[references.deadline-of-version-2]")[2][:99]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"deadline": FORMER}, "This is not later than the deadline in force."),
        ({"deadline": timezone.now() - DAY}, "This moment has passed."),
        ({"source": ""}, "Name the notice: no rule goes without source."),
        ({"address": "nowhere"}, "Enter an address, as https://example.org/news."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(door, given, said):
    make_call(deadline=FORMER)

    answer = extend(door, **given)

    assert answer.status_code == 422
    assert said in words(answer)
    assert RulebookUpload.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "Every clause asks what it asked, so no draft has to move for it."),
        ("renamed", "Drafts say so and wait to be moved."),
    ],
)
def test_who_publishes_reads_whether_drafts_have_to_move(door, settings, more, said):
    settings.FOUR_EYES = False
    call = publish_shipped_call("rehearsal")
    extend(door, "rehearsal", call.deadline + DAY)
    text = RulebookUpload.objects.get().text
    title = 'title = "Rehearsal call'
    RulebookUpload.objects.update(text=text.replace(title, title + more))

    done = act(door, "publish")

    assert f"Version 2 is published. {said}" in words(door.get(done["Location"]))


def test_a_call_that_takes_nothing_has_no_such_form(door):
    make_call(takes_submissions=False)

    page = words(door.get(reverse("law-call", args=["open"])))

    assert "Extend the deadline" not in page
