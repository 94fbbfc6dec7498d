"""Choices stored by the alliances models; values equal those of the core's terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    APPLICANT = "applicant", _("Applicant")
    FULL_PARTNER = "full_partner", _("Full partner")
    AFFILIATED_ENTITY = "affiliated_entity", _("Affiliated entity")
    ASSOCIATED_PARTNER = "associated_partner", _("Associated partner")

    @property
    def is_asked(self) -> bool:
        """Whether such a partner is asked to confirm: the applicant applies itself."""
        return self != Role.APPLICANT


class PartnerType(models.TextChoices):
    HIGHER_EDUCATION = "higher_education", _("Higher education")
    VET_PROVIDER = "vet_provider", _("VET provider")
    ADULT_EDUCATION = "adult_education", _("Adult education")
    SME = "sme", _("Small or medium enterprise")
    LARGE_ENTERPRISE = "large_enterprise", _("Large enterprise")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    SOCIAL_PARTNER = "social_partner", _("Social partner")
    SECTOR_BODY = "sector_body", _("Sector body")
    EU_NETWORK = "eu_network", _("European network")
    RESEARCH_INSTITUTE = "research_institute", _("Research institute")
    PUBLIC_BODY = "public_body", _("Public body")
    REGULATORY_BODY = "regulatory_body", _("Regulatory body")
    GUIDANCE_BODY = "guidance_body", _("Guidance body")
    NGO = "ngo", _("Non-governmental organisation")
    OTHER = "other", _("Other")


class Confirmation(models.TextChoices):
    """How far the partner's own answer has come; the product records only its own."""

    NOT_INVITED = "not_invited", _("Not yet invited")
    INVITED = "invited", _("Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class StatedAnswer(models.TextChoices):
    """The status a consortium file stated, kept beside our own record."""

    NONE = "", _("Nothing stated")
    CONFIRMED = "confirmed", _("Confirmed")
    INVITED = "invited", _("Invited")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Standing(models.TextChoices):
    """What a country is under one call."""

    PROGRAMME = "programme", _("Programme country")
    PARTNER = "partner", _("Partner country")


class PendingPartners(models.TextChoices):
    """What a call lets an applicant do while partners have not confirmed."""

    WARN = "warn", _("May submit after a named warning")
    BLOCK = "block", _("May not submit")


class UnverifiedClauses(models.TextChoices):
    """What a call lets an applicant do where an unverified clause is not met."""

    WARN = "warn", _("May submit after naming each clause")
    BLOCK = "block", _("May not submit")


class ReferenceTable(models.TextChoices):
    """A table of reference data, by the name `load_reference` knows it under."""

    STATUS = "status", _("Country status")
    SECTORS = "sectors", _("Sectors")
    RATES = "rates", _("Unit-cost rates")
    MOBILITY = "mobility", _("Mobility rates")


class SharedTable(models.TextChoices):
    """A table that is the same for every call, by its name for `load_reference`."""

    COUNTRIES = "countries", _("Countries")
    NACE = "nace", _("Economic activities (NACE)")


class MobilityKind(models.TextChoices):
    """What a mobility rate pays, and so what its band counts: kilometres or days."""

    TRAVEL = "travel", _("Travel, return trip")
    STAFF = "staff", _("Subsistence of staff, per day")
    LEARNER = "learner", _("Subsistence of learners, per day")


class Confidence(models.TextChoices):
    """Whether a value was read in a source of its call."""

    FOUND = "found", _("read in the source")
    UNVERIFIED = "unverified", _("unverified")


class ReviewState(models.TextChoices):
    """How far something is that one administrator asks for and another publishes."""

    KEPT = "kept", _("Being checked")
    ASKED = "asked", _("Publication asked for")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")


class UploadState(models.TextChoices):
    """How far a file of the register has come."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READY = "ready", _("Compared, not published")
    PUBLISHING = "publish", _("Being published")
    REFUSED = "refused", _("Cannot be taken")
    PUBLISHED = "published", _("Published")


class RegisterChangeKind(models.TextChoices):
    """What a publication did to an entry of the register."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Ended")


class Colours(models.TextChoices):
    """In which colours somebody reads; high contrast comes light or dark, too."""

    AS_SYSTEM = "", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    CONTRAST = "contrast", _("High contrast")
