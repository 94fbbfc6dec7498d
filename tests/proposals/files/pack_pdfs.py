"""PDFs that hold what packs hold, without drawing any."""

import hashlib
import io
import json
from typing import Any

import pikepdf
from pikepdf import AttachedFileSpec

NUMBER, RECEIVED = "000001-EPP-1-2020-1-LT-EPPKA2-SSA-B", "2020-02-24T14:42:07Z"
OURS = "ssa-pack/6"


def content_of(number: str = NUMBER, **more: Any) -> bytes:
    """Return a frozen content as small as can be."""
    submission = {"number": number, "received_at": RECEIVED}
    return json.dumps({"submission": submission, **more}).encode()


def whole_files(
    content: bytes = content_of(), number: str = NUMBER, **more: Any
) -> dict[str, bytes]:
    """Return the files of a pack that agree with each other."""
    told = {
        "number": number,
        "received_at": RECEIVED,
        "sha256": hashlib.sha256(content).hexdigest(),
        **more,
    }
    files = {"proposal.json": content, "receipt.json": json.dumps(told).encode()}
    listed = [
        {"name": name, "sha256": hashlib.sha256(each).hexdigest()}
        for name, each in files.items()
    ]
    manifest = {**told, "files": listed}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def attached(pdf: pikepdf.Pdf, name: str, content: bytes) -> AttachedFileSpec:
    """Return a file as a PDF holds it."""
    unsaid: Any = dict.fromkeys(("description", "creation_date", "mod_date"), "")
    return AttachedFileSpec(
        pdf, content, filename=name, mime_type="application/json", **unsaid
    )


def pdf_with(files: dict[str, bytes], *, creator: str = OURS, **saving: Any) -> bytes:
    """Return a PDF of one page that holds files."""
    held = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, content in files.items():
            pdf.attachments[name] = attached(pdf, name, content)
        pdf.docinfo["/Creator"] = creator
        pdf.save(held, deterministic_id=not saving, **saving)
    return held.getvalue()
