"""Choices about mails: how far one is, what it is about, when it is wanted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    PARTNER_NO = (
        "partner-no",
        _("A partner declines, asks for a change or was asked by mistake"),
    )
    BOUNCED = "bounced", _("A mail to a partner or a colleague came back")
    VERDICT = "verdict", _("New data or rules change a verdict of yours")
    PARTNER_ANSWERS = "answers", _("Answers of partners")
    SECTIONS = "sections", _("Sections and parts that are completed")
    COMMENTS = "comments", _("Comments on your sections and in your threads")
    COLLEAGUES = "colleagues", _("Colleagues who join, decline or leave")
    FIGURES_PROPOSED = "proposed", _("Figures that partners propose")
    SUBMISSION = "submission", _("The proposal is submitted or withdrawn")
    PACK = "pack", _("A pack you asked for is ready")
    DEADLINE = "deadline", _("What is still open before the deadline")
    NEW_DEADLINE = "new-deadline", _("The deadline of a call is another one")
    DIGEST = "digest", _("The daily mail")


class MailProblem(models.TextChoices):
    """What the newest delivery report says of a mail."""

    NONE = "", _("None known")
    DELAYED = "delayed", _("The other server keeps it waiting")
    NO_MAILBOX = "no_mailbox", _("There is no such mailbox")
    FULL = "full", _("The mailbox is full")
    REFUSED = "refused", _("The other server refused it")


class Rung(models.IntegerChoices):
    """How long before a deadline people hear of what is open, the farthest first.

    Days are days of the calendar in Brussels, at the wall time of the deadline; the
    hours are hours.
    """

    FOURTEEN_DAYS = 1, _("14 days before")
    SEVEN_DAYS = 2, _("7 days before")
    THREE_DAYS = 3, _("3 days before")
    ONE_DAY = 4, _("1 day before")
    THREE_HOURS = 5, _("3 hours before")
