"""The parts of an installation whose signs of life are kept, and how tasks end."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What works beside the web server, each by itself; queues by their own names."""

    BEAT = "beat", _("The clock that sends what is due")
    DEFAULT = "default", _("Workers for mails and files")
    PACKS = "packs", _("Workers for packs and documents")
    MAIL = "mail", _("Mail server")


class TaskEnd(models.TextChoices):
    """How a worker's task ended; one that was killed has no end."""

    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")
    RETRIED = "retried", _("To be tried again")
