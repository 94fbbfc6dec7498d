"""Where somebody writes, read by one statement: it is asked at every save."""

import uuid
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

from alliances.models import Alliance, Call, Lot
from proposals.models.application_forms import FormVersion
from proposals.models.colleagues import Colleague
from proposals.models.proposals import Proposal

Row = TypeVar("Row", bound=models.Model)

DEADLINE = Call._meta.get_field("deadline")  # noqa: SLF001  # Django's own public name
CHANGED_AT = Proposal._meta.get_field("changed_at")  # noqa: SLF001  # as above

DESK = """
SELECT proposal.id, proposal.form_id, proposal.changed_at, form.sha256,
  alliance.id, alliance.coordinator_id, alliance.lot_id, lot.code,
  call.code, call.takes_submissions, call.deadline,
  colleague.id, colleague.role, colleague.partnership_id
FROM alliances_alliance alliance
JOIN proposals_proposal proposal ON proposal.alliance_id = alliance.id
JOIN alliances_call call ON call.code = alliance.call_id
JOIN alliances_lot lot ON lot.id = alliance.lot_id
LEFT JOIN proposals_formversion form ON form.id = proposal.form_id
LEFT JOIN proposals_colleague colleague ON colleague.proposal_id = proposal.id
  AND colleague.person_id = %s AND colleague.ended_at IS NULL
WHERE alliance.public_id = %s
ORDER BY colleague.invited_at
LIMIT 1
"""


def read_desk(
    person: int, public_id: uuid.UUID
) -> tuple[Proposal, Colleague | None] | None:
    """Return a proposal as far as saving needs it, and the row of a colleague.

    None where there is no such alliance. It does not say who may see it: only `access`
    asks. Wording this by the ORM takes longer than all the rest of a save.
    """
    key = Alliance._meta.get_field("public_id").get_db_prep_value(  # noqa: SLF001  # Django's own public name
        public_id, connection
    )
    with connection.cursor() as cursor:
        cursor.execute(DESK, [person, key])
        row = cursor.fetchone()
    return None if row is None else (_proposal(*row[:11]), _colleague(*row[11:]))


def _proposal(*row: Any) -> Proposal:  # noqa: ANN401  # columns of three tables
    key, form, changed, sha256, alliance, coordinator, lot, code, *call = row
    proposal = _partial(
        Proposal,
        id=key,
        form_id=form,
        alliance_id=alliance,
        changed_at=_moment(CHANGED_AT, changed),
    )
    proposal.alliance = _partial(
        Alliance, id=alliance, coordinator_id=coordinator, lot_id=lot, call_id=call[0]
    )
    proposal.alliance.call = _call(*call)
    proposal.alliance.lot = _partial(Lot, id=lot, code=code)
    if form is not None:
        proposal.form = _partial(FormVersion, id=form, sha256=sha256)
    return proposal


def _call(code: str, takes_submissions: int, deadline: Any) -> Call:  # noqa: ANN401  # each engine its own
    return _partial(
        Call,
        code=code,
        takes_submissions=bool(takes_submissions),
        deadline=_moment(DEADLINE, deadline),
    )


def _moment(field: Any, value: Any) -> Any:  # noqa: ANN401  # each engine its own
    for converter in connection.ops.get_db_converters(field.get_col("moment")):
        value = converter(value, field, connection)
    return value


def _colleague(key: int | None, role: str, partnership: int | None) -> Colleague | None:
    if key is None:
        return None
    return _partial(Colleague, id=key, role=role, partnership_id=partnership)


def _partial(model: type[Row], **values: Any) -> Row:  # noqa: ANN401  # columns of any type
    """Return a stored row of which only some columns were read, as `only` does."""
    known = [
        each.attname
        for each in model._meta.concrete_fields  # noqa: SLF001  # Django's own public name
        if each.attname in values
    ]
    return model.from_db(DEFAULT_DB_ALIAS, known, [values[name] for name in known])
