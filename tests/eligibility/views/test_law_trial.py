"""A law tried with a consortium: each clause, beside the law in force."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eligibility.models import Rulebook
from eligibility.services.rulebook_uploads import keep_rulebook
from eligibility.services.samples import sample, sample_names
from eligibility.services.worked_cases import FIXTURES
from tests.factories import make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

CHARTER = "charter-2020-lot-2"
STANDARD = {"kind": "lot-2/standard", "sample": CHARTER}


@pytest.fixture
def door(client):
    client.force_login(make_user(is_staff=True))
    return client


@pytest.fixture
def call():
    return publish_shipped_call("2020")


def words(answer):
    return " ".join(answer.content.decode().split())


def keep(*changes):
    text = Rulebook.objects.newest().get().text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return keep_rulebook(content=text.encode(), file_name="r", by=make_user())


def tried(door, given=STANDARD, **where):
    query = "&".join(f"{key}={value}" for key, value in where.items())
    return door.post(f"{reverse('law-try')}?{query}", given)


@pytest.mark.usefixtures("call")
def test_the_law_in_force_answers_as_itself(door):
    page = words(tried(door, call="2020"))

    assert "What it says of CHARTER" in page
    assert page.count("as in force") == 11
    assert "21 count" in page


@pytest.mark.usefixtures("call")
def test_an_uploaded_law_is_held_against_the_law_in_force(door):
    upload = keep(
        (
            'value = 8\nreference = "summary-countries"',
            'value = 14\nreference = "summary-countries"',
        )
    )

    page = words(tried(door, upload=upload.public_id))

    assert "in force: Met 13 of at least 8" in page
    assert "Under the law in force:" in page


@pytest.mark.usefixtures("call")
def test_clauses_that_came_and_went_are_said(door):
    upload = keep(
        ('id = "min-full-partners"', 'id = "min-partners"'),
    )

    page = words(tried(door, upload=upload.public_id))

    assert "<b>new</b>" in page
    assert "Only the law in force asks: Full partners." in page


@pytest.mark.usefixtures("call")
def test_a_law_of_a_new_call_has_nothing_to_be_held_against(door):
    upload = keep(('code = "2020"', 'code = "2021"'))

    page = words(tried(door, upload=upload.public_id))

    assert "Under the law in force:" not in page
    assert reverse("law-check", args=[upload.public_id]) in page
    assert "In a country without status under this call" in page


@pytest.mark.usefixtures("call")
def test_a_published_version_can_be_tried(door):
    answer = tried(door, call="2020", version="1")

    assert answer.status_code == 200
    assert reverse("law-call", args=["2020"]) in words(answer)


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("name", ["file", "text"])
def test_a_file_or_its_text_is_tried_and_not_kept(door, name):
    content = (FIXTURES / "consortia" / f"{CHARTER}.json").read_bytes()
    value = (
        SimpleUploadedFile("c.json", content) if name == "file" else content.decode()
    )

    page = words(tried(door, {"kind": "lot-2/standard", name: value}, call="2020"))

    assert "What it says of CHARTER" in page


@pytest.mark.usefixtures("call")
def test_a_text_that_is_no_consortium_is_refused_in_words(door):
    answer = tried(door, {"kind": "lot-2/standard", "text": "{}"}, call="2020")

    assert answer.status_code == 422
    assert "/schema" in words(answer)


@pytest.mark.usefixtures("call")
def test_a_file_that_was_too_large_is_not_forgotten_for_a_sample(door):
    huge = SimpleUploadedFile("c.json", b" " * (5 * 1024 * 1024 + 1))

    answer = tried(door, {**STANDARD, "file": huge}, call="2020")

    assert answer.status_code == 422
    assert "This file is larger than 5 MB." in words(answer)


@pytest.mark.usefixtures("call")
def test_nothing_given_is_asked_for(door):
    answer = tried(door, {"kind": "lot-2/standard"}, call="2020")

    assert answer.status_code == 422
    assert "Choose a consortium, a file or a text." in words(answer)


@pytest.mark.usefixtures("call")
def test_no_type_of_project_is_chosen_for_anybody(door):
    # A list that begins with Lot 1 had judged a consortium of Lot 2 by the wrong rules.
    answer = tried(door, {"kind": "", "sample": CHARTER}, call="2020")

    assert answer.status_code == 422
    assert "Choose a Lot and type of project." in words(answer)


@pytest.mark.usefixtures("call")
def test_a_type_of_project_there_is_not_is_refused(door):
    assert tried(door, {**STANDARD, "kind": "lot-9/x"}, call="2020").status_code == 422


@pytest.mark.usefixtures("call")
def test_the_form_offers_real_consortia_and_worked_cases(door, no_writes):
    with no_writes():
        page = words(door.get(f"{reverse('law-try')}?call=2020"))

    assert f'<option value="{CHARTER}">CHARTER</option>' in page
    assert page.count('<option value="case/') > 50


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("query", ["", "call=1789", "upload=x", "call=2020&version=9"])
def test_a_law_there_is_not_is_not_found(door, query):
    assert door.get(f"{reverse('law-try')}?{query}").status_code == 404


@pytest.mark.usefixtures("call")
def test_a_new_type_of_project_has_nothing_to_be_held_against(door):
    upload = keep(
        ('code = "twelve-countries"', 'code = "fourteen"'),
        ('["twelve-countries"]', '["fourteen"]'),
    )

    page = words(
        tried(door, {**STANDARD, "kind": "lot-2/fourteen"}, upload=upload.public_id)
    )

    assert "What it says of CHARTER" in page
    assert "Under the law in force:" not in page


def test_samples_are_read_by_key():
    case = next(key for key in sample_names() if key.startswith("case/"))

    assert sample(key=CHARTER).acronym == "CHARTER"
    assert sample(key=case).partners
    with pytest.raises(KeyError):
        sample(key="../secret")


def test_the_call_is_named_in_the_language_of_the_reader_and_cases_are_set_apart(door):
    publish_shipped_call("rehearsal")
    address = reverse("law-try", query={"call": "rehearsal"})

    page = words(door.get(address, headers={"Accept-Language": "de"}))

    assert "Übungsaufruf, die Regeln von 2020, Version 1" in page
    real, cases = page.split(
        '<optgroup label="Durchgerechnete Beispiele, auf Englisch">'
    )
    assert ">CHARTER<" in real
    assert "The applicant is in a Partner country." in cases
