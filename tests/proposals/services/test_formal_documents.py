import hashlib
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from alliances.enums import Role
from proposals.documents.formal import draw_document, formal_page
from proposals.enums import ActivityKind, DocumentKind
from proposals.errors import LinkClosed, NotAllowed
from proposals.errors.formal_documents import NothingToSign
from proposals.models import Activity, FormalDocument
from proposals.models.formal_documents import MOST_ATTEMPTS
from proposals.selectors.mandates.document_contents import contents_of
from proposals.services import formal_documents
from proposals.services.formal_documents import (
    JOB,
    RESEND_AFTER,
    render_document,
    request_documents,
    request_own_mandate,
    resend_lost_documents,
)
from proposals.services.part_a import PartAEntry
from tests.factories import make_colleague, make_draft, make_user
from tests.proposals.services.asking import partner
from tests.proposals.services.part_a import HEAD, give
from tests.proposals.services.signing import confirmed_link, draw, drawn, text_of

pytestmark = pytest.mark.django_db
TASK = "proposals.tasks.render_document"


def kinds(draft):
    rows = FormalDocument.objects.filter(partnership__alliance=draft.alliance)
    found = rows.order_by("partnership__number")
    return list(found.values_list("partnership__number", "kind"))


def acts(draft):
    rows = Activity.objects.filter(
        proposal=draft, kind=ActivityKind.DOCUMENTS_DRAWN
    ).order_by("number")
    return [(each.actor, json.loads(each.facts)["partners"]) for each in rows]


def tasks(sent):
    return [key for task, key in sent if task == TASK]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def act(function, **given):
        with django_capture_on_commit_callbacks(execute=True):
            return function(**given)

    return act


def test_everybody_who_signs_gets_a_document(proposal, maria, sent, committed):
    number = committed(request_documents, proposal=proposal, by=maria)

    assert number == 3
    assert kinds(proposal) == [(1, "declaration"), (2, "mandate"), (3, "mandate")]
    assert acts(proposal) == [("account", [1, 2, 3])]
    assert len(tasks(sent)) == 3


def test_the_same_words_are_the_same_document(proposal, maria, sent, committed):
    for _twice in range(2):
        committed(request_documents, proposal=proposal, by=maria)

    assert len(kinds(proposal)) == len(tasks(sent)) == 3
    assert acts(proposal) == [("account", [1, 2, 3])]


def test_changed_data_are_another_document(proposal, maria):
    request_documents(proposal=proposal, by=maria, numbers=[2])
    first = drawn(proposal)
    proposal.alliance.partnerships.filter(number=2).update(pic="999999999")

    request_documents(proposal=proposal, by=maria, numbers=[2])

    assert drawn(proposal).covered_digest != first.covered_digest
    assert acts(proposal) == [("account", [2]), ("account", [2])]


def test_another_title_is_another_file_of_the_same_version(proposal, maria):
    request_documents(proposal=proposal, by=maria, numbers=[2])
    first = drawn(proposal)
    proposal.alliance.title = "Another title"
    proposal.alliance.save()

    request_documents(proposal=proposal, by=maria, numbers=[2])

    assert drawn(proposal).digest != first.digest
    assert drawn(proposal).code == first.code


def test_associated_partners_sign_nothing(proposal, maria):
    row = proposal.alliance.partnerships.get(number=2)
    row.role = Role.ASSOCIATED_PARTNER
    row.save()

    with pytest.raises(NothingToSign):
        request_documents(proposal=proposal, by=maria, numbers=[2])

    assert kinds(proposal) == []


def test_an_empty_draft_has_nothing_to_sign(sent):  # noqa: ARG001  # nothing may leave
    draft = make_draft()

    with pytest.raises(NothingToSign):
        request_documents(proposal=draft, by=draft.alliance.coordinator)


@pytest.mark.parametrize("role", ["viewer", "contact", None])
def test_who_does_not_edit_has_nothing_drawn(proposal, role):
    number = 2 if role == "contact" else None
    by = make_colleague(proposal, role=role, partner=number) if role else make_user()

    with pytest.raises(NotAllowed):
        request_documents(proposal=proposal, by=by)

    assert kinds(proposal) == []


def test_drawing_gives_the_file_with_what_is_signed(proposal):
    document = draw(proposal)

    with document.file.open() as file:
        content = file.read()
    text = text_of(content)
    code = f"{document.code[:4]} {document.code[4:]}"
    assert hashlib.sha256(content).hexdigest() == document.file_sha256
    assert document.pages == 2
    assert "Chamber of Ghent mandates University of Soria, the applicant" in text
    assert "It does not replace the official form" in text
    assert f"Code {code}." in text


def printed(document):
    with document.file.open() as file:
        return text_of(file.read())


