"""Who did what to a proposal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Actor(models.TextChoices):
    """Who acts on a proposal."""

    ACCOUNT = "account", _("Somebody with an account")
    CONTACT = "contact", _("Contact of a partner, by link")
    SYSTEM = "system", _("The system")


class ActivityKind(models.TextChoices):
    """What was done to a proposal, as its log says."""

    OPENED = "opened", _("Alliance opened")
    COPIED = "copied", _("Copied from another alliance")
    ARCHIVED = "archived", _("Alliance archived")
    UNARCHIVED = "unarchived", _("Alliance taken out of the archive")
    FACTS_CHANGED = "facts-changed", _("Facts changed")
    PARTNER_ADDED = "partner-added", _("Partner added")
    PARTNER_CHANGED = "partner-changed", _("Partner changed")
    PARTNER_REMOVED = "partner-removed", _("Partner removed")
    PARTNER_RESTORED = "partner-restored", _("Partner put back")
    PARTNERS_IMPORTED = "partners-imported", _("Partners imported")
    TOLD_APART = "told-apart", _("Partners told apart")
    TWINS_ASKED = "twins-asked", _("Partners asked about again")
    ASKED = "asked", _("Partner asked to confirm")
    SENT_AGAIN = "sent-again", _("Mail sent again")
    REVOKED = "revoked", _("Question taken back")
    CONFIRMED = "confirmed", _("Partner confirmed")
    DECLINED = "declined", _("Partner declined")
    CHANGE_ASKED = "change-asked", _("Partner asked for a change")
    CHANGE_ACCEPTED = "change-accepted", _("Change of a partner accepted")
    CHANGE_REFUSED = "change-refused", _("Change of a partner refused")
    NOT_OURS = "not-ours", _("Not the partner's address")
    SET_ASIDE = "set-aside", _("Confirmation set aside")
    INVITED = "invited", _("Colleague invited")
    DUTY_CHANGED = "duty-changed", _("Duty of a colleague changed")
    INVITED_AGAIN = "invited-again", _("Invitation sent again")
    JOINED = "joined", _("Colleague joined")
    INVITATION_DECLINED = "invitation-declined", _("Invitation declined")
    COLLEAGUE_REMOVED = "colleague-removed", _("Colleague removed")
    COLLEAGUE_RESTORED = "colleague-restored", _("Colleague put back")
    LEFT = "left", _("Colleague left")
    SECTION_ASSIGNED = "section-assigned", _("Section assigned")
    SECTION_COMPLETED = "section-completed", _("Section completed")
    SECTION_REOPENED = "section-reopened", _("Section reopened")
    PLAN_ADDED = "plan-added", _("Added to the plan")
    PLAN_CHANGED = "plan-changed", _("Plan changed")
    PLAN_REMOVED = "plan-removed", _("Removed from the plan")
    PLAN_RESTORED = "plan-restored", _("Put back into the plan")
    ACTIVITY_PLACED = "activity-placed", _("Activity of the form placed")
    DAYS_CHANGED = "days-changed", _("Working days changed")
    FIGURES_PROPOSED = "figures-proposed", _("Figures proposed")
    FIGURES_TAKEN_BACK = "figures-taken-back", _("Proposed figures taken back")
    FIGURES_APPROVED = "figures-approved", _("Figures approved")
    FIGURES_REFUSED = "figures-refused", _("Figures refused")
    FILE_TAKEN = "file-taken", _("File taken")
    SCENARIO_APPLIED = "scenario-applied", _("What-if applied")
    RULES_MOVED = "rules-moved", _("Moved to newer rules")
    VERDICT_FLIPPED = "verdict-flipped", _("Verdict changed by new data")
    SUBMITTED = "submitted", _("Submitted")
    SUBMISSION_REFUSED = "submission-refused", _("Submission refused")
    WITHDRAWN = "withdrawn", _("Submission withdrawn")
    PACK_REQUESTED = "pack-requested", _("Pack asked for")
    PEOPLE_ERASED = "people-erased", _("Names erased")
    DOCUMENTS_DRAWN = "documents-drawn", _("Mandates or declaration drawn")
    COPY_UPLOADED = "copy-uploaded", _("Signed copy uploaded")
    COPY_REMOVED = "copy-removed", _("Signed copy removed")
    MAIL_BOUNCED = "mail-bounced", _("Mail came back")
