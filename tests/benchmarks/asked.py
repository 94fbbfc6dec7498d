"""Asks pages of the product in this process, and says what each answer cost."""

import contextlib
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from tests.benchmarks.deadline_world import World

SECRET = "x" * 32
"""Of the forgery check: whoever sends the same in cookie and header passes."""
FORM_TYPE = "application/x-www-form-urlencoded"


class Cost(NamedTuple):
    """What one answer took."""

    python: float
    """Milliseconds of the processor of this process."""
    database: float
    """Those of the process of the connection; 0 where there is none."""
    statements: int
    size: int
    """Bytes sent."""

    @property
    def whole(self) -> float:
        """Milliseconds of both."""
        return self.python + self.database


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that is asked."""

    address: Callable[[], str]
    status: int = 200
    form: Callable[[], dict[str, Any]] | None = None
    """What is sent; None is looked at."""
    session: str = ""
    is_list: bool = False
    before: Callable[[], object] = lambda: None
    """What is made ready, not counted."""


@dataclass
class Asked:
    """Everything that may be asked of a world, by its name."""

    world: "World"
    pages: dict[str, Page] = field(init=False)

    def __post_init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415  # after setup

        from tests.load.people import session_of  # noqa: PLC0415  # as above

        self._answer = WSGIHandler()
        self._mine = session_of(self.world.coordinator)
        self._theirs = session_of(self.world.administrator)
        self._number = 0
        self.pages = self._all()

    def _all(self) -> dict[str, Page]:
        world, mine, theirs = self.world, self._mine, self._theirs
        whole = world.draft.alliance.public_id
        look = partial(_look, session=mine)
        confirm = f"/confirm/{world.token}/"
        unanswered = partial(_open, world)
        return {
            "floor, 20 rows": look("floor", 20),
            "floor, 300 rows": look("floor", 300, is_list=True),
            "floor, in the frame": look("floor-in-the-frame", whole),
            "submit, whole, accepted": self._press(world.pressed, 302),
            "submit, whole, refused": self._press(world.lacking, 422),
            "submit, three partners, accepted": self._press(world.small, 302),
            "check and submit": look("submit", whole),
            "check your answers": look("check-answers", whole),
            "receipt": look("receipt", world.number),
            "workspace": look("workspace", whole),
            "panel": look("eligibility-fragment", whole),
            "list of alliances": look("alliance-list"),
            "section": look("form-section", whole, "relevance"),
            "section of a partner": look("form-partner", whole, "partnership", 2),
            "section of the plan": look("form-section", whole, "work-plan"),
            "section of the budget": look("form-section", whole, "budget"),
            "changing a partner": look("partner-change", whole, 2),
            "confirmation": Page(lambda: confirm, before=unanswered),
            "confirming": Page(
                lambda: confirm, 302, partial(_answer, world), before=unanswered
            ),
            "workspace, 50 of 300 partners": look(
                "workspace", world.crowded.alliance.public_id, is_list=True
            ),
            "register": look("organisation-list", session=theirs, is_list=True),
            "countries": look(
                "data-list", "rehearsal", "status", session=theirs, is_list=True
            ),
            "drafts": look("administration-drafts", session=theirs, is_list=True),
        }

    def _press(self, draft: Any, status: int) -> Page:
        return Page(
            partial(_address, "submit", draft.alliance.public_id),
            status,
            partial(_pressed, draft),
            self._mine,
        )

    def cost(
        self, name: str, profile: AbstractContextManager[object] | None = None
    ) -> Cost:
        """Ask once and return what it cost; fail if the answer is another one."""
        from django.db import connection  # noqa: PLC0415  # after setup

        page = self.pages[name]
        page.before()
        form = page.form() if page.form else None
        environ = self._environ(page, form)
        connection.ensure_connection()
        server = _server_of(connection)
        count = _Count()
        with connection.execute_wrapper(count):
            spent, begun = _spent(server), time.process_time()
            with profile or contextlib.nullcontext():
                answer: Any = self._answer(environ, _heard)
                size = sum(len(each) for each in answer)
                answer.close()
            python, database = time.process_time() - begun, _spent(server) - spent
        if answer.status_code != page.status:
            raise SystemExit(f"{name}: {answer.status_code}\n{answer.headers}")
        return Cost(python * 1000, database / 1e6, count.number, size)

    def _environ(self, page: Page, form: dict[str, Any] | None) -> dict[str, Any]:
        """Return a request as the web server hands it over, each from elsewhere."""
        from django.test import RequestFactory  # noqa: PLC0415  # after setup

        self._number += 1
        headers: Any = {
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_X_CSRFTOKEN": SECRET,
            "HTTP_COOKIE": f"sessionid={page.session}; csrftoken={SECRET}",
            "REMOTE_ADDR": f"10.{self._number // 40000}"
            f".{self._number // 200 % 200}.{self._number % 200}",
        }
        method, body = ("GET", "") if form is None else ("POST", urlencode(form))
        made = RequestFactory().generic(
            method, page.address(), body, FORM_TYPE, **headers
        )
        return dict(made.environ)


def _heard(*_given: Any) -> Callable[[bytes], object]:
    """Take status and headers, as a web server does."""
    return lambda _part: None


class _Count:
    number = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        self.number += 1
        return execute(*given)


def _look(name: str, *keys: Any, session: str, is_list: bool = False) -> Page:
    return Page(partial(_address, name, *keys), session=session, is_list=is_list)


def _address(name: str, *keys: Any) -> str:
    from django.urls import reverse  # noqa: PLC0415  # after setup

    return reverse(name, args=keys)


def _pressed(draft: Any) -> dict[str, Any]:
    draft.refresh_from_db(fields=["revision"])
    return {
        "idempotency_key": uuid.uuid4(),
        "revision": draft.revision,
        "seen": "",
        "may_act": "on",
        "accepts_pending": "on",
        "representative": "rector@soria.example",
    }


def _open(world: "World") -> None:
    from tests.benchmarks.deadline_world import open_link  # noqa: PLC0415  # after setup

    open_link(world.asked)


def _answer(world: "World") -> dict[str, Any]:
    from proposals.snapshots.statements import statements_of  # noqa: PLC0415  # as above

    partner = world.asked.partnership
    return {
        "answer": "confirm",
        "name": "Anna Kovács",
        "function": "Vice-rector",
        "seen": statements_of(world.draft).of(partner).text,
    }


def _server_of(connection: Any) -> int:
    """Return the number of the connection's process; 0 where there is none."""
    if connection.vendor != "postgresql":
        return 0
    return int(connection.connection.info.backend_pid)


def _spent(server: int) -> int:
    """Return the nanoseconds of the processor that a process has had."""
    if not server:
        return 0
    return int(Path(f"/proc/{server}/schedstat").read_text("utf-8").split()[0])
