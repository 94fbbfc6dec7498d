"""Importing a consortium file: everything it states, or nothing."""

import json
from dataclasses import replace

import pytest

from alliances.enums import Confirmation, Role, StatedAnswer
from alliances.files.consortium import FileRefused, parse_json
from alliances.models import Alliance, Organisation, Partnership, ProjectType
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_rulebook
from eligibility.core import Outcome
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.services import imports
from proposals.services.imports import import_consortium
from proposals.snapshots import take
from tests.eligibility.consortium_files import CHARTER, FIXTURES, run
from tests.factories import TABLES, make_call, make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

APPLICANT = {"name": "University of Soria", "country": "ES", "role": "applicant"}
PARTNER = {"name": "Forge", "country": "BE", "role": "full_partner"}


@pytest.fixture
def call():
    return make_call("open")


def file(*partners, **facts):
    stated = {
        "schema": "ssa-consortium/1",
        "call": "open",
        "lot": "lot-2",
        "acronym": "SKILLS",
        **facts,
        "partners": partners,
    }
    return parse_json(json.dumps(stated).encode())


@pytest.fixture
def imported(call):  # noqa: ARG001  # the call must be there
    """Give a function that imports partners and facts for a new coordinator."""

    def imported(*partners, **facts):
        return import_consortium(file=file(*partners, **facts), by=make_user())

    return imported


def refusal(stated):
    with pytest.raises(FileRefused) as refused:
        import_consortium(file=stated, by=make_user())
    assert (Alliance.objects.count(), Proposal.objects.count()) == (0, 0)
    return refused.value.lines()


def test_draft_states_the_facts_of_the_file(call):
    maria = make_user()

    proposal = import_consortium(
        file=file(
            project_type="large",
            title="Skills for all",
            sector="cybersecurity",
            duration_months=48,
            grant_requested_eur="3900000.50",
        ),
        by=maria,
    )

    stored = Proposal.objects.get(pk=proposal.pk)
    alliance = stored.alliance
    assert (alliance.call, alliance.lot.code) == (call, "lot-2")
    assert (alliance.project_type.code, alliance.coordinator) == ("large", maria)
    assert (alliance.acronym, alliance.title) == ("SKILLS", "Skills for all")
    assert alliance.sector == "cybersecurity"
    assert stored.duration_months == 48
    assert str(stored.grant_requested_eur) == "3900000.50"
    assert stored.rulebook == call.rulebooks.get()


def test_partners_keep_the_order_and_words_of_the_file(imported):
    proposal = imported(
        PARTNER | {"type": ["sme", "ngo"], "pic": "123456789"},
        APPLICANT | {"type": "higher_education"},
        {"name": "Unknown", "role": "associated_partner"},
    )

    rows = proposal.alliance.partnerships.values_list(
        "number", "name", "country", "role", "types", "pic"
    )
    assert list(rows) == [
        (1, "Forge", "BE", "full_partner", "sme|ngo", "123456789"),
        (2, "University of Soria", "ES", "applicant", "higher_education", ""),
        (3, "Unknown", None, "associated_partner", "", ""),
    ]


@pytest.mark.parametrize(
    ("status", "confirmation"),
    [
        ("confirmed", Confirmation.NOT_INVITED),
        ("invited", Confirmation.NOT_INVITED),
        ("declined", Confirmation.DECLINED),
        ("withdrawn", Confirmation.WITHDRAWN),
    ],
)
def test_answer_of_the_file_is_kept_beside_our_own_record(
    imported, status, confirmation
):
    proposal = imported(PARTNER | {"status": status})

    row = proposal.alliance.partnerships.get()
    assert (row.confirmation, row.stated_answer) == (
        confirmation,
        StatedAnswer(status),
    )


def test_known_pic_links_to_the_register_and_keeps_what_is_stated(imported):
    known = Organisation.objects.create(
        pic="123456789", name="Forge International", country_id="DE"
    )

    proposal = imported(
        PARTNER | {"pic": "123456789"}, APPLICANT | {"pic": "987654321"}
    )

    linked, unknown = proposal.alliance.partnerships.all()
    assert (linked.organisation, linked.name, linked.country_id) == (
        known,
        "Forge",
        "BE",
    )
    assert unknown.organisation is None
    assert Organisation.objects.get() == known


def test_second_row_of_an_organisation_is_kept_without_the_link(imported):
    known = Organisation.objects.create(pic="123456789", name="Forge", country_id="BE")
    row = PARTNER | {"pic": "123456789"}

    proposal = imported(row, row)

    assert [each.organisation for each in proposal.alliance.partnerships.all()] == [
        known,
        None,
    ]


def test_sector_that_left_the_list_stays_as_stated(call, imported):
    left = TABLES.sectors[1:]
    publish_edition(call=call, tables=replace(TABLES, sectors=left), reason="A test.")

    assert imported(sector="Cultural heritage").alliance.sector == "Cultural heritage"


