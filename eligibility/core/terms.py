"""The words of the field, as the closed sets the engine computes with."""

from enum import StrEnum


class Role(StrEnum):
    """The place an organisation takes in a consortium."""

    APPLICANT = "applicant"
    FULL_PARTNER = "full_partner"
    AFFILIATED_ENTITY = "affiliated_entity"
    ASSOCIATED_PARTNER = "associated_partner"


class PartnerType(StrEnum):
    """What kind of organisation a participant is."""

    HIGHER_EDUCATION = "higher_education"
    VET_PROVIDER = "vet_provider"
    ADULT_EDUCATION = "adult_education"
    SME = "sme"
    LARGE_ENTERPRISE = "large_enterprise"
    SOCIAL_ENTERPRISE = "social_enterprise"
    SOCIAL_PARTNER = "social_partner"
    SECTOR_BODY = "sector_body"
    EU_NETWORK = "eu_network"
    RESEARCH_INSTITUTE = "research_institute"
    PUBLIC_BODY = "public_body"
    REGULATORY_BODY = "regulatory_body"
    GUIDANCE_BODY = "guidance_body"
    NGO = "ngo"
    OTHER = "other"


class Answer(StrEnum):
    """Where a participant's confirmation stands, as the file contract names it."""

    CONFIRMED = "confirmed"
    INVITED = "invited"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What a country is under one call. A country in no list is NONE."""

    PROGRAMME = "programme"
    PARTNER = "partner"
    NONE = "none"


class Reading(StrEnum):
    """Which participants are certain: all of them, or only the confirmed ones."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"


class Outcome(StrEnum):
    """What can be said of a clause: three answers, never two."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """Whether a clause decides eligibility or only advises."""

    BLOCKING = "blocking"
    ADVICE = "advice"


class Confidence(StrEnum):
    """Whether a value was read in a source of its call."""

    FOUND = "found"
    UNVERIFIED = "unverified"


class Why(StrEnum):
    """Why an organisation does not count, or not with certainty."""

    ASSOCIATED_PARTNER = "associated-partner"
    AFFILIATED_ENTITY = "affiliated-entity"
    PARTNER_COUNTRY = "partner-country"
    NO_STATUS = "no-status"
    COUNTRY_UNKNOWN = "country-unknown"
    OTHER_GROUP = "other-group"
    TYPE_OPEN = "type-open"
    INVITED = "invited"
    MERGED = "merged"
    NOT_EU_MEMBER = "not-eu-member"
    HUMAN_JUDGEMENT = "human-judgement"
    TEXT_MISSING = "text-missing"
    STANDS_ELSEWHERE = "stands-elsewhere"


POSSIBLE = frozenset({Why.COUNTRY_UNKNOWN, Why.TYPE_OPEN, Why.INVITED})
"""The reasons that may still fall away: such an organisation counts as possible."""

FULL_PARTNER_ROLES = frozenset({Role.APPLICANT, Role.FULL_PARTNER})
"""The applicant is a full partner too."""
