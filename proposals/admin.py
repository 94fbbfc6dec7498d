"""Proposals, submissions and packs for administrators: to look at, not to change.

Who changes a draft is its coordinator, and a submission is proof.
"""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.admin import ReadOnlyAdmin
from proposals.models import (
    ApplicationPack,
    Erasure,
    Proposal,
    RuleMove,
    RuleReport,
    Submission,
    SubmissionAttempt,
)
from proposals.selectors.log.erasures import erased_words


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "title", "lot", "coordinator", "revision", "changed_at")
    list_filter = ("alliance__call", "alliance__lot__code")
    list_select_related = ("alliance__lot", "alliance__coordinator")
    search_fields = (
        "alliance__acronym",
        "alliance__title",
        "alliance__coordinator__email",
    )

    @admin.display(description=_("title"))
    def title(self, proposal: Proposal) -> str:
        return proposal.alliance.title

    @admin.display(description=_("Lot"))
    def lot(self, proposal: Proposal) -> str:
        return f"{proposal.alliance.call_id}, {proposal.alliance.lot.code}"

    @admin.display(description=_("coordinator"))
    def coordinator(self, proposal: Proposal) -> str:
        return str(proposal.alliance.coordinator)


class IsLive(admin.SimpleListFilter):
    """Separates submissions that count from withdrawn and replaced ones."""

    title = _("state")
    parameter_name = "state"

    def lookups(
        self, _request: HttpRequest, _model_admin: "admin.ModelAdmin[Any]"
    ) -> list[tuple[str, Any]]:
        return [
            ("live", _("Live")),
            ("withdrawn", pgettext_lazy("submission", "Withdrawn")),
            ("replaced", _("Replaced")),
        ]

    def queryset(
        self, _request: HttpRequest, queryset: models.QuerySet[Submission]
    ) -> models.QuerySet[Submission]:
        chosen: dict[str, dict[str, Any]] = {
            "live": {"withdrawn_at": None, "replaced_at": None},
            "withdrawn": {"withdrawn_at__isnull": False},
            "replaced": {"replaced_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "proposal",
        "call",
        "sector_key",
        "received_at",
        "withdrawn_at",
        "replaced_at",
    )
    list_filter = (IsLive, "call")
    list_select_related = ("proposal__alliance", "call")
    search_fields = (
        "number",
        "applicant_key",
        "sha256",
        "proposal__alliance__acronym",
        "submitted_by__email",
    )
    date_hierarchy = "received_at"


@admin.register(SubmissionAttempt)
class SubmissionAttemptAdmin(ReadOnlyAdmin):
    list_display = ("received_at", "proposal", "by", "result", "reason", "submission")
    list_filter = ("result", "proposal__alliance__call")
    list_select_related = ("proposal__alliance", "by", "submission")
    search_fields = ("proposal__alliance__acronym", "by__email", "submission__number")
    date_hierarchy = "received_at"


@admin.register(ApplicationPack)
class ApplicationPackAdmin(ReadOnlyAdmin):
    list_display = (
        "proposal",
        "state",
        "form",
        "attempt",
        "pages",
        "requested_by",
        "requested_at",
        "finished_at",
    )
    list_filter = ("state", "form", "proposal__alliance__call")
    list_select_related = ("proposal__alliance", "requested_by")
    search_fields = ("proposal__alliance__acronym", "digest", "requested_by__email")
    # The file is private: downloads pass through the page, which asks who it is.
    exclude = ("file", "claim")


@admin.register(RuleMove)
class RuleMoveAdmin(ReadOnlyAdmin):
    list_display = ("proposal", "before", "after", "moved_by", "moved_at")
    list_filter = ("before__call",)
    search_fields = ("proposal__alliance__acronym",)
    list_select_related = (
        "proposal__alliance",
        "before__call",
        "after__call",
        "moved_by",
    )


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    list_display = ("at", "ground", "call", "erased")
    list_filter = ("ground", "call")
    list_select_related = ("call",)
    date_hierarchy = "at"

    @admin.display(description=_("what was erased"))
    def erased(self, erasure: Erasure) -> str:
        return erased_words(erasure.counts)


@admin.register(RuleReport)
class RuleReportAdmin(ReadOnlyAdmin):
    list_display = (
        "reported_at",
        "rulebook",
        "clause",
        "text",
        "by",
        "contact",
        "settled_at",
    )
    list_filter = (("settled_at", admin.EmptyFieldListFilter), "rulebook__call")
    list_select_related = ("rulebook", "by")
    search_fields = ("clause", "text", "by__email")
    date_hierarchy = "reported_at"
    actions = ("settle",)

    @admin.action(description=_("Mark as settled"))
    def settle(
        self, _request: HttpRequest, reports: models.QuerySet[RuleReport]
    ) -> None:
        """Put reports away that were answered by a correction, or need none."""
        reports.filter(settled_at=None).update(settled_at=timezone.now())
