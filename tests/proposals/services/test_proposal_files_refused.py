"""What is not taken of a file: over nobody's text, and never by halves."""

from copy import deepcopy
from decimal import Decimal

import pytest

from alliances.files.consortium import FileRefused
from alliances.models import Partnership
from proposals.enums import StaffCategory
from proposals.errors import NotAllowed
from proposals.errors.proposal_files import (
    FieldRefused,
    FieldsMoved,
    NothingTaken,
    OtherKind,
)
from proposals.files.proposal_reader import parse_proposal
from proposals.models import Answer, Effort, ProposalUpload
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.answers import Reply, save_answer
from proposals.services.composition import remove_partner
from proposals.services.effort import EffortCell, change_effort
from proposals.services.proposal_files import MOST_WAITING, take_from_file
from tests.factories import make_colleague, make_user
from tests.proposals.services.taking_files import (
    document,
    keep,
    make_whole_draft,
    seen,
    take,
    uploaded,
)
from tests.proposals.services.whole_proposals import WHOLE, as_bytes, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_whole_draft()


def test_field_changed_since_it_was_shown_is_not_overwritten(draft):
    maria = draft.alliance.coordinator
    upload = uploaded(draft, lambda each: each["answers"][1].update(text="Ours."))
    before = seen(upload)
    row = Answer.objects.get(question="role")
    save_answer(
        proposal=draft,
        question="role",
        reply=Reply("Theirs."),
        version=row.version,
        by=maria,
        partner=1,
    )

    with pytest.raises(FieldsMoved) as caught:
        take_from_file(upload=upload, taken=before, by=maria)

    assert caught.value.keys == {"answers.role.1:text"}
    assert Answer.objects.get(question="role").text == "Theirs."


def test_row_that_came_meanwhile_is_shown_again(draft):
    maria = draft.alliance.coordinator

    def change(document):
        document["effort"].append({"partner": 1, "work_package": 2, "manager": "3.0"})

    upload = uploaded(draft, change)
    before = seen(upload)
    cell = EffortCell(2, StaffCategory.TEACHER, Decimal(5), 0)
    change_effort(proposal=draft, partner=1, cells=[cell], by=maria)

    with pytest.raises(FieldsMoved):
        take_from_file(upload=upload, taken=before, by=maria)

    assert document(draft)["effort"][0]["teacher"] == "5.0"


def test_field_whose_row_went_meanwhile_is_shown_again(draft):
    maria = draft.alliance.coordinator
    upload = uploaded(draft, lambda each: each["partners"][1].update(name="Smithy"))
    before = seen(upload)
    forge = Partnership.objects.get(number=4)
    remove_partner(partnership=forge, version=forge.version, by=maria)

    with pytest.raises(FieldsMoved):
        take_from_file(upload=upload, taken=before, by=maria)


def test_what_is_there_already_is_passed_over(draft):
    upload = uploaded(draft, lambda each: each.update(title="Another"))
    before = seen(upload)
    take_from_file(upload=upload, taken=before, by=upload.uploaded_by)

    take_from_file(upload=upload, taken=before, by=upload.uploaded_by)

    assert fresh(draft).facts_version == draft.facts_version + 1


def test_of_one_field_that_cannot_be_written_nothing_is(draft):
    def change(document):
        document["title"] = "Another title"
        document["work_packages"][0]["lead"] = 9

    upload = uploaded(draft, change)

    with pytest.raises(FieldRefused) as caught:
        take(upload)

    assert caught.value.key == "work_packages.2:lead"
    assert "Only the applicant, a full partner" in caught.value.reason
    assert document(draft) == WHOLE


REFUSED = {
    "tasks.7.1": lambda each: each["work_packages"].append(
        {
            "number": 7,
            "kind": "imp",
            "title": "Later",
            "tasks": [{"number": 1, "title": "Ask"}],
        }
    ),
    "facts:project_type": lambda each: each.update(project_type="enormous"),
    "partners.1:country": lambda each: each["partners"][0].update(country="AW"),
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_does_not_fit_is_refused_by_its_name(draft, key):
    upload = uploaded(draft, REFUSED[key])

    with pytest.raises(FieldRefused) as caught:
        take(upload, key)

    assert caught.value.key == key
    assert caught.value.reason != ""


def test_nothing_ticked_writes_nothing(draft):
    upload = uploaded(draft, lambda each: each.update(title="Another"))

    with pytest.raises(NothingTaken):
        take_from_file(upload=upload, taken={}, by=upload.uploaded_by)


def test_viewer_takes_nothing(draft):
    viewer = make_colleague(draft, role="viewer")
    upload = uploaded(draft, lambda each: each.update(title="Another"))

    with pytest.raises(NotAllowed):
        take_from_file(upload=upload, taken=seen(upload), by=viewer)


def test_file_of_another_call_is_refused_at_once(draft):
    with pytest.raises(OtherKind):
        uploaded(draft, lambda each: each.update(lot="lot-1"))


@pytest.mark.usefixtures("draft")
def test_file_of_an_unknown_call_opens_nothing():
    document = deepcopy(WHOLE) | {"call": "1999"}

    with pytest.raises(FileRefused) as caught:
        keep(parse_proposal(as_bytes(document)), None, make_user())

    assert [each.where for each in caught.value.problems] == ["/call"]


def test_forgotten_files_make_room(draft):
    for _ in range(MOST_WAITING + 2):
        last = uploaded(draft, lambda each: each.update(title="Another"))

    kept = ProposalUpload.objects.filter(uploaded_by=last.uploaded_by)
    assert kept.count() == MOST_WAITING
    assert last in kept


def test_answer_saved_between_reading_and_writing_is_shown_again(draft, monkeypatch):
    upload = uploaded(draft, lambda each: each["answers"][1].update(text="Filed."))
    read = meanwhile(lambda: Answer.objects.update(version=9))
    monkeypatch.setattr("proposals.services.proposal_files.read_proposal", read)

    with pytest.raises(FieldsMoved) as caught:
        take(upload)

    assert caught.value.keys == {"answers.role.1:text"}


def test_days_saved_between_reading_and_writing_are_shown_again(draft, monkeypatch):
    upload = uploaded(draft, lambda each: each["effort"][0].update(teacher="1.0"))
    read = meanwhile(lambda: Effort.objects.update(version=9))
    monkeypatch.setattr("proposals.services.proposal_files.read_proposal", read)

    with pytest.raises(FieldsMoved) as caught:
        take(upload)

    assert caught.value.keys == {"effort.4.2:teacher"}


def meanwhile(act):
    """Stand in for reading: a colleague saves right behind it."""

    def read(*args):
        found = read_proposal(*args)
        act()
        return found

    return read
