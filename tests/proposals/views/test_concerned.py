"""A country and an organisation as administrators see them, with the drafts."""

import dataclasses
from decimal import Decimal

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Standing
from alliances.files.tables import RateRow
from alliances.models import (
    Country,
    Organisation,
    RegisterChange,
    RegisterPublication,
    RegisterUpload,
)
from alliances.services.reference import publish_edition
from tests.factories import (
    TABLES,
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
    submit,
)
from tests.proposals.borders import tables_with

pytestmark = pytest.mark.django_db

SERBIA = reverse("administration-country", args=["RS"])
AMOUNTS = tuple(map(Decimal, (280, 214, 162, 131)))


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def page_of(client, address):
    return client.get(address).context["page"]


def entry(**fields):
    return Organisation.objects.create(name="Chamber", country_id="RS", **fields)


def organisation(row):
    return reverse("administration-organisation", args=[row.pk])


def test_pages_exist_for_administrators_only(client):
    make_call()
    those = [SERBIA, organisation(entry())]
    client.force_login(make_user())
    assert [client.get(each).status_code for each in those] == [404] * 2

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in those] == [200] * 2
    nowhere = reverse("administration-country", args=["ZZ"])
    assert client.get(nowhere).status_code == 404


def test_country_is_told_from_call_to_call_and_edition_to_edition(door):
    first, second = make_call("first", opens="2018-10-24"), make_call("second")
    third = make_call("third")
    anton = make_user("anton@example.org", full_name="Anton")
    partner = tables_with(RS=Standing.PARTNER)
    publish_edition(
        call=first, tables=partner, reason="Not yet.", compared_with=1, by=anton
    )
    rates = dataclasses.replace(TABLES, rates=(RateRow("RS", 4, *AMOUNTS),))
    publish_edition(call=third, tables=rates, reason="Rates.", compared_with=1)

    timeline = page_of(door, SERBIA).timeline

    assert [(each.words, each.calls) for each in timeline.spans] == [
        ("Partner country", ("first",)),
        ("Programme country", ("second", "third")),
    ]
    third_line, second_line, first_line = timeline.calls
    assert third_line.words == "Programme country, rate group 4"
    assert second_line.code == second.code
    assert [(each.version, each.words, each.by) for each in first_line.turns] == [
        (2, "Partner country", "Anton, anton@example.org"),
        (1, "Programme country", "the product"),
    ]
    assert first_line.turns[0].reason == "Not yet."


def test_edition_that_leaves_a_country_as_it_is_is_no_turn(door):
    call = make_call()
    publish_edition(
        call=call,
        tables=tables_with(GE="programme"),
        reason="Georgia.",
        compared_with=1,
    )
    gone = dataclasses.replace(
        TABLES, countries=tuple(e for e in TABLES.countries if e.code != "RS")
    )
    publish_edition(call=call, tables=gone, reason="Gone.", compared_with=2)

    (line,) = page_of(door, SERBIA).timeline.calls

    assert [(each.version, each.words) for each in line.turns] == [
        (3, "no status"),
        (1, "Programme country"),
    ]


def test_member_territory_and_region_are_said(door):
    publish_shipped_call("2020")

    def words(code):
        page = page_of(door, reverse("administration-country", args=[code]))
        return page.timeline.calls[0].standing

    assert words("AI") == "Programme country, EU Member State, counts as UK"
    assert words("GE") == "Partner country, region 2"
    kosovo = reverse("administration-country", args=["XK"])
    assert "UNSCR 1244/1999" in door.get(kosovo).content.decode()


def test_country_without_editions_or_drafts_says_so(door):
    make_call().editions.all().delete()

    page = door.get(SERBIA).content.decode()

    assert "No reference data is published yet." in page
    assert "No draft stands on it." in page


