"""How far a pack has come, and what it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackState(models.TextChoices):
    """How far an application pack has come."""

    QUEUED = "queued", _("Queued")
    RENDERING = "rendering", _("Rendering")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    STOPPED = "stopped", _("Stopped")


class PackStep(models.TextChoices):
    """What the renderer of a pack does at the moment."""

    PREPARING = "preparing", _("Reading the content")
    LAYOUT = "layout", _("Laying out pages")
    PAINTING = "painting", _("Writing pages")
    PIECES = "pieces", _("Drawing parts")
    BINDING = "binding", _("Putting the parts together")
    SEALING = "sealing", _("Sealing the file")
    SAVING = "saving", _("Saving the file")


class PackForm(models.TextChoices):
    """What kind of PDF a document is; a pack that is not drawn yet has none."""

    NONE = "", _("Not drawn yet")
    ARCHIVAL = "archival", _("Archival: PDF/A-3a and PDF/UA-1")
    TAGGED = "tagged", _("Accessible: PDF/UA-1")
    PLAIN = "plain", _("Plain PDF, neither archival nor tagged")


class PackNews(models.TextChoices):
    """What is told of a pack besides that it is ready."""

    PLAIN = "pack-plain", _("A plain PDF stands in for it")
    REPLACED = "pack-replaced", _("The archival pack took the place of the plain one")


class SealTrouble(models.TextChoices):
    """Why a pack that should be sealed is not; it is tried again."""

    NONE = "", _("None")
    UNREADABLE = "unreadable", _("The certificate or its password cannot be read.")
    EARLY = "early", _("The certificate is not valid yet.")
    EXPIRED = "expired", _("The certificate has expired.")
    FAILED = "failed", _("Sealing stopped with an error, which is logged.")
