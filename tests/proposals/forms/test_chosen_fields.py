"""What was chosen of a list to import is said where it could not be taken."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause
from proposals.forms.late_texts import fields_typed
from tests.factories import make_user

SHEET = "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            {"missing_role": ["full_partner"], "yields": ["on"]},
            [
                ("Where a row states no role", "it is a full partner"),
                ("Import every further applicant as a full partner", "Yes"),
            ],
        ),
        ({"missing_role": [""]}, []),
    ],
)
def test_what_was_chosen_of_a_list_is_said(chosen, said):
    fields = fields_typed(reverse("partner-sheet", args=[SHEET]), chosen)

    assert [(each.label, each.said) for each in fields] == said


@pytest.mark.django_db
def test_page_of_a_pause_says_both_choices(client):
    begin_pause(reason="The disk is exchanged", until=None, now=timezone.now())
    client.force_login(make_user())
    chosen = {"action": "import", "missing_role": "full_partner", "yields": "on"}

    answer = client.post(
        reverse("partner-sheet", args=[SHEET]), chosen, headers={"Accept": "text/html"}
    )

    page = answer.content.decode()
    assert answer.status_code == 503
    assert re.findall(r"<dt>(.*?)</dt>", page) == [
        "Where a row states no role",
        "Import every further applicant as a full partner",
    ]
    assert re.findall(r'<span id="late-typed-\d">(.*?)</span>', page) == [
        "it is a full partner",
        "Yes",
    ]
