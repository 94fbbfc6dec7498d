"""What workers have to do, in figures and row by row."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alliances.enums import UploadState
from alliances.models import RegisterUpload
from proposals.enums import DocumentKind, LetterState, MailProblem, PackState, Part
from proposals.models import (
    AnswerCopy,
    ApplicationPack,
    Comment,
    CommentThread,
    ConfirmationRequest,
    FigureNotice,
    FormalDocument,
    LinkCode,
    Mention,
)
from proposals.selectors.administrators.queue import KINDS
from tests.factories import add, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db

FRONT = reverse("administration")
WORK = reverse("administration-work")


@pytest.fixture
def anton(client):
    anton = make_user("anton@example.org", is_staff=True, full_name="Anton Berg")
    client.force_login(anton)
    return anton


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


def shown(client, address, **query):
    return client.get(address, query).content.decode()


def page_of(client, address, **query):
    return client.get(address, query).context["page"]


def make_pack(draft, state=PackState.QUEUED, digest="d"):
    return ApplicationPack.objects.create(
        proposal=draft,
        content="{}",
        digest=digest,
        state=state,
        requested_by=draft.alliance.coordinator,
    )


def make_document(partnership, attempts, digest="d"):
    return FormalDocument.objects.create(
        partnership=partnership,
        kind=DocumentKind.MANDATE,
        content="{}",
        digest=digest,
        attempts=attempts,
    )


def test_queue_counts_each_kind_by_state(door):
    draft = make_draft()
    make_pack(draft, digest="a")
    make_pack(draft, PackState.RENDERING, "b")
    make_pack(draft, PackState.FAILED, "c")
    make_pack(draft, PackState.READY, "d")
    ApplicationPack.objects.filter(digest="a").update(
        requested_at=timezone.now() - dt.timedelta(hours=3)
    )

    queue = page_of(door, FRONT).queue

    (packs,) = queue.busy
    assert (packs.waiting, packs.working, packs.failed, packs.done) == (1, 1, 1, 1)
    assert packs.oldest == "3\xa0hours"
    assert [each.kind for each in queue.idle] == [
        each for each in KINDS if each != "packs"
    ]


def test_what_failed_stands_before_what_only_waits(door):
    draft = make_draft()
    make_pack(draft)
    make_document(add(draft, "Chamber of Ghent"), attempts=3)

    busy = page_of(door, FRONT).queue.busy

    assert [(each.kind, each.waiting, each.failed) for each in busy] == [
        ("documents", 0, 1),
        ("packs", 1, 0),
    ]


@pytest.mark.parametrize(
    ("attempts", "state", "expected"),
    [
        (3, PackState.QUEUED, {"kind": "documents", "state": "failed"}),
        (None, PackState.QUEUED, {"kind": "packs", "state": "waiting"}),
        (None, PackState.RENDERING, {"kind": "packs", "state": "working"}),
        (None, PackState.READY, {"kind": "packs", "state": "waiting"}),
    ],
    ids=["failed", "waits", "worked on", "nothing"],
)
def test_the_list_opens_with_what_needs_somebody_most(door, attempts, state, expected):
    draft = make_draft()
    make_pack(draft, state)
    if attempts:
        make_document(add(draft, "Chamber of Ghent"), attempts=attempts)

    form = door.get(WORK).context["form"]

    assert form.data == expected


def test_a_filter_that_is_given_asks_for_nothing_more_urgent(door):
    make_pack(make_draft())

    def asked(**query):
        with CaptureQueriesContext(connection) as queries:
            door.get(WORK, query)
        return len(queries)

    asked()
    assert asked(kind="packs", state="waiting") < asked(kind="packs") == asked()


def test_the_front_page_says_where_nothing_waits(door):
    assert "Nothing waits for a worker, and nothing failed." in shown(door, FRONT)


def test_work_lists_mandates_with_whose_they_are(door):
    partner = add(make_draft(acronym="SKILLS"), "Chamber of Ghent")
    make_document(partner, attempts=1)
    make_document(partner, attempts=3, digest="e")

    (row,) = page_of(door, WORK, kind="documents", state="waiting").rows
    (failed,) = page_of(door, WORK, kind="documents", state="failed").rows

    assert [cell.text for cell in row[:2]] == ["SKILLS", "Chamber of Ghent"]
    assert row[0].note == "Mandate"
    assert [row[2].text, failed[2].text] == ["–", "The log of the server says why."]


def test_a_register_on_its_way_is_being_worked_on(door):
    for state in (UploadState.READING, UploadState.PUBLISHING):
        RegisterUpload.objects.create(file_name=f"{state}.csv", state=state)

    rows = page_of(door, WORK, kind="files", state="working").rows

    assert [row[0].text for row in rows] == ["reading.csv", "publish.csv"]


@pytest.mark.parametrize(
    ("problems", "busy"), [(3, []), (0, [("files", 1)])], ids=["content", "worker"]
)
def test_a_file_is_red_where_no_worker_read_it_and_not_for_its_content(
    door, problems, busy
):
    RegisterUpload.objects.create(
        file_name="r.csv", sha256="d", state=UploadState.REFUSED, problems=problems
    )

    found = page_of(door, FRONT).queue.busy

    assert [(each.kind, each.failed) for each in found] == busy


def test_work_lists_mails_about_comments(door):
    draft = make_draft(acronym="SKILLS")
    thread = CommentThread.objects.create(proposal=draft, question="why")
    by = draft.alliance.coordinator
    comment = Comment.objects.create(thread=thread, text="Three?", by=by)
    Mention.objects.create(comment=comment, person=by, email="maria@example.org")

    (row,) = page_of(door, WORK, kind="mention", state="waiting").rows

    assert [cell.text for cell in row[:2]] == ["SKILLS", "maria@example.org"]


def test_work_lists_mails_about_figures(door):
    draft = make_draft(acronym="SKILLS")
    partner, by = add(draft, "Chamber of Ghent"), draft.alliance.coordinator
    FigureNotice.objects.create(
        proposal=draft,
        partnership=partner,
        person=by,
        by=by,
        email="anna@example.org",
        news="approved",
        number=1,
        day="2026-11-28",
    )

    (row,) = page_of(door, WORK, kind="figure-notice", state="waiting").rows

    assert [cell.text for cell in row[:2]] == ["SKILLS", "anna@example.org"]


@pytest.mark.parametrize(
    ("state", "tries"), [(LetterState.BOUNCED, "–"), (LetterState.FAILED, "3")]
)
def test_what_came_back_counts_no_tries(door, state, tries):
    draft = make_draft()
    ConfirmationRequest.objects.create(
        partnership=add(draft, "Chamber of Ghent"),
        email="chamber@example.org",
        requested_by=draft.alliance.coordinator,
        expires_at=timezone.now(),
        letter_state=state,
        letter_attempts=0 if state == LetterState.BOUNCED else 3,
    )

    (row,) = page_of(door, WORK, kind="confirmation-request", state="failed").rows

    assert [row[-1].text, row[2].text] == [tries, "–"]


def test_a_desk_without_papers_points_to_what_failed(door):
    make_pack(make_draft(), PackState.FAILED)

    page = shown(door, FRONT)

    assert "What failed, below, waits for a person." in page
    assert "Nothing waits for you." not in page


def test_work_lists_what_stands_behind_a_figure(door, anton):
    draft = make_draft(acronym="SKILLS")
    make_pack(draft, PackState.FAILED)
    ApplicationPack.objects.update(failure="No font.")
    partner = add(draft, "Chamber of Ghent")
    ConfirmationRequest.objects.create(
        partnership=partner,
        email="chamber@example.org",
        requested_by=draft.alliance.coordinator,
        expires_at=timezone.now(),
        letter_state=LetterState.BOUNCED,
        problem=MailProblem.FULL,
    )
    request = ConfirmationRequest.objects.get()
    LinkCode.objects.create(request=request, email="chamber@example.org")
    AnswerCopy.objects.create(request=request, email="chamber@example.org")
    make_colleague(draft)
    RegisterUpload.objects.create(file_name="register.csv", uploaded_by=anton)

    texts = {
        kind: [
            row[place].text
            for row in page_of(door, WORK, kind=kind, state=state).rows
            for place in (0, 1, 2)
        ]
        for kind, state in (
            ("packs", "failed"),
            ("confirmation-request", "failed"),
            ("colleague-invitation", "waiting"),
            ("files", "waiting"),
            ("verdict-notice", "waiting"),
            ("link-code", "waiting"),
            ("answer-copy", "waiting"),
        )
    }

    assert texts["packs"][0] == "SKILLS"
    whom = ["SKILLS: Chamber of Ghent", "chamber@example.org"]
    assert texts["confirmation-request"] == [*whom, "Came back: The mailbox is full"]
    assert texts["link-code"] == texts["answer-copy"] == [*whom, "–"]
    assert texts["colleague-invitation"][0] == "SKILLS"
    assert texts["files"] == ["register.csv", "Anton Berg, anton@example.org", "–"]
    assert texts["verdict-notice"] == []
    assert "No font." in shown(door, WORK, kind="packs", state="failed")
    nothing = shown(door, WORK, kind="packs", state="waiting")
    assert "Nothing of this kind is in this state." in nothing
    assert door.get(WORK, {"kind": "none"}).status_code == 422


def test_parts_are_told_with_their_last_sign_of_life(door):
    page = door.get(WORK).content.decode()

    assert "Clock, workers, queue and disk" in page
    assert page.count("Last worked on") == len(Part)
