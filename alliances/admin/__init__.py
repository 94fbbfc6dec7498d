"""The administrators' pages on people, organisations and reference data."""

from alliances.admin.people import UserAdmin
from alliances.admin.reference import ReadOnlyAdmin

__all__ = ["ReadOnlyAdmin", "UserAdmin"]
