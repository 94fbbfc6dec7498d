"""Drafts, links and people for one fault, as the database holds them before it."""

import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Call, User
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, Proposal
from proposals.models.confirmations import digest_of
from tests.factories import (
    PROGRAMME,
    SECTORS,
    add,
    confirm_by_link,
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
)
from tests.faults.people import (
    Actor,
    Asker,
    Crowd,
    Partner,
    Person,
    Reader,
    Submitter,
    Writer,
)
from tests.load.mails import representative_of
from tests.load.people import questions_of, session_of, writers

WRITERS, PARTNERS, SUBMITTERS, ASKERS = 5, 3, 2, 1
LINKS, DRAFTS, PACKS = 40, 8, 3
DRAFTS_AT_A_DEADLINE = 24
FAR = dt.datetime.max.replace(tzinfo=dt.UTC)
"""For all partners, all submitters and all who ask for packs together."""
PARTNERS_OF_A_DRAFT = 10
AnyActor = TypeVar("AnyActor", bound=Actor)
MakePerson = Callable[..., Person]
"""Makes a person at a browser, signed in if a user is given."""
PAUSES = {Writer: 1.0, Partner: 1.5, Submitter: 3.0, Asker: 4.0, Reader: 1.0}


@dataclass
class World:
    """What one fault is about: the drafts, who acts in them, and who is to be told."""

    call: Call
    form_draft: Proposal
    actors: list[Actor] = field(default_factory=list)
    due: dict[int, frozenset[str]] = field(default_factory=dict)
    """Who is to be told of the submission of a draft, by its key."""
    links: dict[int, str] = field(default_factory=dict)
    """The address of each question, by its key."""
    deadline: dt.datetime = FAR
    """When its call closes, if it does within the fault."""
    pauses: dict[type[Actor], float] = field(default_factory=dict)

    def crowd(self) -> Crowd:
        """Return its people with their pauses."""
        pauses = PAUSES | self.pauses
        return Crowd([(each, pauses[type(each)]) for each in self.actors])

    def close_at(self, deadline: dt.datetime) -> None:
        """Let its call close at a moment, as if its rules said so."""
        self.deadline = deadline
        Call.objects.filter(pk=self.call.pk).update(deadline=deadline)

    def stop(self, kind: type[Submitter]) -> None:
        """Let nobody of a kind begin anything more."""
        for each in self.of(kind):
            each.drafts.clear()

    def of(self, kind: type[AnyActor]) -> list[AnyActor]:
        """Return the people of one kind."""
        return [each for each in self.actors if isinstance(each, kind)]


def publish() -> Call:
    """Publish the call of 2020 with its form, and one that takes submissions."""
    publish_shipped_call("2020")
    call_command("load_forms", stdout=io.StringIO())
    return make_call("faults")


def make_world(
    call: Call, *, port: int, name: str, has_deadline: bool = False
) -> World:
    """Make drafts and people of their own for a fault, with a call if it closes."""
    draft, people = writers(WRITERS)
    world = World(make_call(name) if has_deadline else call, draft)
    if has_deadline:
        world.pauses[Submitter] = 1.5
    numbers = iter(range(10_000))

    def person(user: User | None = None) -> Person:
        chance = random.Random(f"{name} {next(numbers)}")  # noqa: S311  # pauses
        return Person(port, chance, session_of(user) if user else "")

    world.actors += _writers(draft, people, person)
    world.actors += _partners(world, name, person)
    number = DRAFTS_AT_A_DEADLINE if has_deadline else DRAFTS
    world.actors += _submitters(world, name, person, number)
    world.actors += _askers(call, name, person)
    world.actors.append(Reader(person(people[0]), person()))
    return world


def _writers(
    draft: Proposal, people: list[User], person: MakePerson
) -> Iterator[Writer]:
    questions = questions_of(draft)
    addresses = {
        each: reverse("answer-save", args=[draft.alliance.public_id, each])
        for each in questions
    }
    for place, each in enumerate(people):
        own = questions[1 + place]
        yield Writer(person(each), each.pk, addresses, own, questions[0])


def _partners(world: World, name: str, person: MakePerson) -> Iterator[Partner]:
    """Ask partners of some drafts by links whose mails went out."""
    for number in range(LINKS // PARTNERS_OF_A_DRAFT):
        draft = make_eligible_draft(
            world.call, acronym=f"L{number}", applicant=f"Asking {name} {number}"
        )
        for place in range(PARTNERS_OF_A_DRAFT):
            country = PROGRAMME[place % len(PROGRAMME)]
            partner = add(
                draft,
                f"Asked {name} {number} {place}",
                country,
                "higher_education",
                confirmation=Confirmation.INVITED,
            )
            token = f"{name}-{number}-{place}-of-a-link-that-nobody-guesses-at-all"
            asked = ConfirmationRequest.objects.create(
                partnership=partner,
                email=f"{name}-{number}-{place}@partner.example.org",
                requested_by=draft.alliance.coordinator,
                expires_at=timezone.now() + dt.timedelta(days=30),
                token_digest=digest_of(token),
                letter_state=LetterState.SENT,
                mailed_at=timezone.now(),
            )
            world.links[asked.pk] = reverse("confirm", args=[token])
    links = list(world.links.items())
    for number in range(PARTNERS):
        yield Partner(person(), links[number::PARTNERS])


def _submitters(
    world: World, name: str, person: MakePerson, drafts: int
) -> Iterator[Submitter]:
    """Make drafts that are ready, with an editor and two partners who confirmed."""
    for number in range(SUBMITTERS):
        coordinator, editor, ready = make_user(), make_user(), []
        for place in range(drafts // SUBMITTERS):
            draft = make_eligible_draft(
                world.call,
                by=coordinator,
                acronym=f"S{number}{place}",
                applicant=f"Submitting {name} {number} {place}",
                sector=SECTORS[place % len(SECTORS)].slug,
            )
            world.due[draft.pk] = _told(draft, editor)
            draft.refresh_from_db()
            address = reverse("submit", args=[draft.alliance.public_id])
            ready.append((draft.pk, address, draft.revision))
        yield Submitter(person(coordinator), ready)
    ConfirmationRequest.objects.filter(letter_state=LetterState.QUEUED).exclude(
        answer=""
    ).update(letter_state=LetterState.SENT, mailed_at=timezone.now())


def _told(draft: Proposal, editor: User) -> frozenset[str]:
    make_colleague(draft, editor)
    partners = draft.alliance.partnerships.exclude(role=Role.APPLICANT)
    contacts = [confirm_by_link(each).email for each in partners]
    coordinator = draft.alliance.coordinator.email
    return frozenset(
        {coordinator, editor.email, *contacts, representative_of(draft.pk)}
    )


def _askers(call: Call, name: str, person: MakePerson) -> Iterator[Asker]:
    for number in range(ASKERS):
        coordinator, addresses = make_user(), []
        for place in range(PACKS):
            draft = make_eligible_draft(
                call,
                by=coordinator,
                acronym=f"P{number}{place}",
                applicant=f"Drawing {name} {number} {place}",
            )
            addresses.append(reverse("pack-request", args=[draft.alliance.public_id]))
        yield Asker(person(coordinator), addresses)
