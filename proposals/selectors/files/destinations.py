"""Where a list of partners goes: into an alliance there is, or a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from alliances.files.facts import LONGEST_ACRONYM
from alliances.words import own_words
from proposals.models import PartnerSheet
from proposals.selectors.drafts.start import kind_title, kind_value, project_type_of

KIND = ("call", "lot", "project_type")


@dataclass(frozen=True, slots=True)
class Destination:
    """The alliance a list goes into, or the new one it becomes."""

    acronym: str
    is_new: bool
    kind: str = ""
    """Call, Lot and type of project of a new alliance as an address carries them."""
    words: str = ""
    """The same in words; both are empty until one is chosen."""

    @property
    def stated(self) -> dict[str, str]:
        """What a new alliance is opened with."""
        codes = zip(KIND, self.kind.split("/"), strict=False)
        return {**dict(codes), "acronym": self.acronym}


def destination_of(kept: PartnerSheet, chosen: Mapping[str, str]) -> Destination:
    """Return what a list becomes part of; for a new alliance as it was chosen last.

    A type of project that the law does not have is none.
    """
    if kept.target is not None:
        return Destination(kept.target.alliance.acronym, is_new=False)
    before = "/".join(kept.stated.get(key, "") for key in KIND)
    acronym = chosen.get("acronym", kept.stated.get("acronym", ""))
    found = Destination(acronym.strip()[:LONGEST_ACRONYM], is_new=True)
    project_type = project_type_of(chosen.get("kind", before))
    if project_type is None:
        return found
    lot = project_type.lot
    words = f"{own_words(lot.call.title)}, {kind_title(lot.number, project_type.title)}"
    return replace(found, kind=kind_value(project_type), words=words)
