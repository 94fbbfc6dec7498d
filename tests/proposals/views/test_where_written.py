"""A reader finds on each form what its words mean and where that is written."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from alliances.models import ProjectType
from proposals.services.drafts import open_alliance
from tests.factories import make_eligible_draft, make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

WORDS = "What these words mean, and where it is written"
SOURCE = "Where it is written"


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


@pytest.mark.parametrize(
    ("name", "more"),
    [("workspace", ()), ("facts", ()), ("partner-add", ()), ("part-a", (2,))],
)
def test_form_explains_its_words(client, draft, name, more):
    page = client.get(reverse(name, args=[draft.alliance.public_id, *more]))

    assert WORDS in page.content.decode()


@pytest.fixture
def whole(client):
    publish_shipped_call("rehearsal")
    call_command("load_forms", verbosity=0)
    kinds = ProjectType.objects.select_related("lot__call")
    kind = kinds.get(lot__call="rehearsal", lot__code="lot-2", code="standard")
    user = make_user()
    client.force_login(user)
    return open_alliance(acronym="ATLAS", title="", project_type=kind, by=user)


@pytest.mark.parametrize("code", ["profiles", "instruments", "work-plan", "budget"])
def test_section_says_where_it_is_written(client, whole, code):
    address = reverse("form-section", args=[whole.alliance.public_id, code])
    page = client.get(address, follow=True).content.decode()

    assert f"<summary>{SOURCE}</summary>" in page


def test_section_whose_questions_say_it_does_not_say_it_again(client, whole):
    address = reverse("form-section", args=[whole.alliance.public_id, "relevance"])

    page = client.get(address)

    assert page.status_code == 200
    assert f"<summary>{SOURCE}</summary>" not in page.content.decode()
