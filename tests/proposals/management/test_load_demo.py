"""`load_demo`: what the demo shows, and that it stays out of real installations."""

import io

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from alliances.models import Alliance, Organisation, Partnership, User
from alliances.selectors.register_diff import register_revision
from eligibility.catalogue import published_rulebook
from eligibility.core import Outcome
from eligibility.services.assess import assess
from proposals.demo import ADMINISTRATOR, COORDINATOR, DEMO_ACCOUNTS
from proposals.models import Proposal
from proposals.snapshots import take
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    publish_shipped_call("rehearsal")
    return load


def load(*options):
    output = io.StringIO()
    call_command("load_demo", *options, stdout=output)
    return output.getvalue()


def test_accounts_can_sign_in_as_printed(demo):
    output = demo()

    for account in DEMO_ACCOUNTS:
        assert account.email in output
        assert account.password in output
        user = authenticate(username=account.email, password=account.password)
        assert user == User.objects.get(email=account.email)
        assert EmailAddress.objects.get(user=user).verified


def test_administrator_may_everything_and_the_coordinator_nothing_more(demo):
    demo()

    administrator = User.objects.get(email=ADMINISTRATOR.email)
    coordinator = User.objects.get(email=COORDINATOR.email)
    assert (administrator.is_staff, administrator.is_superuser) == (True, True)
    assert (coordinator.is_staff, coordinator.is_superuser) == (False, False)


def test_demo_alliance_misses_one_country_and_nothing_else(demo):
    demo()

    proposal = Proposal.objects.get(alliance__acronym="CYBERSKILLS")
    rulebook = published_rulebook(proposal.rulebook)
    report = assess(
        snapshot=take(proposal), rulebook=rulebook, on=rulebook.deadline.date()
    )
    decisive = [each for each in report.findings if each.clause.severity == "blocking"]
    missed = [each for each in decisive if each.planned.outcome is not Outcome.MET]
    assert proposal.alliance.coordinator.email == COORDINATOR.email
    assert (proposal.alliance.call_id, proposal.alliance.lot.code) == (
        "rehearsal",
        "lot-2",
    )
    assert [
        (each.clause.id, each.planned.found, each.planned.required) for each in missed
    ] == [("min-programme-countries", 7, 8)]


def test_charter_is_left_to_the_visitor(demo):
    demo()

    drafts = Alliance.objects.order_by("acronym")
    assert [each.acronym for each in drafts] == ["CYBERSKILLS", "RAILWRIGHT"]


def test_twice_changes_nothing(demo):
    first = demo()
    before = list(User.objects.values()), list(Partnership.objects.values())

    second = demo()

    assert second == first
    assert (list(User.objects.values()), list(Partnership.objects.values())) == before


def test_twice_leaves_the_revision_of_the_register(demo):
    demo()
    before = register_revision()

    demo()

    assert register_revision() == before


def test_changed_password_is_what_is_printed_again(demo):
    demo()
    coordinator = User.objects.get(email=COORDINATOR.email)
    coordinator.set_password("something else entirely")
    coordinator.save()

    demo()

    coordinator.refresh_from_db()
    assert coordinator.check_password(COORDINATOR.password)


def test_real_installation_is_refused(demo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="This is no demo"):
        demo()

    assert User.objects.count() == 0


def test_force_loads_it_all_the_same(demo, settings):
    settings.DEMO = False

    demo("--force")

    assert User.objects.count() == len(DEMO_ACCOUNTS)


def test_missing_calls_are_told(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="`load_calls` publishes the calls"):
        load()

    assert User.objects.count() == 0


def test_the_register_gets_invented_organisations_once(demo):
    demo()
    load()

    names = list(Organisation.objects.values_list("name", flat=True))
    assert len(names) == len(set(names)) == 12
    assert all(name.endswith("(invented)") for name in names)
