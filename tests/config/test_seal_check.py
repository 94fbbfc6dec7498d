"""What `check --deploy` says of the certificate that seals packs."""

import pytest

from config import checks
from tests.proposals.documents.certificates import DAY, write_certificate


def doubts(settings):
    """Return number and reason of each doubt."""
    words = f"{settings.SEAL_FILE} seals no packs, or soon will not: "
    return [
        (each.id, each.msg.removeprefix(words))
        for each in checks.check_seal_can_be_set(None)
    ]


def test_nothing_is_doubted_without_a_certificate(settings, tmp_path):
    settings.SEAL_FILE = tmp_path / "none.p12"

    assert doubts(settings) == []


def test_certificate_without_the_library_is_doubted(settings, tmp_path, monkeypatch):
    write_certificate(settings, tmp_path, until=31 * DAY)
    with_it = doubts(settings)
    monkeypatch.setattr(checks, "find_spec", lambda _name: None)

    assert with_it == []
    assert doubts(settings) == [("config.W003", "pyHanko is not installed.")]


@pytest.mark.parametrize(
    ("until", "number", "why"),
    [
        (DAY, "config.W004", "It expires on {:%Y-%m-%d}."),
        (-DAY, "config.W002", "The certificate has expired."),
    ],
)
def test_certificate_that_ends_is_doubted(settings, tmp_path, until, number, why):
    ends = write_certificate(settings, tmp_path, since=-2 * DAY, until=until)

    assert doubts(settings) == [(number, why.format(ends))]
