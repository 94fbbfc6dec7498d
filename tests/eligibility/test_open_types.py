"""Types still open: unknown only where the assignment to groups decides."""

from tests.eligibility.consortium_files import SENDING, changed, load

OPEN = ["vet_provider", "sme"]


def sized(*types):
    """Return SEnDIng's first partners with these types, in its four countries."""
    rows = load(SENDING)["partners"]
    countries = ["EL", "BG", "CY", "IE"] * 3
    return load(SENDING) | {
        "partners": [
            row | {"type": each, "country": country}
            for row, each, country in zip(rows, types, countries, strict=False)
        ]
    }


def test_type_list_decides_nothing_where_both_groups_have_enough(sending):
    result = sending(changed(load(SENDING), "Yodiwo", type=OPEN))

    assert result.status == 0


def test_type_list_is_open_where_one_group_lacks_one(sending):
    # Labour market 3 for certain; education 2 for certain and one that may be either.
    result = sending(
        sized(*["higher_education"] * 2, OPEN, *["sme"] * 3, *["public_body"] * 2)
    )
    finding = result.finding("min-education-training")

    assert result.status == 3
    assert result.clauses("unknown") == ["min-education-training"]
    assert (finding["found"], finding["possible"], finding["required"]) == (2, 3, 3)


def test_one_open_type_cannot_serve_two_groups_that_both_lack_one(sending):
    # 2 and 2 for certain; each group alone could reach 3, both together cannot.
    result = sending(
        sized(*["higher_education"] * 2, OPEN, *["sme"] * 2, *["public_body"] * 3)
    )

    assert result.status == 1
    assert result.clauses("not_met") == ["min-labour-market", "min-education-training"]


def test_two_open_types_can_serve_one_group_each(sending):
    result = sending(
        sized(*["higher_education"] * 2, OPEN, OPEN, *["sme"] * 2, *["public_body"] * 2)
    )

    assert result.status == 3
    assert result.clauses("unknown") == ["min-labour-market", "min-education-training"]
