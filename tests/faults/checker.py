"""Everything that was acknowledged during a fault, compared with what is stored."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import ActivityKind, LetterState, PackState, PartnerAnswer
from proposals.models import (
    Activity,
    Answer,
    AnswerCopy,
    AnswerVersion,
    ApplicationPack,
    ConfirmationRequest,
    SubmissionNotice,
)
from proposals.selectors.log.activity_chain import verify_chains
from tests.faults.drafts import World
from tests.faults.people import Asker, Partner, Submitter, Writer
from tests.load.ledger import Acknowledged, Kept, losses
from tests.load.mails import Mailed, mail_faults
from tests.load.register import Told, faults
from tests.load.submitters import found, noticed


@dataclass(frozen=True, slots=True)
class Compared:
    """How many acknowledged writes were compared, and what is wrong with them."""

    saves: int
    confirmations: int
    submissions: int
    packs: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.saves} saves, {self.confirmations} confirmations,"
            f" {self.submissions} submissions, {self.packs} packs"
        )


def compare(world: World) -> Compared:
    """Compare answers, confirmations, submissions and packs; jobs may still wait."""
    saves = [said for each in world.of(Writer) for said in each.acknowledged]
    confirmed = [said for each in world.of(Partner) for said in each.confirmed]
    told = [said for each in world.of(Submitter) for said in each.told]
    promised = [said for each in world.of(Asker) for said in each.promised]
    wrong = [
        *_lost_answers(world, saves),
        *_confirmations(world, dict(confirmed)),
        *_submissions(world, told),
        *_at_the_deadline(world),
        *_packs(promised),
    ]
    submitted = sum(bool(each.number) for each in told)
    return Compared(len(saves), len(confirmed), submitted, len(promised), tuple(wrong))


def _lost_answers(world: World, saves: list[Acknowledged]) -> list[str]:
    of = {"proposal": world.form_draft}
    answers = Answer.objects.filter(**of).values_list(
        "question", "changed_by_id", "version", "text"
    )
    history = AnswerVersion.objects.filter(answer__proposal=world.form_draft)
    versions = history.values_list("answer__question", "by_id", "version", "text")
    return losses(
        saves, [Kept(*row) for row in answers], [Kept(*row) for row in versions]
    )


def _confirmations(world: World, confirmed: dict[int, str]) -> Iterator[str]:
    """Each acknowledged one stands, and each that stands is once in the log."""
    rows = ConfirmationRequest.objects.filter(pk__in=world.links).select_related(
        "partnership"
    )
    copies = Counter(
        AnswerCopy.objects.filter(request__in=world.links).values_list(
            "request", flat=True
        )
    )
    proposals = rows.values("partnership__alliance__proposal")
    facts = Activity.objects.filter(
        proposal__in=proposals, kind=ActivityKind.CONFIRMED
    ).values_list("facts", flat=True)
    for each in rows:
        logged = sum(
            f'"request":{each.pk}}}' in one or f'"request":{each.pk},' in one
            for one in facts
        )
        stands = (
            each.answer == PartnerAnswer.CONFIRMED
            and each.partnership.confirmation == Confirmation.CONFIRMED
        )
        if each.pk in confirmed and not stands:
            yield f"question {each.pk} was confirmed and stands as {each.answer or '-'}"
        if each.pk in confirmed and each.answered_name != confirmed[each.pk]:
            yield f"question {each.pk} was answered by {each.answered_name!r}"
        if (logged, copies[each.pk]) != (int(stands), int(stands)):
            yield f"question {each.pk}: {logged}x in the log, {copies[each.pk]} copies"


def _submissions(world: World, told: list[Told]) -> list[str]:
    rows, tried = found()
    again = ApplicationPack.objects.filter(retry_at__isnull=False)
    waiting = set(again.values_list("submission__number", flat=True))
    return faults(
        told,
        [
            replace(each, packs=(*each.packs, "queued"))
            if each.number in waiting
            else each
            for each in rows
            if each.proposal in world.due
        ],
        [each for each in tried if each.proposal in world.due],
        deadline=world.deadline,
    )


def _at_the_deadline(world: World) -> Iterator[str]:
    """Nobody is refused before the deadline, nobody is taken after it."""
    deadline = world.deadline.timestamp()
    for each in (said for one in world.of(Submitter) for said in one.presses):
        if each.number and each.sent >= deadline:
            yield f"{each.number} was taken {each.sent - deadline:.1f} s late"
        if each.is_late and each.answered < deadline:
            early = deadline - each.answered
            yield f"a press was refused as late {early:.1f} s before the deadline"


def _packs(promised: list[str]) -> Iterator[str]:
    states = dict(
        ApplicationPack.objects.filter(public_id__in=promised).values_list(
            "public_id", "state"
        )
    )
    known = {str(key): state for key, state in states.items()}
    for each in promised:
        if known.get(each) not in {"queued", "rendering", "ready"}:
            yield f"pack {each} was promised and is {known.get(each, 'nowhere')}"


# ---- In the end, when every job had its time


def let_time_pass() -> None:
    """Let what is tried again in ten minutes be tried now."""
    again = ApplicationPack.objects.filter(retry_at__isnull=False)
    again.update(retry_at=timezone.now())


def jobs_waiting() -> int:
    """Return how many packs and mails are under way."""
    packs = ApplicationPack.objects.filter(
        state__in=(PackState.QUEUED, PackState.RENDERING)
    ) | ApplicationPack.objects.filter(retry_at__isnull=False)
    letters = (
        SubmissionNotice.objects.filter(letter_state=LetterState.QUEUED),
        AnswerCopy.objects.filter(letter_state=LetterState.QUEUED),
    )
    return packs.count() + sum(each.count() for each in letters)


def unfinished_packs() -> Iterator[str]:
    """Say of each pack that is not whole what it lacks: state, file, digest, end."""
    for pack in ApplicationPack.objects.all():
        if pack.state != PackState.READY:
            yield f"pack {pack.public_id} is {pack.state}: {pack.failure}"
            continue
        try:
            with pack.file.open("rb") as file:
                content = file.read()
        except OSError as error:
            yield f"pack {pack.public_id} is ready and has no file: {error}"
            continue
        is_whole = content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
        if not is_whole or hashlib.sha256(content).hexdigest() != pack.file_sha256:
            yield f"pack {pack.public_id} is ready and its file is another"


def wrong_mails(worlds: list[World], mails: list[Mailed]) -> tuple[int, list[str]]:
    """Return how many mails came twice after a crash, and what is wrong with the rest.

    Sending is at least once: as often as a worker took a letter, not more.
    """
    rows, _tried = found()
    due = {key: who for each in worlds for key, who in each.due.items()}
    attempts = {
        (each.submission.number, each.email): each.letter_attempts
        for each in SubmissionNotice.objects.select_related("submission")
    }
    out = Counter((each.subject.rpartition(" ")[2], each.email) for each in mails)
    doubled = sum(
        min(times, attempts[key]) - 1 for key, times in out.items() if key in attempts
    )
    once = [
        Mailed(address, f"about {number}")
        for (number, address), times in out.items()
        for _each in range(1 + max(0, times - attempts.get((number, address), 1)))
    ]
    told = {each.number: due[each.proposal] for each in rows if each.proposal in due}
    wrong = mail_faults(told, noticed(), once)
    by_address = Counter(each.email for each in mails)
    copies = AnswerCopy.objects.values_list("email", "letter_state", "letter_attempts")
    for email, state, tries in copies:
        if state != LetterState.SENT or not 1 <= by_address[email] <= tries:
            wrong.append(f"the copy to {email} is {state}, came {by_address[email]}x")
    doubled += sum(by_address[email] - 1 for email, _state, _tries in copies)
    return doubled, wrong


def broken_chains() -> tuple[int, list[str]]:
    """Return how many rows all logs have, and what is wrong with them."""
    report = verify_chains()
    wrong = [
        f"{each.alliance}, row {each.number}: {each.why}" for each in report.breaks
    ]
    if not report.guarded:
        wrong.append("the triggers of the log are gone")
    return report.rows, wrong
