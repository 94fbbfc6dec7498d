"""Administrators keep people and organisations; published data they only read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from alliances.files.mobility import MobilityRow
from alliances.files.tables import RateRow
from alliances.models import (
    Call,
    Country,
    CountryStatus,
    Lot,
    MobilityRate,
    Organisation,
    Rate,
    ReferenceEdition,
    Sector,
    User,
)
from alliances.services.reference import publish_edition
from tests.factories import TABLES, make_call, make_user

pytestmark = pytest.mark.django_db

PUBLISHED = [
    *(Call, Country, CountryStatus, Lot, MobilityRate, Rate, ReferenceEdition),
    Sector,
]
# What each list is searched for, and how many rows that finds.
SEARCHES = [
    (Call, "open", 1),
    (Call, "closed", 0),
    (Country, "united", 1),
    (Country, "UK", 1),
    (CountryStatus, "greece", 2),
    (CountryStatus, "UK", 2),
    (Sector, "cyber", 2),
    (Rate, "belg", 1),
    (MobilityRate, "guide", 1),
]


def listing(model):
    return reverse(f"admin:alliances_{model._meta.model_name}_changelist")


def page_of(row):
    return reverse(f"admin:alliances_{row._meta.model_name}_change", args=[row.pk])


def shown(administrator, model, **chosen):
    return list(administrator.get(listing(model), chosen).context["cl"].result_list)


@pytest.fixture
def admin_user():
    return make_user(
        is_staff=True, is_superuser=True, full_name="Anton Berg", email="a@b.example"
    )


@pytest.fixture
def administrator(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def call(admin_user):
    """Publish a call with two editions, the second with a rate."""
    call = make_call()
    rates = (RateRow("BE", 2, *[Decimal("336.00")] * 4),)
    mobility = (MobilityRow("travel", 0, 99, Decimal("0.00"), "found", "Guide"),)
    publish_edition(
        call=call,
        tables=replace(TABLES, rates=rates, mobility=mobility),
        reason="Rates of the guide.",
        by=admin_user,
    )
    return call


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("model", PUBLISHED)
def test_published_data_is_shown_and_cannot_be_changed(administrator, model):
    count = model.objects.count()
    row = model.objects.first()
    name = model._meta.model_name
    add = reverse(f"admin:alliances_{name}_add")
    delete = reverse(f"admin:alliances_{name}_delete", args=[row.pk])

    assert administrator.get(listing(model)).status_code == 200
    assert administrator.get(page_of(row)).status_code == 200
    assert administrator.post(page_of(row), {"code": "x"}).status_code == 403
    assert administrator.post(add, {}).status_code == 403
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    administrator.post(
        listing(model), {"action": "delete_selected", "_selected_action": row.pk}
    )
    assert model.objects.count() == count > 0


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(("model", "sought", "found"), SEARCHES)
def test_published_data_is_searched(administrator, model, sought, found):
    assert len(shown(administrator, model, q=sought)) == found


@pytest.mark.usefixtures("call")
def test_the_history_of_editions_says_when_who_and_why(administrator):
    newest, oldest = shown(administrator, ReferenceEdition)

    page = administrator.get(listing(ReferenceEdition)).content.decode()

    assert (newest.version, oldest.version) == (2, 1)
    for words in ("Rates of the guide.", "A test.", "Anton Berg", newest.sha256[:8]):
        assert words in page


def test_statuses_are_filtered_by_edition_and_standing(administrator, call):
    newest = call.editions.get(version=2)

    georgia = shown(
        administrator,
        CountryStatus,
        edition__id__exact=newest.pk,
        standing__exact="partner",
    )

    assert [each.country_id for each in georgia] == ["GE"]


@pytest.mark.parametrize("model", PUBLISHED)
def test_lists_cost_the_same_with_more_rows(
    administrator, call, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as fewer:
        administrator.get(listing(model))
    publish_edition(call=call, tables=replace(TABLES, rates=()), reason="Fewer.")
    make_call("other")

    with django_assert_max_num_queries(12) as more:
        administrator.get(listing(model))

    assert len(more) == len(fewer)


@pytest.mark.usefixtures("call")
def test_organisations_are_kept(administrator):
    add = reverse("admin:alliances_organisation_add")

    for name, pic in (("Institute", "999000001"), ("School", ""), ("Guild", "")):
        administrator.post(add, {"name": name, "country": "BE", "pic": pic})
    school = Organisation.objects.get(name="School")
    administrator.post(
        page_of(school), {"name": "College", "country": "FR", "pic": "999000002"}
    )

    assert list(Organisation.objects.values_list("name", "country", "pic")) == [
        ("College", "FR", "999000002"),
        ("Guild", "BE", None),
        ("Institute", "BE", "999000001"),
    ]
    assert [each.name for each in shown(administrator, Organisation, q="99900")] == [
        "College",
        "Institute",
    ]


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("pic", ["12345678", "1234567890", "99900000x"])
def test_a_bad_pic_is_refused(administrator, pic):
    answer = administrator.post(
        reverse("admin:alliances_organisation_add"),
        {"name": "Institute", "country": "BE", "pic": pic},
    )

    assert list(answer.context["adminform"].form.errors) == ["pic"]
    assert Organisation.objects.count() == 0


@pytest.mark.usefixtures("call")
def test_coordinators_are_sent_away(client):
    client.force_login(make_user())

    answer = client.get(listing(User))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


def test_a_list_is_called_by_what_it_lists(administrator):
    page = administrator.get(listing(User)).content.decode()

    assert "<h1>People</h1>" in page


@pytest.mark.parametrize("address", ["admin:index", "admin:alliances_user_add"])
def test_each_page_leads_back_to_the_administration(administrator, address):
    page = administrator.get(reverse(address)).content.decode()

    assert f'<a href="{reverse("administration")}">Administration</a>' in page


@pytest.mark.parametrize("act", ["change", "delete", "history"])
@pytest.mark.parametrize("model", [User, EmailAddress, Organisation, Call])
@pytest.mark.usefixtures("call")
def test_an_address_that_names_no_column_is_no_error(administrator, model, act):
    Organisation.objects.create(name="Guild", country_id="BE")
    key = model.objects.order_by("pk").values_list("pk", flat=True)[0]
    address = reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=[key]
    )

    assert administrator.get(f"{address}?_to_field=").status_code < 500
