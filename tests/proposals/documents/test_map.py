import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2

from proposals.catalogue import map_shapes
from proposals.documents.map import partner_map
from proposals.documents.matrix import MOST_NAMES
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import render_pdf
from proposals.documents.verdict_page import Verdict
from tests.proposals.documents.applications import application, charter, partner

MET = Verdict("met", "Met")
SOME = (
    partner("A", country="SE", role="applicant"),
    partner("B", country="BE", confirmation="invited"),
    partner("C", country="LI"),
    partner("D", country="UA"),
    partner("E", country="US"),
    partner("F", country=None),
)


def drawn(frozen):
    html = pack_html(pack_page(frozen, digest="0123456789abcdef" * 4))
    return render_pdf(html, identifier=b"0" * 16, progress=lambda *_: None).content


def pages(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf
        ]


def figures(content):
    """Return the alternative text of every figure."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(each["/Alt"])
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary)
            and each.get("/S") == pikepdf.Name.Figure
        ]


def test_states_stand_with_their_countries_in_protocol_order():
    found = partner_map(application(list(SOME)))

    assert [(each.slug, each.countries, each.number) for each in found.states[:2]] == [
        ("covered", "Sweden (P1), Liechtenstein (P3)", 2),
        ("pending", "Belgium (P2)", 1),
    ]
    assert found.states[3].countries == "Ukraine (P4), United States (P5)"
    assert found.states[2].number == 31


def test_figures_give_both_readings():
    found = partner_map(charter())

    assert [(each.reading, each.verdict, each.words) for each in found.figures] == [
        ("As planned", MET, "13 of at least 8 Programme countries covered"),
        ("As confirmed", MET, "13 of at least 8 Programme countries covered"),
    ]


def test_country_is_drawn_as_what_it_is_or_as_land_but_never_twice():
    found = partner_map(application(list(SOME)))

    drawn_apart = {each.path for each in found.shapes}
    assert map_shapes()["UA"] in drawn_apart
    assert map_shapes()["RU"] in found.land
    assert not any(path in found.land for path in drawn_apart)


def test_labels_carry_the_number_where_somebody_counts():
    labels = {each.words for each in partner_map(application(list(SOME))).shapes}

    assert {"SE 1", "LI 1", "UA 1", "FR"} <= labels


def test_small_state_has_a_dot():
    found = {each.words: each for each in partner_map(application(list(SOME))).shapes}

    assert found["LI 1"].mark is not None
    assert found["SE 1"].mark is None


def test_what_the_map_does_not_reach_is_said():
    assert partner_map(application(list(SOME))).beside == (
        "Not on this map: United States. Country not stated: P6."
    )
    assert partner_map(charter()).beside == ""


def test_large_consortium_is_counted_not_listed():
    many = [partner(f"N {number}") for number in range(MOST_NAMES + 1)]

    assert partner_map(application(many)).states[0].countries == "Lithuania 61"


def test_content_of_the_first_packs_has_no_open_countries():
    found = partner_map(replace(charter(), programme_countries=()))

    assert [each.slug for each in found.states] == ["covered"]
    assert found.states[0].number == 13


def test_map_is_a_figure_with_its_content_in_words():
    content = drawn(application(list(SOME)))

    (alternative,) = [each for each in figures(content) if each.startswith("Map of")]
    assert alternative.startswith(
        "Map of Europe. Covered: Liechtenstein 1 and Sweden 1."
    )
    assert "With a partner, but no Programme country: Ukraine 1" in alternative


def test_map_key_and_table_stand_on_one_page():
    (page,) = [
        each for each in pages(drawn(charter())) if "Where the partners are" in each
    ]

    assert "13 of at least 8 Programme countries covered" in page
    assert "BE 5" in page
    assert "Belgium (P9, P16 to P19)" in page
    assert "Natural Earth" in page


def test_same_content_gives_the_same_map():
    assert drawn(application(list(SOME))) == drawn(application(list(SOME)))
