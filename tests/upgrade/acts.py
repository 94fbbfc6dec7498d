"""What people did on the site of a release, and what they hold since."""

import datetime as dt
import inspect
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from celery import current_app
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Call, User
from proposals import demo
from proposals.enums import PackState
from proposals.errors import Refused
from proposals.models import ApplicationPack, Proposal, Submission
from proposals.services.archive import archive_alliance
from proposals.services.closings import keep_late_text, tell_of_closings
from proposals.services.colleagues import invite_colleague
from proposals.services.overrides import give_override
from proposals.services.packs import request_pack
from proposals.services.submissions import withdraw_submission
from proposals.verify_codes import verify_code
from tests.album.stage import Clock
from tests.architecture.test_urls import ours
from tests.clients import Window
from tests.factories import make_call, make_eligible_draft, make_user, submit
from tests.pages.codes import give_app
from tests.proposals.documents.certificates import write_certificate
from tests.proposals.services.asking import ask
from tests.proposals.views import every_page
from tests.upgrade.filling import Queue

ADDRESS = re.compile(r"https://alliances\.example(/[^\s<>]*)")
SHOWN = 200
DRAWING = ("proposals.tasks.render_pack", "proposals.tasks.render_submitted_pack")
"""What draws packs; releases in which none waited for pages have the first alone."""
BOSS, CAREFUL = "boss@example.org", "careful@example.org"
PASSWORD = "a long password"
OVERRIDDEN = ("duration-allowed", "grant-within-ceiling")


class _ThereAlready:
    """Stands for a model of which the demo made what the world would."""

    class objects:  # noqa: N801  # as a model has it
        """Its rows."""

        @staticmethod
        def create(**_values: Any) -> None:
            """Make nothing."""


PUBLISHED: dict[str, Any] = {
    "publish_shipped_call": lambda code: Call.objects.get(code=code),
    "NaceEdition": _ThereAlready,
    "CountryEdition": _ThereAlready,
}


