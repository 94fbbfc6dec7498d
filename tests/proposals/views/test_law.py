"""An uploaded rulebook seen from the drafts, and as an applicant would see it."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from eligibility.services.rulebook_uploads import keep_rulebook
from proposals.selectors.law import law_impact
from proposals.selectors.law.newer_rules import newest_rules
from tests.factories import make_call, make_eligible_draft, make_user, submit
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db
DEADLINE = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=20)


@pytest.fixture
def door(client):
    client.force_login(make_user(is_staff=True))
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def keep(proposal, old="value = 3\n", new="value = 4\n"):
    text = newest_rules([proposal])["open"].text.replace(old, new)
    return keep_rulebook(content=text.encode(), file_name="r", by=make_user())


def show(door, name, upload):
    return words(door.get(reverse(name, args=[upload.public_id])))


@pytest.mark.parametrize("name", ["law-impact", "law-impact-fragment"])
def test_drafts_that_would_stand_elsewhere_are_named(door, no_writes, name):
    proposal = make_eligible_draft(acronym="CHARTER")
    upload = keep(proposal)

    with no_writes():
        page = show(door, name, upload)

    assert "1 of 1 open draft would have another verdict if it moved over." in page
    assert "CHARTER" in page
    assert "min-programme-countries, min-full-partners" in page


WOULD = (
    "1 draft, if they moved over: 0 would become met, 1 not met, 0 open, 0 unchanged"
)
SEEN = re.compile(r'name="impact" form="decide" value="([^"]+)"')


@pytest.mark.parametrize(
    ("shown", "kept"),
    [(True, WOULD), (False, "")],
)
def test_history_of_rules_says_what_was_seen_that_they_would_do(
    door, settings, shown, kept
):
    settings.FOUR_EYES = False
    upload = keep(make_eligible_draft(make_call(takes_submissions=False)))
    (seen,) = SEEN.findall(show(door, "law-impact-fragment", upload))
    given = {"act": "publish", "reason": "A new guide.", "compared_with": 1}

    published = door.post(
        reverse("law-check", args=[upload.public_id]),
        given | ({"impact": html.unescape(seen)} if shown else {}),
    )

    assert published.url == reverse("law-call", args=["open"])
    history = door.get(reverse("administration-history"), {"kind": "rules"})
    newest, *_earlier = history.context["page"].changes
    assert (newest.what, newest.seen) == ("Rules of call open, version 2", kept)


def test_a_page_that_decides_nothing_brings_no_figures_along(door):
    assert SEEN.findall(show(door, "law-impact", keep(make_eligible_draft()))) == []


def test_submissions_keep_their_rules(door):
    proposal = make_eligible_draft(acronym="CHARTER")
    submit(proposal)
    same, other = keep(proposal, 'title = "Open"', 'title = "O"'), keep(proposal)

    kept, flips = show(door, "law-impact", same), show(door, "law-impact", other)

    said = "This call has no open drafts. 1 submission keeps its rules."
    assert said in kept
    assert "CHARTER" not in kept
    again = "Submitted again, 1 of them would have another verdict."
    assert f"{said} {again}" in flips
    assert "submitted, may be submitted again" in flips


def test_drafts_in_which_a_submission_waits_for_the_move_are_counted(door):
    page = show(door, "law-impact", keep(make_eligible_draft()))

    assert "Submit waits in 1 of them until it is moved over by who" in page


def test_no_draft_has_to_move_where_only_the_deadline_changes(door):
    call = make_call(deadline=DEADLINE)
    make_eligible_draft(call)
    later = rules_of(opens=call.opens_on, deadline=DEADLINE + dt.timedelta(days=1))
    upload = keep_rulebook(content=later.encode(), file_name="r", by=make_user())

    page = show(door, "law-impact", upload)

    assert "None has to move over: every clause asks what it asked" in page
    assert "Submit waits" not in page


def test_no_submission_waits_in_a_call_that_takes_none(door):
    proposal = make_eligible_draft(make_call(takes_submissions=False))

    assert "Submit waits" not in show(door, "law-impact", keep(proposal))


def test_drafts_that_would_stand_as_now_are_counted_in_a_sentence(door):
    proposal = make_eligible_draft()

    page = show(door, "law-impact", keep(proposal, 'title = "Open"', 'title = "O"'))

    assert "The 1 open draft would keep its verdict if it moved over." in page


def test_drafts_beyond_what_a_page_shows_are_counted(door, monkeypatch):
    monkeypatch.setattr(law_impact, "MOST_SHOWN", 0)  # as if there were more than fit

    assert "and 1 more" in show(door, "law-impact", keep(make_eligible_draft()))


def test_a_type_of_project_that_goes_leaves_drafts_without_verdict(door):
    proposal = make_eligible_draft()
    upload = keep(
        proposal,
        'code = "standard"\ntitle = "Standard"\n[[lots.project_types]]\ncode = "large"',
        'code = "large"',
    )

    assert "No such type of project" in show(door, "law-impact", upload)


def test_a_new_call_has_no_drafts(door):
    text = rules_of("2021", takes_submissions=False)
    upload = keep_rulebook(content=text.encode(), file_name="r", by=make_user())

    assert "The call is new, so it has no drafts." in show(door, "law-impact", upload)


def test_applicants_would_see_target_sectors_and_an_empty_panel(door, no_writes):
    make_call(takes_submissions=False)
    text = rules_of("open", takes_submissions=False)
    upload = keep_rulebook(content=text.encode(), file_name="r", by=make_user())

    with no_writes():
        page = show(door, "law-preview", upload)

    assert "Closes in 29 days" in page
    assert "3 Programme countries, 3 full partners" in page
    assert "2 sectors to choose from:</b> Cultural heritage, Cybersecurity" in page
    assert "Any sector can be stated." in page
    assert "Not met: 0 full partners found" in page or "Not met" in page


@pytest.mark.parametrize("name", ["law-impact", "law-impact-fragment", "law-preview"])
def test_others_do_not_find_the_pages(client, name):
    upload = keep(make_eligible_draft())
    client.force_login(make_user())

    assert client.get(reverse(name, args=[upload.public_id])).status_code == 404
