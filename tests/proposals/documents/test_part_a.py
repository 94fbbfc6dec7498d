"""Part A in the pack: of who works, in words; nothing in contents from before."""

import pytest

from proposals.documents.contents import contents_of
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.part_a import part_a_rows
from proposals.snapshots import FrozenPartA
from tests.proposals.documents.applications import application, partner

HEAD = FrozenPartA(
    street="Pramonės pr. 20",
    postcode="50468",
    town="Kaunas",
    website="https://kaunas.example",
    contact_name="Rūta Petraitė",
    representative_name="Dr. Jonas Kazlauskas",
    representative_function="Director",
    representative_email="director@kaunas.example",
)


def given(part_a, **stated):
    return partner(**stated) | {"part_a": part_a}


def test_row_says_what_was_given_line_by_line():
    (row,) = part_a_rows(application([given(HEAD, role="applicant", pic="999900001")]))

    assert (row.label, row.name) == ("P1", "Kauno kolegija")
    assert row.stated == ("Applicant", "PIC 999900001", "Lithuania", "VET provider")
    assert row.address == ("Pramonės pr. 20", "50468 Kaunas", "https://kaunas.example")
    assert row.contact == ("Rūta Petraitė",)
    assert row.representative == (
        *("Dr. Jonas Kazlauskas", "Director", "director@kaunas.example"),
    )


def test_what_is_not_given_is_said():
    content = application([given(FrozenPartA(), country=None, types=[])])

    (row,) = part_a_rows(content)
    text = pack_html(pack_page(content, digest="0" * 64))

    assert row.stated == (
        *("Full partner", "PIC not given", "country not given", "type not known"),
    )
    assert (row.address, row.contact, row.representative) == ((), (), ())
    assert text.count('quiet">not given</span>') == 3


def test_who_left_and_who_is_only_associated_have_no_part_a():
    content = application(
        [
            given(HEAD, name="Left", confirmation="withdrawn"),
            given(HEAD, name="Associated", role="associated_partner"),
            given(HEAD, name="Affiliated", role="affiliated_entity"),
        ]
    )

    assert [each.name for each in part_a_rows(content)] == ["Affiliated"]


@pytest.mark.parametrize(("part_a", "is_there"), [(None, False), (HEAD, True)])
def test_contents_from_before_are_drawn_as_they_were(part_a, is_there):
    content = application([given(part_a)])

    text = pack_html(pack_page(content, digest="0" * 64))
    slugs = [each.slug for each in contents_of(content)]

    assert ("part_a" in slugs) is is_there
    assert ('id="part_a"' in text) is is_there
    assert ("Sections 2, 3" in text) is is_there
