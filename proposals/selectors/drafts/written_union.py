"""The union of tables that tells what is written and said in a draft."""

from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from alliances.enums import Role
from alliances.models import Alliance, User
from alliances.worded import Worded
from proposals.enums import ActivityKind
from proposals.models import (
    Activity,
    ActivityCoverage,
    Answer,
    CommentThread,
    FormSection,
    Override,
    PartA,
    Proposal,
    ProposedFigure,
    Submission,
    SubmissionAttempt,
)
from proposals.models.submissions import LIVE
from proposals.selectors.form.answer_sizes import Limits, size_within
from proposals.selectors.form.authors import author_keys

MOST_FORMS = 64
"""Forms whose query is kept worded."""
NO_NUMBER = Cast(Value(None), IntegerField())
NO_WORDS = Value("", CharField())
EDITS = (
    *(ActivityKind.FACTS_CHANGED, ActivityKind.FILE_TAKEN),
    *(ActivityKind.PARTNER_ADDED, ActivityKind.PARTNER_CHANGED),
    *(ActivityKind.PARTNER_REMOVED, ActivityKind.PARTNER_RESTORED),
    *(ActivityKind.PARTNERS_IMPORTED, ActivityKind.SCENARIO_APPLIED),
    *(ActivityKind.DECLINED, ActivityKind.CHANGE_ACCEPTED),
    *(ActivityKind.PLAN_ADDED, ActivityKind.PLAN_CHANGED),
    *(ActivityKind.PLAN_REMOVED, ActivityKind.PLAN_RESTORED),
    *(ActivityKind.ACTIVITY_PLACED, ActivityKind.DAYS_CHANGED),
    ActivityKind.FIGURES_APPROVED,
)
"""Acts that change what would be submitted; answers are no acts of the log."""
NOBODY = (NO_WORDS, NO_WORDS, Cast(Value(None), DateTimeField()))
"""The columns that only what is said of a section has a use for."""


@lru_cache(maxsize=MOST_FORMS)
def written_union(limits: Limits) -> Worded[Any]:
    """Return what asks for all that is written in a draft whose form has these."""

    def written(key: int, alliance: int, coordinator: int) -> QuerySet[Any, Any]:
        whose = Alliance(pk=alliance, coordinator=User(pk=coordinator))
        return _all(Proposal(pk=key, alliance=whose), limits)

    return Worded(written)


def _all(proposal: Proposal, limits: Limits) -> QuerySet[Any, Any]:
    answers = Answer.objects.filter(proposal=proposal).order_by()
    threads = CommentThread.objects.filter(proposal=proposal, resolved_at=None)
    carried = ActivityCoverage.objects.filter(
        proposal=proposal, work_package__removed_at__isnull=True
    )
    colleagues = proposal.colleagues.filter(ended_at__isnull=True)
    submitted = Submission.objects.filter(proposal=proposal).order_by()
    one = Value(1, IntegerField())
    return answers.values_list(
        *(_kind("answer"), "question", "partnership__number", size_within(limits)),
        *("use", *NOBODY),
    ).union(
        threads.order_by()
        .values("question", "partnership__number")
        .annotate(size=Count("pk"))
        .values_list(
            *(_kind("comments"), "question", "partnership__number", "size", NO_WORDS),
            *NOBODY,
        ),
        carried.order_by().values_list(
            *(_kind("carried"), "activity", "work_package__number", one, NO_WORDS),
            *NOBODY,
        ),
        colleagues.order_by()
        .values("role")
        .annotate(joined=Count("joined_at"), size=Count("pk"))
        .values_list(_kind("colleagues"), "role", "joined", "size", NO_WORDS, *NOBODY),
        submitted.values("proposal")
        .annotate(
            live=Count("pk", filter=LIVE),
            size=Count("pk"),
            last=Max("received_at", filter=LIVE),
        )
        .values_list(
            *(_kind("submissions"), NO_WORDS, "live", "size", NO_WORDS),
            *(NO_WORDS, NO_WORDS, "last"),
        ),
        _edits(answers, "changed_at"),
        _edits(_acts(proposal), "at"),
        _sections(proposal),
        _parts(proposal),
        _proposed(proposal),
        _represented(proposal),
        _overridden(proposal),
        _tried(proposal),
        all=True,
    )


