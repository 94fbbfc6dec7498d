"""Reference tables as sheets: CSV and XLSX through the readers of partner lists."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.files.archives import is_archive
from alliances.files.encodings import decode
from alliances.files.problems import Problems, refuse, refuse_if_too_large
from alliances.files.sheets import MOST_ROWS, Sheet, note_merged, text_sheet
from alliances.files.workbooks import workbook_sheet
from alliances.phrases import Figure


def table_sheet(content: bytes, columns: Sequence[str]) -> Sheet:
    """Return the rows of a table, told by its first bytes: CSV or XLSX.

    Raises FileRefused for what is neither, for merged cells and for a file that is
    empty or longer than any reference table.
    """
    refuse_if_too_large(content)
    expected = _("the heading %s") % ",".join(columns)
    if not content.strip():
        raise refuse(_("the file"), _("empty"), expected)
    is_workbook = is_archive(content)
    sheet = workbook_sheet(content) if is_workbook else text_sheet(content, columns)
    if not sheet.rows:
        raise refuse(_("the file"), _("without any value"), expected)
    if len(sheet.rows) == MOST_ROWS:
        most = MOST_ROWS - 2
        words = ngettext("at most %s row", "at most %s rows", most) % Figure(most)
        raise refuse(_("the file"), _("more rows than a table has"), words)
    problems = Problems()
    note_merged(problems, sheet, sheet.rows[0][0])
    problems.refuse_if_any()
    return sheet


def guess_words(content: bytes) -> str:
    """Say in which encoding a file was read if that is a guess; else nothing.

    FileRefused as `table_sheet` where it is no text at all.
    """
    guess = "" if is_archive(content) else decode(content).guess
    return guessed(guess) if guess else ""


def guessed(encoding: str) -> str:
    """Say that a file was read in an encoding that nothing proves."""
    return _(
        "The file does not say how its letters are written. It was read as %(guess)s:"
        " check letters with accents, or save it as UTF-8."
    ) % {"guess": encoding}
