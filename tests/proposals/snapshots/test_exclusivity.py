"""One live submission per applicant and sector of a call."""

from dataclasses import replace

import pytest

from alliances.enums import Role
from alliances.services.reference import publish_edition
from proposals.errors import SectorMissing, SectorTaken
from proposals.models import Submission
from proposals.snapshots import claim_of, take
from tests.factories import (
    TABLES,
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    submit,
)

pytestmark = pytest.mark.django_db


def test_applicant_has_one_live_submission_per_sector():
    call = make_call()
    submit(make_eligible_draft(call))
    other = make_eligible_draft(call, acronym="OTHER")

    with pytest.raises(SectorTaken) as refusal:
        submit(other)

    assert str(refusal.value) == (
        "The applicant has a live submission in this sector of this call. An"
        " organisation can be the applicant of several proposals only in different"
        " sectors."
    )


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ({}, {"sector": "cybersecurity"}, False),
        ({}, {"sector": " CULTURAL heritage "}, True),
        ({}, {"applicant": "  university  of SORIA"}, True),
        ({}, {"applicant": "University of Lugo"}, False),
        ({"pic": "912345678"}, {"pic": "912345678", "applicant": "USO"}, True),
        ({"pic": "912345678"}, {"pic": "923456789"}, False),
        ({}, {"lot": "lot-1", "sector": "Cultural Heritage"}, True),
        ({"lot": "lot-1", "sector": "Tourism"}, {"sector": "cybersecurity"}, False),
        (
            {"lot": "lot-1", "sector": "Tourism"},
            {"lot": "lot-1", "sector": "tourism "},
            True,
        ),
        (
            {"lot": "lot-1", "sector": "62.01"},
            {"lot": "lot-1", "sector": "J62.01"},
            True,
        ),
        (
            {"lot": "lot-1", "sector": "62.01"},
            {"lot": "lot-1", "sector": "62.02"},
            False,
        ),
    ],
)
def test_applicant_and_sector_are_recognised(first, second, taken):
    call = make_call()
    submit(make_eligible_draft(call, **first))
    other = make_eligible_draft(call, **second)

    if taken:
        with pytest.raises(SectorTaken):
            submit(other)
    else:
        assert submit(other).proposal == other


def test_two_calls_do_not_exclude_each_other():
    submit(make_eligible_draft(make_call("one")))

    submit(make_eligible_draft(make_call("two")))

    assert Submission.objects.live().count() == 2


def test_draft_alone_blocks_nobody():
    call = make_call()
    make_eligible_draft(call)

    assert submit(make_eligible_draft(call, acronym="OTHER")).pk


def test_very_long_names_still_submit():
    # One letter that normalising turns into eighteen.
    long = "\ufdfa" * 100

    submission = submit(
        make_eligible_draft(applicant=long, lot="lot-1", sector="\ufdfa" * 50)
    )

    submission.refresh_from_db()
    assert submission.applicant_key.startswith("sha256:")
    assert submission.sector_key.startswith("sha256:")


def test_sector_must_be_stated_where_no_clause_asks_for_it():
    proposal = make_eligible_draft(lot="lot-1", sector="")
    rulebook = proposal.rulebook
    rulebook.text = rulebook.text.replace(
        'scope = "applicant-and-sector"', 'scope = "organisation"'
    )
    rulebook.sha256 = "0" * 64  # a text is parsed once for each digest
    rulebook.save()

    with pytest.raises(SectorMissing):
        submit(proposal)


def test_applicant_is_known_by_all_its_rows():
    # The row that applies lacks what the same organisation states in another.
    call = make_call()
    draft = make_draft(call)
    pic = "912345678"
    add(draft, "Soria", None, "higher_education", role=Role.APPLICANT, pic=pic)
    add(draft, "University of Soria", "ES", "higher_education", pic=pic)
    add(draft, "Chamber of Ghent", "BE", "sector_body")
    add(draft, "School of Plovdiv", "BG", "vet_provider")

    submission = submit(draft)

    assert submission.number.split("-")[5] == "ES"
    assert submission.applicant_key == "pic:912345678"


def test_claim_goes_by_the_edition_of_the_snapshot():
    call = make_call()
    draft = make_eligible_draft(call, sector="Cultural heritage")
    snapshot = take(draft)
    renamed = [replace(each, slug=f"new-{each.slug}") for each in TABLES.sectors]
    publish_edition(
        call=call, tables=replace(TABLES, sectors=tuple(renamed)), reason="A test."
    )

    claim = claim_of(draft, snapshot)

    assert claim is not None
    assert claim.sector == "cultural-heritage"