def _acts(proposal: Proposal) -> QuerySet[Activity]:
    """Return the acts that change what would be submitted.

    Asking is one where a partner had declined: it takes part again.
    """
    acts = Activity.objects.filter(proposal=proposal)
    left = acts.filter(kind=ActivityKind.DECLINED).order_by().values("partner")
    return acts.filter(Q(kind__in=EDITS) | Q(kind=ActivityKind.ASKED, partner__in=left))


def _edits(rows: QuerySet[Any], moment: str) -> QuerySet[Any, Any]:
    """Return when something of a draft was changed last; no row where nothing was."""
    last = rows.order_by().values("proposal").annotate(last=Max(moment))
    found: QuerySet[Any, Any] = last.values_list(
        *(_kind("edits"), NO_WORDS, NO_NUMBER, Value(0, IntegerField()), NO_WORDS),
        *(NO_WORDS, NO_WORDS, "last"),
    )
    return found


def _proposed(proposal: Proposal) -> QuerySet[Any, Any]:
    """Count the proposed figures that wait, by partner."""
    rows = ProposedFigure.objects.open().filter(proposal=proposal).order_by()
    counted = rows.values("partnership__number").annotate(size=Count("pk"))
    return counted.values_list(
        *(_kind("proposed"), NO_WORDS, "partnership__number", "size", NO_WORDS),
        *NOBODY,
    )


def _represented(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return who legally represents the applicant, where Part A says so."""
    taking_part = proposal.alliance.partnerships.taking_part()
    rows = PartA.objects.filter(partnership__in=taking_part.filter(role=Role.APPLICANT))
    return rows.order_by().values_list(
        *(_kind("represented"), "representative_name", "partnership__number"),
        *(Value(1, IntegerField()), "representative_function"),
        *(NO_WORDS, "representative_email", NOBODY[-1]),
    )


def _overridden(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return a row where an administrator's leave to submit stands."""
    rows = Override.objects.standing().filter(proposal=proposal).order_by()
    return rows.values_list(
        *(_kind("overridden"), NO_WORDS, NO_NUMBER, Value(1, IntegerField()), NO_WORDS),
        *NOBODY,
    )


def _tried(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return a row where submitting was tried."""
    rows = SubmissionAttempt.objects.filter(proposal=proposal).order_by()
    tried = rows.values("proposal").annotate(size=Count("pk"))
    return tried.values_list(
        *(_kind("tried"), NO_WORDS, NO_NUMBER, "size", NO_WORDS), *NOBODY
    )


def _sections(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return what is said of each section.

    One of somebody who has left, or may only read by now, is nobody's.
    """
    is_held = {"assigned_to__in": author_keys(proposal)}
    who = Case(When(**is_held, then=_name("assigned_to")), default=NO_WORDS)
    key = Case(When(**is_held, then=F("assigned_to_id")), output_field=IntegerField())
    rows = FormSection.objects.filter(proposal=proposal, partnership=None).order_by()
    return rows.values_list(
        *(_kind("said"), "code", key, "version", NO_WORDS, who),
        *(Coalesce(_name("completed_by"), NO_WORDS), "completed_at"),
    )


def _parts(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the parts of partners that somebody called done."""
    rows = FormSection.objects.filter(
        proposal=proposal, partnership__isnull=False, completed_at__isnull=False
    ).order_by()
    return rows.values_list(
        *(_kind("part"), "code", "partnership__number", "version", NO_WORDS, NO_WORDS),
        *(_name("completed_by"), "completed_at"),
    )


def _name(person: str) -> Coalesce:
    """Return the name of a person as `User.__str__` gives it."""
    return Coalesce(
        NullIf(F(f"{person}__full_name"), NO_WORDS),
        F(f"{person}__email"),
        output_field=CharField(),
    )


def _kind(name: str) -> Value:
    return Value(name, CharField())
