"""What a document may open while it is drawn: its own bytes and our fonts."""

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

FONTS = {
    f"font:{name}.ttf": (package, f"{name}.ttf")
    for package, name in (
        ("font_source_serif_pro", "SourceSerifPro-Regular"),
        ("font_source_serif_pro", "SourceSerifPro-Semibold"),
        ("font_source_sans_pro", "SourceSansPro-Regular"),
        ("font_source_sans_pro", "SourceSansPro-Semibold"),
    )
}
"""The addresses that our style sheet uses for fonts, and the packages they are in."""


class RenderingRefused(Exception):
    """The document asked for something outside itself; `address` is what it wanted."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The document asks for {address}, which is not part of it.")
        self.address = address


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
            package, name = FONTS[url]
            font = files(package) / "files" / name
            return urls.URLFetcherResponse(url, font.read_bytes())
        try:
            return urls.URLFetcher(allowed_protocols=["data"]).fetch(url)
        except Exception as error:
            self.refused.append(url)
            raise urls.FatalURLFetchingError(url) from error
