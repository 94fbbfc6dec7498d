"""The shipped map: every Programme country has a shape and a place for its code."""

from itertools import combinations

from eligibility.catalogue import shipped_codes, shipped_tables
from proposals.catalogue import HEIGHT, WIDTH, map_labels, map_shapes

LETTERS, LINE = 26, 15
"""Width and height of a label on a phone, in the units of the map."""


def programme():
    return {
        each.code
        for call in shipped_codes()
        if call not in {"2016", "rehearsal"}
        for each in shipped_tables(call).countries
        if each.standing == "programme" and not each.counts_as
    }


def test_every_programme_country_is_on_the_map():
    assert programme() - map_labels().keys() == set()
    assert map_labels().keys() - map_shapes().keys() == set()


def test_labels_stand_inside_what_is_shown():
    outside = [
        code
        for code, each in map_labels().items()
        if not (0 < each.x < WIDTH and 0 < each.y < HEIGHT)
    ]

    assert outside == []


def test_no_two_programme_countries_are_written_over_each_other():
    labels = map_labels()
    touching = [
        (one, other)
        for one, other in combinations(sorted(programme()), 2)
        if abs(labels[one].x - labels[other].x) < LETTERS
        and abs(labels[one].y - labels[other].y) < LINE
    ]

    assert touching == []


def test_states_too_small_to_be_seen_have_a_dot():
    marked = {code for code, each in map_labels().items() if each.mark}

    assert {"LI", "LU", "MT"} <= marked


def test_shapes_without_a_state_of_their_own_are_drawn_with_another():
    assert map_shapes().keys() & {"AX", "N. Cyprus", None} == set()
    assert map_shapes()["FI"].count("M") > 1
