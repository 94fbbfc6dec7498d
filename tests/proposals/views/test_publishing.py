"""The page of an uploaded table: difference, impact, and who decides."""

import pytest
from django.urls import reverse

from alliances.models import ReferenceEdition, ReferenceUpload
from tests.alliances.services.test_uploads import publish, upload
from tests.factories import add, make_call, make_user
from tests.proposals.borders import three_countries
from tests.proposals.views.uploads import check, edition, impact, page_of, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton(client):
    anton = make_user(is_staff=True, full_name="Anton Berg")
    client.force_login(anton)
    return anton


@pytest.fixture
def berta():
    return make_user(is_staff=True, full_name="Berta Novak")


@pytest.fixture
def alone(settings):
    settings.FOUR_EYES = False


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


def test_page_says_which_drafts_flip_by_which_clause(door):
    call = make_call()
    maria = make_user("maria@example.org", full_name="Maria")
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    draft.alliance.coordinator = maria
    draft.alliance.save()
    three_countries(call, "ES", "BE", "FR", acronym="ELSEWHERE")

    page = page_of(door, upload(call=call))

    assert "2 drafts: 1 becomes not met, 1 unchanged." in page
    assert "BORDER" in page
    assert "Maria, maria@example.org" in page
    assert "Met, 3 of 3" in page
    assert "Not met, 2 of 3" in page
    assert "1 coordinator gets a message when it is published." in page
    assert "ELSEWHERE" not in page


@pytest.mark.usefixtures("alone")
def test_who_publishes_hears_how_many_coordinators_get_a_message(door):
    call = make_call()
    first = press(door, upload(call=call), "publish", reason="Serbia left.")
    quiet = door.get(first.url).content.decode()
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    door.post(reverse("reference-again", args=["open", 1, "status"]))
    back = ReferenceUpload.objects.get(edition=None)
    second = press(door, back, "publish", reason="It is back.")

    loud = door.get(second.url).content.decode()

    said = "Drafts follow it from now on."
    told = "1 coordinator gets a message about a verdict that flipped."
    assert (said in quiet, told in quiet) == (True, False)
    assert f"{said} {told}" in loud


def test_one_asks_and_another_publishes(door, client, berta):
    row = upload(call=make_call())

    asked = press(door, row, "ask", reason="Serbia left.")
    own = page_of(door, row)
    client.force_login(berta)
    other = page_of(client, row)
    published = press(client, row, "publish")

    assert asked.url == check(row)
    assert "another administrator has to publish it" in own
    assert "Publish edition 2" not in own
    assert "Serbia left." in other
    assert "Publish edition 2" in other
    assert "Impact seen" not in other
    assert published.url == edition(2)
    shown = client.get(edition(2)).content.decode()
    assert "by Anton Berg" in shown
    assert "by Berta Novak" in shown
    assert client.get(check(row)).url == edition(2)


def test_who_asked_reads_that_every_other_administrator_is_mailed(door):
    row = upload(call=make_call(), by=make_user())
    press(door, row, "ask", reason="Serbia left.")
    alone = page_of(door, row)
    make_user(is_staff=True)

    said = page_of(door, row)

    mailed = "Every other administrator is mailed."
    assert (mailed in alone, mailed in said) == (False, True)


def test_who_asked_is_refused_whatever_the_page_offers(door):
    row = upload(call=make_call())
    press(door, row, "ask", reason="Serbia left.")

    answer = press(door, row, "publish")

    assert answer.status_code == 422
    assert "You asked for this" in answer.content.decode()
    assert ReferenceEdition.objects.count() == 1


def test_another_refuses_with_a_reason(door, client, berta):
    row = upload(call=make_call())
    press(door, row, "ask", reason="Serbia left.")
    client.force_login(berta)

    without = press(client, row, "refuse")
    answer = press(client, row, "refuse", refusal="No source.")

    assert without.status_code == 422
    assert "Say why it is not published." in without.content.decode()
    assert answer.url == check(row)
    page = page_of(client, row)
    assert "No source." in page
    assert "Publish edition" not in page
    assert press(client, row, "refuse", refusal="Twice.").status_code == 422


def test_a_lonely_administrator_is_told(door):
    call = make_call()
    row = upload(call=call)
    row.uploaded_by = make_user()
    row.save()
    type(row.uploaded_by).objects.exclude(full_name="Anton Berg").update(is_staff=False)

    assert "there is none yet" in page_of(door, row)


@pytest.mark.usefixtures("alone")
def test_an_office_of_one_publishes_at_once_or_asks(door):
    row = upload()
    page = page_of(door, row)

    without = press(door, row, "publish", reason=" ")
    answer = press(door, row, "publish", reason="Serbia left.")

    assert "Publish edition 2" in page
    assert "Ask a second person instead" in page
    assert without.status_code == 422
    assert answer.url == edition(2)
    assert "Serbia left." in door.get(edition(2)).content.decode()


def test_impact_is_a_file_no_cell_of_which_runs(door):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="=HYPERLINK()")
    short = three_countries(call, "ES", "BE", "RS", acronym="SHORT")
    short.duration_months = 24
    short.save()

    answer = door.get(impact(upload(call=call)))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == (
        'attachment; filename="impact-open-edition-2.csv"'
    )
    assert lines[0].startswith("acronym,coordinator,state,verdict before,verdict")
    assert [line.partition(",")[0] for line in lines[1:]] == [
        "'=HYPERLINK()",
        "'=HYPERLINK()",
        "SHORT",
        "SHORT",
    ]
    assert lines[1].endswith(
        "Met,Not met,Met,Not met,min-programme-countries,Met,Not met,Met,Not met"
    )


def test_page_and_file_exist_for_administrators_only(client):
    row = upload()
    for person, status in ((make_user(), 404), (make_user(is_staff=True), 200)):
        client.force_login(person)
        answers = [client.get(each).status_code for each in (check(row), impact(row))]
        assert answers == [status, status]


def test_a_published_upload_leads_to_its_edition(door):
    row = upload()
    publish(row)

    assert door.get(check(row)).url == edition(2)


@pytest.mark.parametrize("drafts", [1, 3])
def test_page_costs_the_same_with_more_drafts(door, drafts, django_assert_num_queries):
    call = make_call()
    for number in range(drafts):
        draft = three_countries(call, "ES", "BE", "RS", acronym=f"DRAFT{number}")
        add(draft, "More", "RS", "sme")
    row = upload(call=call)
    door.get(check(row))

    with django_assert_num_queries(12):
        door.get(check(row))


def test_a_row_leads_to_the_drafts_that_use_it(door):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    three_countries(call, "ES", "BE", "FR", acronym="ELSEWHERE")
    page = page_of(door, upload(call=call))

    listed = door.get("/administration/drafts/?state=open&call=open&country=RS")

    assert "?state=open&amp;call=open&amp;country=RS" in page
    assert "1 draft" in page
    assert [each.acronym for each in listed.context["page"].rows] == ["BORDER"]


def test_the_reason_is_said_to_be_sent_only_where_a_verdict_flips(door):
    call = make_call()
    before = page_of(door, upload(call=call))
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")

    after = page_of(door, upload(call=call))

    sent = "sent to the coordinators whose verdict flips"
    assert (sent in before, sent in after) == (False, True)
    assert "Kept with the edition." in before
