"""Occupational profiles in the form: added, changed, removed, put back."""

import uuid

import pytest
from django.urls import reverse

from proposals.models import OccupationalProfile
from proposals.services.profiles import ProfileEntry, change_profile, remove_profile
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.profiles import make_draft_with_profiles, name

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make_draft_with_profiles()
    client.force_login(draft.alliance.coordinator)
    return draft


def place(draft, called, *more):
    return reverse(called, args=[draft.alliance.public_id, *more])


def section(draft):
    return place(draft, "form-section", "occupations")


def typed(title="Planner", code="2164", level="6", **more):
    values = {"title": title, "code": code, "level": level, "version": 1}
    return {**values, "request_key": uuid.uuid4(), **more}


def test_the_section_shows_the_profiles_before_its_questions(client, draft):
    empty = client.get(section(draft)).content.decode()
    name(draft)
    name(draft, "Planner", "", None)

    text = client.get(section(draft)).content.decode()

    assert "No profile is named yet." in empty
    assert text.index("ISCO-08 7212") < text.index("Which digital skills?")
    assert "Level 4" in text
    assert place(draft, "profile", 2) in text


def test_a_profile_is_added_and_shown(client, draft):
    page = client.get(place(draft, "profile-add"))
    answer = client.post(place(draft, "profile-add"), typed(), follow=True)

    assert page.status_code == 200
    assert answer.redirect_chain == [(f"{section(draft)}#profiles", 302)]
    assert "Planner saved." in answer.content.decode()
    assert OccupationalProfile.objects.get().code == "2164"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": " "}, "Enter a title."),
        ({"code": "welder"}, "Write one to four digits of ISCO-08"),
        ({"level": "9"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(client, draft, values, said):
    answer = client.post(place(draft, "profile-add"), typed(**values))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert OccupationalProfile.objects.count() == 0


def test_a_profile_is_changed_and_its_history_shown(client, draft):
    name(draft)
    url = place(draft, "profile", 1)
    first = client.get(url)

    client.post(url, typed())

    text = client.get(url).content.decode()
    assert first.context["form"]["level"].value() == 4
    assert text.count("Saved ") == 2
    assert "ISCO-08 7212" in text
    assert "Level 6" in text


def test_a_colleagues_change_is_shown_beside_what_was_typed(client, draft):
    row = name(draft)
    entry = ProfileEntry("Theirs", "7212", None)
    by = draft.alliance.coordinator
    change_profile(profile=row, entry=entry, version=1, by=by)

    answer = client.post(place(draft, "profile", 1), typed("Mine"))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in text
    assert 'value="Mine"' in text


def test_a_removed_profile_is_put_back(client, draft):
    name(draft)

    removed = client.post(
        place(draft, "profile-remove", 1), {"version": 1}, follow=True
    )
    gone = client.get(place(draft, "profile", 1))
    back = client.post(place(draft, "profile-restore", 1), follow=True)

    assert removed.redirect_chain == [(f"{section(draft)}?removed=1#removed", 302)]
    assert '<details class="removed" id="removed" open>' in removed.content.decode()
    assert gone.headers["Location"] == f"{section(draft)}?removed=1#removed"
    assert "Welder is back." in back.content.decode()


def test_whoever_reads_sees_them_and_changes_nothing(client, draft):
    row = name(draft)
    remove_profile(
        profile=name(draft, "Gone"), version=1, by=draft.alliance.coordinator
    )
    client.force_login(make_colleague(draft, role="viewer"))

    text = client.get(section(draft)).content.decode()
    page = client.get(place(draft, "profile", 1)).content.decode()
    add = client.get(place(draft, "profile-add")).content.decode()
    answer = client.post(place(draft, "profile", 1), typed())

    assert "Welder" in text
    assert "Put back" not in text
    assert "Add a profile" not in text
    for shown in (page, add):
        assert "The coordinator can make you an editor." in shown
        assert '<button class="button button--primary">' not in shown
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.title == "Welder"


def test_the_contact_of_a_partner_does_not_see_them(client, draft):
    name(draft)
    client.force_login(make_colleague(draft, role="contact", partner=2))

    for url in (
        section(draft),
        place(draft, "profile", 1),
        place(draft, "profile-add"),
    ):
        assert client.get(url).status_code == 404


def test_a_form_without_profiles_has_no_page_of_them(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    assert client.get(place(draft, "profile-add")).status_code == 404
    assert client.get(place(draft, "profile", 1)).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_section_costs_the_same_whatever_the_number(
    client, draft, more, django_assert_num_queries
):
    for _ in range(more):
        name(draft)
    client.get(section(draft))

    with django_assert_num_queries(10):
        client.get(section(draft))
