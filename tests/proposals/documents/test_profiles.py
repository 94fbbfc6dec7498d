"""Occupational profiles in a pack."""

from dataclasses import replace

from proposals.documents.answers import answers_part as answers_part_of
from proposals.documents.contents import contents_of
from proposals.snapshots import FrozenProfile
from tests.proposals.documents.filled import filled


def answers_part(content, numbers):
    return answers_part_of(content, numbers)


def section_with(*profiles):
    content = replace(filled(share=0), profiles=profiles)
    numbers = {each.slug: each.number for each in contents_of(content)}
    part = answers_part(content, numbers)
    return next(each for each in part.sections if each.slug == "form-profiles")


def test_profiles_are_listed_with_code_and_level():
    section = section_with(
        FrozenProfile(1, "Welder", "7212", 4), FrozenProfile(2, "Miner", "", None)
    )

    assert [
        (each.name, *(cell.words for cell in each.cells))
        for each in section.overview.rows
    ] == [("Welder", "ISCO-08 7212", "Level 4"), ("Miner", "–", "–")]
    assert section.overview.is_short
    assert section.elsewhere == ""


def test_no_profile_is_said():
    section = section_with()

    assert (section.overview, section.elsewhere) == (
        None,
        "No occupational profile has been named.",
    )


def test_long_list_of_profiles_may_break():
    many = [FrozenProfile(each, "Welder", "7212", 4) for each in range(1, 16)]

    assert not section_with(*many).overview.is_short
