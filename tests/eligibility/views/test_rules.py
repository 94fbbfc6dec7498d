"""The rules for everybody: calls, clauses, and the difference between two laws."""

import re

import pytest
from django.urls import reverse

from eligibility.catalogue import shipped_text
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db

COUNTRIES = ("2020", "lot-2", "standard", "min-programme-countries")


@pytest.fixture(autouse=True)
def published():
    for code in ("2016", "2018", "2020"):
        publish_shipped_call(code)


def show(client, name, *args, status=200, **query):
    answer = client.get(reverse(name, args=args, query=query))
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def correct(number):
    """Publish the rules of 2020 anew with another number of countries."""
    text = re.sub(
        r'(lots = \["lot-2"\][^=]*project_types = \["standard"\].*?value = )8',
        rf"\g<1>{number}",
        shipped_text("2020"),
        count=1,
        flags=re.DOTALL,
    )
    return publish_rulebook(text=text, reason="The guide says so.")


def test_calls_are_listed_newest_first_with_how_sure_they_are(client):
    page = show(client, "rules")

    titles = [f"Erasmus+ Sector Skills Alliances {year}" for year in (2020, 2018, 2016)]
    assert re.findall(r"Erasmus\+ Sector Skills Alliances \d{4}", page) == titles
    assert "17 of 36 values found in a source of the call" in page
    assert "Not established" in page


def test_titles_of_calls_and_what_was_not_read_are_in_the_language_of_the_reader(
    client,
):
    for code in ("rehearsal", "afi-2021"):
        publish_shipped_call(code)

    french = client.get(reverse("rules"), headers={"Accept-Language": "fr"})
    german = client.get(reverse("rules-compare"), headers={"Accept-Language": "de"})

    assert "référence non lue" in french.content.decode()
    assert "reference not read" not in french.content.decode()
    assert '<optgroup label="Übungsaufruf, die Regeln von 2020">' in (
        german.content.decode()
    )


def test_a_call_shows_its_clauses_in_the_order_of_the_law(client):
    page = show(client, "rules-call", "2020")

    assert page.index("One applicant") < page.index("Programme countries")
    assert "Full partners come from at least 8 Programme countries." in page
    assert "Full partners come from at least 12 Programme countries." in page
    assert reverse("rules-clause", args=COUNTRIES) in page
    assert reverse("api-rulebook-text", args=["2020", 1]) in page


def test_a_call_that_is_not_established_says_why(client):
    page = show(client, "rules-call", "2016")

    assert "Not established." in page
    assert "The rules of this call were not found." in page


def test_a_clause_shows_its_source_and_what_is_counted(client):
    page = show(client, "rules-clause", *COUNTRIES)

    assert "partners from at least 4, 8 or 12 Programme countries must be" in page
    assert "5 November 2019 to 26 February 2020, 17:00 Brussels time" in page
    assert "An overseas territory counts as its Member State." in page
    assert reverse("public-rule-report", args=COUNTRIES) in page


def test_a_place_in_a_source_is_marked_as_english_to_who_reads_another_language(client):
    page = client.get(
        reverse("rules-clause", args=COUNTRIES), headers={"Accept-Language": "de"}
    )

    assert page.content.decode().count(', <span lang="en">') == 2


def test_the_api_is_explained_in_the_language_of_who_reads_it(client):
    page = client.get(reverse("api-docs"), headers={"Accept-Language": "de"})

    text = page.content.decode()
    assert "HTTP-API, Version 1" in text
    assert '<section class="section" lang="en"' in text


def test_a_clause_tells_the_worked_cases_that_are_about_it(client):
    page = show(client, "rules-clause", "2018", "lot-3", "standard", COUNTRIES[-1])

    assert "Not met: 7 Programme countries found, 8 needed (1 more)." in page
    assert "construction-blueprint-2018-lot-3" in page


def test_a_clause_says_in_other_languages_that_its_cases_are_told_in_english(client):
    url = reverse("rules-clause", args=["2018", "lot-3", "standard", COUNTRIES[-1]])
    pages = {
        language: client.get(url, headers={"Accept-Language": language})
        for language in ("en", "de")
    }

    told = {each: page.content.decode() for each, page in pages.items()}

    assert "Was geändert wurde, steht auf Englisch da." in told["de"]
    assert '<b lang="en">' in told["de"]
    assert "What was changed is told in English." not in told["en"]


def test_unread_text_is_not_quoted(client):
    page = show(client, "rules-clause", *COUNTRIES[:3], "min-full-partners")

    assert "<blockquote" not in page
    assert "Text not read, so nothing is quoted here." in page
    assert "Unverified" in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("rules-call", ["1999"]),
        ("rules-clause", ["2020", "lot-2", "standard", "none"]),
        ("rules-clause", ["2020", "lot-9", "standard", "one-applicant"]),
        ("rules-clause", ["2020", "lot-2", "none", "one-applicant"]),
    ],
)
def test_what_there_is_not_is_not_found(client, name, args):
    show(client, name, *args, status=404)


def test_older_versions_stay_in_reach(client):
    correct(9)

    newest = show(client, "rules-clause", *COUNTRIES)
    first = show(client, "rules-clause", *COUNTRIES, version="1")

    assert "at least 9 Programme countries" in newest
    assert "at least 8 Programme countries" in first
    versions = show(client, "rules-call", "2020")
    assert 'href="/rules/2020/?version=1">1</a>' in versions
    assert show(client, "rules-call", "2020", status=404, version="3")
    assert show(client, "rules-call", "2020", status=404, version="9" * 5000)
    assert "Version 2" in show(client, "rules-call", "2020", version="odd")


def test_two_calls_are_compared_by_clause_and_argument(client):
    page = show(
        client,
        "rules-compare",
        **{"from": "2018/lot-3/standard", "to": "2020/lot-2/standard"},
    )

    assert "New: was not asked before." in page
    assert "The same in both: One applicant," in page
    assert "Serbia" in page
    back = show(
        client,
        "rules-compare",
        **{"from": "2020/lot-2/standard", "to": "2018/lot-3/standard"},
    )
    assert "Gone: is not asked any more." in back


def test_moved_numbers_are_said(client):
    page = show(
        client,
        "rules-compare",
        **{"from": "2020/lot-1/standard", "to": "2020/lot-2/standard"},
    )

    assert "Was 4, is 8." in page
    assert "None: every country is in both what it is in the other." in page


def test_the_same_twice_has_no_difference(client):
    one = "2020/lot-2/standard"

    assert "Both ask the same." in show(
        client, "rules-compare", **{"from": one, "to": one}
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "2020/lot-2/standard"}, "Choose two types of project."),
        ({"from": "2020/lot-2/none", "to": "x"}, "There is no such type of project."),
        ({"from": "2016/lot-2/standard", "to": "x"}, "There is no such type"),
    ],
)
def test_what_cannot_be_compared_is_said(client, query, words):
    assert words in show(client, "rules-compare", **query)


def test_before_anything_is_chosen_nothing_is_wrong(client):
    page = show(client, "rules-compare")

    assert "Error:" not in page
    assert '<option value="2020/lot-2/standard">2020 · Lot 2' in page


@pytest.mark.parametrize(
    ("name", "args", "most"),
    [("rules", [], 1), ("rules-call", ["2020"], 2), ("rules-clause", COUNTRIES, 1)],
)
def test_pages_cost_few_queries_and_write_nothing(
    client, name, args, most, django_assert_max_num_queries, no_writes
):
    with django_assert_max_num_queries(most), no_writes():
        show(client, name, *args)
