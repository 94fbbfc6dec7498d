"""What a document may open while it is drawn: its own bytes and our fonts."""

from importlib.resources import files
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

PACKAGES = {
    "SourceSerifPro-Regular": "font_source_serif_pro",
    "SourceSerifPro-Semibold": "font_source_serif_pro",
    "SourceSansPro-Regular": "font_source_sans_pro",
    "SourceSansPro-Semibold": "font_source_sans_pro",
}
"""Our fonts, and the packages they are in."""

FONTS = {f"font:{name}.ttf": name for name in PACKAGES}
"""The addresses that our style sheet uses for fonts."""


def font_file(name: str) -> bytes:
    """Return one of our fonts as it was installed."""
    return (files(PACKAGES[name]) / "files" / f"{name}.ttf").read_bytes()


class RenderingRefused(Exception):
    """The document asked for something outside itself; `address` is what it wanted."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The document asks for {address}, which is not part of it.")
        self.address = address

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Keep the address when pickled: a drawing happens in another process."""
        return (type(self), (self.address,))


class InsideFetcher:
    """Opens `data:` and our fonts; refuses every other address, files included.

    WeasyPrint passes over ordinary errors and draws a page without the resource. Only
    FatalURLFetchingError, a BaseException, stops it, and inside a drawing not even
    that: so `refused` remembers what was asked for.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, url: str) -> "URLFetcherResponse":
        """Return what stands at an address inside the document."""
        from weasyprint import urls  # loads Pango: only a worker needs it

        if url in FONTS:
            return urls.URLFetcherResponse(url, font_file(FONTS[url]))
        try:
            return urls.URLFetcher(allowed_protocols=["data"]).fetch(url)
        except Exception as error:
            self.refused.append(url)
            raise urls.FatalURLFetchingError(url) from error
