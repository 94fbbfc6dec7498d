"""What a file says of its packing is bounded before a parser believes it."""

import pytest

from proposals.files.packed_pdfs import has_wide_rows, is_encrypted, plainly_named


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"/DecodeParms<</Columns 4/Predictor 12>>",
        b"/DecodeParms << /Predictor 15 /Colors 3 /Columns 4960 >>",
        b"/DecodeParms<</K -1/Columns 99999/Rows 7016>>",
        b"/DecodeParms<</BitsPerComponent 16/Colors 4/Columns\n800\n>>",
        b"/DecodeParms null",
        b"/DecodeParms[null<</JBIG2Globals 5 0 R>>]",
        b"/DecodeParms [ null null ]",
        b"/DecodeParmsOfMine 5 0 R /Columnsar 900000",
    ],
)
def test_rows_of_pictures_are_not_wide(said):
    assert not has_wide_rows(b"5 0 obj <<" + said + b">>")


@pytest.mark.parametrize(
    "said",
    [
        b"/DecodeParms<</Columns 100000/Predictor 12>>",
        b"/DecodeParms<</Columns 7 0 R/Predictor 12>>",
        b"/DecodeParms<</Columns%\n7/Predictor 12>>",
        b"/DecodeParms<</Columns 4/Colors 10>>",
        b"/DecodeParms<</Columns 4/Colors 1/BitsPerComponent 100>>",
        b"/DecodeParms 7 0 R",
        b"/DecodeParms[7 0 R]",
        b"/DecodeParms[<</Columns 4>>7 0 R]",
        b"/DecodeParms%\n<</Columns 4>>",
    ],
)
def test_rows_that_are_wide_or_unseen_are_found(said):
    assert has_wide_rows(b"5 0 obj <<" + said + b">>")


@pytest.mark.parametrize(
    ("said", "encrypted"),
    [(b"/Encrypt", True), (b"/#45ncryp#74", True), (b"/E", False)],
)
def test_encryption_is_seen_however_its_name_is_written(said, encrypted):
    assert is_encrypted(plainly_named(said + b" 9 0 R")) is encrypted
