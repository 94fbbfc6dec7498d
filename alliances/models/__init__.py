"""Stored data of people, reference data, calls and alliances."""

from alliances.models.alliances import Alliance, Partnership
from alliances.models.calls import Call, Lot, ProjectType
from alliances.models.countries import CountryEdition
from alliances.models.nace import NaceCode, NaceEdition
from alliances.models.organisations import NameTail, Organisation
from alliances.models.pauses import Pause
from alliances.models.people import User
from alliances.models.reference import (
    Country,
    CountryStatus,
    MobilityRate,
    Rate,
    ReferenceEdition,
    Sector,
)
from alliances.models.register import (
    Register,
    RegisterChange,
    RegisterPublication,
    RegisterUpload,
    StagedOrganisation,
)
from alliances.models.uploads import ReferenceUpload, SharedEdition

__all__ = [
    "Alliance",
    "Call",
    "Country",
    "CountryEdition",
    "CountryStatus",
    "Lot",
    "MobilityRate",
    "NaceCode",
    "NaceEdition",
    "NameTail",
    "Organisation",
    "Partnership",
    "Pause",
    "ProjectType",
    "Rate",
    "ReferenceEdition",
    "ReferenceUpload",
    "Register",
    "RegisterChange",
    "RegisterPublication",
    "RegisterUpload",
    "Sector",
    "SharedEdition",
    "StagedOrganisation",
    "User",
]
