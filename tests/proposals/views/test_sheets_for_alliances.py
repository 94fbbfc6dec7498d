"""Lists for an alliance there is: who may bring them, and what is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from alliances.enums import Role
from alliances.files.consortium import MOST_BYTES, parse_file
from proposals.models import PartnerSheet
from proposals.services.sheets import import_sheet
from tests.alliances.files.samples import BESIDE
from tests.factories import add, make_call, make_colleague, make_draft, make_user
from tests.proposals.views.partner_lists import (
    SHEET,
    names,
    preview,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(client):
    make_call("open")
    user = make_user("maria@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def draft(maria):
    return make_draft(by=maria, acronym="CYBER")


def test_list_is_added_to_an_alliance(client, draft):
    add(draft, "Chamber of Ghent")

    address, page = preview(client, SHEET, draft)

    assert "Left out: takes part as P1" in page
    assert "Import 1 partner\n" in page or "Import 1 partner<" in page
    client.post(address)
    assert names(draft) == ["Chamber of Ghent", "University of Soria"]


def test_workspace_leads_to_the_import(client, draft):
    public_id = draft.alliance.public_id
    address = reverse("partner-import", args=[public_id])

    page = client.get(reverse("workspace", args=[public_id])).content.decode()

    assert f'href="{address}"' in page
    assert "Import a list" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"{}", "a.json", "a list of partners"),
        (b"PK\x03\x04", "a.xlsx", "not a workbook"),
        (b"name\n", "a.csv", "no rows below a heading"),
        (b"x" * (MOST_BYTES + 1), "a.csv", "larger than 5 MB, so it was not read."),
    ],
)
def test_file_that_is_no_list_is_refused(client, draft, content, name, words):
    answer = upload(client, content, draft, name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PartnerSheet.objects.count() == 0


def test_applicant_that_came_meanwhile_is_told(client, draft, monkeypatch):
    address, _page = preview(client, SHEET, draft)

    def after_another(**values):
        add(draft, "New", role=Role.APPLICANT)
        return import_sheet(**values)

    monkeypatch.setattr("proposals.views.sheets.import_sheet", after_another)
    answer = client.post(address)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This alliance has an applicant already." in page
    assert "a second applicant; New is the applicant" in page
    assert names(draft) == ["New"]


def test_colleague_may_import_too(client, draft):
    client.force_login(make_colleague(draft))

    address, _page = preview(client, SHEET, draft)
    client.post(address)

    assert len(names(draft)) == 2


def test_list_is_seen_by_nobody_else(client, draft):
    address, _page = preview(client, SHEET, draft)
    client.force_login(make_colleague(draft))

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_list_for_an_alliance_that_is_out_of_sight_is_gone(client, draft):
    address, _page = preview(client, SHEET, draft)
    draft.alliance.coordinator = make_user()
    draft.alliance.save()

    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("maria")
def test_script_in_a_list_is_shown_as_text(client):
    sheet = b"name,role,<b>x</b>\n<script>alert(1)</script>,<i>boss</i>,<u>\n"

    _address, page = preview(client, sheet)

    assert "<script>alert(1)" not in page
    assert "<i>boss" not in page
    assert "<b>x" not in page


@pytest.mark.usefixtures("maria")
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_empty_list_can_be_downloaded(client, suffix):
    answer = client.get(reverse(f"partner-template-{suffix}"))

    assert answer["Content-Disposition"] == f'attachment; filename="partners.{suffix}"'
    assert len(parse_file(answer.content, f"a.{suffix}", BESIDE).partners) == 1


def test_preview_only_reads(client, draft, no_writes):
    address, _page = preview(client, SHEET, draft)

    with no_writes():
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_costs_few_queries(client, draft, rows, django_assert_num_queries):
    for number in range(rows):
        add(draft, f"Present {number}")
    sheet = b"name,role\n" + b"".join(b"N%d,partner\n" % each for each in range(rows))
    address = upload(client, sheet, draft).url

    with django_assert_num_queries(5):
        client.get(address)


def test_import_asks_for_the_token(draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(draft.alliance.coordinator)

    assert upload(strict, SHEET, draft).status_code == 403
