"""What a person does and sees in the workspace, in the words of the page."""

import re
from decimal import Decimal
from pathlib import Path

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from alliances.files.consortium import parse_file
from alliances.models import User
from proposals.demo import COORDINATOR
from proposals.models import Proposal
from proposals.services.imports import import_consortium

CHARTER = (
    Path(__file__).parents[2] / "fixtures" / "consortia" / "charter-2020-lot-2.json"
)
AN_HOUR = 3600
GRANT = "grant-within-ceiling"
COUNTRIES = "min-programme-countries"
TWELVE = "Blueprint, consortium of at least 12 Programme countries"
STANDARD = "Blueprint for sectoral cooperation on skills"


def stored_charter(user: User) -> Proposal:
    """Import CHARTER without a browser, for tests about something else."""
    file = parse_file(CHARTER.read_bytes(), CHARTER.name)
    proposal = import_consortium(file=file, by=user)
    Proposal.objects.filter(pk=proposal.pk).update(
        grant_requested_eur=Decimal("3900000.00")
    )
    return proposal


def workspace_of(proposal: Proposal) -> str:
    """Return the address of a workspace."""
    return reverse("workspace", args=[proposal.alliance.public_id])


def sign_in_by_hand(page: Page) -> None:
    """Sign in as the coordinator of the demo, on the page that asks for it."""
    page.goto("/")
    page.get_by_label("E-mail address").fill(COORDINATOR.email)
    page.get_by_role("textbox", name="Password").fill(COORDINATOR.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="My alliances")).to_be_visible()


def import_charter(page: Page) -> None:
    """Import CHARTER for the call it was written for, by its own file."""
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("Consortium file").set_input_files(CHARTER)
    page.get_by_role("button", name="Import the file").click()
    expect(page.get_by_role("heading", name="Consortium", exact=True)).to_be_visible()


def clause(page: Page, name: str) -> Locator:
    """Return one clause of the panel, as planned."""
    return page.locator(f"#eligibility .as-planned [data-clause={name}]")


def expect_clause(page: Page, name: str, word: str, figure: str) -> None:
    """Expect a clause to say its outcome in a word and in numbers."""
    line = clause(page, name)
    expect(line.locator(".clause__title .vh")).to_have_text(re.compile(f"^{word}:"))
    expect(line.locator(".num")).to_have_text(figure)


def expect_tally(page: Page, met: int, not_met: int, unknown: int) -> None:
    """Expect the three numbers above the clauses, as planned."""
    words = f"{met} met {not_met} not met {unknown} cannot tell yet"
    expect(page.locator("#eligibility .as-planned .tally")).to_have_text(words)


def expect_open_clauses(page: Page, *names: str) -> None:
    """Expect exactly these clauses to be open, as planned, in this order."""
    lines = page.locator("#eligibility .as-planned .clause--open")
    expect(lines).to_have_count(len(names))
    shown = [line.get_attribute("data-clause") for line in lines.all()]
    assert shown == list(names)


def remove(page: Page, name: str) -> None:
    """Remove the partner of this name; return once it is gone."""
    page.get_by_role("button", name=re.compile(rf"^Remove P\d+ {name}")).click()
    expect(page.get_by_text(re.compile(rf"{name}.* was removed"))).to_be_visible()


def let_proofs_age() -> None:
    """Have everybody who is signed in have proven who they are an hour ago."""
    for key in Session.objects.values_list("session_key", flat=True):
        store = SessionStore(session_key=key)
        store[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {**each, "at": each["at"] - AN_HOUR}
            for each in store.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        ]
        store.save()


def prove_by_password(page: Page, password: str) -> None:
    """Say once more who one is, on the page that asks for it."""
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Continue").click()
