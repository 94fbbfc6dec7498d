"""What happens to submissions, and as what people are told of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionEvent(models.TextChoices):
    """What became of a submission."""

    SUBMITTED = "submitted", _("Submitted")
    AGAIN = "again", _("Submitted again")
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "Withdrawn")


class NoticeStanding(models.TextChoices):
    """As what somebody is told of a submission."""

    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Editor")
    CONTACT = "contact", _("Contact of a partner")
    REPRESENTATIVE = "representative", _("Legal representative")
