"""Part A: what the official form asks of one organisation besides its place."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F

from alliances.models import Partnership, User
from proposals.enums import ActivityKind
from proposals.errors import StaleVersion
from proposals.models import PartA
from proposals.services.activity import differences, note_act
from proposals.services.drafts import lock_draft


@dataclass(frozen=True, slots=True)
class PartAEntry:
    """What is given of one organisation; an empty text: not given.

    The fields are those of `models.part_a.FIELDS`. Addresses of mail and web are
    checked by whoever reads them in.
    """

    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    website: str = ""
    contact_name: str = ""
    contact_function: str = ""
    contact_email: str = ""
    representative_name: str = ""
    representative_function: str = ""
    representative_email: str = ""


def state_part_a(
    *, partnership: Partnership, entry: PartAEntry, version: int, by: User
) -> PartA:
    """State Part A of a partner anew and return it as it stands now.

    `version` is that of what was seen, 0 where nothing was saved before. The same again
    writes nothing. No confirmation covers it, and like answers to the form it is taken
    as it stands when somebody submits. The log says which fields changed, never what
    they say: they name people. Refuses with NotAllowed, and with StaleVersion, whose
    `current` is the PartA, if a colleague saved meanwhile.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=partnership.alliance.proposal, by=by)
        present = PartA.objects.given_by(partnership)
        if present.version != version:
            raise StaleVersion(present)
        stated = asdict(entry)
        before = {name: getattr(present, name) for name in stated}
        if stated == before:
            return present
        _write(present, stated)
        note_act(
            draft=draft,
            kind=ActivityKind.PARTNER_CHANGED,
            by=by,
            partner=partnership.number,
            facts=differences(before=before, after=stated, told=()),
        )
        return PartA.objects.given_by(partnership)


def _write(present: PartA, stated: dict[str, str]) -> None:
    if not present.version:
        PartA.objects.create(partnership=present.partnership, **stated)
        return
    row = PartA.objects.filter(pk=present.pk)
    row.update(**stated, version=F("version") + 1)
