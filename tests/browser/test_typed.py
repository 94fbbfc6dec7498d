"""What was typed into a form and not saved is there when its page is opened again."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from alliances.models import User
from proposals.demo import COORDINATOR, EDITOR
from proposals.models import WorkPackage
from proposals.services.work_packages import remove_work_package
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.journeys

AGAIN = "What you typed here before and did not save stands in this form again."
WAITS = "Text you typed on this computer was not saved."


@pytest.fixture
def draft(maria):
    draft = make_draft_with_plan(by=maria)
    add_package(draft)
    return draft


@pytest.fixture
def page(open_window, draft):  # noqa: ARG001  # what is opened
    return open_window()


def plan_of(draft):
    return f"{workspace_of(draft)}form/work-plan/"


def left(page, address, field, text):
    """Type into a page and leave it by a link."""
    page.goto(address)
    page.locator(field).fill(text)
    page.locator(".masthead__name a").first.click()
    page.wait_for_load_state()


FORMS = {
    "work package": ("packages/1/", "#id_description"),
    "another package": ("packages/add/", "#id_title"),
    "task": ("packages/1/tasks/add/", "#id_title"),
    "result": ("packages/1/results/add/", "#id_title"),
    "milestone": ("packages/1/milestones/add/", "#id_title"),
    "days": ("effort/2/", "#days-1-teacher"),
    "partner": ("../../partners/2/", "#id_name"),
    "a new partner": ("../../partners/add/", "#id_name"),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_was_typed_and_left_is_there_again(page, draft, form):
    place, field = FORMS[form]
    left(page, plan_of(draft) + place, field, "12")
    expect(page.get_by_text(WAITS)).to_be_visible()

    page.goto(plan_of(draft) + place)

    expect(page.locator(field)).to_have_value("12")
    expect(page.get_by_text(AGAIN)).to_be_visible()
    assert violations(page) == []


def test_what_was_typed_into_what_a_colleague_removed_is_kept(page, draft):
    page.goto(f"{plan_of(draft)}packages/1/")
    page.locator("#id_description").fill("An hour of work")
    remove_work_package(
        work_package=WorkPackage.objects.get(proposal=draft),
        version=1,
        by=make_colleague(draft),
    )

    page.get_by_role("button", name="Save the work package").click()

    expect(page.get_by_text("A colleague removed WP1 meanwhile.")).to_be_visible()
    expect(page.get_by_text(WAITS)).to_be_visible()


@pytest.mark.parametrize(
    ("place", "field"), [("", "#id_title"), ("partners/2/part-a/", "#id_street")]
)
def test_form_that_saves_by_itself_keeps_what_it_could_not_send(
    page, draft, place, field
):
    page.goto(workspace_of(draft) + place)
    page.locator(field).fill("Typed and reloaded")
    page.reload()

    expect(page.locator(field)).to_have_value("Typed and reloaded")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator(".saved")).to_be_visible()
    kept = "Object.keys(localStorage).filter((each) => each.startsWith('unsaved:'))"
    assert page.evaluate(kept) == []
    page.reload()
    expect(page.locator(field)).to_have_value("Typed and reloaded")
    expect(page.get_by_text(AGAIN)).to_have_count(0)


def test_drawer_is_filled_again(page, draft):
    page.goto(workspace_of(draft))
    page.get_by_role("link", name="Add a partner").first.click()
    page.locator("#partner-form #id_name").fill("Typed and reloaded")
    page.reload()

    page.get_by_role("link", name="Add a partner").first.click()

    drawer = page.locator("#partner-form")
    expect(drawer.locator("#id_name")).to_have_value("Typed and reloaded")
    drawer.get_by_role("link", name="Cancel").click()
    page.reload()
    expect(page.get_by_text(WAITS)).to_be_hidden()


def test_saved_form_leaves_nothing_behind(page, draft):
    page.goto(plan_of(draft) + "packages/1/")
    page.locator("#id_description").fill("Typed and saved")
    page.get_by_role("button", name="Save the work package").click()
    expect(page.get_by_text("WP1 saved.")).to_be_visible()

    page.goto(workspace_of(draft))
    expect(page.get_by_text(WAITS)).to_be_hidden()
    page.goto(plan_of(draft) + "packages/1/")
    expect(page.get_by_text(AGAIN)).to_have_count(0)


def test_form_that_no_server_answered_is_kept_wherever_its_tab_is_led(page, draft):
    page.goto(plan_of(draft) + "packages/1/")
    page.locator("#id_description").fill("Sent into nothing")
    page.context.set_offline(offline=True)
    page.get_by_role("button", name="Save the work package").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(offline=False)

    page.goto(workspace_of(draft).rstrip("/"))  # leads to its page

    expect(page.get_by_text(WAITS)).to_be_visible()
    page.goto(plan_of(draft) + "packages/1/")
    expect(page.locator("#id_description")).to_have_value("Sent into nothing")


def test_refused_form_is_kept_until_it_is_saved(page, draft):
    page.goto(plan_of(draft) + "packages/1/")
    page.locator("#id_description").fill("Refused and left")
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Save the work package").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.goto(plan_of(draft) + "packages/1/")

    expect(page.locator("#id_description")).to_have_value("Refused and left")


def sign_in_as(page, account):
    Session.objects.all().delete()
    page.goto(page.url)
    page.locator("#id_login").fill(account.email)
    page.locator("#id_password").fill(account.password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_what_somebody_else_comes_upon_is_not_theirs_to_lose(page, draft):
    editor = User.objects.get(email=EDITOR.email)
    make_colleague(draft, person=editor)
    page.goto(plan_of(draft) + "packages/1/")
    page.locator("#id_description").fill("Typed by Maria")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save the work package").click()

    expect(page.locator("#id_login")).to_be_visible()

    sign_in_as(page, EDITOR)
    expect(page.locator("#id_description")).to_have_value("")
    sign_in_as(page, COORDINATOR)

    expect(page.locator("#id_description")).to_have_value("Typed by Maria")


def test_what_comes_back_is_saved_over_the_version_it_was_typed_over(page, draft):
    left(page, plan_of(draft) + "packages/1/", "#id_description", "Mine")
    stored = WorkPackage.objects.filter(proposal=draft)
    stored.update(description="Theirs", version=7)

    page.goto(plan_of(draft) + "packages/1/")
    page.get_by_role("button", name="Save the work package").click()

    expect(page.get_by_role("alert")).to_contain_text("a colleague changed this")
    assert stored.get().description == "Theirs"


def test_mine_undoes_nothing_that_a_colleague_changed_beside_it(page, draft):
    page.goto(plan_of(draft) + "packages/1/")
    page.locator("#id_title").fill("Mine")
    stored = WorkPackage.objects.filter(proposal=draft)
    stored.update(title="Theirs", description="Beside it", version=7)
    page.get_by_role("button", name="Save the work package").click()

    expect(page.get_by_role("alert")).to_contain_text("a colleague changed this")
    expect(page.locator("#id_description")).to_have_value("Beside it")
    expect(page.get_by_text(AGAIN)).to_have_count(0)
    page.get_by_role("button", name="Use mine").click()

    expect(page.get_by_text("WP1 saved.")).to_be_visible()
    saved = stored.get()
    assert (saved.title, saved.description) == ("Mine", "Beside it")


def test_what_comes_back_can_be_thrown_away(page, draft):
    left(page, plan_of(draft) + "packages/1/", "#id_description", "Not wanted")
    page.get_by_role("link", name="See it and restore it").click()
    expect(page.locator(".unsaved .versions__text")).to_have_text(["Not wanted"])
    page.get_by_role("link", name="WP1 Pilots").click()

    page.get_by_role("button", name="Throw it away").click()

    expect(page.locator("#id_description")).to_have_value("")
    page.goto(workspace_of(draft))
    expect(page.get_by_text(WAITS)).to_be_hidden()
