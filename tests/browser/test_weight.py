"""What a first visit transfers: page, styles, scripts and pictures, compressed."""

import gzip

from django.urls import reverse

from alliances.models import Partnership
from tests.browser.steps import workspace_of

MOST_KILOBYTES = 150


def kilobytes(page, address):
    """Open a page in an empty browser; return what its answers weigh compressed."""
    answers = []
    page.on("response", lambda each: answers.append(each))  # noqa: PLW0108  # Playwright takes no built-in
    page.goto(address)
    page.wait_for_load_state("networkidle")
    # The server of the tests sends files as they are; the product's compresses them.
    return sum(len(gzip.compress(each.body())) for each in answers if each.ok) / 1024


def test_first_visit_is_light(open_window, charter):
    rows = [
        Partnership(
            alliance=charter.alliance,
            number=number,
            name=f"Institute for vocational skills number {number}",
            country_id=("BE", "BG", "PT", "RS", "GE")[number % 5],
            types="vet_provider",
            role="full_partner",
        )
        for number in range(22, 101)
    ]
    Partnership.objects.bulk_create(rows)
    public_id = charter.alliance.public_id
    addresses = [
        reverse("alliance-list"),
        workspace_of(charter),
        reverse("eligibility", args=[public_id]),
        reverse("submit", args=[public_id]),
    ]

    heavy = {
        address: weight
        for address in addresses
        if (weight := kilobytes(open_window(), address)) > MOST_KILOBYTES
    }

    assert heavy == {}
