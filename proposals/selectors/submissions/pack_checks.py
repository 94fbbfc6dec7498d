"""Whether a PDF somebody brings is a pack of a submission, and what differs."""

import hashlib
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from proposals.files.pack_claims import PackClaims, claims_of
from proposals.files.pack_files import NoPdf, UnreadablePdf, read_pack_file
from proposals.models import ApplicationPack, Submission

MET, NOT_MET, UNKNOWN = "met", "not-met", "unknown"


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What a file is beside a submission."""

    mark: str
    """`met` for a pack as it is stored, `not-met` for another file, else `unknown`."""
    heading: str
    words: str
    sha256: str
    """Of the file that was brought."""
    claims: PackClaims | None = None
    """What the file says of itself; None where nothing could be read from it."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What does not agree inside, a sentence each."""
        return self.claims.problems if self.claims else ()


def check_pack(submission: Submission, content: bytes) -> PackCheck:
    """Compare a file with the stored packs of a submission, then read what it says.

    One query for a pack as it is stored; whatever the content is, nothing fails.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    return _stored(submission, sha256) or _read(submission, content, sha256)


def owner_of(content: bytes) -> Submission | None:
    """Return the submission of which this is a pack as it is stored, None elsewhere."""
    sha256 = hashlib.sha256(content).hexdigest()
    packs = ApplicationPack.objects.filter(_has(sha256), submission__isnull=False)
    found = packs.select_related("submission").defer("content").first()
    return found.submission if found else None


def _stored(submission: Submission, sha256: str) -> PackCheck | None:
    """Return what the site knows of these very bytes."""
    packs = ApplicationPack.objects.filter(
        _has(sha256), proposal=submission.proposal_id
    )
    owners = set(packs.values_list("submission", flat=True))
    if submission.pk in owners:
        words = _("Every byte is as this site drew it from what was received.")
        return PackCheck(MET, _("This is the submitted pack"), words, sha256)
    if None in owners:
        words = _("It was drawn by this site before or after, and was not submitted.")
        return PackCheck(NOT_MET, _("This is a draft of it"), words, sha256)
    if owners:
        words = _("It belongs to another submission of the same proposal.")
        return PackCheck(NOT_MET, _("This is another pack"), words, sha256)
    return None


def _has(sha256: str) -> Q:
    """Keep packs of these bytes, also those that were given a seal since."""
    return Q(file_sha256=sha256) | Q(drawn_sha256=sha256)


def _read(submission: Submission, content: bytes, sha256: str) -> PackCheck:
    try:
        pack = read_pack_file(content)
    except NoPdf:
        return PackCheck(NOT_MET, _("This is no PDF"), "", sha256)
    except UnreadablePdf:
        words = _(
            "It is none of the stored packs. It is damaged, encrypted or packed so that"
            " it cannot be opened safely, so nothing else is said of it."
        )
        return PackCheck(NOT_MET, _("This is not the submitted pack"), words, sha256)
    if pack.files:
        return _claimed(submission, claims_of(pack.files), sha256)
    if pack.is_ours:
        words = _(
            "It says that this product drew it and holds no data to compare: a draft,"
            " or a plain PDF that stood in for the archival pack."
        )
        return PackCheck(NOT_MET, _("This is not the submitted pack"), words, sha256)
    words = _("Nothing in it says that it is a pack.")
    return PackCheck(NOT_MET, _("This is no pack"), words, sha256)


def _claimed(submission: Submission, claims: PackClaims, sha256: str) -> PackCheck:
    if claims.problems:
        words = _("What it holds does not agree with itself:")
        return PackCheck(NOT_MET, _("This file was altered"), words, sha256, claims)
    if claims.content_sha256 != submission.sha256:
        words = _("It is whole, and its content is not what was received here.")
        return PackCheck(NOT_MET, _("This is another pack"), words, sha256, claims)
    words = _(
        "The data inside is what was received, and the file is not the stored one: it"
        " was drawn at another time, saved again or altered. Its pages were not"
        " compared, so they can say anything: rely on the stored pack alone."
    )
    heading = _("The same content, another file")
    return PackCheck(UNKNOWN, heading, words, sha256, claims)
