"""What is known of one kind of letters; `letter_kinds` is the register of all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from alliances.models import Call
from proposals.models import Proposal
from proposals.models.letters import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """One kind of letters."""

    name: str
    """Of its jobs, in addresses and in what an erasure counted: "link-code"."""
    model: type[Letter]
    waiting: Callable[[], QuerySet[Any]]
    """The letters to be mailed, with what their writer reads."""
    writer: str
    """Dotted name of the function that makes a mail of a letter: it lives in a layer
    above, as tasks do. It may raise `services.dispatch.LetterVoid`."""
    is_about: Promise
    """What one of them is, in the log of mails about an alliance."""
    plural: Promise
    """What many of them are called, in the queue and by `forget`."""
    path: str
    """The way from a letter to its proposal."""
    subject: Callable[[Any], str]
    """What one of them is about, in the queue; reads what `loads` names."""
    loads: str = ""
    """Relations of a letter that `subject` reads."""
    partner: str = ""
    """The way from a letter to the partner it is written to; none: to somebody else."""
    counts: Callable[[], QuerySet[Any]] | None = None
    """The letters somebody still waits for; None: all."""
    since: str = "queued_at"
    """Column of the moment from which on somebody waits."""
    texts: tuple[str, ...] = ("email",)
    """Columns that say something of people; they are emptied."""
    erasable: Callable[[], QuerySet[Any]] | None = None
    """The letters whose people may be erased; None: all."""
    told: Callable[[Proposal], QuerySet[Any]] | None = None
    """The letters about one proposal, where no path leads to it."""
    aged: Callable[[Call, dt.datetime], QuerySet[Any]] | None = None
    """The letters of a call before a moment, where no path leads to proposals."""
    again: Q | None = None
    """Which may be sent again if they did not arrive; None: they say what was true."""

    @property
    def task(self) -> str:
        """The name of the task that sends one of them."""
        return f"proposals.tasks.send_{self.name.replace('-', '_')}"

    def of_proposal(self, proposal: Proposal) -> QuerySet[Any]:
        """Return the letters about one proposal, each once."""
        if self.told is not None:
            return self.told(proposal)
        return self.every().filter(**{self.path: proposal}).distinct()

    def of_people(self) -> QuerySet[Any]:
        """Return the letters whose people may be erased."""
        return self.erasable() if self.erasable is not None else self.every()

    def of_old(
        self, drafts: QuerySet[Proposal], call: Call, limit: dt.datetime
    ) -> QuerySet[Any]:
        """Return the letters to be erased with old proposals of a call."""
        if self.aged is not None:
            return self.aged(call, limit)
        return self.of_people().filter(**{f"{self.path}__in": drafts})

    def in_queue(self) -> QuerySet[Any]:
        """Return the letters that count in the queue, with what `subject` reads."""
        found = self.counts() if self.counts is not None else self.every()
        return found.select_related(self.loads) if self.loads else found

    def says_something(self) -> Q:
        """Return that a letter still says something of people."""
        return ~Q(**dict.fromkeys(self.texts, ""))

    def every(self) -> QuerySet[Any]:
        """Return all letters of this kind."""
        return self.model._default_manager.all()  # noqa: SLF001  # Django's public name for it
