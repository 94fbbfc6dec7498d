"""Export and import are exact: any proposal, taken into a new draft, is the same."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from proposals.files.file_changes import file_changes
from proposals.files.proposal_file import document_of, write_proposal
from proposals.files.proposal_reader import parse_proposal
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.application_forms import publish_form
from proposals.services.proposal_files import keep_proposal_file, take_from_file
from tests.factories import make_call, make_user
from tests.proposals.services.whole_proposals import (
    WHOLE_FORM,
    as_bytes,
    documents,
    fresh,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    publish_form(call=make_call("open"), text=WHOLE_FORM, reason="A test.")
    return make_user()


def take_all(file, by, target=None):
    upload = keep_proposal_file(file=file, file_name="a.json", target=target, by=by)
    if target is None:
        target = take_from_file(upload=upload, taken={}, by=by)
    now = read_proposal(fresh(target)).file
    taken = {each.key: each.seen for each in file_changes(now, file)}
    return take_from_file(upload=upload, taken=taken, by=by) if taken else target


def exported(draft):
    return read_proposal(fresh(draft)).file


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(document=documents())
def test_import_into_a_new_draft_and_export_is_the_same(maria, document):
    file = parse_proposal(as_bytes(document))

    once = exported(take_all(file, maria))
    again = exported(take_all(parse_proposal(write_proposal(once)), maria))

    assert document_of(once) == document_of(file)
    assert write_proposal(again) == write_proposal(once)


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=documents(lefts=(None,)), after=documents(lefts=(None,)))
def test_any_proposal_becomes_any_other_of_its_call(maria, before, after):
    draft = take_all(parse_proposal(as_bytes(before)), maria)
    wanted = parse_proposal(as_bytes(after))

    take_all(wanted, maria, draft)

    assert document_of(exported(draft)) == document_of(wanted)
