import datetime as dt
import hashlib
import os

import pytest
from django.utils import timezone

from proposals.errors import LinkClosed, NotAllowed
from proposals.errors.formal_documents import (
    CodeUnknown,
    CopySubmitted,
    CopySuspicious,
    NoCopy,
    NothingToSign,
    OtherFile,
    TooManyCopies,
)
from proposals.models import Activity, SignedCopy
from proposals.models.formal_documents import copy_storage
from proposals.services import signed_copies
from proposals.services.signed_copies import (
    FOLDER,
    remove_copy,
    sweep_copies,
    upload_own_copy,
)
from tests.factories import make_colleague, make_user, submit
from tests.proposals.services.racing import at_once
from tests.proposals.services.signing import (
    blank_pdf,
    confirmed_link,
    draw,
    upload_signed,
)

pytestmark = pytest.mark.django_db


def files():
    storage = copy_storage()
    return set(storage.listdir(FOLDER)[1]) if storage.exists(FOLDER) else set()


def kinds(draft):
    rows = Activity.objects.filter(proposal=draft, kind__startswith="copy-")
    return list(rows.order_by("number").values_list("kind", "actor", "partner"))


def remove(draft, copy, by=None):
    by = by or draft.alliance.coordinator
    remove_copy(proposal=draft, number=2, key=copy.pk, by=by)


def test_a_copy_is_kept_under_a_name_nobody_chose(proposal, maria):
    content = blank_pdf(2)

    copy = upload_signed(proposal, content=content)

    with copy.file.open() as file:
        assert file.read() == content
    assert copy.file.name.startswith(f"{FOLDER}/")
    assert len(copy.file.name) == len(f"{FOLDER}/") + 32
    assert copy.sha256 == hashlib.sha256(content).hexdigest()
    assert (copy.pages, copy.file_kind, copy.uploaded_by) == (2, "pdf", maria)
    assert kinds(proposal) == [("copy-uploaded", "account", 2)]


def test_nobody_fills_the_disk_through_one_partner(proposal, monkeypatch):
    monkeypatch.setattr(signed_copies, "MOST_A_DAY", 1)
    token = confirmed_link(proposal)
    upload_own_copy(token=token, content=blank_pdf(), code="")
    before = files()

    with pytest.raises(TooManyCopies):
        upload_own_copy(token=token, content=blank_pdf(), code="")

    assert files() == before
    SignedCopy.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=1))
    upload_own_copy(token=token, content=blank_pdf(), code="")


def test_another_takes_its_place_and_the_first_stays_on_record(proposal, maria):
    first = upload_signed(proposal)
    second = upload_signed(proposal, content=blank_pdf(2))

    first.refresh_from_db()
    assert (first.ended_at is not None, first.ended_by) == (True, maria)
    assert not first.is_removed
    assert second.ended_at is None
    assert kinds(proposal) == [("copy-uploaded", "account", 2)] * 2


def test_the_contact_uploads_by_the_link(proposal):
    token = confirmed_link(proposal)

    copy = upload_own_copy(token=token, content=blank_pdf(), code="")

    assert copy.request is not None
    assert (copy.uploaded_by, copy.request.answered_name) == (None, "Anna")
    assert kinds(proposal) == [("copy-uploaded", "contact", 2)]


def test_a_link_that_leads_nowhere_keeps_nothing(proposal):  # noqa: ARG001  # a draft there is
    before = files()

    with pytest.raises(LinkClosed):
        upload_own_copy(token="x" * 43, content=blank_pdf(), code="")

    assert (SignedCopy.objects.count(), files()) == (0, before)


@pytest.mark.parametrize("code", ["0", "00000000", "7F3A 9C21 1"])
def test_a_code_nobody_printed_is_refused(proposal, code):
    draw(proposal)
    before = files()

    with pytest.raises(CodeUnknown):
        upload_signed(proposal, code=code)

    assert (SignedCopy.objects.count(), files()) == (0, before)


def test_other_files_are_refused_before_anything_is_locked(proposal):
    with pytest.raises(OtherFile):
        upload_signed(proposal, content=b"MZ")

    assert SignedCopy.objects.count() == 0


