"""The law of the calls in the administration: overview, uploads, opening."""

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliances.models import Call
from tests.eligibility.views.law_uploads import act, changed, send, words
from tests.factories import make_call, make_user, publish_shipped_call
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


ADDRESSES = [
    ("laws", []),
    ("law-upload", []),
    ("law-try", []),
    ("law-call", ["open"]),
]


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(("name", "where"), ADDRESSES)
def test_others_do_not_find_the_pages(client, name, where):
    client.force_login(make_user())

    assert client.get(reverse(name, args=where)).status_code == 404


@pytest.mark.usefixtures("call")
def test_the_overview_names_every_call_and_what_waits(door, no_writes):
    send(door, changed())

    with no_writes():
        page = words(door.get(reverse("laws")))

    assert f'href="{reverse("law-call", args=["open"])}"' in page
    assert "rules.toml" in page
    assert "takes none here" in page


def test_the_overview_costs_the_same_for_one_and_three_calls(door, connection):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            door.get(reverse("laws"))
        return len(asked)

    make_call()
    door.get(reverse("laws"))
    one = queries()
    for code in ("second", "third"):
        make_call(code)

    assert queries() == one


@pytest.fixture
def connection():
    from django.db import connection  # noqa: PLC0415  # needs the settings

    return connection


def test_the_page_that_takes_a_file_says_how_to_change_a_rule(door, no_writes):
    with no_writes():
        page = words(door.get(reverse("law-upload")))

    assert "How to change a rule" in page


def test_every_problem_of_a_file_is_listed_with_its_place(door):
    bad = rules_of().replace("format = 1", "format = 2").replace('"found"', '"sure"')

    answer = send(door, bad)

    page = words(answer)
    assert answer.status_code == 422
    assert "Nothing was kept: 2 places to correct." in page
    assert "format: must be 1" in page
    assert "references.summary.confidence:" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "It is empty."),
        (b"code = \xff", "Line 1: not text in UTF-8; expected"),
        (b"%PDF-1.7", "the file: a PDF; expected the rules as text, in TOML"),
        (b"?", "Line 1, “?”: this is not written in TOML; expected"),
        (b"#" * 513 * 1024, "larger than 512 kB"),
        (b"#" * 6 * 1024 * 1024, "larger than 512 kB"),
    ],
)
def test_a_file_that_is_no_rulebook_is_refused_in_words(door, content, said):
    answer = send(door, content)

    assert answer.status_code == 422
    assert said in words(answer)


def test_no_file_is_asked_for(door):
    answer = door.post(reverse("law-upload"), {})

    assert (answer.status_code, "Choose a file." in words(answer)) == (422, True)


@pytest.mark.usefixtures("call")
def test_the_page_of_a_call_lists_versions_and_brings_them_back(door, settings):
    settings.FOUR_EYES = False
    send(door, changed())
    act(door, "publish")

    page = words(door.get(reverse("law-call", args=["open"])))
    back = door.post(reverse("law-again", args=["open", 1]), follow=True)

    assert reverse("api-rulebook-text", args=["open", 1]) in page
    assert "No unit costs for" in page
    assert "It can be opened once every line above is in order." in page
    assert "<b>Call open</b>" in words(back)


def test_the_overview_says_of_rules_not_established_that_they_are_offered_nowhere(door):
    publish_shipped_call("2016")
    publish_shipped_call("2020")

    page = words(door.get(reverse("laws")))

    assert page.count(">rules not established<") == 1


def test_checks_that_could_not_be_made_are_not_called_in_order(door):
    publish_shipped_call("2016")

    page = words(door.get(reverse("law-call", args=["2016"])))

    assert "so nothing could be checked." in page
    assert (page.count("not looked at"), page.count("in order<")) == (9, 0)


def test_a_call_is_opened_and_closed_after_a_look(door, settings):
    settings.FOUR_EYES = False
    publish_shipped_call("rehearsal")
    address = reverse("law-opening", args=["rehearsal"])

    closing = words(door.post(address, {"takes": "no"}, follow=True))
    act(door, "publish")
    page = words(door.get(reverse("law-call", args=["rehearsal"])))
    opening = words(door.post(address, {"takes": "yes"}, follow=True))

    assert '<span class="quiet">taken</span> → <b>none</b>' in closing
    assert "Prepare opening it" in page
    assert '<span class="quiet">none</span> → <b>taken</b>' in opening
    assert "each line has to be in order" in opening


@pytest.mark.usefixtures("call")
def test_a_call_nobody_can_submit_to_is_not_opened(door, settings):
    settings.FOUR_EYES = False
    door.post(reverse("law-opening", args=["open"]), {"takes": "yes"})

    answer = act(door, "publish")

    assert answer.status_code == 422
    assert "The call would be open with 1 problem" in words(answer)
    assert not Call.objects.get().takes_submissions


def test_a_call_there_is_not_is_not_found(door):
    assert door.get(reverse("law-call", args=["1789"])).status_code == 404
