"""Two people in Part A of one partner: each keeps what only that person changed."""

import pytest
from django.urls import reverse

from alliances.models import Organisation
from proposals.forms.part_a import part_a_values
from proposals.models import PartA
from tests.factories import make_eligible_draft
from tests.proposals.services.part_a import give

pytestmark = pytest.mark.django_db

BOTH = ["part-a", "part-a-fragment"]


@pytest.fixture
def draft(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)
    give(draft)
    return draft


def place(draft, called="part-a"):
    return reverse(called, args=[draft.alliance.public_id, 1])


def typed(**changes):
    return part_a_values(PartA.objects.get()) | changes


@pytest.mark.parametrize("called", BOTH)
def test_what_two_people_change_in_two_fields_is_both_saved(client, draft, called):
    yours = typed(street="Yours")
    client.post(place(draft), typed(town="Theirs"))

    client.post(place(draft, called), yours)

    now = PartA.objects.get()
    assert (now.town, now.street) == ("Theirs", "Yours")


@pytest.mark.parametrize("called", BOTH)
def test_only_where_both_changed_one_field_it_is_asked_about(client, draft, called):
    yours = typed(town="Yours")
    client.post(place(draft), typed(town="Theirs", street="Theirs too"))

    answer = client.post(place(draft, called), yours)

    asked = [(it.field, it.theirs, it.yours) for it in answer.context["differences"]]
    assert (answer.status_code, asked) == (409, [("Town", "Theirs", "Yours")])


@pytest.mark.parametrize("called", BOTH)
def test_mine_undoes_no_other_field_that_a_colleague_changed(client, draft, called):
    yours = typed(town="Yours")
    client.post(place(draft), typed(town="Theirs", street="Theirs too"))
    client.post(place(draft, called), yours)

    version = PartA.objects.get().version
    client.post(place(draft, called), yours | {"version": version})

    now = PartA.objects.get()
    assert (now.town, now.street) == ("Yours", "Theirs too")


def test_fragment_names_what_a_colleague_changed_beside_it(client, draft):
    yours = typed(street="Yours")
    client.post(place(draft), typed(town="Theirs"))

    page = client.post(place(draft, "part-a-fragment"), yours).content.decode()

    assert "A colleague changed meanwhile: Town." in page


def test_who_saves_without_script_reads_what_a_colleague_changed(client, draft):
    yours = typed(street="Yours")
    client.post(place(draft), typed(town="Theirs"))

    answer = client.post(place(draft), yours, follow=True)

    assert [str(each) for each in answer.context["messages"]][-1] == (
        "Part A of P1 saved. A colleague changed meanwhile: Town."
    )


def test_what_is_typed_over_theirs_after_that_is_asked_about(client, draft):
    yours = typed(street="Yours")
    client.post(place(draft), typed(town="Theirs"))
    saved = client.post(place(draft, "part-a-fragment"), yours).context

    carried = {"version": saved["version"], "seen": saved["seen"], "town": "Mine"}
    answer = client.post(place(draft, "part-a-fragment"), yours | carried)

    assert (answer.status_code, PartA.objects.get().town) == (409, "Theirs")


def test_what_the_register_filled_in_is_saved_where_nobody_gave_it(client, draft):
    entry = Organisation.objects.create(name="Soria", country_id="ES", city="Soria")
    PartA.objects.all().delete()
    draft.alliance.partnerships.filter(number=1).update(organisation=entry)
    shown = client.get(place(draft)).context["form"].initial

    client.post(place(draft), shown)

    assert PartA.objects.get().town == "Soria"
