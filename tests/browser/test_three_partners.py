"""Three partners answer by their links: yes, no, and not so; then something changes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from proposals.selectors.letters.letter_kinds import KINDS
from proposals.services.letters import send_letter
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, newest_token, partner

pytestmark = pytest.mark.journeys

SCREENS, HEIGHT = 2, 844
"""Of a phone, and the height of one in pixels."""


@pytest.fixture
def sent(monkeypatch):
    """Keep what would be queued: the test is the worker."""
    kept: list = []

    def keep(task, *keys):
        if task == "proposals.tasks.send_each":
            task, keys = keys[0], keys[1:]
        kept.extend((task, int(key)) for key in keys)

    monkeypatch.setattr("proposals.outbox._send", keep)
    return kept


@pytest.fixture
def draft(maria, sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(by=maria, confirmation=Confirmation.NOT_INVITED)


def deliver(sent):
    """Send the mails that are queued, as the worker does."""
    names = {each.task: each.name for each in KINDS}
    while sent:
        task, key = sent.pop(0)
        send_letter(kind=names[task], key=key)


def names_itself(page, name, function=""):
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your function").fill(function)


def row(page, number):
    """Return what the table of partners says of one, below its row included."""
    return page.locator(f"#p{number}, #p{number} + .partners__more")


def test_three_partners_answer_then_one_is_asked_anew(demo, open_window, draft, sent):
    yes, no, other = ask_three(open_window, draft, sent)
    confirms(demo, yes)
    declines(demo, no)
    asks_for_a_change(demo, other)
    deliver(sent)

    table = open_window()
    table.goto(workspace_of(draft))
    expect(row(table, 2).first).to_contain_text("Confirmed")
    expect(row(table, 3).first).to_contain_text("Declined")
    expect(row(table, 4).last).to_contain_text("Country: Germany → France")

    again = decides_and_asks_again(table, draft, sent)
    confirms(demo, again)
    earlier = changes_what_was_confirmed(table, draft, sent)
    confirms(demo, earlier)

    assert [partner(draft, each).confirmation for each in (2, 3, 4)] == [
        Confirmation.CONFIRMED,
        Confirmation.DECLINED,
        Confirmation.CONFIRMED,
    ]


def ask_three(open_window, draft, sent):
    """Invite all by one press; return the addresses of their links."""
    from tests.factories import add  # noqa: PLC0415  # needs the settings

    add(draft, "Port of Kiel", "DE", "sme", confirmation=Confirmation.NOT_INVITED)
    page = open_window()
    page.goto(reverse("partner-invitations", args=[draft.alliance.public_id]))
    for number in (2, 3, 4):
        page.locator(f"#id_email-{number}").fill(f"p{number}@example.org")
    page.get_by_role("button", name="Send 3 invitations").click()
    expect(page.get_by_text("3 invitations are on their way.")).to_be_visible()
    links = []
    for _each in range(3):
        task, key = sent.pop(0)
        assert task == "proposals.tasks.send_confirmation_request"
        send_letter(kind="confirmation-request", key=key)
        links.append(reverse("confirm", args=[newest_token()]))
    return links


def confirms(demo, link):
    page = demo.open_page(phone=True, script=False)
    page.goto(link)
    names_itself(page, "Anna Kovács", "Rector")
    page.get_by_role("button", name="Confirm as full partner").click()
    expect(page.get_by_text("Anna Kovács, Rector")).to_be_visible()


def declines(demo, link):
    page = demo.open_page(phone=True, script=False)
    page.goto(link)
    names_itself(page, "Bea Meyer")
    page.get_by_text("Decline, with a reason").click()
    page.get_by_label("Your reason").fill("We have no staff.")
    page.get_by_role("button", name="Decline", exact=True).click()
    expect(page.get_by_text("Declined", exact=True)).to_be_visible()


def asks_for_a_change(demo, link):
    page = demo.open_page(phone=True, script=False)
    page.goto(link)
    names_itself(page, "Chris Ode")
    page.get_by_text("Ask for a change").click()
    page.get_by_label("Country").select_option("France")
    page.get_by_label("In your own words").fill("Fewer days.")
    page.get_by_role("button", name="Ask for this change").click()
    expect(page.get_by_text("Asked for a change", exact=True)).to_be_visible()


def decides_and_asks_again(page, draft, sent):
    """Accept the country, refuse the words, ask again; return the new link."""
    page.get_by_role("link", name="Decide P4").click()
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text("Accepted.")).to_be_visible()
    page.locator("summary", has_text="Refuse").click()
    page.get_by_label("Why? The partner reads it.").fill("The days are settled.")
    page.get_by_role("button", name="Refuse with this word").click()
    expect(page.get_by_text("Change decided")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Ask P4 again").click()
    expect(page.get_by_text("1 invitation is on its way.")).to_be_visible()
    assert partner(draft, 4).country_id == "FR"
    deliver(sent)
    return reverse("confirm", args=[newest_token()])


def changes_what_was_confirmed(page, draft, sent):
    """Change the PIC of who confirmed; compare, and ask anew by one press."""
    page.goto(reverse("partner-change", args=[draft.alliance.public_id, 2]))
    page.locator("#id_pic").fill("999999999")
    page.get_by_role("button", name="Save the partner").click()
    expect(row(page, 2).first).to_contain_text("Confirmed for an earlier version")
    page.get_by_role("link", name="See what changed P2").click()
    expect(page.locator(".changes tbody tr")).to_have_text(["PICNot stated999999999"])
    assert violations(page) == []
    page.get_by_role("button", name="Ask P2 again").click()
    expect(page.get_by_text("1 invitation is on its way.")).to_be_visible()
    deliver(sent)
    return reverse("confirm", args=[newest_token()])


def test_page_of_a_partner_fits_two_screens_of_a_phone(demo, sent):  # noqa: ARG001  # as above
    """RAILWRIGHT's P5, asked for the first time, works in all ten work packages."""
    from alliances.models import Alliance  # noqa: PLC0415  # needs the settings

    proposal = Alliance.objects.get(acronym="RAILWRIGHT").proposal
    proposal.alliance.partnerships.filter(number=5).update(
        confirmation=Confirmation.NOT_INVITED
    )
    ConfirmationRequest.objects.filter(partnership__number=5).delete()
    page = demo.open_page(phone=True, script=False)
    page.goto(reverse("confirm", args=[ask_by_mail(proposal, 5)]))

    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.evaluate("document.documentElement.scrollWidth")

    assert height <= SCREENS * HEIGHT
    assert width == page.viewport_size["width"]
    expect(page.get_by_text("Leads T6.4")).to_be_visible()
    expect(page.locator("#mandate")).to_contain_text("on its behalf")