def test_code_of_an_activity_is_written_as_the_classification_does(imported):
    assert imported(lot="lot-1", sector="NACE J62.01").alliance.sector == "62.01"


def test_title_of_a_sector_becomes_its_slug(imported):
    proposal = imported(sector=" Cultural HERITAGE ")

    assert proposal.alliance.sector == "cultural-heritage"


@pytest.mark.parametrize(
    ("lot", "sector"),
    [("lot-2", "Fishing"), ("lot-2", "J62"), ("lot-1", "Cultural heritage")],
)
def test_sector_in_no_list_stays_as_stated(imported, lot, sector):
    proposal = imported(lot=lot, sector=sector)

    assert proposal.alliance.sector == sector


@pytest.mark.parametrize(
    ("facts", "acronym"),
    [
        ({"acronym": None, "title": "Skills " * 20}, ("Skills " * 20)[:50].strip()),
        ({"acronym": None}, "Imported alliance"),
    ],
)
def test_alliance_without_acronym_gets_something_to_be_called(imported, facts, acronym):
    proposal = imported(**facts)

    assert proposal.alliance.acronym == acronym


@pytest.mark.usefixtures("call")
def test_two_applicants_are_refused_with_their_rows():
    second = APPLICANT | {"name": "College of Ghent"}
    what = "College of Ghent is an applicant, and so is University of Soria in row 2"
    expected = "one applicant; the others have another role"

    assert refusal(file(PARTNER, APPLICANT, second, second)) == [
        f"row 3, role: {what}; expected {expected}",
        f"row 4, role: {what}; expected {expected}",
    ]


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_applicant_that_left_makes_room_for_another(imported, status):
    proposal = imported(APPLICANT | {"status": status}, APPLICANT | {"name": "New"})

    roles = proposal.alliance.partnerships.values_list("name", "role")
    assert list(roles) == [("University of Soria", "applicant"), ("New", "applicant")]


def test_type_that_the_law_dropped_is_refused(call):
    lot = call.lots.get(code="lot-2")
    ProjectType.objects.create(lot=lot, code="dropped", title="Dropped", position=9)

    assert refusal(file(APPLICANT, project_type="dropped")) == [
        (
            '/project_type: "dropped"; expected a type of project that the newest rules'
            " of the call have"
        )
    ]


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"call": "opne"}, '/call: "opne"; expected open'),
        ({"lot": "lot-3"}, '/lot: "lot-3"; expected lot-1 or lot-2'),
        (
            {"project_type": "small"},
            '/project_type: "small"; expected standard or large',
        ),
    ],
)
def test_unknown_codes_are_refused_with_the_known_ones(facts, line):
    assert refusal(file(APPLICANT, **facts)) == [line]


def test_nothing_published_is_told():
    assert refusal(file(APPLICANT)) == [
        '/call: "open"; expected a call, but none is published yet'
    ]


@pytest.mark.usefixtures("call")
def test_failure_in_the_middle_leaves_nothing(monkeypatch):
    def fail(*_arguments, **_facts):
        raise RuntimeError

    monkeypatch.setattr(imports, "store_partners", fail)

    with pytest.raises(RuntimeError):
        import_consortium(file=file(APPLICANT), by=make_user())

    assert (Alliance.objects.count(), Proposal.objects.count()) == (0, 0)


@pytest.mark.usefixtures("call")
def test_twice_opens_two_drafts():
    maria = make_user()

    first, second = (import_consortium(file=file(APPLICANT), by=maria) for _ in "ab")

    assert first.alliance.public_id != second.alliance.public_id
    assert Partnership.objects.filter(role=Role.APPLICANT).count() == 2


@pytest.mark.usefixtures("call")
def test_number_of_queries_does_not_grow_with_the_partners(django_assert_num_queries):
    maria = make_user()
    # The first import of a process also reads the lists of the call.
    import_consortium(file=file(), by=maria)

    for partners in ([PARTNER], [PARTNER] * 3):
        with django_assert_num_queries(19):
            import_consortium(file=file(*partners), by=maria)


def test_imported_charter_gets_the_verdict_of_its_file():
    publish_shipped_call("2020")
    path = FIXTURES / f"{CHARTER}.json"

    proposal = import_consortium(file=parse_json(path.read_bytes()), by=make_user())
    rulebook = shipped_rulebook("2020")
    report = assess(
        snapshot=take(proposal), rulebook=rulebook, on=rulebook.deadline.date()
    )

    from_file = run(path, "--format", "json").report["findings"]
    planned = {each.clause.id: each.planned.outcome for each in report.findings}
    assert planned == {
        "one-application-per-applicant-and-sector": Outcome.MET,
        "partner-country-added-value": Outcome.MET,
        **{each["clause"]: Outcome(each["outcome"]) for each in from_file},
    }
