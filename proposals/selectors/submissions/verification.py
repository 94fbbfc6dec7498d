"""What anybody with a number and its code is told of a submission, and no more."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility.core import Reading
from proposals.enums import PackState
from proposals.models import ApplicationPack, Submission
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.standing.verdicts import Verdict, verdict_of
from proposals.selectors.submissions.packs import digest_groups, seal_words
from proposals.selectors.submissions.submission_ends import end_of
from proposals.snapshots import thaw
from proposals.verify_codes import verify_code


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A pack of the submission as it is stored."""

    form: str
    """What kind of PDF it is."""
    sha256: tuple[str, ...]
    """Of the file itself, in groups of eight."""
    seal: str
    """Who sealed it until when, or that nobody did; empty where none belongs."""


@dataclass(frozen=True, slots=True)
class VerifiedPage:
    """A submission to whoever holds its code: nothing of who takes part."""

    number: str
    code: str
    """Without groups, as addresses carry it."""
    call: str
    is_live: bool
    standing: str
    """Whether it counts, was replaced or was withdrawn, and when, in words."""
    received: str
    """In Brussels."""
    received_utc: str
    received_iso: str
    digest: tuple[str, ...]
    """SHA-256 of the canonical snapshot, in groups of eight."""
    verdicts: tuple[tuple[str, Verdict], ...]
    """Both readings with their names."""
    packs: tuple[StoredPack, ...]
    """Newest first; empty until one is drawn."""


def verified_page(submission: Submission) -> VerifiedPage:
    """Return what is told of a submission: one query, three where it was replaced."""
    frozen, ended = thaw(submission.snapshot), end_of(submission).words
    return VerifiedPage(
        number=submission.number,
        code=verify_code(number=submission.number, sha256=submission.sha256),
        call=own_words(frozen.call_title),
        is_live=not ended,
        standing=ended or _("This is the submission that counts."),
        received=second_words(submission.received_at),
        received_utc=_utc_words(submission.received_at),
        received_iso=submission.received_at.isoformat(timespec="seconds"),
        digest=digest_groups(submission.sha256),
        verdicts=(
            (_("As planned"), verdict_of(frozen.report, Reading.PLANNED)),
            (_("As confirmed"), verdict_of(frozen.report, Reading.CONFIRMED)),
        ),
        packs=tuple(_packs(submission)),
    )


def _utc_words(moment: dt.datetime) -> str:
    in_utc = moment.astimezone(dt.UTC)
    return _("%(day)s, %(time)s UTC") % {
        "day": day_words(in_utc.date()),
        "time": f"{in_utc:%H:%M:%S}",
    }


def _packs(submission: Submission) -> list[StoredPack]:
    stored = ApplicationPack.objects.filter(
        submission=submission, state=PackState.READY
    ).exclude(file_sha256="")
    return [
        StoredPack(
            form=each.get_form_display(),
            sha256=digest_groups(each.file_sha256),
            seal=seal_words(each),
        )
        for each in stored.defer("content")
    ]
