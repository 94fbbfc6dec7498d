"""Two windows on one composition: no lost update, one partner a click."""

import uuid
from functools import partial

import pytest

from alliances.enums import Role
from alliances.models import Partnership
from proposals.errors import ApplicantTaken, StaleVersion
from proposals.models import Proposal
from proposals.services.composition import PartnerEntry, add_partner, change_partner
from proposals.services.drafts import Facts, change_facts
from tests.factories import add, make_draft
from tests.proposals.services.racing import at_once, meeting, without_constraint

pytestmark = pytest.mark.django_db(transaction=True)


def entry(name, role=Role.FULL_PARTNER, country=None):
    return PartnerEntry(name=name, country=country, role=role)


def adding(proposal, name, role=Role.FULL_PARTNER, key=None):
    return partial(
        add_partner,
        proposal=proposal,
        entry=entry(name, role),
        request_key=key or uuid.uuid4(),
        by=proposal.alliance.coordinator,
    )


def test_saving_what_was_read_loses_an_update():
    partnership = add(make_draft(), "Before")
    wait = meeting()

    def save(**values):
        mine = Partnership.objects.get(pk=partnership.pk)
        wait()
        for name, value in values.items():
            setattr(mine, name, value)
        mine.save()

    outcomes = at_once(partial(save, name="Mine"), partial(save, pic="912345678"))

    partnership.refresh_from_db()
    assert outcomes == [None, None]
    assert (partnership.name, partnership.pic) != ("Mine", "912345678")


def test_one_of_two_changes_wins_and_the_other_sees_it():
    proposal = make_draft()
    partnership = add(proposal, "Before")

    outcomes = at_once(
        *(
            partial(
                change_partner,
                partnership=partnership,
                entry=entry(name),
                version=partnership.version,
                by=proposal.alliance.coordinator,
            )
            for name in ("Mine", "Yours")
        )
    )

    (won,) = [each for each in outcomes if isinstance(each, Partnership)]
    (lost,) = [each for each in outcomes if isinstance(each, StaleVersion)]
    partnership.refresh_from_db()
    proposal.refresh_from_db()
    assert (lost.current.name, lost.current.version) == (won.name, 2)
    assert (partnership.name, partnership.version) == (won.name, 2)
    assert proposal.revision == 2


def test_looking_first_makes_two_applicants():
    proposal = make_draft()
    wait = meeting()

    def add_unless_taken(name, number):
        if proposal.alliance.partnerships.filter(role=Role.APPLICANT).exists():
            raise ApplicantTaken
        wait()
        Partnership.objects.create(
            alliance=proposal.alliance, name=name, number=number, role=Role.APPLICANT
        )

    with without_constraint(Partnership, "partnership_one_applicant"):
        at_once(partial(add_unless_taken, "A", 1), partial(add_unless_taken, "B", 2))

        applicants = Partnership.objects.filter(role=Role.APPLICANT)
        assert sorted(each.name for each in applicants) == ["A", "B"]


def test_two_adds_make_one_applicant():
    proposal = make_draft()

    outcomes = at_once(
        adding(proposal, "A", Role.APPLICANT), adding(proposal, "B", Role.APPLICANT)
    )

    rows = {each.number: each.role for each in Partnership.objects.all()}
    proposal.refresh_from_db()
    assert {each.name for each in outcomes} == {"A", "B"}
    assert rows == {1: Role.FULL_PARTNER, 2: Role.APPLICANT}
    assert proposal.revision == 3


def test_double_click_adds_one_partner():
    proposal = make_draft()
    click = adding(proposal, "School", key=uuid.uuid4())

    first, second = at_once(click, click)

    proposal.refresh_from_db()
    assert first == second == Partnership.objects.get()
    assert proposal.revision == 2


def test_two_forms_add_two_partners():
    proposal = make_draft()

    at_once(adding(proposal, "School"), adding(proposal, "School"))

    assert Partnership.objects.count() == 2


def test_many_adds_get_one_number_each():
    proposal = make_draft()

    at_once(*(adding(proposal, f"School {place}") for place in range(6)))

    numbers = Partnership.objects.values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_facts_and_partners_do_not_collide():
    proposal = make_draft()
    facts = Facts(
        acronym="NEW",
        title="New",
        project_type=proposal.alliance.project_type,
        sector="",
        duration_months=24,
        grant_requested_eur=None,
    )

    outcomes = at_once(
        adding(proposal, "School"),
        partial(
            change_facts,
            proposal=proposal,
            facts=facts,
            facts_version=1,
            by=proposal.alliance.coordinator,
        ),
    )

    proposal.refresh_from_db()
    assert [type(each) for each in outcomes] == [Partnership, Proposal]
    assert (proposal.revision, proposal.duration_months) == (3, 24)
    assert Partnership.objects.get().name == "School"


def test_one_of_two_statements_of_facts_wins():
    proposal = make_draft()

    outcomes = at_once(
        *(
            partial(
                change_facts,
                proposal=proposal,
                facts=Facts(
                    acronym=acronym,
                    title="",
                    project_type=proposal.alliance.project_type,
                    sector="",
                    duration_months=48,
                    grant_requested_eur=None,
                ),
                facts_version=1,
                by=proposal.alliance.coordinator,
            )
            for acronym in ("MINE", "YOURS")
        )
    )

    (won,) = [each for each in outcomes if isinstance(each, Proposal)]
    (lost,) = [each for each in outcomes if isinstance(each, StaleVersion)]
    stored = Proposal.objects.select_related("alliance").get()
    assert stored.alliance.acronym == won.alliance.acronym
    assert lost.current.alliance.acronym == won.alliance.acronym
    assert (stored.facts_version, lost.current.facts_version) == (2, 2)
