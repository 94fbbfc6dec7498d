"""Lists of partners in the browser: uploaded, looked at, imported once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alliances.enums import Role
from alliances.files.consortium import MOST_BYTES, parse_file
from proposals.models import PartnerSheet, Proposal
from proposals.services.sheets import import_sheet
from tests.alliances.files.samples import BESIDE
from tests.alliances.files.workbooks import PATRAS, make_book
from tests.factories import add, make_call, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db

SHEET = b"""Partners of ATLAS
Einrichtung;Land;Rolle;Art
University of Soria;Spanien;Koordinator;higher_education
Chamber of Ghent;BE;Partner;sector_body
"""
ONE_WRONG = SHEET + b"Forge;Belgum;Partner;KMU\n"
KIND = "open/lot-2/standard"


@pytest.fixture
def maria(client):
    make_call("open")
    user = make_user("maria@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def draft(maria):
    return make_draft(by=maria, acronym="CYBER")


def upload(client, content, target=None, name="list.csv"):
    """Send a list, for a draft or for a new alliance."""
    data: dict[str, object] = {"file": SimpleUploadedFile(name, content)}
    if target is None:
        data |= {"kind": KIND, "acronym": "ATLAS"}
        return client.post(reverse("alliance-import"), data)
    public_id = target.alliance.public_id
    return client.post(reverse("partner-import", args=[public_id]), data)


def preview(client, content, target=None, **chosen):
    """Send a list and return its address and the page about it."""
    address = upload(client, content, target).url
    return address, client.get(address, chosen).content.decode()


def names(proposal):
    return list(proposal.alliance.partnerships.values_list("name", flat=True))


@pytest.mark.usefixtures("maria")
def test_list_is_shown_before_anything_is_written(client):
    address, page = preview(client, SHEET)

    (kept,) = PartnerSheet.objects.all()
    assert address == reverse("partner-sheet", args=[kept.public_id])
    assert "Import 2 partners" in page
    assert "Call open, Lot 2: Standard" in page
    assert "Spain (ES)" in page
    assert Proposal.objects.count() == 0


def test_list_becomes_an_alliance_once(client, maria):
    address, _page = preview(client, SHEET)

    answers = [client.post(address) for _ in "ab"] + [client.get(address)]

    (proposal,) = Proposal.objects.visible_to(maria)
    assert names(proposal) == ["University of Soria", "Chamber of Ghent"]
    workspace = reverse("workspace", args=[proposal.alliance.public_id])
    assert {each.url for each in answers} == {f"{workspace}#partners"}
    assert "2 partners imported." in client.get(workspace).content.decode()


def test_workbook_becomes_an_alliance(client, maria):
    address = upload(client, make_book(PATRAS), name="list.xlsx").url

    client.post(address)

    (proposal,) = Proposal.objects.visible_to(maria)
    assert names(proposal) == ["University of Patras"]


@pytest.mark.usefixtures("maria")
def test_mapping_is_changed_by_looking_again(client):
    chosen = {"seen": "2", "column-0": "name", "column-2": "role"}

    address, page = preview(client, SHEET, **chosen)

    assert "Spain (ES)" not in page
    assert 'name="column-2" value="role"' in page
    client.post(address, chosen)
    (proposal,) = Proposal.objects.all()
    assert set(proposal.alliance.partnerships.values_list("country", flat=True)) == {
        None
    }


@pytest.mark.usefixtures("maria")
def test_what_it_applies_for_can_be_chosen_on_the_page(client):
    data = {"file": SimpleUploadedFile("list.csv", SHEET)}
    address = client.post(reverse("alliance-import"), data).url

    page = client.get(address).content.decode()
    assert "no call, Lot and type of project" in page
    assert client.post(address).status_code == 422
    chosen = {"kind": KIND, "acronym": "NEW"}
    assert "Import 2 partners" in client.get(address, chosen).content.decode()
    client.post(address, chosen)

    alliance = Proposal.objects.get().alliance
    assert (alliance.acronym, alliance.lot.code) == ("NEW", "lot-2")


@pytest.mark.usefixtures("maria")
def test_problems_stand_by_row_and_column(client):
    _address, page = preview(client, ONE_WRONG)

    assert "row 5, Land" in page
    assert "Import the 2 rows without problems" in page
    assert "Import 3 partners" not in page


@pytest.mark.usefixtures("maria")
def test_list_with_problems_is_refused_in_words(client):
    address, _page = preview(client, ONE_WRONG)

    answer = client.post(address)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Some rows cannot be imported yet." in page
    assert "<title>Error: " in page
    assert Proposal.objects.count() == 0


@pytest.mark.usefixtures("maria")
def test_sound_rows_are_imported_if_somebody_chooses_so(client):
    address, _page = preview(client, ONE_WRONG)

    client.post(address, {"only": "sound"})

    assert names(Proposal.objects.get()) == ["University of Soria", "Chamber of Ghent"]


@pytest.mark.usefixtures("maria")
def test_list_that_lacks_a_column_is_not_imported_in_part(client):
    address, page = preview(client, b"Organisation,Land\nA,BE\n")

    assert "none is the role" in page
    assert "Where a row states no role" in page
    assert client.post(address, {"only": "sound"}).status_code == 422
    chosen = {"seen": "1", "column-0": "name", "missing_role": "full_partner"}
    assert client.post(address, chosen).status_code == 302


@pytest.mark.usefixtures("maria")
def test_second_applicant_is_a_choice(client):
    address, page = preview(client, SHEET + b"A;BE;Koordinator;\n")

    assert "a second applicant; University of Soria is the applicant" in page
    assert "Import every further applicant as a full partner" in page
    columns = {"column-0": "name", "column-1": "country", "column-2": "role"}
    client.post(address, {"seen": "2", "yields": "on", **columns})
    roles = Proposal.objects.get().alliance.partnerships.values_list("role", flat=True)
    assert list(roles) == ["applicant", "full_partner", "full_partner"]


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
        (b"{}", "a.json", "a JSON file, which describes a whole alliance"),
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

    with django_assert_num_queries(4):
        client.get(address)


def test_import_asks_for_the_token(draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(draft.alliance.coordinator)

    assert upload(strict, SHEET, draft).status_code == 403
