"""Files of proposals, brought and looked at as a browser does."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals.models import Proposal
from proposals.services.application_forms import publish_form
from tests.clients import Window
from tests.factories import make_call, make_user
from tests.proposals.services.whole_proposals import WHOLE, WHOLE_FORM, as_bytes, fresh

TAKES = re.compile(r'name="take" value="([^"]+)"( checked)?')


@pytest.fixture
def maria(client):
    return let_in(client)


def let_in(client):
    """Let somebody in who has no alliance yet."""
    publish_form(call=make_call("open"), text=WHOLE_FORM, reason="A test.")
    user = make_user("maria@example.org")
    client.force_login(user)
    return user


@pytest.fixture(scope="module")
def whole(built_once):
    """Build a draft from a file, as its coordinator does."""

    def build():
        client = Window()
        coordinator = let_in(client)
        address = bring_new(client, WHOLE).url
        take_rest(client, address)
        take_rest(client, address)
        return fresh(Proposal.objects.get(alliance__coordinator=coordinator))

    return built_once(build)


@pytest.fixture
def draft(client, db, whole):  # noqa: ARG001  # reached in a transaction of its own
    client.force_login(whole.alliance.coordinator)
    return deepcopy(whole)


def take_rest(client, address):
    client.post(address, {"take": ticked(client.get(f"{address}?tick=all"))})


def named(document, name="atlas.json"):
    content = document if isinstance(document, bytes) else as_bytes(document)
    return SimpleUploadedFile(name, content)


def bring_new(client, document):
    return client.post(reverse("alliance-import"), {"file": named(document)})


def bring(client, draft, document, name="atlas.json"):
    address = reverse("outside", args=[draft.alliance.public_id])
    return client.post(address, {"file": named(document, name)})


def changed(**values) -> dict[str, Any]:
    return deepcopy(WHOLE) | values


def takes(answer):
    """Return what the page offers to take, each with whether it is ticked."""
    found = TAKES.findall(answer.content.decode())
    return {value: bool(checked) for value, checked in found}


def ticked(answer):
    return [value for value, is_ticked in takes(answer).items() if is_ticked]


def keys(answer):
    return [value.partition(" ")[0] for value in takes(answer)]


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
