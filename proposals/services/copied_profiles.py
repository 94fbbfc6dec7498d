"""The occupational profiles of a draft in its copy, as first versions."""

from alliances.models import User
from proposals.models import OccupationalProfile, ProfileVersion, Proposal


def copy_profiles(*, source: Proposal, target: Proposal, by: User) -> None:
    """Copy the profiles that were not removed, under their numbers: three queries."""
    made = OccupationalProfile.objects.bulk_create(
        OccupationalProfile(
            proposal=target,
            number=each.number,
            title=each.title,
            code=each.code,
            level=each.level,
        )
        for each in OccupationalProfile.objects.current().filter(proposal=source)
    )
    ProfileVersion.objects.bulk_create(
        ProfileVersion(
            profile=each,
            version=each.version,
            title=each.title,
            code=each.code,
            level=each.level,
            by=by,
        )
        for each in made
    )
