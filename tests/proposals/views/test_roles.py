"""Viewers change nothing; the contact of a partner sees and writes its part alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Answer, Colleague
from proposals.services.answers import Reply, save_answer
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

READS = "You read this proposal. The coordinator can make you an editor."


@pytest.fixture
def draft():
    return make_draft_with_form()


@pytest.fixture
def contact(client, draft):
    person = make_colleague(draft, role="contact", partner=2)
    client.force_login(person)
    return person


@pytest.fixture
def viewer(client, draft):
    person = make_colleague(draft, role="viewer")
    client.force_login(person)
    return person


def at(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def write(draft, question, text, partner=None):
    save_answer(
        proposal=draft,
        question=question,
        partner=partner,
        reply=Reply(text),
        version=0,
        by=draft.alliance.coordinator,
    )


def save(client, draft, question, *partner):
    name = "answer-save-partner" if partner else "answer-save"
    address = at(draft, name, question, *partner)
    return client.post(address, {"text": "Mine", "version": 0})


@pytest.mark.usefixtures("viewer")
def test_a_viewer_reads_answers_as_text_with_the_reason(client, draft):
    write(draft, "what", "Written")

    text = client.get(at(draft, "form-section", "summary")).content.decode()

    assert "Written" in text
    assert (text.count(READS), "Have you completed" in text) == (1, False)
    assert "<textarea" not in text.partition("<dialog")[0]
    assert "Who writes this section" not in text


@pytest.mark.usefixtures("viewer")
def test_what_an_instrument_is_used_for_is_read_in_words(client, draft):
    save_answer(
        proposal=draft,
        question="eqf",
        reply=Reply("How", "used"),
        version=0,
        by=draft.alliance.coordinator,
    )

    text = client.get(at(draft, "form-section", "instruments")).content.decode()

    assert "<b>Used</b>" in text


@pytest.mark.usefixtures("viewer")
def test_a_viewer_saves_nothing(client, draft):
    page = at(draft, "form-section", "summary")
    typed = {"what-text": "Mine", "what-version": 0, "what-seen": ""}

    one, whole = save(client, draft, "what"), client.post(page, typed)

    assert (one.status_code, one.json()) == (422, {"message": READS})
    assert whole.status_code == 422
    assert Answer.objects.count() == 0


@pytest.mark.usefixtures("viewer")
def test_a_viewer_brings_nothing_back(client, draft):
    write(draft, "what", "Written")
    page = at(draft, "answer-history", "what")

    text = client.get(page).content.decode()
    answer = client.post(page, {"restored": 1, "version": 1})

    assert "Bring this text back" not in text
    assert answer.status_code == 422


@pytest.mark.usefixtures("contact")
def test_a_contact_writes_the_part_of_its_partner(client, draft):
    page = client.get(at(draft, "form-partner", "partners", 2))
    saved = save(client, draft, "role", 2)

    assert page.status_code == 200
    assert page.context["page"].tasks is None
    assert [each.title for each in page.context["page"].parts] == [
        "Partners",
        "Summary",
        "Timeline",
    ]
    assert saved.status_code == 200
    assert Answer.objects.values_list("partnership__number").get() == (2,)


@pytest.mark.usefixtures("contact")
def test_a_contact_reads_the_summary(client, draft):
    write(draft, "what", "Written")

    text = client.get(at(draft, "form-section", "summary")).content.decode()

    assert "Written" in text
    assert text.count("You write the part of P2 Chamber of Ghent only.") == 1
    assert "Have you completed this section?" not in text


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("workspace", []),
        ("eligibility", []),
        ("left", []),
        ("submit", []),
        ("colleagues", []),
        ("what-if", []),
        ("partner-invitations", []),
        ("form-section", ["instruments"]),
        ("form-section", ["partners"]),
        ("form-partner", ["partners", 1]),
        ("answer-history", ["eqf"]),
        ("answer-history-partner", ["role", 1]),
    ],
)
@pytest.mark.usefixtures("contact")
def test_a_contact_sees_nothing_else(client, draft, name, more):
    write(draft, "eqf", "Secret")
    write(draft, "role", "Secret", partner=1)

    assert client.get(at(draft, name, *more)).status_code == 404


@pytest.mark.parametrize("place", [["what"], ["role", 1], ["eqf"]])
@pytest.mark.usefixtures("contact")
def test_a_contact_writes_nothing_else(client, draft, place):
    answer = save(client, draft, *place)

    reason = "You write the part of P2 Chamber of Ghent only."
    assert (answer.status_code, answer.json()) == (422, {"message": reason})


@pytest.mark.usefixtures("contact")
def test_a_contact_sees_the_history_of_its_own_answers(client, draft):
    write(draft, "role", "Ours", partner=2)

    page = client.get(at(draft, "answer-history-partner", "role", 2))

    assert page.status_code == 200
    assert f'href="{at(draft, "my-part")}"' in page.content.decode()


@pytest.mark.usefixtures("contact")
def test_a_contact_neither_assigns_nor_completes(client, draft):
    assigned = client.post(at(draft, "section-assign", "summary"), {"version": 0})
    section = at(draft, "form-section", "summary")

    assert assigned.status_code == 422
    assert client.post(section, {"completed": "yes"}).status_code == 422


@pytest.mark.usefixtures("contact")
def test_the_list_leads_a_contact_to_its_part(client, draft):
    text = client.get(reverse("alliance-list")).content.decode()
    answer = client.get(at(draft, "my-part"))

    assert f'href="{at(draft, "my-part")}"' in text
    assert "P2 Chamber of Ghent" in text
    assert "You have no alliance of your own." in text
    assert at(draft, "workspace") + '"' not in text
    assert answer.url == at(draft, "form-partner", "partners", 2)


@pytest.mark.usefixtures("viewer")
def test_who_is_no_contact_has_no_part(client, draft):
    assert client.get(at(draft, "my-part")).status_code == 404


@pytest.mark.usefixtures("contact")
def test_the_contact_of_a_removed_partner_has_no_part(client, draft):
    draft.alliance.partnerships.filter(number=2).update(removed_at=timezone.now())

    page = client.get(at(draft, "form-partner", "partners", 2))

    assert page.status_code == 404
    assert (
        "Parts you write" not in client.get(reverse("alliance-list")).content.decode()
    )
    assert save(client, draft, "role", 2).status_code == 422


@pytest.mark.usefixtures("contact")
def test_a_contact_leaves(client, draft):
    page = client.get(at(draft, "colleague-leave"))
    client.post(at(draft, "colleague-leave"))

    assert page.status_code == 200
    assert Colleague.objects.current().count() == 0


@pytest.mark.usefixtures("contact")
def test_a_contact_who_stays_is_led_to_its_part(client, draft):
    page = client.get(at(draft, "colleague-leave")).content.decode()

    assert f'<a href="{at(draft, "my-part")}">Stay</a>' in page
    assert at(draft, "colleagues") + '"' not in page


@pytest.mark.usefixtures("contact")
def test_a_contact_who_joins_is_led_to_its_part(client, draft):
    row = Colleague.objects.get()

    answer = client.post(reverse("invitation-join", args=[row.pk]))

    assert answer.url == at(draft, "my-part")


@pytest.mark.parametrize(
    ("duty", "said", "stored"),
    [
        ("viewer", "reads everything from now on", ("viewer", None)),
        ("p2", "writes the part of that partner", ("contact", 2)),
        ("editor", "edits from now on", ("editor", None)),
    ],
)
def test_the_coordinator_says_what_a_colleague_does(client, draft, duty, said, stored):
    make_colleague(draft, role="viewer")
    row = Colleague.objects.get()
    client.force_login(draft.alliance.coordinator)
    address = at(draft, "colleague-change", row.pk)

    page = client.post(address, {"duty": duty}, follow=True)

    found = Colleague.objects.values_list("role", "partnership__number").get()
    assert found == stored
    assert said in page.content.decode()


@pytest.mark.parametrize("duty", ["p9", "", "coordinator"])
def test_what_a_colleague_cannot_do_is_refused(client, draft, duty):
    make_colleague(draft)
    client.force_login(draft.alliance.coordinator)
    address = at(draft, "colleague-change", Colleague.objects.get().pk)

    answer = client.post(address, {"duty": duty})

    assert answer.status_code == 422
    assert "Choose what they do." in answer.content.decode()


def test_a_colleague_who_left_is_changed_no_more(client, draft):
    make_colleague(draft)
    Colleague.objects.update(ended_at=timezone.now())
    client.force_login(draft.alliance.coordinator)
    address = at(draft, "colleague-change", Colleague.objects.get().pk)

    assert client.post(address, {"duty": "viewer"}).status_code == 409


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_the_coordinator_says_what_colleagues_do(client, draft, role):
    client.force_login(make_colleague(draft, role=role))
    address = at(draft, "colleague-change", Colleague.objects.get().pk)

    assert client.post(address, {"duty": "editor"}).status_code == 403


def test_an_invitation_says_what_for(client, draft):
    client.force_login(draft.alliance.coordinator)

    client.post(at(draft, "colleagues"), {"email": "a@example.org", "duty": "p3"})

    found = Colleague.objects.values_list("role", "partnership__number").get()
    assert found == ("contact", 3)
