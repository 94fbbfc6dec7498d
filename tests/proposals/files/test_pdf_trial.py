"""A file that kills its reader kills no server."""

import pytest

from proposals.errors.formal_documents import CopyBroken
from proposals.files import pdf_trial
from proposals.files.pack_files import UnreadablePdf, read_pack_file
from proposals.files.pdf_trial import is_deadly
from proposals.files.signed_files import read_signed_file
from tests.proposals.services.signing import blank_pdf

DEADLY = (
    blank_pdf(2)
    .replace(b"3 0 obj", b"2 0 obj")
    .replace(b"4 0 obj", b'4 0 o"j')
    .replace(b"5 0 obj", b"2 0 obj")
)
"""Its tree of pages is one of its own pages."""


def test_a_file_that_kills_its_reader_is_known_and_a_sound_one_is_not():
    assert is_deadly(DEADLY)
    assert not is_deadly(blank_pdf(2))


def test_it_is_refused_as_a_signed_copy_and_as_a_pack():
    with pytest.raises(CopyBroken):
        read_signed_file(DEADLY)
    with pytest.raises(UnreadablePdf):
        read_pack_file(DEADLY)


def test_a_file_that_holds_its_reader_up_is_deadly_too(monkeypatch):
    monkeypatch.setattr(pdf_trial, "PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(pdf_trial, "SECONDS", 0.2)

    assert is_deadly(blank_pdf())
