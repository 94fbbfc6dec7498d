"""The partners of a file: what is read, and one test per way to get one wrong."""

import pytest

from alliances.files.consortium import StatedPartner
from tests.alliances.files.samples import consortium, lines_of, partner, read

TYPES = (
    "higher_education, vet_provider, adult_education, sme, large_enterprise,"
    " social_enterprise, social_partner, sector_body, eu_network, research_institute,"
    " public_body, regulatory_body, guidance_body, ngo or other"
)
COUNTRY = "a two-letter ISO code, EL, UK or XK, or nothing while unknown"
ROLES = "applicant, full_partner, affiliated_entity or associated_partner"
PARTNER_KEYS = "name, country, role, type, pic or status"
OPEN = "one type, a list of the types in question, or nothing"
PIC = "exactly nine digits as text, or nothing"


def of_partner(**changes):
    return lines_of(read, consortium(partners=[partner(**changes)]))


def test_partner_of_name_and_role_is_confirmed_and_else_unknown():
    assert read(consortium()).partners == (
        StatedPartner(
            row=1,
            name="University of Patras",
            country=None,
            role="applicant",
            types=(),
            pic=None,
            status="confirmed",
        ),
    )


@pytest.mark.parametrize(
    ("code", "stored"),
    [("EL", "GR"), ("UK", "GB"), ("GR", "GR"), ("GB", "GB"), ("XK", "XK")],
)
def test_country_is_stored_by_its_iso_code(code, stored):
    (found,) = read(consortium(partners=[partner(country=code)])).partners

    assert found.country == stored


def test_list_of_types_stays_open_and_a_repeated_one_is_settled():
    both, same = read(
        consortium(
            partners=[partner(type=["sme", "ngo"]), partner(type=["sme", "sme"])]
        )
    ).partners

    assert both.types == ("sme", "ngo")
    assert same.types == ("sme",)


def test_outer_blanks_and_line_breaks_of_a_name_go():
    (found,) = read(consortium(partners=[partner(name=" A\r\n\tB  C ")])).partners

    assert found.name == "A B  C"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"name": ...}, "/name: missing; expected the organisation's name"),
        ({"name": ""}, '/name: ""; expected text that is not empty'),
        ({"name": None}, "/name: nothing; expected text that is not empty"),
        ({"name": 7}, "/name: 7; expected text in quotation marks"),
        ({"name": "x" * 301}, "/name: 301 characters; expected at most 300 characters"),
        (
            {"role": ...},
            f"/role: missing; expected {ROLES}",
        ),
        (
            {"role": "Full partner"},
            f'/role: "Full partner"; expected {ROLES} (did you mean "full_partner"?)',
        ),
        (
            {"role": None},
            f"/role: nothing; expected {ROLES}",
        ),
        *[
            ({"country": code}, f'/country: "{code}"; expected {COUNTRY}')
            for code in ["ZZ", "IR", "Bel", "Atlantis"]
        ],
        (
            {"name": "A\0B"},
            '/name: "A\\u0000B"; expected text without control characters',
        ),
        ({"country": ""}, f'/country: ""; expected {COUNTRY}'),
        ({"country": 30}, f"/country: 30; expected {COUNTRY}"),
        ({"country": ["BE"]}, f"/country: a list; expected {COUNTRY}"),
        (
            {"country": "el"},
            f'/country: "el"; expected {COUNTRY} (did you mean "EL"?)',
        ),
        (
            {"country": "Belgum"},
            f'/country: "Belgum"; expected {COUNTRY} (did you mean "BE"?)',
        ),
        (
            {"type": "smee"},
            f'/type: "smee"; expected {TYPES} (did you mean "sme"?)',
        ),
        (
            {"type": []},
            f"/type: an empty list; expected {OPEN}",
        ),
        ({"type": ["sme"] * 16}, "/type: 16 types; expected each type once"),
        ({"type": ["sme", None]}, f"/type: nothing; expected {TYPES}"),
        ({"type": [["sme"]]}, f"/type: a list; expected {TYPES}"),
        ({"type": {"sme": 1}}, f"/type: an object; expected {TYPES}"),
        *[
            ({"pic": pic}, f'/pic: "{pic}"; expected {PIC}')
            for pic in ["12345", "1234567890", "12345678X", "", "١٢٣٤٥٦٧٨٩"]
        ],
        (
            {"pic": "12345678"},
            (
                f'/pic: "12345678"; expected {PIC} (a spreadsheet drops zeros in front'
                " of a number)"
            ),
        ),
        ({"pic": 123456789}, f"/pic: 123456789; expected {PIC}"),
        ({"pic": "123456789\n"}, f'/pic: "123456789\\u000a"; expected {PIC}'),
        (
            {"status": "yes"},
            '/status: "yes"; expected confirmed, invited, declined or withdrawn',
        ),
        (
            {"status": None},
            "/status: nothing; expected confirmed, invited, declined or withdrawn",
        ),
        (
            {"city": "Patras"},
            f"/city: unknown key; expected {PARTNER_KEYS}",
        ),
        (
            {"a/b~c\n": 1},
            f"/a~1b~0c\\u000a: unknown key; expected {PARTNER_KEYS}",
        ),
    ],
)
def test_wrong_partner_is_refused_with_its_pointer(changes, line):
    assert of_partner(**changes) == [f"/partners/0{line}"]


def test_megabytes_of_blanks_are_read_at_once():
    # Folding line breaks first took minutes here.
    (found,) = read(consortium(partners=[partner(name=" " * 4_000_000 + "A")])).partners

    assert found.name == "A"