class Story:
    """The demo, a draft with one of everything, submissions, and a call that closed."""

    def __init__(self, clock: Clock, queue: Queue) -> None:
        self.clock, self.queue = clock, queue
        self.maria = User.objects.get(email=demo.COORDINATOR.email)
        self.boss = make_user(BOSS, is_staff=True, is_superuser=True)
        self.careful = make_user(CAREFUL)
        self.secret, self.recovery = give_app(self.careful)
        self.world = self._world()
        self._lose_packs(but=())
        self.work_through()
        self._close_a_call()
        self._seal_from_now_on()
        self._submit()
        self._tell_people()
        self.work_through()
        self.open = self._leave_open()
        self.held = self._held()

    def _lose_packs(self, *, but: tuple[Proposal, ...]) -> None:
        """Leave packs waiting, as where messages are lost: files are most of the size.

        Of each draft in `but` the pack of its live submission is drawn.
        """
        drawn = ApplicationPack.objects.filter(
            proposal__in=but, submission__replaced_at=None, submission__isnull=False
        )
        keys = {str(each) for each in drawn.values_list("public_id", flat=True)}
        self.queue[:] = [
            each for each in self.queue if each[0] not in DRAWING or each[1] in keys
        ]

    def work_through(self) -> None:
        """Do what workers would, until nothing waits; twice is what queues may do."""
        current_app.loader.import_default_modules()
        while self.queue:
            task, *keys = self.queue.pop(0)
            current_app.tasks[task].apply(tuple(keys), throw=True)

    def _world(self) -> every_page.World:
        """Build what each address of the product has something to show of."""
        with patch.multiple(every_page, **PUBLISHED):
            return every_page.World(
                every_page.EMPTY, self.maria, administrator=self.boss
            )

    def _close_a_call(self) -> None:
        """Let two days go by, in which the call of a draft closes."""
        soon = timezone.now().replace(second=0) + dt.timedelta(days=1)
        call = make_call("closed", deadline=soon)
        late = make_eligible_draft(call, acronym="LATE", by=self.maria)
        self.clock.pass_by(days=2)
        tell_of_closings(now=timezone.now())
        keep_late_text(
            proposal=late, by=self.maria, place="/late/", typed={"text": ["Too late."]}
        )

    def _seal_from_now_on(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="ssa-seal-"))
        write_certificate(settings, folder)

    def _submit(self) -> None:
        """Submit in every way there is, with a refusal, an override and a pack."""
        call = Call.objects.get(code="open")
        first = make_eligible_draft(call, acronym="FIRST", by=self.maria)
        self.first = submit(first)
        self.clock.pass_by(minutes=1)
        submit(first)
        gone = make_eligible_draft(
            call, acronym="GONE", applicant="University of Gone", by=self.maria
        )
        withdraw_submission(submission=submit(gone), by=self.maria)
        short = make_eligible_draft(
            call,
            acronym="SHORT",
            applicant="University of Short",
            duration_months=7,
            by=self.maria,
        )
        with suppress(Refused):
            submit(short)
        give_override(
            proposal=short,
            clauses=OVERRIDDEN,
            allows_pending=False,
            reason="The agency confirmed 42 months by letter.",
            by=self.boss,
        )
        submit(short)
        self._lose_packs(but=(first, short))
        away = make_eligible_draft(call, acronym="AWAY", by=self.maria)
        archive_alliance(proposal=away, by=self.maria)

    def _tell_people(self) -> None:
        """Invite a colleague, and let the daily mails of the next morning go out."""
        invite_colleague(
            proposal=self.first.proposal, email="new@example.org", by=self.maria
        )
        for _time in range(2):
            self.clock.pass_by(days=1)
            current_app.tasks["proposals.tasks.tell_news"].apply(throw=True)

    def _leave_open(self) -> Proposal:
        """Leave a draft somebody can go on with, and messages nobody read yet."""
        call = Call.objects.get(code="open")
        draft = make_eligible_draft(
            call,
            acronym="OPEN",
            applicant="University of Open",
            confirmation=Confirmation.NOT_INVITED,
            by=self.maria,
        )
        request_pack(proposal=draft, by=self.maria)
        ask(draft, 3, email="waiting@example.org")
        return draft

    def _held(self) -> dict[str, Any]:
        """Return what a person outside could come back with."""
        return {
            "mails": [
                {"to": to, "subject": each.subject, "links": links}
                for each in mail.outbox
                for to in each.to
                if (links := ADDRESS.findall(str(each.body)))
            ],
            "submissions": [
                self._submission(each) for each in Submission.objects.all()
            ],
            "packs": [
                {
                    "submission": each.submission and each.submission.number,
                    "file": each.file.name,
                    "sha256": each.file_sha256,
                    "sealed_by": each.sealed_by,
                }
                for each in ApplicationPack.objects.filter(state=PackState.READY)
                .exclude(sealed_by="")
                .select_related("submission")
            ],
            "pages": self._pages(),
            "open": str(self.open.alliance.public_id),
            "app_secret": self.secret,
            "recovery_codes": self.recovery,
            "queue": self.queue,
            "tasks": {
                name: list(inspect.signature(task.run).parameters)
                for name, task in sorted(current_app.tasks.items())
                if not name.startswith("celery.")
            },
            "left_at": timezone.now().isoformat(),
        }

    def _submission(self, row: Submission) -> dict[str, str]:
        """Return what is on the receipt and the paper of a submission."""
        window = Window()
        window.force_login(self.maria)
        kwargs = {"number": row.number}
        receipt = window.get(reverse("submission-verdict-receipt", kwargs=kwargs))
        kept = Path(settings.DATA_DIR) / "receipts"
        kept.mkdir(exist_ok=True)
        (kept / f"{row.number}.json").write_bytes(receipt.content)
        return {
            "number": row.number,
            "sha256": row.sha256,
            "code": verify_code(number=row.number, sha256=row.sha256),
        }

    def _pages(self) -> dict[str, list[str]]:
        """Return which addresses show something, to each of three."""
        shown: dict[str, list[str]] = {}
        for person in (None, self.maria, self.boss):
            window = Window()
            if person:
                window.force_login(person)
            asked = set(self._addresses())
            shown[person.email if person else ""] = [
                each for each in sorted(asked) if self._shows(window, each)
            ]
        return shown

    def _addresses(self) -> Iterator[str]:
        for each in ours():
            with suppress(NoReverseMatch):
                yield self.world.address(each)

    def _shows(self, window: Window, address: str) -> bool:
        cache.clear()
        answer = window.get(address)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return answer.status_code == SHOWN and is_page
