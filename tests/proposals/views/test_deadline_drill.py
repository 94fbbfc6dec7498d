"""The drill of docs/runbook.md: a deadline is extended on the screens, by two."""

import datetime as dt
import time

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alliances.models import ReferenceEdition
from eligibility.words import BRUSSELS, deadline_words
from proposals.models import DeadlineNotice, Submission
from proposals.services.deadline_notices import tell_of_deadlines
from proposals.services.letters import send_letter
from tests.clients import Window
from tests.eligibility.views.law_uploads import act, send
from tests.factories import make_call, make_eligible_draft, make_user
from tests.proposals.views.test_submission import press, shown
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
FORMER = (timezone.now() + 20 * 24 * HOUR).replace(second=0, microsecond=0)
LATER = FORMER + 2 * HOUR


@pytest.fixture
def draft():
    call = make_call(deadline=FORMER)
    give_rates(call)
    return make_eligible_draft(call, acronym="CHARTER")


def give_rates(call):
    """State unit costs of all its countries: no call opens without them."""
    edition = ReferenceEdition.objects.filter(call=call).latest("pk")
    days = dict.fromkeys(("manager", "teacher", "technician", "administrative"), 100)
    for each in edition.country_statuses.all():
        edition.rates.create(country_id=each.country_id, group=1, **days)


def somebody(person):
    browser = Window()
    browser.force_login(person)
    browser.prove(person, at=time.time())
    return browser


def published_by_two(opens):
    """Upload the rules with another day, ask, and let another administrator publish."""
    anton, boris = make_user(is_staff=True), make_user(is_staff=True)
    send(somebody(anton), rules_of(opens=opens, deadline=LATER))
    asked = act(somebody(anton), "ask", reason="The service was away for an hour.")
    own = act(somebody(anton), "publish")
    done = act(somebody(boris), "publish", reason="")
    return asked.status_code, own.status_code, done.status_code


def test_extension_reaches_every_draft_and_lets_it_submit_without_a_move(
    draft, settings
):
    settings.FOUR_EYES = True
    with time_machine.travel(FORMER - HOUR / 4, tick=False):
        answers = published_by_two(draft.alliance.call.opens_on)
        number = tell_of_deadlines(now=timezone.now())
        for key in DeadlineNotice.objects.values_list("pk", flat=True):
            send_letter(kind="deadline-notice", key=key)
    with time_machine.travel(FORMER + HOUR, tick=False):
        coordinator = somebody(draft.alliance.coordinator)
        page = coordinator.get(reverse("workspace", args=[draft.alliance.public_id]))
        sent = press(coordinator, draft, shown(coordinator, draft))

    assert answers == (302, 422, 302)
    assert (number, mail.outbox[0].to) == (1, [draft.alliance.coordinator.email])
    assert mail.outbox[0].subject == (
        f"CHARTER: the deadline is later, {deadline_words(LATER)}"
    )
    there = LATER.astimezone(BRUSSELS).isoformat(timespec="minutes")
    assert f'datetime="{there}"' in page.content.decode()
    assert f"the deadline is now {deadline_words(LATER)}" in page.content.decode()
    assert "Submit waits" not in page.content.decode()
    assert sent.status_code == 302
    submission = Submission.objects.get()
    assert submission.received_at == FORMER + HOUR
    assert '"version":2' in submission.snapshot


def test_after_the_new_deadline_it_is_closed_again(draft, settings):
    settings.FOUR_EYES = True
    with time_machine.travel(FORMER - HOUR / 4, tick=False):
        published_by_two(draft.alliance.call.opens_on)
    with time_machine.travel(LATER + HOUR / 60, tick=False):
        coordinator = somebody(draft.alliance.coordinator)
        late = coordinator.post(
            reverse("submit", args=[draft.alliance.public_id]), {"may_act": "on"}
        )

    assert late.status_code in {403, 422}
    assert Submission.objects.count() == 0
