"""Part A in a copy: with whoever is copied, as a first version, without history."""

import uuid
from dataclasses import asdict

import pytest

from alliances.enums import Confirmation
from proposals.models import PartA
from proposals.models.part_a import FIELDS
from proposals.services.copies import copy_alliance
from proposals.services.part_a import PartAEntry
from tests.factories import add, make_eligible_draft
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db


def test_part_a_comes_along_with_who_takes_part():
    draft = make_eligible_draft()
    add(draft, "Left", "DE", confirmation=Confirmation.WITHDRAWN)
    give(draft, entry=PartAEntry(town="Burgos"))
    give(draft)
    give(draft, 4)

    copy = copy_alliance(
        proposal=draft,
        project_type=draft.alliance.project_type,
        acronym="COPY",
        request_key=uuid.uuid4(),
        by=draft.alliance.coordinator,
    )

    given = PartA.objects.get(partnership__alliance=copy.alliance)
    assert {name: getattr(given, name) for name in FIELDS} == asdict(HEAD)
    assert (given.version, given.partnership.number) == (1, 1)
