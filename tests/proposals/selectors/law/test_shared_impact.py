"""What other countries and NACE codes mean for drafts: who names them, no verdict."""

import pytest

from alliances.enums import Confirmation
from alliances.files.shared_edits import shared_file
from alliances.selectors.shared import shared_edit_of
from proposals.selectors.law.shared_impact import (
    shared_impact_of,
    shared_impact_page,
    shared_impact_rows,
)
from tests.alliances.services.test_shared_uploads import (
    CODES,
    RETITLED,
    present,
    renamed,
    without,
)
from tests.factories import add, make_call, make_draft, make_user, submit
from tests.proposals.borders import three_countries

__all__ = ["present"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("present")]


def impact(content, table="countries"):
    return shared_impact_of(table, shared_edit_of(table, content), version=1)


def test_a_country_left_out_names_the_drafts_in_it():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    add(three_countries(call, "RS", "BE", "FR", acronym="OTHER"), "More", "RS")

    found = impact(without("RS", "GE"))

    assert (found.drafts, dict(found.uses), found.gone) == (2, {"RS": 2}, ("RS",))
    page = shared_impact_page(found)
    assert page.headline == "2 open drafts name what changes; no verdict flips."
    assert [note.partition(":")[0] for note in page.notes] == ["RS"]
    assert "It is offered for no new partner." in page.notes[0]
    assert page.has_file


def test_a_country_renamed_is_printed_otherwise():
    three_countries(make_call(), "ES", "BE", "GR", acronym="BORDER")

    found = impact(renamed())

    assert (found.changed, found.gone) == (("GR",), ())
    assert (
        "packs made from now on print the new name"
        in (shared_impact_page(found).notes[0])
    )


def test_who_declined_or_was_put_away_does_not_count():
    call = make_call()
    gone = Confirmation.DECLINED
    three_countries(call, "ES", "BE", "RS", acronym="NO", confirmation=gone)
    three_countries(make_call("other"), "ES", "BE", "FR", acronym="ELSEWHERE")

    found = impact(without("RS"))

    assert (found.drafts, found.submitted, found.gone) == (0, 0, ())
    page = shared_impact_page(found)
    assert page.headline == "No open draft names what changes, and no verdict flips."
    assert (page.submitted, page.notes, page.has_file) == ("", (), False)


def test_submitted_proposals_are_counted_apart():
    submit(three_countries(make_call(), "ES", "BE", "RS", acronym="SENT"))

    found = impact(without("RS"))

    assert (found.drafts, found.submitted) == (0, 1)
    assert shared_impact_page(found).submitted == (
        "1 submitted proposal names it too and stays as it was submitted."
    )


def test_a_code_left_out_names_the_drafts_of_that_sector():
    call = make_call()
    make_draft(call, sector="J62", acronym="A")
    make_draft(call, sector="62", acronym="B")
    make_draft(call, sector="Tourism", acronym="C")
    make_draft(call, sector="", acronym="D")

    found = impact(shared_file("nace", CODES[:1]), table="nace")

    assert (found.drafts, dict(found.uses), found.gone) == (2, {"62": 2}, ("62",))
    assert shared_impact_page(found).notes == (
        "62: drafts keep a code that is left out. It is offered no more.",
    )


def test_a_code_with_another_title_shows_it():
    make_draft(make_call(), sector="62")

    found = impact(shared_file("nace", RETITLED), table="nace")

    assert shared_impact_page(found).notes == (
        "62: drafts and new packs show the new title at once.",
    )


def test_only_codes_in_use_that_go_are_what_was_seen():
    nothing = impact(without("RS")).digest
    three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")
    used = impact(without("RS"))

    three_countries(make_call(), "ES", "BE", "RS", acronym="SECOND")

    assert nothing != used.digest
    assert impact(without("RS")).digest == used.digest
    assert impact(renamed()).digest == nothing


def test_what_was_seen_is_kept_as_counts():
    three_countries(make_call(), "GR", "BE", "RS", acronym="BORDER")
    found = impact(without("RS"))

    assert found.summary == {
        "naming": 1,
        "gone_in_use": 1,
        "changed_in_use": 0,
        "submitted": 0,
        "digest": found.digest,
    }


def test_the_file_names_each_draft_by_code():
    call = make_call()
    maria = make_user("maria@example.org", full_name="Maria")
    draft = three_countries(call, "GR", "BE", "RS", acronym="BORDER")
    draft.alliance.coordinator = maria
    draft.alliance.save()
    add(draft, "More", "RS")

    rows = shared_impact_rows(impact(without("RS", "GR")))

    assert rows == [
        ["code", "change", "acronym", "call", "coordinator"],
        ["GR", "removed", "BORDER", "open", "Maria, maria@example.org"],
        ["RS", "removed", "BORDER", "open", "Maria, maria@example.org"],
    ]


def test_the_file_names_the_drafts_of_a_sector():
    make_draft(
        make_call(), sector="J62", acronym="A", by=make_user("maria@example.org")
    )

    rows = shared_impact_rows(impact(shared_file("nace", RETITLED), table="nace"))

    assert rows[1:] == [["62", "changed", "A", "open", "maria@example.org"]]


@pytest.mark.parametrize("drafts", [1, 3])
@pytest.mark.parametrize(("table", "queries"), [("countries", 3), ("nace", 2)])
def test_impact_costs_the_same_with_more_drafts(
    drafts, table, queries, django_assert_num_queries
):
    call = make_call()
    for number in range(drafts):
        draft = three_countries(call, "ES", "BE", "RS", acronym=f"DRAFT{number}")
        draft.alliance.sector = "62"
        draft.alliance.save()
    content = without("RS") if table == "countries" else shared_file("nace", RETITLED)
    edit = shared_edit_of(table, content)

    with django_assert_num_queries(queries):
        found = shared_impact_of(table, edit, version=1)
    assert found.drafts == drafts