def test_country_names_the_drafts_with_a_partner_there(door):
    call = make_call(takes_submissions=True)
    archived = make_draft(call, acronym="AWAY")
    archived.alliance.archived_at = timezone.now()
    archived.alliance.save()
    add(archived, "Old chamber", "RS")
    sent = make_eligible_draft(call, acronym="SENT")
    add(sent, "Sent chamber", "RS")
    submit(sent)
    opened = make_draft(call, acronym="OPEN")
    add(opened, "Chamber of Niš", "RS")
    add(opened, "Gone", "RS", confirmation=Confirmation.DECLINED)
    add(opened, "Elsewhere", "BE")

    page = page_of(door, SERBIA)

    found = sorted((each.acronym, each.state, each.name) for each in page.places)
    assert found == [
        ("AWAY", "Archived", "Old chamber"),
        ("OPEN", "Open", "Chamber of Niš"),
        ("SENT", "Submitted", "Sent chamber"),
    ]
    assert page.total == 3
    shown = door.get(SERBIA).content.decode()
    assert f"{reverse('administration-drafts')}?country=RS" in shown
    link = reverse("admin:proposals_proposal_change", args=[opened.pk])
    assert link in shown


def test_country_costs_the_same_for_more(door, django_assert_num_queries):
    add(make_draft(), "One", "RS")
    door.get(SERBIA)
    with django_assert_num_queries(8):
        door.get(SERBIA)
    for number in range(3):
        add(make_draft(make_call(f"call-{number}")), "More", "RS")

    with django_assert_num_queries(8):
        door.get(SERBIA)


def test_organisation_tells_how_it_came_about(door):
    make_call()
    anton = make_user("anton@example.org", full_name="Anton")
    row = entry(pic="999999999")
    file = RegisterUpload.objects.create(file_name="register.csv", uploaded_by=anton)
    publication = RegisterPublication.objects.create(
        revision=3,
        upload=file,
        reason="Renamed.",
        published_by=anton,
        added=0,
        changed=1,
        ended=0,
        unchanged=0,
    )
    before = {"name": "Old", "country": "RS", "types": "sme", "ended_on": None}
    RegisterChange.objects.create(
        publication=publication, organisation=row, kind="changed", before=before
    )
    LogEntry.objects.create(
        user=anton,
        content_type=ContentType.objects.get_for_model(Organisation),
        object_id=str(row.pk),
        object_repr="Chamber",
        action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["City"]}}]',
    )

    by_hand, by_file = page_of(door, organisation(row)).history

    assert (by_hand.what, by_hand.reason) == ("Changed by hand", "Changed City.")
    assert (by_file.what, by_file.revision) == ("Changed", 3)
    assert by_file.before == "Old, RS, Small or medium enterprise"
    assert by_file.by == "Anton, anton@example.org"
    shown = door.get(organisation(row)).content.decode()
    assert reverse("register-publication", args=[3]) in shown
    assert "PIC 999999999" in shown


def test_new_organisation_has_no_before(door):
    make_call()
    row = entry(ended_on=timezone.localdate())
    file = RegisterUpload.objects.create(file_name="register.csv")
    publication = RegisterPublication.objects.create(
        revision=1, upload=file, reason="All.", added=1, changed=0, ended=0, unchanged=0
    )
    RegisterChange.objects.create(
        publication=publication, organisation=row, kind="added"
    )

    page = page_of(door, organisation(row))

    assert [each.before for each in page.history] == [""]
    assert page.is_ended


def test_organisation_names_the_drafts_in_which_it_stands(door):
    draft = make_draft(acronym="SKILLS")
    row = entry()
    assert "Nothing is recorded of it." in door.get(organisation(row)).content.decode()
    add(draft, "Chamber as we call it", "RS", organisation=row)

    (place,) = page_of(door, organisation(row)).places

    assert (place.acronym, place.name) == ("SKILLS", "Chamber as we call it")


def test_a_country_off_the_list_says_so(door):
    make_call()
    before = door.get(SERBIA).content.decode()
    Country.objects.filter(code="RS").update(is_listed=False)

    after = door.get(SERBIA).content.decode()

    note = "The list of countries in force leaves it out"
    assert (note in before, note in after) == (False, True)
