"""The seal of a pack: whose it is, what it covers, and what it leaves as it was."""

import io

import pikepdf
import pytest
from cryptography.x509 import NameOID
from django.utils import timezone

from proposals.documents.seal import SealUnusable, present_sealer, seal_pdf
from proposals.enums import PackForm, PackStep, SealTrouble
from tests.proposals.documents.certificates import (
    DAY,
    OFFICE,
    seal_in,
    write_certificate,
)
from tests.proposals.documents.test_archival import PAGE, drawn
from tests.verapdf import COMPLIANT, verdicts_on


@pytest.fixture(scope="module")
def archival():
    return drawn(PAGE, PackForm.ARCHIVAL).content


def sealer():
    return present_sealer(now=timezone.now())


def sealed(content):
    return seal_pdf(content, sealer=sealer(), progress=lambda *_: None)


def trouble():
    with pytest.raises(SealUnusable) as refused:
        sealer()
    return refused.value.trouble


def test_sealed_pack_follows_both_standards_by_the_rules_of_verapdf(
    archival, settings, tmp_path
):
    write_certificate(settings, tmp_path)
    file = tmp_path / "sealed.pdf"

    file.write_bytes(sealed(archival).content)

    assert verdicts_on(file) == [COMPLIANT]


def test_seal_covers_the_whole_file_and_breaks_with_one_byte(
    archival, settings, tmp_path
):
    until = write_certificate(settings, tmp_path)

    found = sealed(archival)

    assert (found.subject, found.until) == (OFFICE, until)
    assert seal_in(found.content) == (True, "ENTIRE_FILE")
    at = len(archival) // 2
    changed = bytes([found.content[at] ^ 1])
    broken = found.content[:at] + changed + found.content[at + 1 :]
    assert seal_in(broken)[0] is False


def test_what_was_drawn_stays_as_it_was_beneath_the_seal(archival, settings, tmp_path):
    write_certificate(settings, tmp_path)

    first, second = sealed(archival).content, sealed(archival).content

    assert first != second
    assert first[: len(archival)] == second[: len(archival)] == archival


def test_seal_is_invisible_and_named(archival, settings, tmp_path):
    write_certificate(settings, tmp_path)

    with pikepdf.open(io.BytesIO(sealed(archival).content)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.TU) == "Electronic seal of the pack"
        assert [int(each) for each in field.Rect] == [0, 0, 0, 0]
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"


def test_progress_stops_the_sealing(archival, settings, tmp_path):
    write_certificate(settings, tmp_path)

    def stop(step, *_):
        raise KeyboardInterrupt(step)

    with pytest.raises(KeyboardInterrupt, match=PackStep.SEALING):
        seal_pdf(archival, sealer=sealer(), progress=stop)


def test_without_a_certificate_nothing_seals(settings, tmp_path):
    settings.SEAL_FILE = tmp_path / "seal.p12"

    assert sealer() is None


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (-2 * DAY, -DAY, SealTrouble.EXPIRED),
        (DAY, 2 * DAY, SealTrouble.EARLY),
    ],
)
def test_certificate_seals_only_while_it_is_valid(
    settings, tmp_path, since, until, expected
):
    write_certificate(settings, tmp_path, since=since, until=until)

    assert trouble() is expected


def test_certificate_that_cannot_be_opened_is_unreadable(settings, tmp_path):
    write_certificate(settings, tmp_path)
    settings.SEAL_PASSWORD_FILE.write_text("another word")
    wrong_password = trouble()
    settings.SEAL_PASSWORD_FILE.unlink()
    no_password = trouble()
    settings.SEAL_FILE.write_bytes(b"nothing of the kind")
    settings.SEAL_PASSWORD_FILE.write_text("")
    no_store = trouble()
    settings.SEAL_FILE = tmp_path
    folder = trouble()

    found = {wrong_password, no_password, no_store, folder}
    assert found == {SealTrouble.UNREADABLE}


def test_certificate_without_its_key_is_unreadable(settings, tmp_path, monkeypatch):
    write_certificate(settings, tmp_path)
    monkeypatch.setattr(
        "proposals.documents.seal.pkcs12.load_key_and_certificates",
        lambda *_: (None, None, []),
    )

    assert trouble() is SealTrouble.UNREADABLE


@pytest.mark.parametrize(
    ("named", "subject"),
    [
        ([(NameOID.ORGANIZATION_NAME, "Office")], "Office"),
        ([(NameOID.COUNTRY_NAME, "BE")], "C=BE"),
    ],
)
def test_certificate_is_called_by_the_name_it_has(settings, tmp_path, named, subject):
    write_certificate(settings, tmp_path, named=named)

    assert sealer().subject == subject
