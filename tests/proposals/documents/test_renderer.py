import io
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint import CSS  # noqa: TID253  # we drive it
from weasyprint.urls import FatalURLFetchingError  # noqa: TID253  # we drive it

from proposals.documents import renderer
from proposals.documents.fetching import InsideFetcher, RenderingRefused
from proposals.enums import PackStep

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Seven</title><meta name="dcterms.created" content="2020-02-26">
<meta name="dcterms.modified" content="2020-02-26">%s</head><body>%s</body></html>"""
IDENTIFIER = b"0123456789abcdef"


def drawn(body="<h1>Seven</h1>", head="", progress=lambda *_: None):
    html = PAGE % (head, body)
    return renderer.render_pdf(html, identifier=IDENTIFIER, progress=progress)


@pytest.fixture
def server(monkeypatch):
    """Record whether anything at all is opened by address."""
    opened = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open",
        lambda _self, request, *_args, **_options: opened.append(request),
    )
    return opened


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/secret"])
@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<img src="%s" alt="">'),
        ("", '<object data="%s"></object>'),
        ("", '<embed src="%s">'),
        ('<link rel="attachment" href="%s">', "<p>Seven</p>"),
        ("", '<a rel="attachment" href="%s">Seven</a>'),
        ('<link rel="stylesheet" href="%s">', "<p>Seven</p>"),
        ('<style>@import url("%s");</style>', "<p>Seven</p>"),
        ('<style>p { background: url("%s") }</style>', "<p>Seven</p>"),
        ('<style>@page { background: url("%s") }</style>', "<p>Seven</p>"),
        ('<style>li { list-style: url("%s") }</style>', "<ul><li>Seven</li></ul>"),
        ('<style>p::before { content: url("%s") }</style>', "<p>Seven</p>"),
        ('<style>@font-face { font-family: X; src: url("%s") }</style>', "<p>7</p>"),
        ("", '<svg viewBox="0 0 9 9"><image href="%s" width="9" height="9"/></svg>'),
    ],
)
def test_documents_that_ask_for_something_outside_are_refused(
    address, head, body, server
):
    filled = {"head": head, "body": body}
    for part, text in filled.items():
        filled[part] = text % address if "%s" in text else text

    with pytest.raises(RenderingRefused) as refusal:
        drawn(**filled)

    assert refusal.value.address == address
    assert server == []


@pytest.mark.parametrize(
    "rule",
    [
        '@import url("file:///etc/passwd");',
        '@font-face { font-family: X; src: url("http://127.0.0.1/x.ttf") }',
    ],
)
def test_style_sheets_may_not_ask_for_anything_outside_either(rule):
    from weasyprint.text.fonts import FontConfiguration  # as the renderer does

    fonts = FontConfiguration()

    with pytest.raises(FatalURLFetchingError):
        CSS(string=rule, url_fetcher=InsideFetcher(), font_config=fonts)


def test_progress_names_each_step_and_counts_pages():
    seen = []

    drawn(
        "<p style='break-after: page'>1</p><p>2</p>", progress=lambda *p: seen.append(p)
    )

    layout = [each for each in seen if each[0] is PackStep.LAYOUT]
    painting = [each for each in seen if each[0] is PackStep.PAINTING]
    assert seen[0] == (PackStep.PREPARING, 0, 0)
    assert layout[0] == (PackStep.LAYOUT, 1, 0)
    assert painting == [(PackStep.PAINTING, 1, 2), (PackStep.PAINTING, 2, 2)]


def test_progress_of_another_thread_is_not_ours():
    seen = []

    logger = logging.getLogger(renderer.PROGRESS_LOGGER)
    message = "Step 5 - Creating layout - Page 99"
    other = threading.Thread(target=logger.info, args=(message,))

    def note(*progress):
        seen.append(progress)
        if len(seen) == 1:
            other.start()

    drawn(progress=note)
    other.join()

    assert (PackStep.LAYOUT, 99, 0) not in seen
    assert (PackStep.LAYOUT, 1, 0) in seen


def test_progress_can_stop_the_work():
    class Stop(Exception):
        pass

    def stop(step, *_):
        if step is PackStep.LAYOUT:
            raise Stop

    with pytest.raises(Stop):
        drawn(progress=stop)


def test_pdf_is_tagged_and_names_itself():
    content = drawn().content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert pdf.Root.StructTreeRoot.Type == pikepdf.Name.StructTreeRoot
        assert str(pdf.docinfo.Title) == "Seven"
        assert str(pdf.docinfo.CreationDate) == "D:20200226"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True


def test_same_input_gives_same_bytes_in_two_processes(tmp_path: Path):
    script = (
        "import sys; from pathlib import Path;"
        "from proposals.documents.renderer import render_pdf;"
        "html = Path(sys.argv[1]).read_text(encoding='utf-8');"
        "pdf = render_pdf(html, identifier=b'0123456789abcdef', progress=print);"
        "Path(sys.argv[2]).write_bytes(pdf.content)"
    )
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(PAGE % ("", "<h1>Ελλάδα, България</h1>"), encoding="utf-8")

    subprocess.run(
        [sys.executable, "-c", script, source, target],
        check=True,
        cwd=Path(renderer.__file__).parents[2],
        stdout=subprocess.DEVNULL,
    )

    here = drawn("<h1>Ελλάδα, България</h1>").content
    assert target.read_bytes() == here
    assert drawn("<h1>Ελλάδα, България</h1>").content == here


def test_fonts_are_ours_and_embedded():
    content = drawn("<p>Latin, Ελληνικά, Кирилица</p>").content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary)
            and each.get("/Type") == pikepdf.Name.FontDescriptor
        ]
        names = {str(each.FontName).partition("+")[2] for each in fonts}
        # The page number of the running line is the sans.
        assert names == {"Pack-Serif", "Pack-Sans-Semi-Bold"}
        assert all("/FontFile2" in each for each in fonts)
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert text.splitlines()[0] == "Latin, Ελληνικά, Кирилица"
