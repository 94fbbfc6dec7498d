"""A copy is offered of what can be chosen to be copied."""

import pytest

from proposals.selectors.drafts.copies import has_others
from proposals.services.archive import archive_alliance
from tests.factories import make_call, make_draft

pytestmark = pytest.mark.django_db


def test_an_alliance_that_was_put_away_is_none_to_copy():
    draft = make_draft(make_call())
    reader = draft.alliance.coordinator
    other = make_draft(draft.alliance.call, acronym="OTHER", by=reader)
    assert has_others(reader, draft) is True

    archive_alliance(proposal=other, by=reader)

    assert has_others(reader, draft) is False
