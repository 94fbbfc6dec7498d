"""Answering the form: section by section without script, field by field with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.files.counting import MOST_CHARACTERS
from proposals.models import Answer
from proposals.services.answers import Reply, save_answer
from tests.factories import add, make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def draft(client):
    proposal = make_draft_with_form()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def section(draft, code="summary"):
    return reverse("form-section", args=[draft.alliance.public_id, code])


def partner(draft, number, code="partners"):
    return reverse("form-partner", args=[draft.alliance.public_id, code, number])


def saving(draft, question="what"):
    return reverse("answer-save", args=[draft.alliance.public_id, question])


def theirs(draft, text="Theirs", question="what", version=0):
    return save_answer(
        proposal=draft,
        question=question,
        reply=Reply(text),
        version=version,
        by=make_colleague(draft),
    )


def fields(page):
    return {each["it"].field.key: each["it"] for each in page.context["shown"]}


def typed(page, **texts):
    """Return what a browser sends back: everything shown, with these texts."""
    values = {}
    for key, shown in fields(page).items():
        values[f"{key}-text"] = texts.get(key, shown.typed.text)
        values[f"{key}-use"] = texts.get(f"{key}_use", shown.typed.use)
        values[f"{key}-version"] = shown.field.version
        values[f"{key}-seen"] = shown.seal
    return values


def texts():
    return dict(Answer.objects.values_list("question", "text"))


def test_a_section_only_reads(client, draft, no_writes):
    with no_writes():
        page = client.get(section(draft))

    assert page.status_code == 200
    assert page.context["page"].place == "Section 1 of 3 of the form"
    assert list(fields(page)) == ["what", "why"]
    assert page.context["page"].after.url == section(draft, "instruments")
    assert page.context["page"].before is None


def numbers():
    """Return whom the answers are about, by number."""
    return list(Answer.objects.values_list("partnership__number", flat=True))


@pytest.mark.parametrize("code", ["nowhere", "elsewhere"])
def test_a_section_the_form_does_not_have_is_not_found(client, draft, code):
    assert client.get(section(draft, code)).status_code == 404


def test_a_draft_without_a_form_has_no_sections(client, draft):
    draft.form = None
    draft.save()

    assert client.get(section(draft)).status_code == 404


def test_saving_a_page_stores_what_was_typed(client, draft):
    page = client.get(section(draft))
    answer = client.post(section(draft), typed(page, what="New", why=" a\r\nb "))

    assert (answer.status_code, answer.url) == (302, section(draft))
    assert texts() == {"what": "New", "why": " a\nb "}


def test_what_was_not_touched_is_not_saved(client, draft):
    page = client.get(section(draft))
    client.post(section(draft), typed(page, why="Mine"))

    assert texts() == {"why": "Mine"}


def test_a_field_the_page_did_not_have_stays(client, draft):
    theirs(draft)
    client.post(section(draft), {})

    assert texts() == {"what": "Theirs"}


def test_what_a_colleague_changed_and_i_did_not_touch_is_no_conflict(client, draft):
    page = client.get(section(draft))
    theirs(draft)
    answer = client.post(section(draft), typed(page, why="Mine"))

    assert answer.status_code == 302
    assert texts() == {"what": "Theirs", "why": "Mine"}


def test_a_conflict_shows_both_texts_and_saves_the_other_fields(client, draft):
    page = client.get(section(draft))
    theirs(draft, "every six months")
    answer = client.post(
        section(draft), typed(page, what="every three months", why="Mine")
    )

    shown = fields(answer)["what"]
    assert answer.status_code == 409
    assert (shown.theirs.text, shown.typed.text) == (
        "every six months",
        "every three months",
    )
    assert "<del>six</del><ins>three</ins>" in answer.content.decode()
    assert texts() == {"what": "every six months", "why": "Mine"}


def test_saving_again_after_a_conflict_uses_mine(client, draft):
    page = client.get(section(draft))
    theirs(draft)
    values = typed(page, what="Mine")
    client.post(section(draft), values)
    answer = client.post(section(draft), values | {"what-version": 1, "what-seen": ""})

    assert answer.status_code == 302
    assert texts() == {"what": "Mine"}


def test_a_text_that_is_refused_stays_in_its_box(client, draft):
    page = client.get(section(draft))
    endless = "x" * (MOST_CHARACTERS + 1)
    answer = client.post(section(draft), typed(page, what=endless, why="Mine"))

    shown = fields(answer)["what"]
    assert answer.status_code == 422
    assert shown.typed.text == endless
    assert shown.error == (
        "This text is longer than 40,000 characters, so it was not saved."
    )
    assert texts() == {"why": "Mine"}


def test_a_version_that_is_no_number_is_refused_and_the_text_kept(client, draft):
    page = client.get(section(draft))
    values = typed(page, what="Mine") | {"what-version": "x"}
    answer = client.post(section(draft), values)

    assert answer.status_code == 422
    assert fields(answer)["what"].typed.text == "Mine"


def test_a_section_names_the_partners_it_asks(client, draft):
    page = client.get(section(draft, "partners")).context["page"]

    assert [(each.label, each.state) for each in page.partners] == [
        ("P1", "not started"),
        ("P2", "not started"),
        ("P3", "not started"),
        ("P4", "optional"),
    ]
    assert page.fields == ()


def test_a_partner_has_a_page_of_its_own(client, draft):
    page = client.get(partner(draft, 2))
    answer = client.post(partner(draft, 2), typed(page, **{"role--2": "Trains"}))
    again = client.get(partner(draft, 2)).context["page"]

    assert answer.url == partner(draft, 2)
    assert numbers() == [2]
    assert (again.partner.name, again.partner.state) == (
        "Chamber of Ghent",
        "all answered",
    )
    assert again.fields[0].saved.startswith("Saved ")


@pytest.mark.parametrize("number", [9, 0])
def test_a_partner_nobody_asks_is_not_found(client, draft, number):
    assert client.get(partner(draft, number)).status_code == 404


def test_a_script_saves_one_field(client, draft):
    answer = client.post(saving(draft), {"text": "Mine", "version": 0})

    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert answer.json()["said"].endswith(f"by {draft.alliance.coordinator}")
    assert texts() == {"what": "Mine"}


def test_a_script_saves_a_field_of_a_partner(client, draft):
    place = [draft.alliance.public_id, "role", 2]
    answer = client.post(
        reverse("answer-save-partner", args=place), {"text": "Mine", "version": 0}
    )

    assert answer.status_code == 200
    assert numbers() == [2]


def test_a_script_is_told_what_a_colleague_saved(client, draft):
    stands = theirs(draft, "every six months")
    answer = client.post(saving(draft), {"text": "every month", "version": 0})

    told = answer.json()
    assert answer.status_code == 409
    assert (told["version"], told["text"], told["use"]) == (1, "every six months", "")
    assert told["said"].endswith(f"by {stands.changed_by}")
    assert told["diff"] == [
        ["same", "every "],
        ["removed", "six months"],
        ["added", "month"],
    ]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("what", {"text": "Mine"}),
        ("what", {"text": "x" * (MOST_CHARACTERS + 1), "version": 0}),
        ("nowhere", {"text": "Mine", "version": 0}),
        ("eqf", {"text": "Mine", "version": 0, "use": "perhaps"}),
        ("what", {"text": "Mine", "version": 2**63}),
    ],
)
def test_a_script_is_told_why_nothing_was_saved(client, draft, question, values):
    answer = client.post(saving(draft, question), values)

    assert answer.status_code == 422
    assert answer.json()["message"]
    assert texts() == {}


def queries(client, url):
    """Return how many queries a page asks, once everything is warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("code", ["summary", "partners"])
def test_a_section_costs_the_same_with_many_partners(client, draft, code):
    few = queries(client, section(draft, code))
    for number in range(20):
        add(draft, f"School {number}", "BE")
    many = queries(client, section(draft, code))

    assert few == many
    assert many <= MOST_QUERIES


def test_saving_a_field_costs_as_few_queries_as_it_can(
    client, draft, django_assert_num_queries
):
    """Session, person, draft with seat, answer and history between two savepoints."""
    client.post(saving(draft), {"text": "A", "version": 0})

    with django_assert_num_queries(7):
        client.post(saving(draft), {"text": "AB", "version": 1})


def test_the_history_is_there_for_the_first_save_to_show(client, draft):
    link = 'class="reply__history" href="{}" hidden'.format(
        reverse("answer-history", args=[draft.alliance.public_id, "what"])
    )
    before = client.get(section(draft)).content.decode()
    theirs(draft)
    after = client.get(section(draft)).content.decode()

    assert (link in before, link in after) == (True, False)
    assert link.removesuffix(" hidden") in after
