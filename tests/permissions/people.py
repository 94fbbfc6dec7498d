"""One proposal and everybody who could ask something about it, each in a browser."""

import datetime as dt
import re
import time
from copy import deepcopy
from typing import Any

from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from alliances.models import User
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, Submission
from tests.architecture.test_urls import full_path
from tests.clients import Window
from tests.factories import make_colleague, make_user
from tests.permissions.forms import forms_of
from tests.proposals.services.asking import ask_by_mail
from tests.proposals.views.every_page import EMPTY, World

LINK, OTHER_LINK = "link of P2", "link of another"
ROLES = (
    *("nobody", "stranger", "coordinator", "editor", "viewer", "contact of P2"),
    *(LINK, OTHER_LINK, "administrator", "second administrator", "of people"),
)
"""Who asks, in the order of the columns."""

PUBLISHERS = ("reference-check", "law-check")
PLACE = re.compile(r"<[^>]+>")
EXPRESSIONS = {
    "^(?P<app_label>alliances|account|proposals|eligibility)/$": "alliances/",
    "(?P<url>.*)$": "nowhere/",
}
"""What the administration of Django writes as expressions."""
GUESSED = "g" * 43
AN_HOUR = 3600


class Crowd:
    """The roles with their browsers, and the address at which each of them asks."""

    def __init__(self) -> None:
        administrator = make_user(is_staff=True)
        world = World(EMPTY, make_user(), administrator=administrator)
        second = make_user(is_staff=True)
        self._world = world
        self.administrator = administrator
        people: dict[str, User | None] = {
            "nobody": None,
            "stranger": make_user(),
            "coordinator": world.by,
            "editor": make_colleague(world.draft),
            "viewer": make_colleague(world.draft, role="viewer"),
            "contact of P2": world.contact,
            LINK: None,
            OTHER_LINK: None,
            "administrator": administrator,
            "second administrator": second,
            "of people": make_user(is_staff=True, is_superuser=True),
        }
        self._let_in_where_something_was_submitted(people)
        self.browsers = {role: signed_in(people[role]) for role in ROLES}
        self._own = self._keys(people)
        for name in PUBLISHERS:
            self._ask_to_publish(reverse(name, kwargs=world.keys[name]))
        self._cookies = {
            role: deepcopy(each.cookies) for role, each in self.browsers.items()
        }

    def begin_anew(self, role: str) -> Client:
        """Return the browser of a role with the cookies it began with."""
        browser = self.browsers[role]
        browser.cookies = deepcopy(self._cookies[role])
        return browser

    def seen_as(self, role: str) -> str:
        """Return who the product takes a role for: nobody where it has no cookie."""
        return role if self._cookies[role] else "nobody"

    def address(self, pattern: URLPattern, role: str) -> str:
        """Return where a role asks: each link leads to what is its own."""
        path = full_path(pattern)
        for expression, words in EXPRESSIONS.items():
            path = path.replace(expression, words)
        if path.startswith(("admin/", "accounts/")):
            return "/" + PLACE.sub(self._row(pattern), path)
        own = self._own.get(str(pattern.name), {})
        if "token" in pattern.pattern.converters:
            own = {"token": self._tokens.get(role, GUESSED)}
        if pattern.name == "mail-stop" and role != LINK:
            own = {"signature": GUESSED}
        return self._world.address(pattern, own)

    def _let_in_where_something_was_submitted(self, people: dict[str, Any]) -> None:
        """Give everybody the same role in the alliance with submission and pack."""
        submitted = Submission.objects.latest("pk").proposal
        for role in ("editor", "viewer"):
            make_colleague(submitted, people[role], role=role)
        make_colleague(submitted, people["contact of P2"], role="contact", partner=2)

    def _row(self, pattern: URLPattern) -> str:
        model = getattr(pattern.callback, "model_admin", None)
        row = model and model.model._default_manager.order_by("pk").first()
        return str(row.pk if row else 1)

    def _keys(self, people: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Return what addresses that only take forms need, by name."""
        world, draft = self._world, self._world.draft
        rows = draft.alliance.partnerships
        rows.filter(number=2).update(confirmation="not_invited")
        mail = people["contact of P2"].email
        asked = ask_by_mail(draft, 2, by=world.by, email=mail)
        self._tokens = {LINK: asked, OTHER_LINK: world.keys["own-mandate"]["token"]}
        question = ConfirmationRequest.objects.by_token(asked).get()
        editor = draft.colleagues.get(person=people["editor"])
        waiting = draft.colleagues.create(
            email=people["second administrator"].email,
            invited_by=world.by,
            letter_state=LetterState.BOUNCED,
            queued_at=timezone.now() - dt.timedelta(hours=1),
        )
        check, law = world.keys["reference-check"], world.keys["law-check"]
        return {
            **named("colleague-{}", ("change", "remove", "restore"), key=editor.pk),
            **named("invitation-{}", ("join", "decline"), key=waiting.pk),
            **named(
                "partner-invitation-{}", ("again", "elsewhere", "revoke"), number=2
            ),
            "mail-again": {"kind": "colleague-invitation", "key": waiting.pk},
            "own-request-open": {"public_id": question.public_id},
            "own-figure-take-back": {"key": world.new_line},
            "pack-stop": world.keys["pack"],
            "part-done": {"section": "budget"},
            "second-factor-reset": {"key": people["editor"].pk},
            "section-here-partner": {"section": "partnership"},
            "shared-again": {"table": "nace"},
            "signed-copy-remove": world.keys["signed-copy"],
            "reference-discard": check,
            "law-discard": law,
            "register-discard": world.keys["register-check"],
        }

    def _ask_to_publish(self, address: str) -> None:
        """Let the administrator ask another one to publish what was uploaded."""
        browser = self.browsers["administrator"]
        (form,) = [
            each
            for each in forms_of(browser.get(address), address)
            if each.get("act") == "ask"
        ]
        browser.post(address, form | {"reason": "A test."})


def named(name: str, acts: tuple[str, ...], **keys: Any) -> dict[str, dict[str, Any]]:
    """Return the same keys for the addresses of several acts."""
    return {name.format(act): keys for act in acts}


def signed_in(person: User | None) -> Client:
    """Return a browser in which somebody proved who they are, for long enough."""
    browser = Window(raise_request_exception=False)
    if person is not None:
        browser.force_login(person)
        browser.prove(person, at=time.time() + AN_HOUR)
    return browser
