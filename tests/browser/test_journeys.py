"""The three main journeys, step by step, on SQLite and on PostgreSQL.

A coordinator goes from an empty list to a pack, a partner from a mail to a confirmation
on a phone, and two administrators from a table to an edition, and to a leave.
"""

import re
import shutil

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation
from alliances.files.sheets import write_csv
from alliances.files.tables import COUNTRY_COLUMNS
from alliances.models import Call, User
from alliances.selectors.reference import published_tables
from proposals.demo import ADMINISTRATOR, SECOND_ADMINISTRATOR
from proposals.models import Submission
from tests.browser.steps import sign_in_by_hand, workspace_of
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import partner

pytestmark = [pytest.mark.journeys, pytest.mark.both_engines]

SENDING = 20_000
DRAWING = 90_000
"""Milliseconds a mail and a pack may take on a busy machine."""
LIST = """Organisation;Country;Role;Type
Hogeschool Gent;BE;Coordinator;University
Berufsschule Linz;AT;Partner;VET provider
Escola de Braga;PT;Partner;VET provider
Verband Netz;DE;Partner;sector body
Chambre de Lyon;FR;Partner;social partner
Forge de Namur;BE;Partner;SME
Instituto de Soria;ES;Partner;research institute
Comune di Genova;IT;Partner;public body
"""
"""Eight partners of seven countries, as somebody's spreadsheet has them: enough."""
REASON = "The agency confirmed by letter that seven months will do."


