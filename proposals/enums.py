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
