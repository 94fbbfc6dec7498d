import logging
import threading

from proposals.documents.glyphs import LOGGER, missing_glyphs, printable

LOGGED = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'


def test_text_that_fonts_have_stays():
    assert printable("<p>Łódź, Ελλάδα, Щъркел</p>") == "<p>Łódź, Ελλάδα, Щъркел</p>"


def test_missing_characters_are_printed_by_their_number():
    assert printable("a中\U0001fae8", {0x4E2D, 0x1FAE8}) == "a[U+4E2D][U+1FAE8]"


def test_bullets_of_office_suites_become_bullets_and_other_private_ones_numbers():
    assert printable("\uf0b7 one \uf0a7 \ue000\U000f0000") == (
        "• one ▪ [U+E000][U+F0000]"
    )


def test_only_missing_glyphs_of_this_thread_are_collected():
    logger = logging.getLogger(LOGGER)
    other = threading.Thread(target=logger.warning, args=(LOGGED, "文", 0x6587))

    with missing_glyphs() as found:
        logger.warning(LOGGED, "中", 0x4E2D)
        logger.warning("Something else %d", 7)
        logger.warning(".notdef without a number")
        other.start()
        other.join()

    assert found == {0x4E2D}


def test_collecting_ends():
    with missing_glyphs() as found:
        pass
    logging.getLogger(LOGGER).warning(LOGGED, "中", 0x4E2D)

    assert found == set()
