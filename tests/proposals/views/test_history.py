"""The history of every administrative change: who, why, when and what was seen."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from alliances.models import (
    CountryEdition,
    NaceEdition,
    Organisation,
    ReferenceEdition,
    RegisterPublication,
    RegisterUpload,
)
from alliances.selectors.pauses import suppose
from alliances.services.pauses import begin_pause, end_pause
from alliances.services.reviews import ask_to_publish, refuse_to_publish
from alliances.words import SHIPPED
from eligibility.models import Rulebook, RulebookUpload
from eligibility.services.rulebooks import publish_rulebook
from proposals.models import Override, VerdictNotice
from proposals.selectors.administrators.history_index import KINDS
from proposals.selectors.law.publishing import impact_of_upload
from proposals.services.publications import ask_to_publish_upload, publish_upload
from tests.alliances.services.test_uploads import upload
from tests.factories import make_call, make_user
from tests.proposals.borders import three_countries
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

HISTORY = reverse("administration-history")
FILE = reverse("administration-history-file")
SEEN = {"drafts": 2, "become_met": 0, "become_not_met": 1, "unchanged": 1}


@pytest.fixture
def anton(client):
    anton = make_user("anton@example.org", is_staff=True, full_name="Anton")
    client.force_login(anton)
    return anton


@pytest.fixture
def berta():
    return make_user("berta@example.org", is_staff=True, full_name="Berta")


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


def test_reason_of_what_came_with_the_product_is_in_the_language_of_the_reader(door):
    publish_rulebook(text=rules_of(), reason=SHIPPED)

    page = door.get(HISTORY, headers={"Accept-Language": "de"}).context["page"]

    assert "Mit dem Produkt ausgeliefert" in {each.reason for each in page.changes}


def listed(client, **query):
    return client.get(HISTORY, query).context["page"].changes


def whats(client, **query):
    return [each.what for each in listed(client, **query)]


def publish(call, anton, berta):
    """Publish a table without Serbia as two people do."""
    row = upload(call=call, by=anton)
    given: dict[str, Any] = {"compared_with": 1, "now": timezone.now()}
    seen = impact_of_upload(row, now=timezone.now())
    given["impact_seen"] = seen.digest if seen else ""
    row = ask_to_publish_upload(upload=row, reason="Serbia left.", by=anton, **given)
    return publish_upload(upload=row, by=berta, **given)


def test_history_exists_for_administrators_only(client):
    client.force_login(make_user())
    assert [client.get(each).status_code for each in (HISTORY, FILE)] == [404, 404]

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in (HISTORY, FILE)] == [200, 200]


def test_empty_history_says_so(door):
    assert "No change fits." in door.get(HISTORY).content.decode()


def test_edition_says_who_asked_who_published_why_and_which_drafts_flipped(
    door, anton, berta
):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    three_countries(call, "ES", "BE", "FR", acronym="ELSEWHERE")
    publish(call, anton, berta)

    newest, *earlier = listed(door)

    assert newest.what == "Call open, edition 2: Country status"
    assert newest.address == reverse("reference-edition", args=["open", 2])
    assert newest.by == "Berta, berta@example.org"
    assert newest.asked == "Anton, anton@example.org"
    assert newest.reason == "Serbia left."
    assert newest.seen == "2 drafts: 0 became met, 1 not met, 0 open, 1 unchanged"
    assert newest.flips == ("BORDER",)
    assert [each.what for each in earlier] == [
        "Call open, edition 1",
        "Rules of call open, version 1, opened",
    ]
    page = door.get(HISTORY).content.decode()
    assert f"{reverse('administration-drafts')}?words=BORDER" in page


def test_many_flips_are_counted(door, berta):
    call = make_call()
    flips = [{"acronym": f"D{number:02}"} for number in range(14)]
    VerdictNotice.objects.create(
        edition=call.editions.get(), person=berta, email=berta.email, flips=flips
    )

    edition = listed(door, kind="edition")[0]

    assert (len(edition.flips), edition.more_flips) == (12, 2)
    assert "and 2 more" in door.get(HISTORY).content.decode()


def test_refusals_stay_with_their_reason(door, anton, berta):
    call = make_call()
    table = upload(call=call, by=anton)
    ask_to_publish(row=table, reason="Perhaps.", by=anton, figures=SEEN)
    refuse_to_publish(row=table, reason="No.", by=berta)
    text = RulebookUpload.objects.create(
        call_code="open", file_name="rules.toml", text="", uploaded_by=anton
    )
    ask_to_publish(row=text, reason="New law.", by=anton, figures={})
    refuse_to_publish(row=text, reason="Not yet.", by=anton)
    file = RegisterUpload.objects.create(file_name="register.csv", uploaded_by=anton)
    ask_to_publish(row=file, reason="Quarterly.", by=anton, figures={})
    refuse_to_publish(row=file, reason="Wrong quarter.", by=berta)

    register, rules, status = listed(door)[:3]

    assert status.what == "Country status of call open, table.csv"
    assert (status.refusal, status.asked) == ("No.", "Anton, anton@example.org")
    assert status.seen == "2 drafts: 0 became met, 1 not met, 0 open, 1 unchanged"
    assert (rules.what, rules.asked) == ("Rules of call open, rules.toml", "")
    assert register.what == "Register of organisations, register.csv"
    assert register.refusal == "Wrong quarter."


def test_opening_and_closing_a_call_are_named(door, anton):
    make_call(takes_submissions=False)
    for takes in (True, True, False):
        text = rules_of("open", takes_submissions=takes) + "\n# Another text.\n" * (
            Rulebook.objects.count()
        )
        publish_rulebook(
            text=text,
            reason="A new day.",
            by=anton,
            compared_with=Rulebook.objects.count(),
        )

    assert whats(door, kind="rules") == [
        "Rules of call open, version 4, closed",
        "Rules of call open, version 3",
        "Rules of call open, version 2, opened",
        "Rules of call open, version 1",
    ]


def test_register_nace_and_changes_by_hand_are_listed(door, anton, berta):
    file = RegisterUpload.objects.create(
        file_name="register.csv", uploaded_by=anton, asked_by=anton
    )
    RegisterPublication.objects.create(
        revision=3,
        upload=file,
        reason="Quarterly.",
        published_by=berta,
        added=1,
        changed=2,
        ended=0,
        unchanged=9,
    )
    NaceEdition.objects.create(version=2, reason="Typing.", published_by=anton)
    kind = ContentType.objects.get_for_model(Organisation)
    LogEntry.objects.create(
        user=anton,
        content_type=kind,
        object_id="1",
        object_repr="Chamber",
        action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["City"]}}]',
    )
    LogEntry.objects.create(
        user=anton, object_repr="Something", action_flag=ADDITION, change_message=""
    )

    other, record, nace, register = listed(door)

    assert other.what == "Record: Something"
    assert record.what.endswith("organisation: Chamber")
    assert (record.reason, record.by) == ("Changed City.", "Anton, anton@example.org")
    assert record.address == reverse("admin:alliances_organisation_change", args=["1"])
    assert (nace.what, nace.reason) == (
        "Economic activities (NACE), edition 2",
        "Typing.",
    )
    assert register.what == "Register of organisations, revision 3"
    assert register.seen == "1 added, 2 changed, 0 ended"
    assert (register.by, register.asked) == (
        "Berta, berta@example.org",
        "Anton, anton@example.org",
    )


def test_history_is_filtered_by_call_kind_person_and_day(door, anton):
    make_call()
    make_call("other")
    NaceEdition.objects.create(version=1, reason="All.", published_by=anton)
    ReferenceEdition.objects.filter(call="open").update(
        published_at=timezone.now() - dt.timedelta(days=10)
    )
    today = timezone.localdate()
    week_ago = today - dt.timedelta(days=7)

    assert whats(door, call="other") == [
        "Call other, edition 1",
        "Rules of call other, version 1, opened",
    ]
    assert whats(door, kind="nace") == ["Economic activities (NACE), edition 1"]
    assert whats(door, kind="nace", call="other") == []
    assert whats(door, person=anton.pk) == ["Economic activities (NACE), edition 1"]
    assert whats(door, until=week_ago) == ["Call open, edition 1"]
    assert len(whats(door, since=week_ago, until=today)) == 4


def test_filters_that_make_no_sense_are_refused(door):
    for address in (HISTORY, FILE):
        answer = door.get(address, {"since": "yesterday"})

        assert answer.status_code == 422
        assert "Write the day as 2020-02-26." in answer.content.decode()


def grow(code, anton, berta):
    """Make a change of every kind, two of editions."""
    call = make_call(code)
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    Override.objects.create(proposal=draft, reason="So.", given_by=anton)
    publish(call, anton, berta)
    given: dict[str, Any] = {"uploaded_by": anton, "file_name": "file"}
    for row in (
        upload(call=call, by=anton),
        RulebookUpload.objects.create(call_code=code, text="", **given),
        RegisterUpload.objects.create(**given),
    ):
        ask_to_publish(row=row, reason="Perhaps.", by=anton, figures={})
        refuse_to_publish(row=row, reason="No.", by=berta)
    version = NaceEdition.objects.count() + 1
    new: dict[str, Any] = {"reason": "So.", "published_by": anton}
    NaceEdition.objects.create(version=version, **new)
    CountryEdition.objects.create(version=version, rows=[], **new)
    counts = dict.fromkeys(("added", "changed", "ended", "unchanged"), 1)
    file = RegisterUpload.objects.create(**given)
    RegisterPublication.objects.create(revision=version, upload=file, **counts, **new)
    kind = ContentType.objects.get_for_model(Organisation)
    LogEntry.objects.create(
        user=anton, content_type=kind, object_repr="Something", action_flag=ADDITION
    )
    begin_pause(reason="New version", until=None, now=timezone.now(), by=anton)
    end_pause(now=timezone.now(), by=anton)


@pytest.mark.parametrize("address", [HISTORY, FILE], ids=["page", "file"])
@pytest.mark.parametrize("calls", [("first",), ("first", "second", "third")], ids=len)
def test_history_costs_twelve_queries_at_most(
    door, anton, berta, calls, address, django_assert_max_num_queries
):
    for code in calls:
        grow(code, anton, berta)
    suppose(None)  # elsewhere this is known for a while

    with django_assert_max_num_queries(12):
        assert door.get(address).status_code == 200

    assert {each.kind for each in listed(door)} == set(KINDS.values())
    assert len(listed(door)) == 13 * len(calls)
