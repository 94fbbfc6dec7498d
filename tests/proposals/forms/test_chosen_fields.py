"""What was chosen of a list to import is said where it could not be taken."""

import pytest
from django.urls import reverse

from proposals.forms.late_texts import fields_typed

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
