"""Countries against groups: the drawing counts what the table counts."""

import pytest
from django.utils import translation

from alliances.enums import Confirmation
from proposals.selectors.pictures.drawing import width_of
from proposals.selectors.pictures.groups import FIGURE, SEMIBOLD, groups_picture
from tests.factories import add, make_draft, make_eligible_draft
from tests.proposals.selectors.pictures.grounds import ground_of, marks, words

pytestmark = pytest.mark.django_db


def picture(draft):
    return groups_picture(ground_of(draft))


def test_every_cell_of_the_table_is_drawn_as_its_figure():
    draft = make_eligible_draft()
    add(draft, "School of Sofia", "BG", "vet_provider")
    add(draft, "Friends of Ghent", "BE", "ngo", role="associated_partner")

    found = picture(draft)

    in_table = [cell for row in found.table.rows for cell in row.cells]
    assert in_table == [
        *("1: P2", "–", "1: P5*"),
        *("–", "2: P3, P4", "–"),
        *("–", "1: P1", "–"),
    ]
    figures = [each.words for each in marks(found, "text") if each.anchor == "middle"]
    assert figures == ["1", "1", "2", "1"]
    assert words(found, "quiet-wide") == ["Country", "P2", "P5*", "P3, P4", "P1"]
    assert len(marks(found, "box", "tint")) == 4
    assert found.note == "* counts towards no minimum"


def test_feet_say_both_readings_by_figure_and_outline():
    found = picture(make_eligible_draft(confirmation=Confirmation.INVITED))

    assert [(row.name, row.cells) for row in found.table.foot] == [
        ("As planned", ("1 of 1, met", "2 of at least 1, met", "–")),
        (
            "As confirmed",
            ("0 to 1 of 1, cannot tell yet", "1 to 2 of at least 1, met", "–"),
        ),
    ]
    assert {"1 of 1", "2 of at least 1", "0 to 1 of 1", "1 to 2 of at least 1"} <= set(
        words(found, "strong")
    )
    assert (len(marks(found, "dot", "met")), len(marks(found, "path"))) == (3, 1)


@pytest.mark.parametrize(
    ("types", "finding"),
    [
        (
            ("vet_provider",),
            "As planned these groups lack organisations: min-labour-market (1 more).",
        ),
        (
            (),
            "As planned it cannot be told yet whether groups are filled.",
        ),
    ],
)
def test_finding_says_what_is_lacking(types, finding):
    draft = make_draft()
    add(draft, "School of Sofia", "BG", *types)

    assert picture(draft).finding == f"1 organisation takes part. {finding}"


def test_finding_says_that_nothing_is_lacking():
    assert picture(make_eligible_draft()).finding == (
        "3 organisations take part. As planned every group has what it needs."
    )


def test_a_long_figure_ends_before_the_mark_of_the_next_column():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    for number in range(12):
        add(
            draft,
            f"Chamber {number}",
            "BE",
            "sector_body",
            confirmation=Confirmation.INVITED,
        )

    with translation.override("de"):
        found = picture(draft)

    strong = marks(found, "text", "strong")
    first, second = [each for each in strong if each.y == strong[-1].y]
    assert first.words == "0 bis 13 von mindestens 1"
    end = first.x + width_of(first.words) * SEMIBOLD
    assert end < second.x - FIGURE + 1


def test_without_partners_there_is_a_sentence_and_a_way():
    found = picture(make_draft())

    assert (found.drawing, found.table) == (None, None)
    assert found.finding == (
        "No organisation takes part yet, so there is nothing to count."
    )
    assert found.way.words == "Add a partner"


def test_the_way_leads_to_the_group_that_lacks_somebody():
    draft = make_draft()
    add(draft, "School of Sofia", "BG", "vet_provider")

    assert picture(draft).way.url.endswith("/partners/add/?group=min-labour-market")


def test_long_lists_are_shortened_and_the_table_has_them_whole():
    draft = make_draft()
    for number in range(40):
        add(draft, f"School {number}", "BG", "vet_provider")

    found = picture(draft)

    (row,) = found.table.rows
    everybody = ", ".join(f"P{number}" for number in range(1, 41))
    assert row.cells[1] == f"40: {everybody}"
    assert words(found, "quiet-wide")[1].endswith("…")
