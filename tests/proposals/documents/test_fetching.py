import pytest
from weasyprint.urls import FatalURLFetchingError  # noqa: TID253  # we drive it

from proposals.documents.fetching import FONTS, InsideFetcher


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/font.ttf",
        "ftp://127.0.0.1/x",
        "font:../../../etc/passwd",
        "font:SourceSerifPro-Bold.ttf",
        "//127.0.0.1/x",
        "/etc/passwd",
        "",
        "data:broken",
    ],
)
def test_addresses_outside_the_document_are_refused(address):
    fetcher = InsideFetcher()

    with pytest.raises(FatalURLFetchingError):
        fetcher(address)

    assert fetcher.refused == [address]


def test_data_addresses_are_opened():
    fetcher = InsideFetcher()

    assert fetcher("data:text/plain,seven").read() == b"seven"
    assert fetcher.refused == []


def test_our_fonts_are_opened():
    fetcher = InsideFetcher()

    beginnings = {fetcher(address).read()[:4] for address in FONTS}

    assert beginnings == {b"\x00\x01\x00\x00"}
    assert fetcher.refused == []
