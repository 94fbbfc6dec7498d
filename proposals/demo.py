"""Who and what the demo shows; nothing of it is real."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    # Tools outside the product read the accounts, without Django's settings.
    from alliances.models import User

DEMO_FOLDER = Path(__file__).parents[1] / "fixtures" / "demo"
DEMO_REGISTER = DEMO_FOLDER / "organisations.csv"
WHOLE_PROPOSAL = DEMO_FOLDER / "railwright"
"""A draft that is nearly finished: its file, its texts, and the life around it."""
CONSORTIUM, WHOLE_DRAFT = "CYBERSKILLS", "RAILWRIGHT"
"""Acronyms of the demo's drafts: partners only, and a whole application."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who may sign in to the demo, with a password everybody may know."""

    email: str
    password: str
    full_name: str
    is_administrator: bool = False
    role: str = gettext_noop("Coordinator")


COORDINATOR = DemoAccount(
    email="coordinator@demo.example",
    password="demo-coordinator",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Maria Kazlauskienė",
)
ADMINISTRATOR = DemoAccount(
    email="admin@demo.example",
    password="demo-administrator",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Anton Berg",
    is_administrator=True,
    role=gettext_noop("Administrator"),
)
SECOND_ADMINISTRATOR = DemoAccount(
    email="second-admin@demo.example",
    password="demo-second-administrator",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Berta Novak",
    is_administrator=True,
    role=gettext_noop("Administrator"),
)
"""Who publishes what the first one asks for."""
EDITOR = DemoAccount(
    email="editor@demo.example",
    password="demo-editor",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Tomáš Říha",
    role=gettext_noop("Editor"),
)
PARTNER_CONTACT = DemoAccount(
    email="partner@demo.example",
    password="demo-partner",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Małgorzata Źrebiec",
    role=gettext_noop("Partner contact"),
)
DEMO_ACCOUNTS = (
    COORDINATOR,
    ADMINISTRATOR,
    SECOND_ADMINISTRATOR,
    EDITOR,
    PARTNER_CONTACT,
)
EXCUSED = frozenset(each.email for each in DEMO_ACCOUNTS if each.is_administrator)


def needs_no_second_factor(user: "User") -> bool:
    """Say whether somebody may administer by password alone.

    Only the administrators of the demo, whose passwords everybody may read anyway, and
    only while SECOND_FACTOR is off: a newcomer looks around without a phone.
    """
    return settings.DEMO and not settings.SECOND_FACTOR and user.email in EXCUSED
