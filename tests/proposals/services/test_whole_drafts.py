"""A whole file of ours as a draft, in a number of statements that does not grow."""

import dataclasses

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.files.problems import FileRefused
from alliances.models import Alliance, Organisation
from proposals.files.proposal_file import FACTS, NO_DAYS, Part, Place, ProposalFile
from proposals.models import AnswerVersion, Effort, ProfileVersion
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.whole_drafts import open_whole_proposal
from tests.factories import make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

DAYS = {"manager": "1.5", "teacher": NO_DAYS, "technician": "2.0"}


@pytest.fixture
def user():
    publish_shipped_call("2020")
    call_command("load_forms", verbosity=0)
    return make_user()


def whole_file(partners=1, **facts):
    rows = {
        FACTS: {
            "project_type": "standard",
            "acronym": "WHOLE",
            "title": "A whole draft",
            "sector": "cybersecurity",
            "duration_months": 48,
            "grant_requested_eur": "1000.00",
            **facts,
        },
        Place(Part.PACKAGES, (1,)): {
            "kind": "imp",
            "title": "Work",
            "description": "",
            "start_month": 1,
            "end_month": 2,
            "lead": 1,
        },
        Place(Part.TASKS, (1, 1)): {
            "title": "A step",
            "start_month": 1,
            "end_month": None,
            "lead": None,
        },
        Place(Part.PROFILES, (1,)): {
            "title": "Analyst",
            "code": "2149",
            "level": 6,
        },
        Place(Part.MOBILITY, (1,)): {
            "partner": 1,
            "traveller": "staff",
            "participants": 2,
            "work_package": None,
            "distance_km": None,
            "days": None,
        },
    }
    for number in range(1, partners + 1):
        rows[Place(Part.PARTNERS, (number,))] = {
            "name": f"Partner {number}",
            "country": "BE",
            "role": "applicant" if number == 1 else "full_partner",
            "types": ("sme",),
            "pic": "999100011" if number == 1 else None,
            "added_value": "",
            "left": None,
        }
        rows[Place(Part.EFFORT, (number, 1))] = {**DAYS, "administrative": NO_DAYS}
        rows[Place(Part.ANSWERS, ("organisation-role", number))] = {
            "text": f"Role of {number}",
            "use": "",
        }
    return ProposalFile("2020", "lot-2", rows)


def test_the_draft_says_what_the_file_says_in_first_versions(user):
    file = whole_file()

    draft = open_whole_proposal(file=file, by=user)

    read = read_proposal(draft, frozenset(Part))
    assert {place: read.file.rows[place] for place in file.rows} == file.rows
    assert set(read.versions.values()) == {1}
    assert list(AnswerVersion.objects.values_list("version", "text", "by")) == [
        (1, "Role of 1", user.pk)
    ]
    assert Effort.objects.count() == 2
    assert list(ProfileVersion.objects.values_list("version", "title", "by")) == [
        (1, "Analyst", user.pk)
    ]


def test_a_partner_of_the_register_is_linked(user):
    known = Organisation.objects.create(pic="999100011", name="Known", country_id="BE")

    draft = open_whole_proposal(file=whole_file(partners=2), by=user)

    linked = draft.alliance.partnerships.values_list("organisation", flat=True)
    assert list(linked.order_by("number")) == [known.pk, None]


def test_a_grant_may_be_open(user):
    draft = open_whole_proposal(file=whole_file(grant_requested_eur=None), by=user)

    draft.refresh_from_db()
    assert draft.grant_requested_eur is None


def test_more_partners_take_no_more_statements(user):
    open_whole_proposal(file=whole_file(), by=user)

    counted = [statements(whole_file(partners=each), user) for each in (1, 3)]

    assert counted[0] == counted[1]


def statements(file, user):
    with CaptureQueriesContext(connection) as queries:
        open_whole_proposal(file=file, by=user)
    return len(queries)


def test_a_call_that_is_not_published_leaves_nothing(user):
    file = dataclasses.replace(whole_file(), call="nowhere")

    with pytest.raises(FileRefused):
        open_whole_proposal(file=file, by=user)

    assert Alliance.objects.count() == 0
