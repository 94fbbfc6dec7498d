"""What is compared with the floor: pages of a form, lists of 300 records, a save."""

import json

from django.urls import reverse

from alliances.enums import Confirmation
from alliances.models import Call, Organisation, Partnership
from tests.factories import make_colleague, make_user
from tests.load.consortia import Draft, make_drafts
from tests.load.people import FILE, questions_of, session_of
from tests.load.person import Person
from tests.load.ratios import (
    FORM,
    LIST,
    SAVE,
    SAVES,
    TYPISTS,
    Pair,
    insert,
    page,
    save,
)

RECORDS = 300
SECTION = "relevance"


def pairs(port: int, call: Call) -> list[Pair]:
    """Make what the pages show, and return each with its floor."""
    coordinator = make_user()
    drafts = make_drafts(call, [coordinator] * RECORDS, asked=6)
    Organisation.objects.bulk_create(
        [
            Organisation(name=f"Organisation {place}", country_id="BE")
            for place in range(RECORDS)
        ]
    )
    person = Person(port, drafts[0].session)
    administrator = Person(port, session_of(make_user(is_staff=True)))
    return [
        *_forms(person, drafts[0]),
        *_lists(person, administrator, drafts),
        _saves(port, drafts[0]),
    ]


def _forms(person: Person, draft: Draft) -> list[Pair]:
    key = draft.proposal.alliance.public_id
    acronym = draft.proposal.alliance.acronym
    bare = page(person, reverse("bare-page", args=[key]), acronym)
    addresses = {
        "a section of the form, answered": reverse("form-section", args=[key, SECTION]),
        "changing a partner of 21": reverse("partner-change", args=[key, 2]),
        "check and submit": reverse("submit", args=[key]),
    }
    plain = page(person, reverse("bare-plain", args=[key]), acronym)
    section = page(person, addresses["a section of the form, answered"], acronym)
    return [
        *(
            Pair(words, (bare,), (page(person, address, acronym),), FORM)
            for words, address in addresses.items()
        ),
        Pair(
            "the same section, the floor without our frame", (plain,), (section,), FORM
        ),
    ]


def _lists(person: Person, administrator: Person, drafts: list[Draft]) -> list[Pair]:
    large = drafts[1].proposal.alliance
    _enlarge(drafts[1])
    bare = reverse("bare-rows", args=[RECORDS])
    addresses = [
        (person, "my 300 alliances, 25 a page", reverse("alliance-list"), "DRAFT"),
        (
            person,
            "workspace of 300 partners, 50 a page",
            reverse("workspace", args=[large.public_id]),
            large.acronym,
        ),
        (
            administrator,
            "300 organisations of the register, 100 a page",
            reverse("organisation-list"),
            "Organisation 1",
        ),
        (
            administrator,
            "300 drafts in the administration, 50 a page",
            reverse("administration-drafts"),
            "DRAFT",
        ),
    ]
    return [
        Pair(words, (page(who, bare, "<table>"),), (page(who, at, expects),), LIST)
        for who, words, at, expects in addresses
    ]


def _enlarge(draft: Draft) -> None:
    """Let a draft have as many partners as the lists have records."""
    alliance = draft.proposal.alliance
    stated = json.loads(FILE.read_text("utf-8"))["partners"][1:]
    Partnership.objects.bulk_create(
        [
            Partnership(
                alliance=alliance,
                number=number,
                name=f"{each['name']} {number}",
                country_id=each["country"],
                types=each["type"],
                role=each["role"],
                confirmation=Confirmation.CONFIRMED,
            )
            for number in range(len(stated) + 2, RECORDS + 1)
            for each in [stated[number % len(stated)]]
        ]
    )


def _saves(port: int, draft: Draft) -> Pair:
    """Return four people who save at once, each an answer of their own."""
    proposal = draft.proposal
    sessions = [draft.session]
    sessions += [session_of(make_colleague(proposal)) for _each in range(TYPISTS - 1)]
    writers = [Person(port, each) for each in sessions]
    addresses = [
        reverse("answer-save", args=[proposal.alliance.public_id, question])
        for question in questions_of(proposal)
    ]
    return Pair(
        "an autosave, four people at once, beside a bare insert and redirect",
        tuple([insert(each) for each in writers]),
        tuple(
            [
                save(each, address, 1)
                for each, address in zip(writers, addresses, strict=False)
            ]
        ),
        SAVE,
        SAVES,
    )
