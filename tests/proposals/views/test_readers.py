"""Who only reads a proposal reads all of it and is offered nothing to press."""

from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from proposals.enums import ChangedField
from proposals.services.confirmation_requests import request_confirmations
from proposals.services.confirmations import ask_for_change
from proposals.services.packs import request_pack
from tests.factories import make_colleague, make_draft, make_eligible_draft, submit
from tests.proposals.services.asking import ask_by_mail
from tests.proposals.services.pack_rows import change

pytestmark = pytest.mark.django_db

READS = "You read this proposal. The coordinator can make you an editor."


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation="invited")


@pytest.fixture
def viewer(draft):
    return make_colleague(draft, role="viewer")


class Pressable(HTMLParser):
    """Collects the buttons that post something and are not disabled."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.open = []
        self.posts = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "fieldset":
            self.open.append("disabled" in given)
        if tag == "form":
            self.posts = given.get("method") == "post"
        if tag == "button" and self.posts and not any(self.open):
            self.found.append(given.get("class"))

    def handle_endtag(self, tag):
        if tag == "fieldset":
            self.open.pop()
        if tag == "form":
            self.posts = False


def buttons_of(answer):
    """Return what can be pressed in the content of a page, or in a fragment."""
    page = answer.content.decode()
    start = page.find('id="content"')
    reader = Pressable()
    reader.feed(page[max(start, 0) :].partition("</main>")[0])
    return reader.found


PAGES = [
    ("workspace",),
    ("composition-fragment",),
    ("facts",),
    ("partner-add",),
    ("partner-change", 2),
    ("partner-change-fragment", 2),
    ("partner-import",),
    ("partner-invitations",),
    ("submit",),
]


@pytest.mark.parametrize(("name", "more"), [(n, more) for n, *more in PAGES])
def test_a_viewer_meets_no_button_that_would_be_refused(
    client, draft, viewer, name, more
):
    address = reverse(name, args=[draft.alliance.public_id, *more])
    client.force_login(viewer)
    read = client.get(address)
    client.force_login(draft.alliance.coordinator)
    written = client.get(address)

    assert buttons_of(read) == []
    assert buttons_of(written) != []
    assert READS not in written.content.decode()


@pytest.mark.parametrize(("name", "more"), [(n, more) for n, *more in PAGES[:-1]])
def test_a_viewer_is_told_why(client, draft, viewer, name, more):
    client.force_login(viewer)

    answer = client.get(reverse(name, args=[draft.alliance.public_id, *more]))

    assert READS in answer.content.decode()


def test_a_viewer_sees_who_was_asked_and_takes_nothing_back(client, draft, viewer):
    request_confirmations(
        proposal=draft,
        addresses={2: "p2@example.org"},
        by=draft.alliance.coordinator,
    )
    client.force_login(viewer)

    answer = client.get(reverse("partner-invitations", args=[draft.alliance.public_id]))

    assert buttons_of(answer) == []
    assert "p2@example.org" in answer.content.decode()


def test_a_viewer_of_an_empty_consortium_is_offered_no_way_to_begin(client, viewer):
    empty = make_draft(by=None)
    make_colleague(empty, viewer, role="viewer")
    client.force_login(viewer)

    page = client.get(reverse("workspace", args=[empty.alliance.public_id]))

    assert "No partners yet" in page.content.decode()
    assert "Bring a list" not in page.content.decode()


def test_panel_that_follows_a_change_offers_a_viewer_no_partner_to_add(
    client, draft, viewer
):
    draft.alliance.partnerships.filter(number=2).delete()
    place = [draft.alliance.public_id]
    address = reverse("eligibility-fragment", args=place)
    add_one = f'<a class="nowrap" href="{reverse("partner-add", args=place)}'
    client.force_login(draft.alliance.coordinator)
    written = client.get(address).content.decode()
    client.force_login(viewer)
    read = client.get(address).content.decode()

    assert add_one in written
    assert add_one not in read


def test_a_viewer_downloads_the_pack_and_has_none_drawn(client, draft, viewer):
    pack = request_pack(proposal=draft, by=draft.alliance.coordinator)
    pack.file.save("pack.pdf", ContentFile(b"%PDF-"))
    for state in ("failed", "ready"):
        change(pack, state=state, finished_at=timezone.now())
        for name in ("pack", "pack-progress-fragment"):
            address = reverse(name, args=[pack.public_id])
            client.force_login(draft.alliance.coordinator)
            written = buttons_of(client.get(address))
            client.force_login(viewer)

            assert written != []
            assert buttons_of(client.get(address)) == []


def test_a_viewer_of_a_submission_has_no_pack_drawn(client, draft, viewer):
    submission = submit(draft, accepts_pending=True)
    client.force_login(viewer)

    answer = client.get(reverse("receipt", args=[submission.number]))

    assert buttons_of(answer) == []


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [("partner-answer", [2], "by hand"), ("submit", [], ">Change<")],
)
def test_links_lead_a_viewer_to_reading_not_to_changing(
    client, draft, viewer, name, more, words
):
    address = reverse(name, args=[draft.alliance.public_id, *more])
    client.force_login(draft.alliance.coordinator)
    written = client.get(address).content.decode()
    client.force_login(viewer)
    read = client.get(address).content.decode()

    assert words in written
    assert words not in read


def test_who_may_not_submit_is_not_offered_to_submit_again(client, draft, viewer):
    submission = submit(draft, accepts_pending=True)
    address = reverse("receipt", args=[submission.number])
    client.force_login(draft.alliance.coordinator)
    offered = client.get(address).content.decode()

    for person in (viewer, make_colleague(draft)):
        client.force_login(person)
        assert "Submit again" not in client.get(address).content.decode()
    assert "Submit again" in offered


@pytest.mark.parametrize(
    ("name", "more", "written", "read"),
    [
        ("workspace", (), ">Decide<", ">Read<"),
        ("partner-invitations", (), ">Decide<", ">Read<"),
        ("partner-change", (2,), ">Accept or refuse<", ">Read the answer<"),
        ("partner-change-fragment", (2,), ">Accept or refuse<", ">Read the answer<"),
    ],
)
def test_only_who_decides_is_led_to_a_decision(
    client, draft, viewer, name, more, written, read
):
    ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        proposed={ChangedField.COUNTRY: "FR"},
        words="",
    )
    address = reverse(name, args=[draft.alliance.public_id, *more])
    shown = {}
    for person in (draft.alliance.coordinator, viewer):
        client.force_login(person)
        page = client.get(address).content.decode()
        shown[person] = (written in page, read in page)

    assert shown == {
        draft.alliance.coordinator: (True, False),
        viewer: (False, True),
    }
