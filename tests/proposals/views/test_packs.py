"""Packs as a browser sees them: asked for, watched, downloaded."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from proposals.enums import PackForm, PackState, PackStep
from proposals.models import ApplicationPack
from proposals.services.packs import request_pack
from proposals.snapshots import has_withdrawal_test, with_withdrawal_test
from tests.factories import make_call, make_draft, make_eligible_draft, submit

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a small one"


@pytest.fixture
def pack(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)
    return request_pack(proposal=proposal, by=proposal.alliance.coordinator)


@pytest.fixture
def ready(pack):
    pack.file.save("ready.pdf", ContentFile(PDF), save=False)
    pack.state, pack.file_sha256, pack.pages = PackState.READY, "ab" * 32, 1
    pack.save()
    yield pack
    pack.file.delete(save=False)


def open_page(client, name, pack):
    return client.get(reverse(name, args=[pack.public_id])).content.decode()


def test_asking_twice_leads_to_the_same_pack(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)
    url = reverse("pack-request", args=[proposal.alliance.public_id])

    first, second = client.post(url), client.post(url)

    pack = ApplicationPack.objects.get()
    assert first.url == second.url == reverse("pack", args=[pack.public_id])


def test_withdrawal_test_is_printed_only_if_ticked(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)
    url = reverse("pack-request", args=[proposal.alliance.public_id])

    plain, chosen = client.post(url), client.post(url, {"withdrawals": "on"})

    assert plain.url != chosen.url
    printed = {
        reverse("pack", args=[each.public_id]): has_withdrawal_test(each.content)
        for each in ApplicationPack.objects.all()
    }
    assert printed == {plain.url: False, chosen.url: True}


def test_pack_asked_for_on_a_receipt_is_of_what_was_received(client):
    proposal = make_eligible_draft()
    submission = submit(proposal)
    ApplicationPack.objects.all().delete()  # as before packs were queued at submitting
    proposal.alliance.partnerships.filter(number=3).delete()
    client.force_login(proposal.alliance.coordinator)
    receipt = client.get(reverse("receipt", args=[submission.number]))
    url = reverse("pack-request", args=[proposal.alliance.public_id])

    client.post(url, {"number": submission.number})

    hidden = f'<input type="hidden" name="number" value="{submission.number}">'
    assert hidden in receipt.content.decode()
    assert ApplicationPack.objects.get().submission == submission


def test_pack_of_a_submission_one_may_not_see_is_not_there(client):
    mine, other = make_draft(), submit(make_eligible_draft(make_call("other")))
    client.force_login(mine.alliance.coordinator)
    url = reverse("pack-request", args=[mine.alliance.public_id])

    assert client.post(url, {"number": other.number}).status_code == 404
    assert not ApplicationPack.objects.exclude(submission=other).exists()


@pytest.mark.parametrize("is_chosen", [False, True])
@pytest.mark.parametrize("state", [PackState.FAILED, PackState.READY])
def test_pack_page_offers_the_choice_as_it_was_made(client, ready, state, is_chosen):
    ready.state, ready.failure = state, "The disk is full."
    ready.file = ready.file if state == PackState.READY else ""
    if is_chosen:
        ready.content = with_withdrawal_test(ready.content)
    ready.save()

    page = open_page(client, "pack", ready)

    tick = " checked" if is_chosen else ""
    assert f'<input type="checkbox" name="withdrawals"{tick}>' in page


def test_waiting_page_asks_again_with_and_without_script(client, pack, no_writes):
    with no_writes():
        page = open_page(client, "pack", pack)

    fragment = reverse("pack-progress-fragment", args=[pack.public_id])
    assert f'hx-get="{fragment}" hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "<progress" in page


def test_known_amount_fills_the_bar(client, pack):
    ApplicationPack.objects.update(
        state=PackState.RENDERING, step=PackStep.PAINTING, done=5, total=12
    )

    fragment = open_page(client, "pack-progress-fragment", pack)

    assert 'value="5" max="12"' in fragment
    assert "Writing page 5 of 12" in fragment
    assert "<html" not in fragment


def test_unknown_amount_leaves_the_bar_open(client, pack):
    ApplicationPack.objects.update(
        state=PackState.RENDERING, step=PackStep.LAYOUT, done=5, total=0
    )

    fragment = open_page(client, "pack-progress-fragment", pack)

    assert "Creating layout, page 5" in fragment
    assert "max=" not in fragment


def test_ready_pack_stops_the_asking(client, ready):
    page = open_page(client, "pack", ready)
    fragment = open_page(client, "pack-progress-fragment", ready)

    assert "hx-trigger" not in page + fragment
    assert "refresh" not in page
    assert reverse("pack-download", args=[ready.public_id]) in fragment
    assert '<p id="pack-said" hx-swap-oob="innerHTML">The pack is ready</p>' in fragment
    assert page.count("<span>abababab</span>") == 8


def test_failed_pack_gives_the_reason_and_a_retry(client, pack):
    ApplicationPack.objects.update(state=PackState.FAILED, failure="The disk is full.")
    page = open_page(client, "pack", pack)
    at = dt.datetime(2026, 11, 29, 11, 5, tzinfo=dt.UTC)
    ApplicationPack.objects.update(retry_at=at)

    assert "<p>The disk is full.</p>" in page
    page = open_page(client, "pack", pack)
    assert "<p>The disk is full. It is tried again on 29 November 2026, 12:05" in page
    url = reverse("pack-request", args=[pack.proposal.alliance.public_id])
    assert f'<form class="gap-t" method="post" action="{url}">' in page

    client.post(url)

    pack.refresh_from_db()
    assert pack.state == PackState.QUEUED


def test_download_is_an_attachment_for_nobody_else(client, ready):
    answer = client.get(reverse("pack-download", args=[ready.public_id]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="skills-pack-{ready.digest[:8]}.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_download_before_the_end_leads_to_the_progress(client, pack):
    answer = client.get(reverse("pack-download", args=[pack.public_id]))

    assert answer.url == reverse("pack", args=[pack.public_id])


def test_progress_is_never_kept_by_the_browser(client, pack):
    answer = client.get(reverse("pack-progress-fragment", args=[pack.public_id]))

    assert "no-store" in answer["Cache-Control"]


def test_drawing_is_stopped_by_a_button_and_drawn_again_by_another(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)
    client.post(reverse("pack-request", args=[proposal.alliance.public_id]))
    pack = ApplicationPack.objects.get()
    stop = reverse("pack-stop", args=[pack.public_id])
    assert f'action="{stop}"' in open_page(client, "pack-progress-fragment", pack)

    answer = client.post(stop)

    assert answer.url == reverse("pack", args=[pack.public_id])
    page = open_page(client, "pack", pack)
    assert "The drawing was stopped" in page
    assert "Draw it again" in page
    assert stop not in page


def test_part_that_is_drawn_is_counted(client, pack):
    ApplicationPack.objects.update(
        state=PackState.RENDERING, step=PackStep.PIECES, done=3, total=34
    )

    assert "Drawing part 3 of 34" in open_page(client, "pack-progress-fragment", pack)


@pytest.fixture
def plain(client):
    """Return a plain pack of a submission, while the archival one is to be drawn."""
    submission = submit(make_eligible_draft())
    pack = submission.packs.get()
    client.force_login(submission.submitted_by)
    pack.file.save("plain.pdf", ContentFile(PDF), save=False)
    pack.state, pack.form, pack.pages = PackState.READY, PackForm.PLAIN, 1
    pack.failure, pack.file_sha256 = "Drawing took too long and was stopped.", "ab" * 32
    pack.save()
    yield pack
    pack.file.delete(save=False)


def test_plain_pack_says_so_and_offers_to_try_again(client, plain):
    page = open_page(client, "pack", plain)

    assert "The pack is ready as a plain PDF" in page
    assert "Drawing took too long and was stopped. It is not tried again" in page
    assert "Try the archival pack now" in page


def test_plain_pack_can_be_had_while_the_archival_one_is_drawn(client, plain):
    ApplicationPack.objects.filter(pk=plain.pk).update(state=PackState.QUEUED)

    page = open_page(client, "pack", plain)
    file = client.get(reverse("pack-download", args=[plain.public_id]))

    assert "Download the plain PDF meanwhile" in page
    assert b"".join(file.streaming_content) == PDF


def test_trying_again_queues_the_very_pack(client, plain):
    answer = client.post(
        reverse("pack-request", args=[plain.proposal.alliance.public_id]),
        {"number": plain.submission.number},
    )

    assert answer.url == reverse("pack", args=[plain.public_id])
    plain.refresh_from_db()
    assert plain.state == PackState.QUEUED


def test_retry_that_is_planned_is_told_with_its_moment(client, plain):
    due = dt.datetime(2026, 11, 29, 11, 5, tzinfo=dt.UTC)
    ApplicationPack.objects.filter(pk=plain.pk).update(retry_at=due)

    page = open_page(client, "pack", plain)

    assert "It is tried again on 29 November 2026, 12:05:00 Brussels time." in page


MANIFEST = "The digests in manifest.json, inside the file, are its proof."
EXPIRED = "Not sealed yet: the certificate has expired. It is tried again every hour."
SEALED = "Sealed by Seal of the Office; the certificate is valid until 1 March 2027"
SEAL = {
    "sealed_by": "Seal of the Office",
    "sealed_until": dt.datetime(2027, 2, 28, 23, tzinfo=dt.UTC),
}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (SEAL, SEALED),
        ({}, f"Not sealed. {MANIFEST}"),
        ({"seal_trouble": "expired"}, f"{EXPIRED} {MANIFEST}"),
    ],
)
def test_page_of_an_archival_pack_says_whether_it_is_sealed(
    client, ready, fields, words
):
    rows = ApplicationPack.objects.filter(pk=ready.pk)
    rows.update(form=PackForm.ARCHIVAL, drawn_sha256="cd" * 32, **fields)

    text = open_page(client, "pack", ready)

    assert f"<dt>Electronic seal</dt><dd>{words}</dd>" in text
    assert ("<span>cdcdcdcd</span>" in text) is (fields is SEAL)


def test_page_of_a_draft_speaks_of_no_seal(client, ready):
    assert "seal" not in open_page(client, "pack", ready)
