"""`ssa-consortium/1` as a whole: bytes, keys, the schema and any JSON at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files.consortium import MOST_BYTES
from tests.alliances.files.samples import (
    FIXTURES,
    consortium,
    lines_of,
    partner,
    read,
)

KEYS = (
    "schema, call, lot, project_type, acronym, title, sector, duration_months,"
    " grant_requested_eur or partners"
)
FORMAT = "JSON in UTF-8, an object as ssa-consortium/1 describes"


def test_smallest_file_has_the_defaults_of_the_contract():
    file = read(consortium(partners=[]))

    assert (file.call, file.lot, file.project_type) == ("2020", "lot-2", "standard")
    assert (file.acronym, file.title, file.sector) == ("", "", "")
    assert (file.duration_months, file.grant_requested_eur) == (None, None)
    assert file.partners == ()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("charter-2020-lot-2", 21),
        ("construction-blueprint-2018-lot-3", 24),
        ("sending-2017-lot-2", 12),
    ],
)
def test_real_consortia_are_read(name, count):
    content = (FIXTURES / f"{name}.json").read_bytes()
    stated = json.loads(content)["partners"]

    partners = read(
        json.dumps(
            json.loads(content)
            | {"partners": [each | {"country": "EL"} for each in stated]}
        ).encode()
    ).partners

    assert [each.name for each in partners] == [each["name"] for each in stated]
    assert [each.role for each in partners] == [each["role"] for each in stated]
    assert [each.types for each in partners] == [(each["type"],) for each in stated]
    assert len(partners) == count


def test_byte_order_mark_is_no_content():
    plain = json.dumps(consortium()).encode()

    assert read(b"\xef\xbb\xbf" + plain) == read(plain)


def test_three_hundred_partners_are_taken():
    assert len(read(consortium(partners=[partner()] * 300)).partners) == 300


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", f"the file: empty; expected {FORMAT}"),
        (b" \n", f"the file: empty; expected {FORMAT}"),
        (
            b'{"call": "2020",\n "lot"}',
            f"line 2, column 7: not JSON (Expecting ':' delimiter); expected {FORMAT}",
        ),
        (b'"text"', f'the file: "text"; expected {FORMAT}'),
        (b"[]", f"the file: a list; expected {FORMAT}"),
        (b"null", f"the file: nothing; expected {FORMAT}"),
        (b"NaN", f"the file: NaN; expected {FORMAT}"),
        (b'{"a": "\xe9"}', f"byte 8: not UTF-8 text; expected {FORMAT}"),
        (b"[" * 100_000, f"the file: nested too deeply; expected {FORMAT}"),
        (
            b'{"a":' * 100_000,
            f"the file: nested too deeply; expected {FORMAT}",
        ),
        (
            b" " * (MOST_BYTES + 1),
            "the file: larger than 5 MB; expected at most 5 MB",
        ),
    ],
)
def test_bytes_that_are_no_consortium_are_refused(content, line):
    assert lines_of(read, content) == [line]


def test_largest_file_is_read():
    content = json.dumps(consortium()).encode()

    assert read(content.ljust(MOST_BYTES)).call == "2020"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"schema": ...}, '/schema: missing; expected "ssa-consortium/1"'),
        (
            {"schema": "ssa-consortium/2"},
            '/schema: "ssa-consortium/2"; expected "ssa-consortium/1"',
        ),
        ({"partners": ...}, "/partners: missing; expected a list of partners"),
        ({"partners": {}}, "/partners: an object; expected a list of partners"),
        (
            {"partners": [partner()] * 301},
            "/partners: more than 300 partners; expected at most 300",
        ),
        (
            {"partners": ["Yodiwo"]},
            '/partners/0: "Yodiwo"; expected an object with name and role',
        ),
        (
            {"sektor": "steel"},
            f'/sektor: unknown key; expected {KEYS} (did you mean "sector"?)',
        ),
    ],
)
def test_wrong_structure_is_refused_with_its_place(changes, line):
    assert lines_of(read, consortium(**changes)) == [line]


def test_key_written_twice_is_refused():
    content = json.dumps(consortium()).replace('"role"', '"name": "Another", "role"')

    assert lines_of(read, content.encode()) == [
        "/partners/0/name: key written twice; expected each key once"
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    lines = lines_of(
        read,
        consortium(
            grant_requested_eur=-5,
            partners=[partner(), partner(country="ZZ", pic="1"), partner(role="x")],
        ),
    )

    assert [line.split(":")[0] for line in lines] == [
        "/grant_requested_eur",
        "/partners/1/country",
        "/partners/1/pic",
        "/partners/2/role",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
WORDS = st.sampled_from(
    ["EL", "applicant", "sme", "confirmed", "123456789", "5.00", "2020", "lot-2"]
)
PARTNERS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ["name", "country", "role", "type", "pic", "status", "city"], WORDS | VALUES
    ),
)
FILES = st.fixed_dictionaries(
    {"schema": st.just("ssa-consortium/1")},
    optional={
        "call": WORDS | VALUES,
        "lot": WORDS | VALUES,
        "project_type": WORDS | VALUES,
        "title": VALUES,
        "duration_months": VALUES,
        "grant_requested_eur": WORDS | VALUES,
        "partners": st.lists(PARTNERS | VALUES, max_size=3) | VALUES,
    },
)


@given(VALUES | FILES)
def test_any_json_value_is_read_or_refused_in_words(value):
    lines = lines_of(read, json.dumps(value).encode())

    assert [line for line in lines if not line.isprintable()] == []


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(content):
    lines = lines_of(read, content)

    assert [line for line in lines if not line.isprintable()] == []
