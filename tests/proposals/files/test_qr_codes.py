import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from proposals.files.qr_codes import MASK, qr_code

ADDRESS = "https://alliances.example.org/verify/1-EPP/ABCDEFGHIJKLMNOP/"
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def dark(code):
    return {
        (x, int(y))
        for start, y, width, back in BAR.findall(code.path)
        for x in range(int(start), int(start) + int(width))
        if width == back
    }


def test_the_path_draws_what_the_library_computes():
    expected = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    expected.add_data(ADDRESS)
    rows = expected.get_matrix()

    code = qr_code(ADDRESS)

    assert code.size == len(rows)
    assert BAR.sub("", code.path) == ""
    assert dark(code) == {
        (x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    }


def test_four_modules_around_are_empty():
    code = qr_code(ADDRESS)

    places = {place for point in dark(code) for place in point}

    assert (min(places), max(places)) == (4, code.size - 5)


def test_the_same_text_is_the_same_drawing():
    assert qr_code(ADDRESS) == qr_code(ADDRESS)
    assert qr_code(ADDRESS) != qr_code(ADDRESS + "2")
