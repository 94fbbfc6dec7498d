"""What was named before a submission, there and back."""

import pytest

from proposals.snapshots.frozen_warnings import (
    FrozenWarnings,
    dump_warnings,
    load_warnings,
)


@pytest.mark.parametrize(
    "warnings",
    [
        FrozenWarnings(partners=(("P2", "Chamber of Ghent"),), clauses=("duration",)),
        FrozenWarnings(clauses=("duration", "grant")),
    ],
    ids=["both", "clauses"],
)
def test_warnings_survive_the_content(warnings):
    assert load_warnings(dump_warnings(warnings)["warnings"]) == warnings


def test_a_content_without_a_warning_has_no_key():
    assert dump_warnings(None) == {}
    assert load_warnings(None) is None
