"""One whole proposal, and the people who write it, each with a session."""

import io
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from alliances.files.consortium import parse_json
from alliances.models import User
from proposals.files.form import Per
from proposals.models import Proposal
from proposals.selectors.form.application_forms import form_sections
from proposals.services.imports import import_consortium
from tests.factories import make_colleague, make_user, publish_shipped_call

FILE = Path("fixtures/consortia/charter-2020-lot-2.json")


def prepare() -> None:
    """Make the tables and publish the call of 2020 with its form."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    publish_shipped_call("2020")
    call_command("load_forms", stdout=io.StringIO())


def writers(number: int) -> tuple[Proposal, list[User]]:
    """Return a draft of a real consortium, its coordinator and colleagues."""
    coordinator = make_user()
    draft = import_consortium(file=parse_json(FILE.read_bytes()), by=coordinator)
    return draft, [coordinator, *(make_colleague(draft) for _each in range(number - 1))]


def questions_of(draft: Proposal) -> list[str]:
    """Return the codes of the questions asked once, in order."""
    return [
        question.code
        for section in form_sections(draft)
        for question in section.questions
        if question.per is Per.PROPOSAL
    ]


def session_of(person: User) -> str:
    """Sign a person in; return the key of the session, as the cookie carries it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    key: str = store.session_key
    return key
