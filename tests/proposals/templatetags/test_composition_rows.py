"""What is drawn at once of partners says what was stated, escaped, and once each."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import escape

from alliances.enums import Confirmation
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from tests.factories import (
    confirm_by_link,
    make_colleague,
    make_eligible_draft,
)

pytestmark = pytest.mark.django_db

NAME = 'Nu<i> & "Sons" of O\'Hara'


@pytest.fixture
def draft():
    draft = make_eligible_draft()
    change(draft, 2, name=NAME)
    return draft


def change(draft, number, **values):
    draft.alliance.partnerships.filter(number=number).update(**values)


def page(client, draft, reader=None):
    client.force_login(reader or draft.alliance.coordinator)
    answer = client.get(reverse("workspace", args=[draft.alliance.public_id]))
    return answer.content.decode()


def table(text):
    found = text[text.index('<table class="table cards partners">') :]
    return found.partition("</table>")[0]


def test_a_name_is_escaped_wherever_the_workspace_has_it(client, draft):
    text = page(client, draft)

    assert "Nu<i>" not in text
    # Link and button of its row, title and short name in the matrix, title at the map.
    assert text.count(escape(NAME)) == 5


def test_each_row_has_the_token_of_its_form(client, draft):
    rows = table(page(client, draft))

    assert rows.count('name="csrfmiddlewaretoken"') == 3
    assert rows.count("/remove/fragment/") == 3


def test_who_only_reads_gets_the_rows_without_acts(client, draft):
    change(draft, 3, confirmation=Confirmation.DECLINED)
    for_editors = table(page(client, draft))
    reader = make_colleague(draft, role="viewer")

    rows = table(page(client, draft, reader))

    assert (rows.count("<form"), rows.count('colspan="5"')) == (0, 2)
    assert rows.count("data-opens") == 3
    asks = [each.count("answer__ask") for each in (for_editors, rows)]
    assert asks == [1, 0]


def test_an_answer_to_decide_on_has_a_row_of_its_own(client, draft):
    confirm_by_link(draft.alliance.partnerships.get(number=2))
    asked = ConfirmationRequest.objects.filter(partnership__number=2)
    asked.update(answer=PartnerAnswer.CHANGE)
    change(draft, 2, confirmation=Confirmation.NOT_INVITED)

    text = page(client, draft)

    more = text[text.index('<tr id="p2" data-more>') :].partition("partners__more")[2]
    assert "See what was decided<" in more.partition("</tr>")[0]
    assert "/invitations/2/again/" in more.partition("</tr>")[0]
    assert text.count("data-more") == 1


def test_answers_of_one_kind_have_their_own_days(client, draft):
    for number in (2, 3):
        row = draft.alliance.partnerships.get(number=number)
        confirm_by_link(row, at=dt.datetime(2020, 1, 18 + number, 12, tzinfo=dt.UTC))

    rows = table(page(client, draft))

    assert ("20 Jan 2020" in rows, "21 Jan 2020" in rows) == (True, True)
