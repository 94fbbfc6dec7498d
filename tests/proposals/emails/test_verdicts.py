"""The mail about new data names no table that may not be it, and ends somewhere."""

import uuid

import pytest
from django.conf import settings
from django.urls import reverse

from proposals.emails.verdicts import MOST_DRAFTS, verdict_mail
from proposals.models import VerdictNotice
from tests.factories import make_call

pytestmark = pytest.mark.django_db


def said(number):
    verdicts = {"planned": ["met", "not_met"], "confirmed": ["met", "met"]}
    row = VerdictNotice(
        edition=make_call().editions.get(),
        person_id=1,
        flips=[
            {"alliance": str(uuid.uuid4()), "acronym": f"NR{place}", **verdicts}
            for place in range(number)
        ],
    )
    return verdict_mail(row)


def test_subject_does_not_say_that_countries_changed_where_sectors_may_have():
    assert said(1).subject == "Call open: new data changes a verdict of yours"


@pytest.mark.parametrize(
    ("number", "more"), [(MOST_DRAFTS, ""), (MOST_DRAFTS + 2, "2 more")]
)
def test_mail_about_very_many_drafts_names_the_first_and_counts_the_rest(number, more):
    paragraphs = said(number).body.split("\n\n")

    drafts = [each for each in paragraphs if each.startswith("NR")]
    rest = [each for each in paragraphs if each.startswith("2 more")]
    everything = f"2 more\n{settings.SITE_URL}{reverse('alliance-list')}"
    assert len(drafts) == MOST_DRAFTS
    assert rest == ([everything] if more else [])
