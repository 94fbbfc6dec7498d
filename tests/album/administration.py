"""What waits for the administrators of the album's world, and what they published."""

import io
from typing import Any

from alliances.files.sheets import write_csv
from alliances.files.tables import COUNTRY_COLUMNS
from alliances.models import Call, User
from alliances.selectors.reference import published_tables
from alliances.selectors.register_diff import register_revision
from alliances.services.register_publishing import (
    ask_for_register_import,
    publish_register_import,
)
from alliances.services.register_uploads import keep_register_upload
from alliances.services.uploads import keep_upload
from eligibility.models import Rulebook
from eligibility.services.rulebook_uploads import keep_rulebook
from tests.album.stage import Clock

Keys = dict[str, Any]
People = dict[str, User]
MOVED = {"RS": "partner", "GE": "programme"}
"""Countries that the uploaded table has otherwise."""
HEADING = "pic,name,country,type"
OCTOBER = (
    "998001231,Universidade de Aveiro,PT,higher_education",
    "998001328,Hochschule Bremerhaven,DE,higher_education",
    "998001425,Confederación de Transportistas del Norte,ES,social_partner",
)
NOVEMBER = (
    "998001231,Universidade de Aveiro,PT,higher_education|vet_provider",
    "998001522,Stichting Spoorvakmanschap,NL,vet_provider",
)
FROM_ROME = (
    "99800,Istituto senza numero,IT,",
    "998001619,Agenzia per il lavoro,IL,public_body",
    "998001716,Scuola dei mestieri,IT,school",
)
TWELVE = """lots = ["lot-2"]
since = 2019-11-05
value = 12
reference = "guide-minima"
"""
EIGHTEEN = """
[[clauses.values]]
lots = ["lot-2"]
since = 2026-11-01
value = 18
reference = "guide-minima"
"""


def keys_of(people: People, clock: Clock) -> dict[str, Keys]:
    """Let the administrators work; return what addresses of theirs are named by."""
    anton, berta = people["administrator"], people["second administrator"]
    found: dict[str, Keys] = {}
    for act in (_table, _law, _register):
        found |= act(anton, berta)
        clock.pass_by(minutes=7)
    return found | {
        "administration-country": {"code": "PL"},
        "data-list": {"call": "2020"},
        "law-call": {"call": "2020"},
        "law-values": {"call": "2020"},
        "reference-edition": {"call": "2020"},
        "rules-call": {"code": "2020"},
        "rules-clause": {"code": "2020"},
        "public-rule-report": {"code": "2020"},
        "shared-edition": {"table": "nace"},
    }


def _table(anton: User, _berta: User) -> dict[str, Keys]:
    """Upload a table in which two countries stand otherwise."""
    call = Call.objects.get(code="rehearsal")
    tables = published_tables(call.editions.latest("version"))
    rows = [
        (
            each.code,
            MOVED.get(each.code, each.standing),
            "yes" if each.is_eu_member else "no",
            each.counts_as,
            each.region if each.code not in MOVED else "1" if each.code == "RS" else "",
        )
        for each in tables.countries
    ]
    row = keep_upload(
        table="status",
        call=call,
        lot=None,
        file_name="countries-december.csv",
        content=write_csv([COUNTRY_COLUMNS, *rows]),
        by=anton,
    )
    return {"reference-check": {"public_id": row.public_id}}


def _law(anton: User, _berta: User) -> dict[str, Keys]:
    """Upload rules that ask for more full partners than two drafts have."""
    text = Rulebook.objects.filter(call_id="rehearsal").latest("version").text
    assert TWELVE in text
    row = keep_rulebook(
        content=text.replace(TWELVE, TWELVE + EIGHTEEN, 1).encode(),
        file_name="rehearsal-corrected.toml",
        by=anton,
    )
    waiting = {"public_id": row.public_id}
    return dict.fromkeys(("law-check", "law-preview", "law-impact"), waiting)


def _register(anton: User, berta: User) -> dict[str, Keys]:
    """Publish one file of organisations; one waits, and one cannot be taken."""
    first = _kept("organisations-october.csv", OCTOBER, anton)
    given: Keys = {
        "compared_with": register_revision(),
        "reason": "The list of October.",
    }
    first.refresh_from_db()
    ask_for_register_import(upload=first, by=anton, **given)
    publication = publish_register_import(upload=first, by=berta, **given)
    waiting = _kept("organisations-november.csv", NOVEMBER, anton)
    wrong = _kept("organisations-from-rome.csv", FROM_ROME, anton)
    organisation = publication.changes.values_list("organisation_id", flat=True)[0]
    return {
        "register-check": {"public_id": waiting.public_id},
        "register-check-with-problems": {"public_id": wrong.public_id},
        "register-publication": {"revision": publication.revision},
        "administration-organisation": {"key": organisation},
    }


def _kept(name: str, rows: tuple[str, ...], by: User) -> Any:
    content = "\n".join([HEADING, *rows, ""]).encode()
    return keep_register_upload(
        file=io.BytesIO(content), file_name=name, is_whole=False, by=by
    )
