"""Each row of a difference says how many open drafts use what it names, and which."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.files.shared_edits import shared_file
from alliances.models import Call
from alliances.selectors.changes import Used
from alliances.selectors.shared import present_rows
from alliances.services.countries import publish_countries
from proposals.selectors.law.publishing import publishing_page
from proposals.services.archive import archive_alliance
from tests.alliances.services.test_shared_uploads import (
    CODES,
    RETITLED,
    present,
    renamed,
    shared_upload,
    without,
)
from tests.alliances.services.test_uploads import upload
from tests.factories import add, make_call, make_draft, make_user, submit
from tests.proposals.borders import three_countries

__all__ = ["present"]
pytestmark = pytest.mark.django_db

HEAD = "lot,slug,title\n"


def changes(row, **values):
    page = publishing_page(row, make_user(), now=timezone.now(), **values)
    assert page.check.changes is not None
    return page.check.changes


def used(row, **values):
    return {
        each.key: each.used and (each.used.drafts, each.used.address.partition("?")[2])
        for each in changes(row, **values).rows
    }


def test_a_country_counts_each_open_draft_of_the_call_once():
    call, other = make_call(), make_call("other")
    add(three_countries(call, "ES", "BE", "RS", acronym="TWICE"), "More", "RS")
    three_countries(call, "ES", "RS", "FR", acronym="SECOND")
    three_countries(other, "ES", "RS", "FR", acronym="ELSEWHERE")

    assert used(upload(call=call)) == {"RS": (2, "state=open&call=open&country=RS")}


def test_who_submitted_is_counted_apart_while_it_may_be_submitted_again():
    call = make_call()
    submit(three_countries(call, "ES", "BE", "RS", acronym="SENT"))
    row = upload(call=call)

    (open_call,) = changes(row).rows
    Call.objects.update(takes_submissions=False)
    row.refresh_from_db()
    (closed,) = changes(row).rows

    address = "?state=submitted&call=open&country=RS"
    assert (open_call.used.drafts, open_call.used.submitted) == (0, 1)
    assert open_call.used.submitted_address.endswith(address)
    assert closed.used == Used(0, "")


def test_who_declined_or_was_put_away_uses_nothing():
    call = make_call()
    gone = Confirmation.DECLINED
    three_countries(call, "ES", "BE", "RS", acronym="NO", confirmation=gone)
    away = three_countries(call, "ES", "BE", "RS", acronym="AWAY")
    archive_alliance(proposal=away, by=away.alliance.coordinator)

    assert used(upload(call=call)) == {"RS": (0, "")}


def test_a_sector_is_used_under_its_slug_and_both_its_titles():
    call = make_call()
    for number, sector in enumerate(
        ["cybersecurity", " Cybersecurity", "Security", "Tourism", ""]
    ):
        make_draft(call, sector=sector, acronym=f"D{number}")
    content = f"{HEAD}lot-2,cybersecurity,Security\nlot-2,tourism,Travel\n".encode()

    assert used(upload(content, table="sectors", call=call)) == {
        "lot-2/tourism": (1, "state=open&call=open&sector=tourism%7CTravel"),
        "lot-2/cybersecurity": (
            3,
            "state=open&call=open&sector=cybersecurity%7CCybersecurity%7CSecurity",
        ),
        "lot-2/cultural-heritage": (0, ""),
    }


def test_the_rows_of_one_kind_are_counted_alone():
    call = make_call()
    content = f"{HEAD}lot-2,cybersecurity,Security\nlot-2,tourism,Travel\n".encode()

    row = upload(content, table="sectors", call=call)

    assert used(row, kind="added") == {"lot-2/tourism": (0, "")}


def test_a_rate_is_used_by_the_drafts_of_its_country():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    head = "country,group,manager,teacher,technician,administrative\n"

    row = upload(f"{head}RS,4,106,88,66,47\n".encode(), table="rates", call=call)

    assert used(row) == {"RS": (1, "state=open&call=open&country=RS")}


def test_a_band_of_kilometres_belongs_to_no_draft():
    head = "kind,first,last,amount,confidence,source\n"
    content = f"{head}travel,100,499,180,found,Guide\n".encode()

    found = changes(upload(content, table="mobility"))

    assert [each.used for each in found.rows] == [None]
    assert found.has_uses is False


@pytest.mark.usefixtures("present")
def test_a_country_left_out_is_counted_in_every_call():
    three_countries(make_call(), "ES", "BE", "RS", acronym="HERE")
    three_countries(make_call("other"), "ES", "BE", "RS", acronym="THERE")

    row = shared_upload(without("RS", "AQ"))

    assert used(row) == {"RS": (2, "state=open&country=RS"), "AQ": (0, "")}


@pytest.mark.usefixtures("present")
def test_a_country_that_comes_back_may_be_in_use():
    three_countries(make_call(), "ES", "BE", "RS", acronym="HERE")
    every = shared_file("countries", present_rows("countries"))
    left = [each for each in present_rows("countries") if each.code != "RS"]
    publish_countries(rows=left, reason="Left out.", compared_with=1)

    assert used(shared_upload(every)) == {"RS": (1, "state=open&country=RS")}


@pytest.mark.usefixtures("present")
def test_a_code_is_used_however_it_is_written():
    call = make_call()
    for number, sector in enumerate(["62", "J62", "62 Programming", "J"]):
        make_draft(call, sector=sector, acronym=f"D{number}")

    row = shared_upload(shared_file("nace", RETITLED), table="nace")

    assert used(row) == {"62": (2, "state=open&sector=62")}
    assert CODES[1].key == "62"


@pytest.mark.usefixtures("present")
def test_what_changes_nothing_counts_nothing():
    row = shared_upload(shared_file("countries", present_rows("countries")))

    assert used(row) == {}


@pytest.mark.usefixtures("present")
@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("table", "queries"), [("countries", 9), ("status", 16), ("sectors", 16)]
)
def test_counting_costs_the_same_with_more_rows_and_drafts(
    number, table, queries, django_assert_max_num_queries
):
    call = make_call()
    for each in range(number):
        three_countries(call, "ES", "BE", "RS", acronym=f"DRAFT{each}")
    row = {
        "countries": lambda: shared_upload(without(*["RS", "GE", "AQ"][:number])),
        "status": lambda: upload(call=call),
        "sectors": lambda: upload(
            (HEAD + "".join(f"lot-2,s{n},S\n" for n in range(number))).encode(),
            table="sectors",
            call=call,
        ),
    }[table]()
    reader = make_user()
    publishing_page(row, reader, now=timezone.now())

    with django_assert_max_num_queries(queries):
        publishing_page(row, reader, now=timezone.now())


@pytest.mark.usefixtures("present")
def test_a_name_that_changes_is_used_where_the_country_is():
    three_countries(make_call(), "ES", "BE", "GR", acronym="HERE")

    assert used(shared_upload(renamed())) == {"GR": (1, "state=open&country=GR")}
