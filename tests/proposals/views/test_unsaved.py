"""Texts a browser kept: shown beside what stands, restored all or none."""

import json

import pytest
from django.urls import reverse

from proposals.models import Answer
from tests.factories import make_colleague, make_user
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_answers import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make_draft_with_form()
    draft.save()
    client.force_login(draft.alliance.coordinator)
    return draft


def kept(key="why", text="Mine", version=0, **more):
    return {"key": key, "text": text, "use": "", "version": version, **more}


def ask(client, draft, name, *texts, **data):
    address = reverse(name, args=[draft.alliance.public_id])
    return client.post(address, {"texts": json.dumps(texts), **data})


def compare(client, draft, *texts):
    return ask(client, draft, "unsaved-fragment", *texts).context["fields"]


def restore(client, draft, *texts):
    return ask(client, draft, "unsaved-restore", *texts)


def stored():
    return dict(Answer.objects.values_list("question", "text"))


def test_the_page_knows_whose_texts_it_may_show(client, draft, no_writes):
    with no_writes():
        answer = client.get(reverse("unsaved", args=[draft.alliance.public_id]))

    name = f"{draft.alliance.coordinator_id}/{draft.alliance.public_id}"
    assert answer.context["journal"] == name


def test_a_kept_text_stands_beside_the_stored_one(client, draft):
    save(draft, "every six months", question="why")

    (field,) = compare(client, draft, kept(text="every three months"))

    assert (field.theirs, field.yours, field.version) == (
        "every six months",
        "every three months",
        1,
    )
    assert [(each.kind, each.text) for each in field.diff if each.kind != "same"] == [
        ("removed", "six"),
        ("added", "three"),
    ]
    assert (field.title, field.place, field.refusal) == ("Why?", "Summary", "")
    assert field.url.endswith("/form/summary/#id_why")
    assert not field.is_same


def test_a_text_that_stands_already_is_said_to(client, draft):
    save(draft, "How", question="eqf", use="used")

    (field,) = compare(client, draft, kept("eqf", "How", use="used"))

    assert field.is_same
    assert (field.theirs_use, field.yours_use) == ("Used", "Used")


def test_a_text_about_a_partner_names_it(client, draft):
    (field,) = compare(client, draft, kept("role--2"))

    assert field.place == "Partners, P2"
    assert field.url.endswith("/form/partners/partners/2/#id_role--2")


def test_a_question_that_is_gone_still_shows_the_text(client, draft):
    (field,) = compare(client, draft, kept("gone"))

    assert (field.title, field.yours, field.url) == ("gone", "Mine", "")
    assert field.refusal == "The form does not ask you this any more."


def test_who_may_not_read_an_answer_is_not_shown_it_here(client, draft):
    save(draft, "Secret", question="eqf")
    client.force_login(make_colleague(draft, role="contact", partner=2))

    fields = compare(client, draft, kept("eqf"), kept("role--2"))

    assert [(each.theirs, each.version) for each in fields] == [("", 0), ("", 0)]
    assert [bool(each.refusal) for each in fields] == [True, False]


def test_a_reader_may_restore_nothing(client, draft):
    client.force_login(make_colleague(draft, role="viewer"))

    (field,) = compare(client, draft, kept())

    assert field.refusal
    assert restore(client, draft, kept()).status_code == 422
    assert stored() == {}


def test_all_kept_texts_are_restored(client, draft):
    save(draft, "Theirs", question="why")

    answer = restore(client, draft, kept(version=1), kept("what", "Also"))

    assert answer.json() == {"restored": 2}
    assert stored() == {"why": "Mine", "what": "Also"}


def test_half_of_a_character_is_replaced_as_forms_replace_it(client, draft):
    assert restore(client, draft, kept(text="cut \ud83d off")).status_code == 200

    assert stored() == {"why": "cut \ufffd off"}


def test_one_that_changed_meanwhile_keeps_all_from_being_restored(client, draft):
    save(draft, "Theirs", question="why")

    answer = restore(client, draft, kept("what", "Also"), kept(version=0))

    assert answer.status_code == 409
    assert "Nothing was restored" in answer.json()["message"]
    assert stored() == {"why": "Theirs"}


def test_one_that_is_asked_no_longer_keeps_all_from_being_restored(client, draft):
    answer = restore(client, draft, kept("what", "Also"), kept("gone"))

    assert answer.status_code == 422
    assert stored() == {}


@pytest.mark.parametrize(
    "texts",
    [
        "no JSON",
        "{}",
        "[]",
        "[1]",
        json.dumps([{"key": "why"}]),
        json.dumps([kept(use="perhaps")]),
        json.dumps([kept(version=-1)]),
        json.dumps([kept(version=2**31)]),
        json.dumps([kept(version=True)]),
        json.dumps([kept("why--x")]),
        json.dumps([kept("role--" + "9" * 5_000)]),
        json.dumps([kept("half\ud800")]),
        "[" * 100_000,
        "[" + "9" * 5_000 + "]",
        json.dumps([kept()] * 201),
    ],
)
@pytest.mark.parametrize("name", ["unsaved-fragment", "unsaved-restore"])
def test_what_no_script_of_ours_sends_is_refused(client, draft, name, texts):
    address = reverse(name, args=[draft.alliance.public_id])

    answer = client.post(address, {"texts": texts})

    assert answer.status_code == 422
    assert answer.json()["message"]


def test_strangers_find_nothing(client, draft):
    client.force_login(make_user())

    assert ask(client, draft, "unsaved-fragment", kept()).status_code == 404
    assert restore(client, draft, kept()).status_code == 404


def test_comparing_costs_as_much_for_many_texts(
    client, draft, django_assert_num_queries
):
    texts = [kept(), kept("what"), kept("role--1")]
    compare(client, draft, *texts)

    for some in (texts[:1], texts):
        with django_assert_num_queries(4):
            compare(client, draft, *some)
