"""Choices stored by the proposals models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """How far a mail has come; bounces are read by a later step."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


class PartnerAnswer(models.TextChoices):
    """What a partner's contact answered by the link."""

    NONE = "", _("No answer yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class Use(models.TextChoices):
    """Whether an instrument of the Union is used."""

    NOT_SAID = "", _("Not said yet")
    USED = "used", _("Used")
    NOT_RELEVANT = "not_relevant", _("Not relevant")
