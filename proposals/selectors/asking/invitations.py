"""The page on which a consortium asks its partners to confirm."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.enums import Confirmation
from proposals.completeness import Contents
from proposals.models import PartA, Proposal
from proposals.selectors.asking.answers import (
    Answer,
    answers_with_steps_of,
    stated_words,
    waiting_words,
)
from proposals.selectors.asking.planned_statements import planned_statements
from proposals.selectors.asking.stages import WAITS, Stage
from proposals.selectors.consortium.listed_partners import (
    ListedPartner,
    listed_partners,
)
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.mandates.signing_states import (
    DECLARATION,
    SIGNED,
    SigningState,
    signing_states,
)

PREFILLED = {Stage.UNSENT, Stage.EXPIRED, Stage.EARLIER, Stage.DECIDED}
"""Where the last address waits in the field; who said no, and whose question was taken
back, is asked on purpose only."""
NEVER_ASKED = {Stage.NOT_ASKED, Stage.STATED}
"""Where the address of Part A waits in the field."""

ANSWERED = {
    *(Stage.CHANGE, Stage.DECIDED, Stage.EARLIER),
    *(Stage.DECLINED, Stage.WITHDRAWN, Stage.WRONG),
}
"""Where a partner answered, and that answer is no confirmation of what stands."""
COUNTS_NO_MORE = _lazy("It counts no more. Remove it, or ask again if it would join.")
NEXT = {
    Stage.STATED: _lazy("Only the imported file says so: it still has to confirm."),
    Stage.CHANGE: _lazy("Decide first, then ask again."),
    Stage.DECIDED: _lazy("Ask again, so that it confirms what was decided."),
    Stage.EARLIER: _lazy("What it confirmed has changed since. Ask again."),
    Stage.DECLINED: COUNTS_NO_MORE,
    Stage.WITHDRAWN: COUNTS_NO_MORE,
    Stage.WRONG: _lazy("Ask at another address."),
    Stage.UNSENT: _lazy("Check the address, then ask again."),
    Stage.EXPIRED: _lazy("Ask again: the mail then holds a new link."),
    Stage.BOUNCED: _lazy("Nobody was reached. Ask at another address."),
}
"""What is missing, or to be done next, where the word alone does not say it."""


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One partner, and whether it has been asked."""

    number: int
    label: str
    name: str
    answer: Answer
    signing: SigningState | None
    """How far its mandate is; None for who takes no part."""
    is_asked: bool
    """Whether it confirmed, or has a question that waits; else it can be asked here."""
    contact: str = ""
    """The address of its contact person in Part A; empty where none is given."""

    @property
    def has_answered(self) -> bool:
        """Whether it answered something else than that it takes part as stated."""
        return self.answer.stage in ANSWERED

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What is missing for it to count as confirmed, and what to do; none if not."""
        steps = [NEXT.get(self.answer.stage)]
        if self.answer.stage is not Stage.CONFIRMED and self.is_signed:
            steps.append(_lazy("The signed mandate does not confirm: its link does."))
        return tuple([str(each) for each in steps if each])

    @property
    def is_signed(self) -> bool:
        """Whether a signed mandate of it stands."""
        return self.signing is not None and self.signing.stage in SIGNED

    @property
    def may_be_asked_anew(self) -> bool:
        """Whether it confirmed by a link, and could change its mind by another."""
        return self.answer.stage is Stage.CONFIRMED and self.answer.given is not None

    @property
    def came_back(self) -> bool:
        """Whether the mail did not arrive: another address is what helps."""
        return self.answer.stage is Stage.BOUNCED

    @property
    def email(self) -> str:
        """The address its field starts with."""
        if self.answer.stage in NEVER_ASKED:
            return self.contact
        return self.answer.email if self.answer.stage in PREFILLED else ""

    @property
    def known(self) -> str:
        """The address it was asked at last, where one fills it in on purpose only.

        Of who declined in an imported file, it is that of its contact person.
        """
        is_offered = self.answer.stage not in {*PREFILLED, Stage.WRONG}
        address = self.answer.email or self.contact
        return "" if self.is_asked or not is_offered else address

    @property
    def language(self) -> str:
        """The language it was asked in last; empty where none was chosen."""
        asked = self.answer.asked
        return asked[0].language if asked else ""

    @property
    def spoken(self) -> str:
        """The name of that language, where there is a choice."""
        offered = dict(settings.LANGUAGES)
        return str(offered.get(self.language, "")) if len(offered) > 1 else ""

    @property
    def reason(self) -> str:
        """Why it declined, in its own words; which address is wrong."""
        given = self.answer.given
        if self.answer.stage is Stage.WRONG:
            where = {"email": self.answer.email}
            return _("%(email)s does not belong to this organisation.") % where
        is_no = self.answer.stage is Stage.DECLINED
        return given.reason if given and is_no else ""

    @property
    def by(self) -> str:
        """Who answered for it."""
        given = self.answer.given
        if not given or self.answer.request:
            return ""
        return ", ".join(filter(None, [given.answered_name, given.answered_function]))


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """All partners but the applicant."""

    masthead: Masthead
    public_id: uuid.UUID
    summary: str
    """How many have not confirmed."""
    stated: str
    """How many are confirmed in the imported file only; empty if none."""
    rows: tuple[InvitationRow, ...]
    declaration: SigningState | None
    """How far the declaration of the applicant is; None while nobody applies."""
    coordinator: int
    """The key of who alone sees all mails of the draft."""

    @property
    def to_ask(self) -> tuple[InvitationRow, ...]:
        """Those with a field for an address."""
        return tuple(row for row in self.rows if not row.is_asked)

    @property
    def asked(self) -> tuple[InvitationRow, ...]:
        """Those who confirmed or are about to."""
        return tuple(row for row in self.rows if row.is_asked)


def invitations_page(
    proposal: Proposal, contents: Contents, *, now: dt.datetime
) -> InvitationsPage:
    """Return the page of a draft that was read: three queries besides it."""
    found = listed_partners(proposal.alliance_id)
    rows = [each for each in found if each.removed_at is None]
    states = signing_states(proposal, rows, planned_statements(contents))
    current = [each for each in rows if each.is_asked]
    answers = answers_with_steps_of(current, alliance=proposal.alliance_id, now=now)
    asked = [each for each in current if each.takes_part]
    contacts = PartA.objects.contacts_of(proposal.alliance_id)
    waiting = sum(each.confirmation != Confirmation.CONFIRMED for each in asked)
    return InvitationsPage(
        masthead=masthead_of(proposal, now=now),
        public_id=proposal.alliance.public_id,
        summary=waiting_words(waiting, len(asked)),
        stated=stated_words(answers.values()),
        rows=tuple(
            _row(
                each,
                answers[each.pk],
                states.get(each.number),
                contacts.get(each.pk, ""),
            )
            for each in current
        ),
        declaration=next(
            (each for each in states.values() if each.kind is DECLARATION), None
        ),
        coordinator=proposal.alliance.coordinator_id,
    )


def _row(
    each: ListedPartner, answer: Answer, signing: SigningState | None, contact: str
) -> InvitationRow:
    is_waiting = answer.stage in WAITS
    return InvitationRow(
        number=each.number,
        label=each.label,
        name=each.name,
        answer=answer,
        signing=signing,
        is_asked=is_waiting or answer.stage is Stage.CONFIRMED,
        contact=contact,
    )
