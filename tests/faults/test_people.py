"""What counts as an answer: an error without our words does not."""

from types import SimpleNamespace

import pytest

from tests.faults import people

PAGE = b'<p class="error__reference">ABCD-EFGH-IJKL</p>'
PROBLEM = b'{"title": "Service Unavailable", "status": 503}'
HEALTH = b'{"status": "not ready", "parts": {"database": "failed"}}'


@pytest.mark.parametrize(
    ("status", "retry", "body", "outcome"),
    [
        (200, None, b"", people.ANSWERED),
        (409, None, b"{}", people.ANSWERED),
        (503, "60", PAGE, people.EXPLAINED),
        (503, "60", PROBLEM, people.EXPLAINED),
        (503, None, HEALTH, people.EXPLAINED),
        (503, None, PAGE, people.NAKED),
        (503, "60", b"Service Unavailable", people.NAKED),
        (500, None, PAGE, people.NAKED),
        (502, "60", PAGE, people.NAKED),
    ],
)
def test_only_a_page_that_says_when_to_come_again_explains(
    status, retry, body, outcome
):
    answer = SimpleNamespace(status=status, getheader=lambda _name: retry)

    assert people._outcome(answer, body) == outcome  # type: ignore[arg-type]  # of HTTP
