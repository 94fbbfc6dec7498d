"""One budget adds up whichever way it is read, in any order of its rows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from eligibility.core import Role, Standing
from proposals.budget import (
    Budget,
    Category,
    DayRates,
    Days,
    Given,
    Grant,
    Journey,
    Payee,
    Traveller,
    budget_of,
    sum_of,
)
from tests.proposals.budget.figures import bands, days, journey, payee

BANDS = bands()
MONEY = st.decimals(0, 999, places=2)
RATES = st.none() | st.builds(DayRates, st.integers(1, 4), MONEY, MONEY, MONEY, MONEY)
PAYEES = st.builds(
    lambda role, standing, rates, known, part: (role, standing, rates, known, part),
    *map(st.sampled_from, (Role, Standing)),
    RATES,
    st.booleans(),
    st.booleans(),
)
EFFORTS = st.lists(
    st.builds(
        Days,
        st.integers(1, 6),
        st.integers(1, 4),
        st.sampled_from(Category),
        st.decimals(0, 2000, places=1),
    ),
    max_size=20,
)
JOURNEYS = st.lists(
    st.builds(
        Journey,
        st.integers(1, 9),
        st.integers(1, 6),
        st.none() | st.integers(1, 4),
        st.sampled_from(Traveller),
        st.integers(1, 50),
        st.none() | st.integers(0, 20000),
        st.none() | st.integers(1, 130).map(lambda each: Decimal(each) / 2),
    ),
    max_size=8,
)


@st.composite
def applications(draw) -> Given:
    rows = draw(st.lists(PAYEES, max_size=5))
    payees = tuple(Payee(number, *row) for number, row in enumerate(rows, start=1))
    efforts, journeys = tuple(draw(EFFORTS)), tuple(draw(JOURNEYS))
    return Given(payees, (1, 2, 3), efforts, journeys, BANDS)


def total(grants) -> Grant:
    return sum(grants, Grant())


@given(applications())
def test_every_table_comes_to_the_same_total(application):
    budget = budget_of(application)

    assert total(each.grant for each in budget.partners) == budget.grant
    assert total(each.grant for each in budget.packages) == budget.grant
    assert total(budget.standings.values()) == budget.grant
    assert total(budget.groups.values()) == budget.grant
    assert total(each.grant for each in budget.categories) == Grant(
        budget.grant.implementation
    )
    assert total(cost.grant for _one, cost in budget.journeys) == Grant(
        travel=budget.grant.travel, subsistence=budget.grant.subsistence
    )


@given(applications())
def test_every_table_comes_to_the_same_days(application):
    budget = budget_of(application)

    assert sum(each.days for each in budget.partners) == budget.days
    assert sum(each.days for each in budget.packages) == budget.days
    assert sum(each.days for each in budget.categories) == budget.days
    assert budget.days == sum(sum(each.packages.values()) for each in budget.partners)


@given(applications())
def test_the_sum_alone_is_that_of_the_tables(application):
    budget = budget_of(application)

    assert sum_of(application) == (budget.days, budget.grant)


@given(applications(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(application, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    other = Given(
        *map(
            shuffled,
            (
                application.payees,
                application.work_packages,
                application.efforts,
                application.journeys,
                application.bands,
            ),
        )
    )

    assert without_journeys(budget_of(other)) == without_journeys(
        budget_of(application)
    )


def without_journeys(budget: Budget) -> tuple:
    """Return a budget without its list of journeys, which keeps the order given."""
    return (
        budget.partners,
        budget.aside,
        budget.packages,
        budget.categories,
        budget.standings,
        budget.groups,
        budget.days,
        budget.grant,
    )


def test_programme_and_partner_countries_are_told_apart():
    partners = (payee(1), payee(2, standing=Standing.PARTNER))
    journeys = (journey(payee=2), journey(payee=1, distance_km=None))

    budget = budget_of(Given(partners, (1,), (days(2),), journeys, BANDS))

    assert budget.standings == {
        Standing.PROGRAMME: Grant(Decimal("672.66"), subsistence=Decimal("500.00")),
        Standing.PARTNER: Grant(
            travel=Decimal("275.00"), subsistence=Decimal("500.00")
        ),
    }


def test_mobility_that_names_no_work_package_is_a_line_of_its_own():
    journeys = (journey(work_package=None),)

    budget = budget_of(Given((payee(),), (2, 1), (days(1),), journeys, BANDS))

    assert [(each.number, each.grant.mobility) for each in budget.packages] == [
        (1, Decimal(0)),
        (2, Decimal(0)),
        (None, Decimal(775)),
    ]


def test_mobility_of_a_work_package_that_is_gone_names_none():
    journeys = (journey(work_package=9),)

    budget = budget_of(Given((payee(),), (1,), (), journeys, BANDS))

    assert [each.number for each in budget.packages] == [1, None]


def test_mobility_of_who_gets_no_grant_is_not_counted():
    partners = (payee(role=Role.ASSOCIATED_PARTNER),)

    budget = budget_of(Given(partners, (1,), (), (journey(), journey(payee=7)), BANDS))

    assert (budget.journeys, budget.grant) == ((), Grant())


def test_mobility_of_a_partner_of_unknown_country_is_counted():
    partners = (payee(rates=None, is_country_known=False, standing=Standing.NONE),)

    budget = budget_of(Given(partners, (1,), (), (journey(),), BANDS))

    assert budget.standings == {Standing.NONE: budget.grant}
    assert budget.groups == {None: budget.grant}
    assert budget.uncounted == ()
