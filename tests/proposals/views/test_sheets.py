"""Lists of partners in the browser: looked at, mapped, imported once."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.files.mapping import word_key
from proposals.models import PartnerSheet, Proposal
from proposals.selectors.files.sheet_words import MOST_WORDS
from proposals.selectors.files.sheet_words import WORD as WORDS
from tests.alliances.files.workbooks import PATRAS, make_book
from tests.factories import make_call, make_user
from tests.proposals.views.partner_lists import (
    COLUMNS,
    KIND,
    ONE_WRONG,
    SHEET,
    names,
    preview,
    upload,
)

pytestmark = pytest.mark.django_db

LONGEST_LINE = 4094
"""Of a request, as gunicorn takes it."""
LONG = "Установа за образовање и истраживање"


@pytest.fixture
def maria(client):
    make_call("open")
    user = make_user("maria@example.org")
    client.force_login(user)
    return user


@pytest.mark.usefixtures("maria")
def test_list_is_shown_before_anything_is_written(client):
    address, page = preview(client, SHEET)

    (kept,) = PartnerSheet.objects.all()
    assert address == reverse("partner-sheet", args=[kept.public_id])
    assert "Import 2 partners" in page
    assert "Call open, Lot 2: Standard" in page
    assert "Spain (ES)" in page
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1250", "It was read as Windows-1250"), ("utf-8", "")]
)
@pytest.mark.usefixtures("maria")
def test_list_says_which_code_page_was_guessed(client, encoding, said):
    content = "Name;Country\nPolitechnika Łódzka;PL\n".encode(encoding)

    _address, page = preview(client, content)

    assert "Politechnika Łódzka" in page
    assert [each in page for each in ("It was read as", "“CSV UTF-8”")] == [
        bool(said),
        bool(said),
    ]
    assert said in page


def test_list_becomes_an_alliance_once(client, maria):
    address, _page = preview(client, SHEET)

    answers = [client.post(address) for _ in "ab"] + [client.get(address)]

    (proposal,) = Proposal.objects.visible_to(maria)
    assert names(proposal) == ["University of Soria", "Chamber of Ghent"]
    workspace = reverse("workspace", args=[proposal.alliance.public_id])
    assert {each.url for each in answers} == {workspace}
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
    client.post(address, {**chosen, "shown": shown_on(page)})
    (proposal,) = Proposal.objects.all()
    assert set(proposal.alliance.partnerships.values_list("country", flat=True)) == {
        None
    }


def shown_on(page):
    """Return what the page says it shows."""
    return page.partition('name="shown" value="')[2].partition('"')[0]


@pytest.mark.usefixtures("maria")
def test_looking_again_leads_to_an_address_with_the_choices(client):
    address, _page = preview(client, SHEET)
    chosen = {"seen": "2", "heading": "2", "column-0": "name", "kind": KIND}

    answer = client.post(address, {**chosen, "again": "again", "shown": "other"})

    found = urlsplit(answer.url)
    assert found.path == address
    assert dict(parse_qsl(found.query)) == chosen | {"acronym": "ATLAS"}
    assert Proposal.objects.count() == 0


@pytest.mark.usefixtures("maria")
def test_columns_changed_since_the_look_are_not_imported(client):
    address, page = preview(client, SHEET)
    columns = {"column-0": "name", "column-2": "role", "seen": "2"}

    answer = client.post(address, {**columns, "shown": shown_on(page)})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "You changed how the list is read. Look again." in page
    assert Proposal.objects.count() == 0
    assert client.post(address, {**columns, "shown": shown_on(page)}).status_code == 302


@pytest.mark.usefixtures("maria")
def test_acronym_typed_since_the_look_counts(client):
    address, page = preview(client, SHEET)
    columns = {f"column-{index}": key for index, key in enumerate(COLUMNS)}
    typed = {**columns, "seen": "2", "acronym": "TYPED", "shown": shown_on(page)}

    client.post(address, typed)

    assert Proposal.objects.get().alliance.acronym == "TYPED"


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


WORD = f"word-country-{word_key('Belgum')}"


@pytest.mark.usefixtures("maria")
def test_word_that_could_not_be_read_is_mended_on_the_page(client):
    address, page = preview(client, ONE_WRONG)
    assert f'name="{WORD}"' in page

    again = client.post(address, {"again": "again", "seen": "2", WORD: "BE"})
    assert dict(parse_qsl(urlsplit(again.url).query))[WORD] == "BE"
    guessed = {f"column-{index}": key for index, key in enumerate(COLUMNS)}
    client.post(address, {"heading": "2", "seen": "2", WORD: "BE"} | guessed)

    (proposal,) = Proposal.objects.all()
    countries = proposal.alliance.partnerships.values_list("country", flat=True)
    assert list(countries) == ["ES", "BE", "BE"]


@pytest.mark.parametrize("code", ["XX", "applicant"])
@pytest.mark.usefixtures("maria")
def test_word_means_one_of_our_codes_only(client, code):
    address, _page = preview(client, ONE_WRONG)

    assert client.post(address, {WORD: code}).status_code == 422


@pytest.mark.usefixtures("maria")
def test_row_without_a_role_shows_none(client):
    _address, page = preview(client, b"Name,Role\nA,applicant\nB,\n")

    row = page[page.index('<td class="num quiet">3') :]
    assert "Full partner" not in row[: row.index("</tr>")]


@pytest.mark.usefixtures("maria")
def test_address_of_a_contact_waits_where_its_partner_is_invited(client):
    content = b"Name,Role,E-mail\nA,applicant,\nB,partner,anna@ghent.example\n"
    address, page = preview(client, content)
    assert "anna@ghent.example" in page

    client.post(address)

    (proposal,) = Proposal.objects.all()
    asks = reverse("partner-invitations", args=[proposal.alliance.public_id])
    assert 'value="anna@ghent.example"' in client.get(asks).content.decode()


@pytest.mark.usefixtures("maria")
def test_what_many_long_words_mean_fits_a_line_of_a_request(client):
    rows = "".join(f"Org {number};p;{LONG} {number}\n" for number in range(MOST_WORDS))
    address, page = preview(client, f"Name;Role;Type\nA;P1;\n{rows}".encode())
    words = re.findall(rf'name="({WORDS}[^"]+)"', page)

    answer = client.post(address, {"again": "again", **dict.fromkeys(words, "-")})

    assert len(words) == MOST_WORDS
    assert answer.status_code == 302
    assert len(answer.url) < LONGEST_LINE


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


@pytest.mark.usefixtures("maria")
def test_row_that_repeats_another_can_be_left_out(client):
    address, page = preview(client, SHEET + b"University of SORIA;ES;Partner;\n")

    assert "Same organisation as in row 3?" in page
    answer = client.post(address, {"again": "again", "row-5": "out"})
    assert "row-5=out" in answer.url
    assert "Left out by you" in client.get(answer.url).content.decode()
    client.post(address, {"shown": shown_on(page), "row-5": "out"})

    assert names(Proposal.objects.get()) == ["University of Soria", "Chamber of Ghent"]
