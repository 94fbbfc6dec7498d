"""The empty list to fill in: both formats pass the contract they explain."""

import io

import pytest
from openpyxl import load_workbook

from alliances.enums import PartnerType, Role
from alliances.files.consortium import parse_file
from alliances.files.partner_template import EXAMPLE, template_file
from tests.alliances.files.samples import BESIDE


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_template_is_a_sound_list_with_one_example(suffix):
    (found,) = parse_file(template_file(suffix), f"a.{suffix}", BESIDE).partners

    assert (found.name, found.country, found.role) == EXAMPLE[:3]
    assert (found.types, found.pic, found.status) == (
        ("higher_education",),
        None,
        "confirmed",
    )


def test_workbook_offers_our_words_and_keeps_pics_as_text():
    sheet = load_workbook(io.BytesIO(template_file("xlsx"))).worksheets[0]

    offered = {
        str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation
    }
    assert offered == {
        "C2:C301": f'"{",".join(Role.values)}"',
        "D2:D301": f'"{",".join(PartnerType.values)}"',
        "F2:F301": '"confirmed,invited,declined,withdrawn"',
    }
    assert sheet["E301"].number_format == "@"
