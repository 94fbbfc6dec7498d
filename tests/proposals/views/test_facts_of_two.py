"""Two people in the facts of one draft: each keeps what only that person changed."""

from decimal import Decimal

import pytest

from tests.proposals.views.stating import BOTH, address, draft, stored, typed

__all__ = ["draft"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", BOTH)
def test_what_two_people_change_in_two_facts_is_both_saved(client, draft, name):
    yours = typed(draft, grant_requested_eur="2,000")
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))

    client.post(address(draft, name), yours)

    now = stored(draft)
    assert (now.alliance.title, now.grant_requested_eur) == ("Theirs", Decimal(2000))


def test_who_saves_without_script_reads_what_a_colleague_changed(client, draft):
    yours = typed(draft, grant_requested_eur="2,000")
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))

    answer = client.post(address(draft, "facts"), yours, follow=True)

    assert [str(each) for each in answer.context["messages"]][-1] == (
        "Facts saved, grant read as €2,000. A colleague changed meanwhile: Title."
    )


@pytest.mark.parametrize("name", BOTH)
def test_mine_undoes_no_other_fact_that_a_colleague_changed(client, draft, name):
    yours = typed(draft, title="Yours")
    theirs = typed(draft, title="Theirs", grant_requested_eur="1,000")
    client.post(address(draft, "facts"), theirs)
    client.post(address(draft, name), yours)

    version = stored(draft).facts_version
    client.post(address(draft, name), yours | {"facts_version": version})

    now = stored(draft)
    assert (now.alliance.title, now.grant_requested_eur) == ("Yours", Decimal(1000))


def test_fragment_names_what_a_colleague_changed_beside_it(client, draft):
    yours = typed(draft, grant_requested_eur="2,000")
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))

    page = client.post(address(draft, "facts-fragment"), yours).content.decode()

    assert "A colleague changed meanwhile: Title." in page


def test_what_is_typed_over_theirs_after_that_is_asked_about(client, draft):
    yours = typed(draft, grant_requested_eur="2,000")
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))
    saved = client.post(address(draft, "facts-fragment"), yours).context

    carried = {"facts_version": saved["version"], "seen": saved["seen"]}
    answer = client.post(
        address(draft, "facts-fragment"), yours | carried | {"title": "Mine"}
    )

    assert answer.status_code == 409
    assert stored(draft).alliance.title == "Theirs"


def test_fact_taken_back_in_the_same_page_is_saved(client, draft):
    yours = typed(draft, title="Yours")
    saved = client.post(address(draft, "facts-fragment"), yours).context

    carried = {"facts_version": saved["version"], "seen": saved["seen"]}
    client.post(
        address(draft, "facts-fragment"),
        typed(draft) | carried | {"title": "Skills for all"},
    )

    assert stored(draft).alliance.title == "Skills for all"
