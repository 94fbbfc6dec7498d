"""Every override stands in the history, also one that was taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Override
from tests.factories import make_call, make_draft, make_user

pytestmark = pytest.mark.django_db


def test_override_says_who_gave_it_and_why(client):
    anton = make_user("anton@example.org", is_staff=True, full_name="Anton")
    client.force_login(anton)
    call, now = make_call(), timezone.now()
    draft = make_draft(call, acronym="BORDER")
    given = {"proposal": draft, "given_by": anton}
    Override.objects.create(reason="First.", ended_at=now, **given)
    Override.objects.create(reason="Second.", **given)

    query = {"kind": "override", "call": call.code}
    page = client.get(reverse("administration-history"), query).context["page"]

    about = "BORDER", f"{reverse('administration-drafts')}?words=BORDER"
    by = "Anton, anton@example.org"
    assert [
        (each.what, each.address, each.by, each.reason) for each in page.changes
    ] == [(*about, by, "Second."), (*about, by, "First.")]
