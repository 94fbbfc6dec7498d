"""Choices stored by the proposals models."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import Role
from proposals.enums.activity import ActivityKind, Actor
from proposals.enums.mails import LetterState, MailKind, MailProblem, Rhythm, Rung
from proposals.enums.operation import Part, TaskEnd
from proposals.enums.packs import PackForm, PackNews, PackState, PackStep, SealTrouble
from proposals.enums.submissions import NoticeStanding, SubmissionEvent

__all__ = [
    "MANDATING",
    "WORKING_ROLES",
    "ActivityKind",
    "Actor",
    "AttemptResult",
    "ChangeState",
    "ChangedField",
    "ColleagueRole",
    "CopyKind",
    "Dissemination",
    "DocumentKind",
    "ErasureGround",
    "FigureKind",
    "FigureNews",
    "FigureState",
    "LetterState",
    "MailKind",
    "MailProblem",
    "NoticeStanding",
    "PackForm",
    "PackNews",
    "PackState",
    "PackStep",
    "Part",
    "PartnerAnswer",
    "ResultKind",
    "Rhythm",
    "Rung",
    "SealTrouble",
    "StaffCategory",
    "SubmissionEvent",
    "TaskEnd",
    "Traveller",
    "Use",
    "WorkPackageKind",
]

WORKING_ROLES = (Role.APPLICANT, Role.FULL_PARTNER, Role.AFFILIATED_ENTITY)
"""Who may lead work and have days in it: associated partners get no funding."""

MANDATING = (Role.FULL_PARTNER, Role.AFFILIATED_ENTITY)
"""Who mandates the applicant: the others get no money from the grant."""


class AttemptResult(models.TextChoices):
    """What became of one press of the submit button."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


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