def test_who_represents_the_organisations_is_printed_where_they_sign(proposal):
    before = draw(proposal)
    boss = PartAEntry(representative_name="An Peeters", representative_function="Chair")
    give(proposal, 2, entry=boss)
    give(proposal, 3, entry=PartAEntry(representative_function="Headmaster"))
    give(proposal, entry=HEAD)

    after, nameless = draw(proposal), draw(proposal, 3)

    assert "An Peeters" not in printed(before)
    for each in ("An Peeters", "Chair", "Prof. Inés Gil", "Rector"):
        assert printed(after).count(each) == 1
    assert "Headmaster" not in printed(nameless)
    assert after.covered_digest == before.covered_digest
    assert contents_of(proposal)[1].signatory == ("Prof. Inés Gil", "Rector")


def test_words_of_before_there_was_a_part_a_leave_lines_to_fill_in(proposal):
    said = json.loads(draw(proposal).content)
    del said["signatory"], said["accepting"]

    own, applicant = formal_page(said).places

    assert (own.signatory, own.function) == ("", "")
    assert (applicant.signatory, applicant.function) == ("", "")


def test_drawing_twice_keeps_one_file(proposal, monkeypatch):
    document = draw(proposal)
    name = document.file.name
    monkeypatch.setattr(formal_documents, "draw_document", None)

    render_document(key=document.pk)

    document.refresh_from_db()
    assert (document.file.name, document.attempts) == (name, 1)


def test_a_message_of_an_erased_document_does_nothing(proposal, monkeypatch):
    document = draw(proposal)
    key = document.pk
    document.delete()
    monkeypatch.setattr(formal_documents, "draw_document", None)

    render_document(key=key)

    assert kinds(proposal) == []


def test_the_second_of_two_workers_leaves_no_file(proposal, maria, monkeypatch):
    request_documents(proposal=proposal, by=maria, numbers=[2])
    document = drawn(proposal)
    first = draw_document

    def draw_meanwhile(content):
        monkeypatch.setattr(formal_documents, "draw_document", first)
        render_document(key=document.pk)
        return first(content)

    monkeypatch.setattr(formal_documents, "draw_document", draw_meanwhile)

    render_document(key=document.pk)

    document.refresh_from_db()
    found = document.file.storage.listdir("documents")[1]
    mine = [each for each in found if each.startswith(str(document.public_id))]
    assert [f"documents/{each}" for each in mine] == [document.file.name]


def test_a_drawing_that_fails_is_given_up_and_asked_for_again(
    proposal, maria, monkeypatch
):
    def fail(_content):
        raise OSError

    request_documents(proposal=proposal, by=maria, numbers=[2])
    document = drawn(proposal)
    monkeypatch.setattr(formal_documents, "draw_document", fail)

    for _try in range(MOST_ATTEMPTS + 1):
        render_document(key=document.pk)
    document.refresh_from_db()
    given_up = document.has_failed, document.attempts
    request_documents(proposal=proposal, by=maria, numbers=[2])
    document.refresh_from_db()

    assert given_up == (True, MOST_ATTEMPTS)
    assert (document.has_failed, document.attempts) == (False, 0)
    assert acts(proposal) == [("account", [2])]


def test_a_lost_message_is_sent_again(proposal, maria, sent, committed):
    request_documents(proposal=proposal, by=maria, numbers=[2])
    sent.clear()
    long_ago = timezone.now() - RESEND_AFTER - timedelta(seconds=1)
    FormalDocument.objects.update(queued_at=long_ago)

    first = committed(resend_lost_documents)
    second = committed(resend_lost_documents)

    assert (first, second) == (1, 0)
    assert tasks(sent) == [str(drawn(proposal).pk)]
    assert JOB == "formal-document"


def test_who_confirmed_by_link_has_its_own_drawn(proposal):
    token = confirmed_link(proposal)

    request_own_mandate(token=token)

    assert kinds(proposal) == [(2, DocumentKind.MANDATE)]
    assert acts(proposal) == [("contact", [2])]


def taken_back(proposal):
    asked = partner(proposal).confirmation_requests.get()
    asked.revoked_at = timezone.now()
    asked.save()


def removed(proposal):
    row = partner(proposal)
    row.removed_at = timezone.now()
    row.save()


def made_associated(proposal):
    proposal.alliance.partnerships.filter(number=2).update(role="associated_partner")


def unanswered(proposal):
    partner(proposal).confirmation_requests.update(answer="")


@pytest.mark.parametrize("change", [taken_back, removed, made_associated, unanswered])
def test_a_link_that_does_not_stand_has_nothing_drawn(proposal, change):
    token = confirmed_link(proposal)
    change(proposal)

    with pytest.raises(LinkClosed):
        request_own_mandate(token=token)

    assert kinds(proposal) == []


def test_an_unknown_link_has_nothing_drawn():
    with pytest.raises(LinkClosed):
        request_own_mandate(token="x" * 43)
