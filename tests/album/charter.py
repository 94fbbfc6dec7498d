"""CHARTER in the world of the album: from its file to signed mandates and a pack."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from alliances.files.consortium import parse_file
from alliances.models import User
from proposals.models import FormalDocument, Proposal
from proposals.services.formal_documents import request_documents
from proposals.services.imports import import_consortium
from proposals.services.packs import request_pack
from proposals.services.sheets import keep_sheet
from proposals.services.signed_copies import upload_copy
from proposals.verify_codes import verify_code
from tests.album.answering import asked, confirm
from tests.factories import submit
from tests.proposals.services.signing import blank_pdf

Keys = dict[str, Any]
CHARTER = (
    Path(__file__).parents[2] / "fixtures" / "consortia" / "charter-2020-lot-2.json"
)
SHEET = """Organisation;Land;Art;Rolle
Université Sorbonne Paris Nord;France;University;Partner
FARO. Vlaams steunpunt voor cultureel erfgoed;Belgium;sector body;Partner
Veneranda Fabbrica del Duomo di Milano;Italy;chapter house;Partner
Museovirasto;FI;public body;associated
"""
"""A list as somebody's spreadsheet has it: one word of it nobody can guess."""


def import_charter(by: User) -> Proposal:
    """Import CHARTER into the open call, and state its grant."""
    file = parse_file(CHARTER.read_bytes(), CHARTER.name)
    file = replace(
        file,
        call="rehearsal",
        project_type="standard",
        grant_requested_eur=Decimal(3_900_000),
    )
    return import_consortium(file=file, by=by)


def sign(charter: Proposal, by: User) -> dict[str, Keys]:
    """Draw mandates; one comes back signed, and one partner looks at its own."""
    here = {"public_id": charter.alliance.public_id}
    _confirmed(charter, 2, "rektorat@akbild.example", "Johanna Pichler", by)
    token = _confirmed(charter, 4, "direzione@scuola.example", "Alessandra Guidi", by)
    request_documents(proposal=charter, by=by, numbers=[2, 3, 4])
    drawn = FormalDocument.objects.filter(partnership__alliance=charter.alliance)
    code = drawn.get(partnership__number=2).code
    copy = upload_copy(
        proposal=charter, number=2, content=blank_pdf(2), code=code, by=by
    )
    return {
        "own-mandate": {"token": token},
        "own-mandate-signed": {"token": token},
        "documents": here,
        "partner-document": here | {"number": 2},
        "signed-copy": here | {"number": 2, "key": copy.pk},
    }


def bring_list(charter: Proposal, by: User) -> dict[str, Keys]:
    """Upload a list of partners, some of whom are there."""
    sheet = keep_sheet(
        file_name="partners.csv",
        content=SHEET.encode(),
        stated={},
        target=charter,
        by=by,
    )
    return {"partner-sheet": {"public_id": sheet.public_id}}


def submit_charter(charter: Proposal, by: User) -> dict[str, Keys]:
    """Submit CHARTER, and draw its pack."""
    submission = submit(charter, accepts_pending=True)
    pack = request_pack(proposal=charter, by=by, submission=submission)
    number = {"number": submission.number}
    code = verify_code(number=submission.number, sha256=submission.sha256)
    return {
        "pack": {"public_id": pack.public_id},
        "pack-download": {"public_id": pack.public_id},
        "receipt": number,
        "withdraw": number,
        "verified": number | {"code": code},
    }


def _confirmed(charter: Proposal, number: int, email: str, name: str, by: User) -> str:
    token = asked(charter, {number: email}, by)[number]
    confirm(charter, number, token=token, name=name)
    return token
