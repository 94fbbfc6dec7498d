"""Taking a file field by field: what was ticked, all of it, and nothing else."""

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest
from django.utils import timezone

from alliances.models import Partnership
from proposals.files.proposal_reader import parse_proposal
from proposals.models import MobilityLine, Proposal, ProposalUpload, WorkPackage
from proposals.services.composition import remove_partner
from proposals.services.mobility import remove_mobility_line
from proposals.services.proposal_files import take_from_file
from proposals.services.work_packages import remove_work_package
from proposals.tasks import delete_expired_sandboxes
from tests.proposals.services.taking_files import (
    document,
    keep,
    make_whole_draft,
    seen,
    take,
    uploaded,
)
from tests.proposals.services.whole_proposals import WHOLE, as_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_whole_draft()


def test_file_opens_a_draft_that_says_the_same(draft):
    assert document(draft) == WHOLE


def test_opening_twice_opens_once(draft):
    (upload,) = ProposalUpload.objects.all()

    again = take_from_file(
        upload=upload, taken={"facts:title": "x"}, by=upload.uploaded_by
    )

    assert again == draft
    assert Proposal.objects.count() == 1


def test_file_goes_after_its_time_also_where_nobody_comes_back(draft):
    young = uploaded(draft, lambda _document: None)
    others = ProposalUpload.objects.exclude(pk=young.pk)
    others.update(uploaded_at=timezone.now() - dt.timedelta(days=31))

    delete_expired_sandboxes()

    assert list(ProposalUpload.objects.all()) == [young]


def test_only_what_was_ticked_is_written(draft):
    def change(document):
        document["title"] = "Another title"
        document["partners"][1]["name"] = "Smithy"

    upload = uploaded(draft, change)

    take(upload, "partners.4:name")

    assert document(draft)["title"] == "An atlas of skills"
    assert document(draft)["partners"][1]["name"] == "Smithy"
    assert list(seen(upload)) == ["facts:title"]


CHANGES: dict[str, Any] = {
    "facts:grant_requested_eur": ("grant_requested_eur", "1.00"),
    "facts:duration_months": ("duration_months", None),
    "facts:project_type": ("project_type", "large"),
    "partners.1:country": ("partners", 0, "country", "IT"),
    "partners.1:pic": ("partners", 0, "pic", None),
    "profiles.2:level": ("profiles", 0, "level", None),
    "work_packages.2:lead": ("work_packages", 0, "lead", 4),
    "work_packages.2:end_month": ("work_packages", 0, "end_month", None),
    "tasks.2.1:title": ("work_packages", 0, "tasks", 0, "title", "Listen"),
    "results.2.1:level": ("work_packages", 0, "results", 0, "level", "public"),
    "milestones.2.3:due_month": ("work_packages", 0, "milestones", 0, "due_month", 3),
    "activities.strategy:work_packages": ("activities", 0, "work_packages", []),
    "effort.4.2:teacher": ("effort", 0, "teacher", "1.0"),
    "mobility.1:days": ("mobility", 0, "days", None),
    "answers.eqf:use": ("answers", 0, "use", "not_relevant"),
    "answers.role.1:text": ("answers", 1, "text", "It leads it all."),
}


@pytest.mark.parametrize("key", CHANGES)
def test_one_field_is_taken_and_nothing_else_moves(draft, key):
    *path, last, value = CHANGES[key]
    wanted = deepcopy(WHOLE)
    inner: Any = wanted
    for step in path:
        inner = inner[step]
    inner[last] = value
    upload = keep(parse_proposal(as_bytes(wanted)), draft, draft.alliance.coordinator)

    assert list(seen(upload)) == [key]
    take(upload, key)

    assert seen(upload) == {}


def test_rows_the_file_lacks_are_removed_when_that_is_ticked(draft):
    def change(document):
        document["partners"].pop()
        document["work_packages"].clear()
        document["activities"].clear()
        document["effort"].clear()
        document["mobility"].clear()

    upload = uploaded(draft, change)

    assert list(seen(upload)) == [
        "partners.4",
        "work_packages.2",
        "activities.strategy:work_packages",
        "mobility.1",
    ]
    take(upload)

    assert [each["number"] for each in document(draft)["partners"]] == [1]
    assert document(draft)["work_packages"] == []
    assert seen(upload) == {}


def test_removed_rows_come_back_as_the_file_has_them(draft):
    maria = draft.alliance.coordinator
    forge = Partnership.objects.get(number=4)
    plan = WorkPackage.objects.select_related("proposal__alliance").get()
    line = MobilityLine.objects.select_related("proposal__alliance").get()
    remove_mobility_line(line=line, version=line.version, by=maria)
    remove_partner(partnership=forge, version=forge.version, by=maria)
    remove_work_package(work_package=plan, version=plan.version, by=maria)
    upload = uploaded(draft, lambda _document: None)

    take(upload)

    assert document(draft) == WHOLE
    assert Partnership.objects.filter(number=4).count() == 1


def test_applicant_changes_hands(draft):
    def change(document):
        document["partners"][0]["role"] = "full_partner"
        document["partners"][1]["role"] = "applicant"

    upload = uploaded(draft, change)

    take(upload)

    roles = [each["role"] for each in document(draft)["partners"]]
    assert roles == ["full_partner", "applicant"]
