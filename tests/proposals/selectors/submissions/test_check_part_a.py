"""Part A among all that would be frozen, beside what was submitted."""

from dataclasses import astuple, replace

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.models import Submission
from proposals.selectors.submissions.check_answers import check_page
from tests.factories import add, make_eligible_draft, submit
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db


def rows(draft):
    page = check_page(draft, reader=draft.alliance.coordinator, now=timezone.now())
    (found,) = [each.rows for each in page.sections if each.slug == "part-a"]
    return found


def changed(draft):
    return [row.key for row, _url in rows(draft) if row.is_changed]


def test_who_works_has_a_row_with_what_was_given():
    draft = make_eligible_draft()
    add(draft, "Friends", "DE", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Left", "DE", confirmation=Confirmation.WITHDRAWN)
    give(draft)

    (first, url), *others = rows(draft)

    assert (first.title, first.missing) == ("P1 University of Soria", "")
    assert first.details == astuple(HEAD)
    page = reverse("part-a", args=[draft.alliance.public_id, 1])
    assert url == f"{page}?back=part-a-1#id_street"
    assert [(row.key, row.details, row.missing) for row, _url in others] == [
        ("part-a-2", (), "Nothing given."),
        ("part-a-3", (), "Nothing given."),
    ]


def test_what_was_given_since_the_submission_is_marked():
    draft = make_eligible_draft()
    give(draft)
    submit(draft)

    same = changed(draft)
    give(draft, entry=replace(HEAD, town="Burgos"))
    give(draft, 3)

    assert (same, changed(draft)) == ([], ["part-a-1", "part-a-3"])


def test_what_was_submitted_before_there_was_a_part_a_gave_none():
    draft = make_eligible_draft()
    submit(draft)
    text = Submission.objects.get().snapshot
    Submission.objects.update(snapshot=text.replace(',"part_a":{}', ""))

    before = changed(draft)
    give(draft)

    assert '"part_a":{}' in text
    assert '"part_a"' not in Submission.objects.get().snapshot
    assert (before, changed(draft)) == ([], ["part-a-1"])
