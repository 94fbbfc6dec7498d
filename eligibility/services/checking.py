"""A consortium file checked: what command line and HTTP API answer with."""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.files.consortium import ConsortiumFile
from alliances.files.problems import refuse, shown
from eligibility import messages
from eligibility.core import (
    ConsortiumSnapshot,
    Finding,
    Reading,
    Report,
    Rulebook,
    public_report,
)
from eligibility.law import Law
from eligibility.remedies import Outlook, public_losses, public_repairs
from eligibility.services.assess import assess
from eligibility.services.ways_out import ways_out, withdrawal_test
from eligibility.snapshots import places_of, snapshot_from_file

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, the law applied to it, the facts as the engine got them, the report."""

    file: ConsortiumFile
    law: Law
    snapshot: ConsortiumSnapshot
    report: Report

    def outlook(self, *, with_pairs: bool) -> Outlook:
        """Return what would mend the consortium and whom it cannot lose."""
        rules, day = self.law.rulebook, self.report.on
        places = places_of(self.law.tables.countries)
        return Outlook(
            ways_out(snapshot=self.snapshot, rulebook=rules, on=day, places=places),
            withdrawal_test(
                snapshot=self.snapshot, rulebook=rules, on=day, with_pairs=with_pairs
            ),
        )


def check_file(
    *,
    file: ConsortiumFile,
    on: dt.date | None,
    find_law: Callable[..., Law],
    places: Mapping[str, str],
) -> Checked:
    """Return what a file comes to on a day, its call's deadline day by default.

    `find_law` is `shipped_law` or `published_law`. `places` says where a fact was given
    if not in the file: problems are told there. Raises FileRefused.
    """
    where = {key: f"/{key}" for key in ("call", "lot", "project_type")} | dict(places)
    law = find_law(file.call, where=where["call"])
    law.check_kind(file.lot, file.project_type, places=where)
    day = on or law.rulebook.deadline.date()
    _check_open(day, law.rulebook, where=where["on"])
    snapshot = snapshot_from_file(file, law.tables, law.edition)
    report = assess(snapshot=snapshot, rulebook=law.rulebook, on=day)
    return Checked(file, law, snapshot, report)


def json_report(*, checked: Checked) -> str:
    """Return the report as `ssa-report/1`, byte for byte the same each time."""

    def describe(finding: Finding) -> str:
        return messages.sentence(finding, Reading.PLANNED)

    outlook = checked.outlook(with_pairs=False)
    public = public_report(
        checked.report,
        describe,
        repairs=public_repairs(outlook.repairs),
        critical_partners=public_losses(outlook.resilience.singles),
    )
    return json.dumps(public, ensure_ascii=False, indent=2) + "\n"


def read_day(*, text: str | None, where: str) -> dt.date | None:
    """Return a day written YYYY-MM-DD, None for None; FileRefused for anything else."""
    if text is None:
        return None
    if DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    raise refuse(where, shown(text), _("a day written YYYY-MM-DD"))


def _check_open(day: dt.date, rulebook: Rulebook, *, where: str) -> None:
    if day < rulebook.opens:
        what = _("%(day)s is before call %(call)s opens") % {
            "day": day.isoformat(),
            "call": rulebook.code,
        }
        expected = _("%(opens)s or later") % {"opens": rulebook.opens.isoformat()}
        raise refuse(where, what, expected)
