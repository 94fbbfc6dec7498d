"""The register is sorted by country as its reader reads the names of countries."""

import pytest
from django.urls import reverse

from alliances.models import Country, Organisation
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db

AUSTRIA, BELGIUM, CYPRUS = "Kammer Wien", "Chamber of Ghent", "School of Nicosia"


@pytest.fixture
def organisations(client):
    client.force_login(make_user(is_staff=True))
    make_call()
    named = {"BE": "Belgium", "CY": "Cyprus", "AT": "Austria"}
    for name, code in ((BELGIUM, "BE"), (CYPRUS, "CY"), (AUSTRIA, "AT")):
        Country.objects.get_or_create(
            code=code, defaults={"name": named[code], "eu_code": code}
        )
        Organisation.objects.create(name=name, country_id=code)


@pytest.mark.usefixtures("organisations")
@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", [AUSTRIA, BELGIUM, CYPRUS]),
        ("de", [BELGIUM, AUSTRIA, CYPRUS]),
        ("fr", [AUSTRIA, BELGIUM, CYPRUS]),
    ],
)
def test_countries_stand_as_the_reader_names_them(client, language, order):
    address, asked = reverse("organisation-list"), {"Accept-Language": language}

    def found(sort):
        page = client.get(address, {"sort": sort}, headers=asked).context["page"]
        return [row[0].text for row in page.listing.rows]

    assert found("country") == order
    assert found("-country") == order[::-1]