def test_who_signs_nothing_has_no_copy(proposal):
    rows = proposal.alliance.partnerships.filter(number=2)
    rows.update(role="associated_partner")

    with pytest.raises(NothingToSign):
        upload_signed(proposal)


def refuses(content):
    return content == b""


def accepts(content):
    return content.startswith(b"%PDF")


@pytest.mark.parametrize(("scanner", "kept"), [(refuses, 0), (accepts, 1)])
def test_a_scanner_has_its_say(proposal, settings, scanner, kept):
    settings.UPLOAD_SCANNER = f"{__name__}.{scanner.__name__}"

    try:
        upload_signed(proposal)
    except CopySuspicious:
        assert kept == 0

    assert SignedCopy.objects.count() == kept


@pytest.mark.parametrize("role", ["viewer", "contact", None])
def test_who_does_not_edit_neither_uploads_nor_removes(proposal, role):
    number = 2 if role == "contact" else None
    by = make_colleague(proposal, role=role, partner=number) if role else make_user()
    copy = upload_signed(proposal)

    with pytest.raises(NotAllowed):
        remove(proposal, copy, by=by)
    with pytest.raises(NotAllowed):
        signed_copies.upload_copy(
            proposal=proposal, number=2, content=blank_pdf(), code="", by=by
        )

    assert SignedCopy.objects.filter(ended_at=None).count() == 1


def test_removing_takes_the_file_and_leaves_the_record(
    proposal, maria, django_capture_on_commit_callbacks
):
    copy = upload_signed(proposal)
    name = copy.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove(proposal, copy)

    copy.refresh_from_db()
    assert (copy.is_removed, copy.ended_by, bool(copy.file)) == (True, maria, False)
    assert len(copy.sha256) == 64
    assert not copy_storage().exists(name)
    assert kinds(proposal)[-1] == ("copy-removed", "account", 2)


def test_removing_twice_is_refused(proposal):
    copy = upload_signed(proposal)
    remove(proposal, copy)

    with pytest.raises(NoCopy):
        remove(proposal, copy)


def test_a_submitted_copy_is_replaced_and_never_removed(proposal):
    copy = upload_signed(proposal)
    submit(proposal)

    with pytest.raises(CopySubmitted):
        remove(proposal, copy)
    newer = upload_signed(proposal)
    remove(proposal, newer)

    copy.refresh_from_db()
    assert copy_storage().exists(copy.file.name)


def test_an_upload_that_fails_leaves_no_file(proposal, monkeypatch):
    def fail(**_given):
        raise RuntimeError

    monkeypatch.setattr(signed_copies, "note_act", fail)
    before = files()

    with pytest.raises(RuntimeError):
        upload_signed(proposal)

    assert (SignedCopy.objects.count(), files()) == (0, before)


def test_files_without_a_row_are_swept_once_they_are_old(proposal):
    copy = upload_signed(proposal)
    kept = copy.file.name
    lost = upload_signed(proposal, number=3)
    SignedCopy.objects.filter(pk=lost.pk).delete()
    young = sweep_copies()
    storage = copy_storage()
    ago = (timezone.now() - dt.timedelta(hours=2)).timestamp()
    for name in (kept, lost.file.name):
        os.utime(storage.path(name), (ago, ago))

    swept = sweep_copies()

    assert young == 0
    assert swept >= 1
    assert storage.exists(kept)
    assert not storage.exists(lost.file.name)


def test_nothing_is_swept_where_nothing_was_uploaded(monkeypatch):
    monkeypatch.setattr(signed_copies, "FOLDER", "nowhere")

    assert sweep_copies() == 0


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_are_two_records_and_one_stands(proposal):
    outcomes = at_once(
        lambda: upload_signed(proposal),
        lambda: upload_signed(proposal, content=blank_pdf(2)),
    )

    assert [type(each) for each in outcomes] == [SignedCopy] * 2
    assert SignedCopy.objects.count() == 2
    assert SignedCopy.objects.filter(ended_at=None).count() == 1
    assert kinds(proposal) == [("copy-uploaded", "account", 2)] * 2