def reload_until(page, locator):
    """Look again every half second, until something is there."""
    for _time in range(SENDING // 500):
        if locator.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{locator} did not come")


# ---------------------------------------------------------------- the coordinator


@pytest.mark.usefixtures("worker")
def test_coordinator_goes_from_the_start_to_a_pack(demo, artefacts, tmp_path):
    page = demo.open_page()
    sign_in_by_hand(page)
    artefacts.step(page, "my alliances")
    starts(page, artefacts)
    imports_partners(page, artefacts, tmp_path)
    states_facts(page, artefacts)
    submits(page, artefacts)
    text = fetches_the_pack(page, artefacts, tmp_path)

    number = Submission.objects.get().number
    assert number in text
    assert "Verband Netz" in text


def starts(page, artefacts):
    """Choose what to apply for, and name the alliance."""
    page.goto(reverse("alliance-start"))
    artefacts.step(page, "what to apply for")
    page.get_by_role("link", name="Lot 1: Design and delivery of VET").first.click()
    page.get_by_label("Acronym").fill("VERDE")
    artefacts.step(page, "name the alliance")
    page.get_by_role("button", name="Start the alliance").click()
    expect(page.get_by_role("heading", name="Consortium", exact=True)).to_be_visible()
    artefacts.step(page, "an empty workspace")


def imports_partners(page, artefacts, folder):
    """Bring a list, look at it, and import it."""
    file = folder / "partners.csv"
    file.write_text(LIST, "utf-8")
    page.get_by_role("link", name="Import a list").first.click()
    page.get_by_label("List of partners").set_input_files(file)
    page.get_by_role("button", name="Look at the list").click()
    artefacts.step(page, "a list before it is imported")
    page.get_by_role("button", name="Import 8 partners").click()
    expect(page.get_by_text("8 partners imported.")).to_be_visible()
    artefacts.step(page, "the partners")


def states_facts(page, artefacts):
    """Say how long and for how much, until every clause is met."""
    page.get_by_label("Title").fill("Green trades for small towns")
    page.get_by_label("Sector").fill("Building of small houses")
    page.get_by_label("Duration").select_option("24")
    grant = page.get_by_label("Grant requested")
    grant.fill("690,000")
    grant.press("Tab")
    overall = page.locator("#eligibility .as-planned .panel__overall")
    expect(overall).to_have_class(re.compile("word--met"))
    artefacts.step(page, "every clause is met")


def submits(page, artefacts):
    """Check, tick and press; the receipt has the number."""
    page.wait_for_load_state("networkidle")  # a request that is cut off is an error
    page.get_by_role("link", name="Check and submit").first.click()
    artefacts.step(page, "check and submit")
    page.get_by_label("I submit although").check()
    page.get_by_label("I may act").check()
    page.get_by_role("button", name="Submit VERDE").click()
    expect(page.get_by_role("heading", name="VERDE is submitted")).to_be_visible()
    artefacts.step(page, "the receipt")


def fetches_the_pack(page, artefacts, folder):
    """Wait until the worker has drawn it, and read it."""
    ready = page.get_by_role("link", name="Go to the pack")
    reload_until(page, ready)
    ready.click()
    heading = page.get_by_role("heading", name="The pack is ready")
    expect(heading).to_be_visible(timeout=DRAWING)
    artefacts.step(page, "the pack")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    path = folder / "pack.pdf"
    download.value.save_as(path)
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(each.get_textpage().get_text_range() for each in pdf)


# ---------------------------------------------------------------- the partner


@pytest.fixture
def mails(demo, worker_of_the_demo, settings):  # noqa: ARG001  # a worker must send
    """Let mails end in the mailbox of the demo."""
    settings.SITE_URL = demo.base_url
    shutil.rmtree(settings.DATA_DIR / "mail", ignore_errors=True)


@pytest.mark.usefixtures("mails")
def test_partner_goes_from_a_mail_to_a_confirmation_on_a_phone(
    demo, open_window, maria, artefacts
):
    draft = make_eligible_draft(
        by=maria, acronym="VERDE", confirmation=Confirmation.NOT_INVITED
    )
    coordinator = open_window()
    asks(coordinator, draft, artefacts)

    phone = demo.open_page(phone=True)
    opens_the_mail(phone, artefacts)
    confirms(phone, artefacts)

    assert partner(draft).confirmation == Confirmation.CONFIRMED
    coordinator.goto(workspace_of(draft))
    expect(coordinator.locator("#p2")).to_contain_text("Confirmed")
    artefacts.step(coordinator, "the workspace of the coordinator")
    phone.goto("/demo/mailbox/")
    reload_until(phone, phone.get_by_role("row", name="ghent@example.org").nth(1))
    artefacts.step(phone, "the mailbox with the copy of the answer")


def asks(coordinator, draft, artefacts):
    """Invite the second partner by its address."""
    coordinator.goto(reverse("partner-invitations", args=[draft.alliance.public_id]))
    coordinator.locator("#id_email-2").fill("ghent@example.org")
    artefacts.step(coordinator, "whom to invite")
    coordinator.get_by_role("button", name="Send 1 invitation").click()
    expect(coordinator.get_by_role("heading", name="Asked")).to_be_visible()


def opens_the_mail(phone, artefacts):
    """Find the mail, read it, follow its link; nothing is answered by that."""
    phone.goto("/demo/mailbox/")
    mail = phone.get_by_role("row", name="ghent@example.org")
    reload_until(phone, mail)
    artefacts.step(phone, "the mailbox")
    mail.get_by_role("link").click()
    artefacts.step(phone, "the mail")
    phone.locator(".mail__text a").first.click()
    expect(phone.get_by_role("heading", name="Confirm your part")).to_be_visible()
    artefacts.step(phone, "what is to be confirmed")


def confirms(phone, artefacts):
    """Say who one is, and confirm."""
    phone.get_by_label("Your name").fill("Anna Kovács")
    phone.get_by_label("Your function").fill("Vice-rector")
    phone.get_by_role("button", name="Confirm as full partner").click()
    expect(phone.get_by_text("Anna Kovács, Vice-rector")).to_be_visible()
    artefacts.step(phone, "confirmed")


# ---------------------------------------------------------------- the administrators


@pytest.fixture
def corrected(demo, settings, tmp_path):  # noqa: ARG001  # whose tables it corrects
    """Return a file with the countries of 2020 in which Bosnia takes part."""
    settings.FOUR_EYES = True
    tables = published_tables(Call.objects.get(code="2020").editions.latest("version"))
    rows = [
        (
            each.code,
            "programme" if each.code == "BA" else each.standing,
            "yes" if each.is_eu_member else "no",
            each.counts_as,
            "" if each.code == "BA" else each.region,
        )
        for each in tables.countries
    ]
    file = tmp_path / "corrected.csv"
    file.write_bytes(write_csv([COUNTRY_COLUMNS, *rows]))
    return file


@pytest.fixture
def blocked(maria, monkeypatch):
    """Return a draft whose duration no rule allows."""
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_eligible_draft(by=maria, acronym="SHORT", duration_months=7)


def test_administrators_go_from_a_table_to_an_edition_and_to_a_leave(
    open_window, corrected, blocked, artefacts
):
    anton = open_window(account_of(ADMINISTRATOR))
    anton.goto(reverse("administration"))
    artefacts.step(anton, "administration")
    uploads_and_asks(anton, corrected, artefacts)
    publishes(open_window(account_of(SECOND_ADMINISTRATOR)), artefacts)
    gives_leave(anton, blocked, artefacts)
    coordinator = open_window()
    coordinator.goto(reverse("submit", args=[blocked.alliance.public_id]))
    expect(coordinator.get_by_text(REASON)).to_be_visible()
    artefacts.step(coordinator, "what the coordinator may submit")

    edition = Call.objects.get(code="2020").editions.latest("version")
    assert (edition.version, edition.reason) == (2, "Bosnia takes part.")


def account_of(account):
    return User.objects.get(email=account.email)


def uploads_and_asks(anton, file, artefacts):
    """Bring a table, look at what it would change, and ask another one to publish."""
    anton.goto(f"{reverse('reference-upload')}?call=2020")
    anton.get_by_label("Country status").check()
    anton.locator("input[type=file]").set_input_files(file)
    artefacts.step(anton, "upload a table")
    anton.get_by_role("button", name="Upload and compare").click()
    expect(anton.get_by_role("row", name="Bosnia")).to_be_visible()
    artefacts.step(anton, "what would change")
    anton.get_by_role("textbox", name="Reason").fill("Bosnia takes part.")
    anton.get_by_role("button", name="Ask to publish edition 2").click()
    expect(anton.get_by_text("Another administrator is asked")).to_be_visible()
    artefacts.step(anton, "another one is asked")


def publishes(berta, artefacts):
    """Find what waits on the front page of administrators, and publish it."""
    berta.goto(reverse("administration"))
    artefacts.step(berta, "what waits for the second administrator")
    berta.get_by_role("link", name="corrected.csv").click()
    artefacts.step(berta, "to review")
    berta.get_by_role("button", name="Publish edition 2").click()
    expect(berta.get_by_role("heading", name="Call 2020, edition 2")).to_be_visible()
    artefacts.step(berta, "the edition")


def gives_leave(anton, draft, artefacts):
    """Allow a draft to be submitted although its duration is not met."""
    anton.goto(reverse("override", args=[draft.alliance.public_id]))
    for box in anton.get_by_role("group", name="Not met").get_by_role("checkbox").all():
        box.check()
    anton.get_by_label("Reason").fill(REASON)
    artefacts.step(anton, "a leave")
    anton.get_by_role("button", name="Allow it").click()
    expect(anton.get_by_text("Allowed. What you named no longer")).to_be_visible()
    artefacts.step(anton, "the leave is given")
