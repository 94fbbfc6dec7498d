"""Choices stored by the proposals models."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import Role

WORKING_ROLES = (Role.APPLICANT, Role.FULL_PARTNER, Role.AFFILIATED_ENTITY)
"""Who may lead work and have days in it: associated partners get no funding."""

MANDATING = (Role.FULL_PARTNER, Role.AFFILIATED_ENTITY)
"""Who mandates the applicant: the others get no money from the grant."""


class PackState(models.TextChoices):
    """How far an application pack has come."""

    QUEUED = "queued", _("Queued")
    RENDERING = "rendering", _("Rendering")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class AttemptResult(models.TextChoices):
    """What became of one press of the submit button."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class PackStep(models.TextChoices):
    """What the renderer of a pack does at the moment."""

    PREPARING = "preparing", _("Reading the content")
    LAYOUT = "layout", _("Laying out pages")
    PAINTING = "painting", _("Writing pages")
    SAVING = "saving", _("Saving the file")


class LetterState(models.TextChoices):
    """How far a mail has come; who was not reached says so by a delivery report."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    BOUNCED = "bounced", _("Came back")
    UNSENT = "unsent", _("Not sent: not wanted, or of no use by then")


class Rhythm(models.TextChoices):
    """When somebody wants mails of one kind."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    NEVER = "never", _("Never")


class MailKind(models.TextChoices):
    """What a mail is about, as people choose when they want it."""

    MENTION = "mention", _("Somebody names you in a comment")
    ASSIGNED = "assigned", _("A section is given to you")
    FIGURES_DECIDED = "figures", _("What became of figures you proposed")
    CHANGE_DECIDED = "change", _("What became of a change your organisation asked for")
    PARTNER_NO = "partner-no", _("A partner declines, asks for a change or is not it")
    BOUNCED = "bounced", _("A mail to a partner or a colleague came back")
    VERDICT = "verdict", _("New data change a verdict of yours")
    PARTNER_ANSWERS = "answers", _("Answers of partners")
    SECTIONS = "sections", _("Sections and parts that are completed")
    COMMENTS = "comments", _("Comments on your sections and in your threads")
    COLLEAGUES = "colleagues", _("Colleagues who join, decline or leave")
    FIGURES_PROPOSED = "proposed", _("Figures that partners propose")
    SUBMISSION = "submission", _("The proposal is submitted or withdrawn")
    PACK = "pack", _("A pack you asked for is ready")
    DEADLINE = "deadline", _("What is still open before the deadline")
    DIGEST = "digest", _("The daily mail")


class MailProblem(models.TextChoices):
    """What the newest delivery report says of a mail."""

    NONE = "", _("None known")
    DELAYED = "delayed", _("The other server keeps it waiting")
    NO_MAILBOX = "no_mailbox", _("There is no such mailbox")
    FULL = "full", _("The mailbox is full")
    REFUSED = "refused", _("The other server refused it")


class PartnerAnswer(models.TextChoices):
    """What a partner's contact answered by the link."""

    NONE = "", _("No answer yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    CHANGE = "change", _("Asked for a change")
    NOT_OURS = "not_ours", _("Not this organisation")


class ChangedField(models.TextChoices):
    """What of its own data a partner would have otherwise."""

    NAME = "name", _("Organisation")
    COUNTRY = "country", _("Country")
    TYPES = "types", _("Type")
    PIC = "pic", "PIC"
    ROLE = "role", _("Role")
    WORDS = "words", _("In their own words")


class ChangeState(models.TextChoices):
    """How far a change has come that a partner asked for."""

    OPEN = "open", _("Waits for a decision")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class ColleagueRole(models.TextChoices):
    """What somebody who joined a draft may do in it."""

    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")
    CONTACT = "contact", _("Partner contact")


class Use(models.TextChoices):
    """Whether an instrument of the Union is used."""

    NOT_SAID = "", _("Not said yet")
    USED = "used", _("Used")
    NOT_RELEVANT = "not_relevant", _("Not relevant")


class WorkPackageKind(models.TextChoices):
    """What a work package is for; a work plan has each of them at least once."""

    PREP = "prep", _("Preparation")
    MGNT = "mgnt", _("Management")
    IMP = "imp", _("Implementation")
    QA = "qa", _("Quality assurance")
    EV = "ev", _("Evaluation")
    DISS = "diss", _("Dissemination and exploitation")

    @property
    def short(self) -> str:
        """The abbreviation of the form: PREP, MGNT."""
        return self.name


class StaffCategory(models.TextChoices):
    """Who works: the names of the columns of `alliances.models.Rate`."""

    MANAGER = "manager", _("Manager")
    TEACHER = "teacher", _("Teacher, trainer, researcher")
    TECHNICIAN = "technician", _("Technician")
    ADMINISTRATIVE = "administrative", _("Administrative")


class ResultKind(models.TextChoices):
    """What a result is, in our own words: the list of the template was not read."""

    TRAINING = "training", _("Training material")
    REPORT = "report", _("Report or study")
    SERVICE = "service", _("Service or product")
    EVENT = "event", _("Event")
    OTHER = "other", _("Something else")


class Dissemination(models.TextChoices):
    """Who gets to see a result."""

    PUBLIC = "public", _("Public")
    RESTRICTED = "restricted", _("Restricted")
    CONFIDENTIAL = "confidential", _("Confidential")


class Traveller(models.TextChoices):
    """Who is away for mobility; subsistence differs, as `alliances.MobilityRate`."""

    STAFF = "staff", _("Staff")
    LEARNER = "learner", _("Learners")


class FigureKind(models.TextChoices):
    """What a partner proposes a figure for."""

    DAYS = "days", _("Days")
    JOURNEY = "journey", _("Mobility line")


class FigureState(models.TextChoices):
    """How far a proposed figure has come."""

    OPEN = "open", _("Waits for a decision")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken", _("Taken back")


class FigureNews(models.TextChoices):
    """What happened to figures somebody proposed."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    CHANGED = "changed", _("Changed in the budget meanwhile")


class ErasureGround(models.TextChoices):
    """Why what is known of people was erased."""

    AGE = "age", _("The time to keep it was over")
    PERSON = "person", _("Somebody asked for it")


class DocumentKind(models.TextChoices):
    """What is drawn to be signed."""

    MANDATE = "mandate", _("Mandate")
    DECLARATION = "declaration", _("Declaration on honour")


class CopyKind(models.TextChoices):
    """What a signed copy is, by its content."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


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
