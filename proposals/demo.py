"""Who and what the demo shows; nothing of it is real."""

from dataclasses import dataclass
from pathlib import Path

DEMO_FOLDER = Path(__file__).parents[1] / "fixtures" / "demo"
DEMO_REGISTER = DEMO_FOLDER / "organisations.csv"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who may sign in to the demo, with a password everybody may know."""

    email: str
    password: str
    full_name: str
    is_administrator: bool = False


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
)
SECOND_ADMINISTRATOR = DemoAccount(
    email="second-admin@demo.example",
    password="demo-second-administrator",  # noqa: S106  # printed on purpose, refused outside the demo
    full_name="Berta Novak",
    is_administrator=True,
)
"""Who publishes what the first one asks for."""
DEMO_ACCOUNTS = (COORDINATOR, ADMINISTRATOR, SECOND_ADMINISTRATOR)
