"""Administrators read rulebooks with their history; nobody changes a published one."""

import pytest
from django.urls import reverse

from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import make_call, make_user
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

LISTING = reverse("admin:eligibility_rulebook_changelist")


def page_of(row, name="change"):
    return reverse(f"admin:eligibility_rulebook_{name}", args=[row.pk])


@pytest.fixture
def admin_user():
    return make_user(is_staff=True, is_superuser=True, full_name="Anton Berg")


@pytest.fixture
def administrator(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def corrected(admin_user):
    """Publish a call, and a correction of its rules."""
    make_call()
    text = rules_of("open") + '\n# Read again: <script>alert("x")</script>\n'
    return publish_rulebook(text=text, reason="Read in the guide.", by=admin_user)


def test_the_history_says_when_who_and_why(administrator, corrected):
    page = administrator.get(LISTING)

    versions = [each.version for each in page.context["cl"].result_list]
    assert versions == [2, 1]
    for words in ("Read in the guide.", "Anton Berg", corrected.sha256[:8]):
        assert words in page.content.decode()


def test_the_text_is_shown_as_text(administrator, corrected):
    page = administrator.get(page_of(corrected)).content.decode()

    assert "id = &quot;min-programme-countries&quot;" in page
    assert "&lt;script&gt;alert(&quot;x&quot;)" in page
    assert corrected.sha256 in page


def test_a_published_rulebook_cannot_be_changed(administrator, corrected):
    add = reverse("admin:eligibility_rulebook_add")

    assert administrator.post(page_of(corrected), {"text": "x"}).status_code == 403
    assert administrator.post(add, {}).status_code == 403
    delete = administrator.post(page_of(corrected, "delete"), {"post": "yes"})
    assert delete.status_code == 403
    assert Rulebook.objects.get(pk=corrected.pk).text == corrected.text


def test_rulebooks_are_searched_and_filtered(administrator, corrected):
    other = make_call("other").rulebooks.get()

    def found(**chosen):
        return set(administrator.get(LISTING, chosen).context["cl"].result_list)

    assert found(q="Read again") == {corrected}
    assert found(call__code__exact="other") == {other}


def test_the_list_costs_the_same_with_more_rows(
    administrator, corrected, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as fewer:
        administrator.get(LISTING)
    publish_rulebook(text=corrected.text + "\n# more\n", reason="More.")

    with django_assert_max_num_queries(12) as more:
        administrator.get(LISTING)

    assert len(more) == len(fewer)
