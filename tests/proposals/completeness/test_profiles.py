"""What the occupational profiles of a proposal lack."""

from proposals.completeness import (
    Destination,
    Keeps,
    NamedProfile,
    Place,
    findings_of,
)
from proposals.files.form import SectionKind
from tests.proposals.completeness.drafts import draft, section

PROFILES = section(code="profiles", kind=SectionKind.PROFILES)


def test_no_profile_at_all_keeps_the_section_open():
    (found,) = findings_of(draft(PROFILES))

    assert found.sentence == "No occupational profile is named."
    assert found.to == Destination(Place.PROFILE_ADD)
    assert found.keeps is Keeps.COMPLETING


def test_a_form_without_profiles_asks_for_none():
    assert findings_of(draft(profiles=(NamedProfile(1, "Welder"),))) == ()


def test_what_is_open_in_a_profile_leads_to_its_field():
    welder, planner = NamedProfile(1, "Welder"), NamedProfile(2, "Planner", "2164", 6)

    found = findings_of(draft(PROFILES, profiles=(welder, planner)))

    assert [(each.sentence, each.to, each.keeps) for each in found] == [
        (
            "Welder: the EQF level is open.",
            Destination(Place.PROFILE, (1, "level")),
            Keeps.COMPLETING,
        ),
        (
            "Welder: no ESCO or ISCO code.",
            Destination(Place.PROFILE, (1, "code")),
            Keeps.FITTING,
        ),
    ]
