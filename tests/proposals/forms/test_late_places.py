"""Which forms of a draft may come late, and what their fields are called."""

import pytest

from proposals.forms.late_places import PLACES
from proposals.forms.late_texts import FRAGMENT, is_of_the_draft, late_forms
from proposals.models import LateText
from tests.architecture.test_urls import full_path, ours
from tests.factories import make_eligible_draft, make_user
from tests.permissions.people import PLACE
from tests.proposals.late import keep_late, late_words
from tests.proposals.services.budgets import make_budget_draft, make_package

pytestmark = pytest.mark.django_db

OF_A_DRAFT = "alliances/<uuid:public_id>/"
NOTHING_TYPED = {
    **dict.fromkeys(
        (
            *("partner-remove", "partner-restore", "partner-twins-apart"),
            *("partner-twins-again", "answer-history", "answer-history-partner"),
            *("work-package-remove", "work-package-restore", "work-part-remove"),
            *("work-part-restore", "profile-remove", "profile-restore"),
            *("mobility-restore", "budget-take", "own-figure-take-back"),
            *("section-assign", "section-complete", "part-done", "rule-move"),
            *("verdict-changes-read", "unsaved-fragment", "section-here"),
            *("section-here-partner", "outside", "partner-import", "mail-again"),
        ),
        "a button, a choice among what stands, or a file that stays with its owner",
    ),
    **dict.fromkeys(
        (
            *("what-if-partner", "what-if-newcomer", "what-if-facts", "what-if-try"),
            *("what-if-take-back", "what-if-keep", "what-if-apply"),
        ),
        "an imagined alliance, which goes on",
    ),
    **dict.fromkeys(
        (
            *("alliance-copy", "archive", "unarchive", "rule-report", "pack-request"),
            *("documents-draw", "partner-document", "signed-copy-remove", "submit"),
            *("colleagues", "colleague-leave", "colleague-change"),
            *("colleague-remove", "colleague-restore", "partner-invitations"),
            *("partner-invitation-again", "partner-invitation-elsewhere"),
            *("partner-invitation-revoke",),
        ),
        "beside the draft: it goes on after the close, or says why not by itself",
    ),
}
"""Addresses of a draft that take forms, and why nothing sent there is a late text."""


def test_every_form_of_a_draft_is_a_place_or_on_the_list(client):
    client.force_login(make_user())
    draft = make_eligible_draft()
    keys = {
        "public_id": str(draft.alliance.public_id),
        "question": "q",
        "sort": "tasks",
    }

    def path(pattern):
        return "/" + PLACE.sub(
            lambda found: keys.get(found[0][1:-1].partition(":")[2], "1"),
            full_path(pattern),
        )

    of_a_draft = (each for each in ours() if full_path(each).startswith(OF_A_DRAFT))
    taking = {
        str(each.name).removesuffix(FRAGMENT)
        for each in of_a_draft
        if client.post(path(each)).status_code != 405
    }

    assert taking == PLACES.keys() | {
        each.removesuffix(FRAGMENT) for each in NOTHING_TYPED
    }
    assert not PLACES.keys() & NOTHING_TYPED.keys()
    assert is_of_the_draft("facts-fragment")
    assert not is_of_the_draft("colleagues")


def test_facts_are_said_by_label_and_choice():
    draft = make_eligible_draft()
    keep_late(
        draft,
        "facts",
        facts_version="1",
        acronym="CHARTER",
        title="Skills for heritage",
        project_type="standard",
        duration_months="36",
        grant_requested_eur="",
        invented_field="?",
    )

    assert late_words(draft) == (
        "Facts",
        {
            "Acronym": "CHARTER",
            "Title": "Skills for heritage",
            "Project type": "Standard",
            "Duration": "36 months",
            "Invented field": "?",
        },
    )


def test_partner_is_said_by_name_country_role_and_types():
    draft = make_eligible_draft()
    name = draft.alliance.partnerships.get(number=3).name
    keep_late(
        draft,
        "partner-change",
        3,
        name="Forge",
        version="2",
        country="LT",
        role="full_partner",
        types=["sme", "vet_provider"],
        added_value="It has the furnace.",
    )

    assert late_words(draft) == (
        f"P3 {name}",
        {
            "Organisation": "Forge",
            "Country": "Lithuania",
            "Role": "Full partner",
            "Type": "Small or medium enterprise, VET provider",
            "Essential added value": "It has the furnace.",
        },
    )


def test_part_a_says_whose_name_it_is():
    draft = make_eligible_draft()
    name = draft.alliance.partnerships.get(number=2).name
    sent = {
        "town": "Soria",
        "contact_name": "Anna",
        "representative_email": "a@b.eu",
    }
    keep_late(draft, "part-a", 2, version="1", **sent, contact_no_more="x")

    assert late_words(draft) == (
        f"Part A of P2 {name}",
        {
            "Town": "Soria",
            "Contact person: Name": "Anna",
            "Legal representative: E-mail": "a@b.eu",
            "Contact person: contact_no_more": "x",
        },
    )


@pytest.mark.parametrize(
    ("name", "keys", "where"),
    [
        ("partner-add", (), "New partner"),
        ("partner-change", (77,), "P77"),
        ("work-package-add", (), "New work package"),
        ("work-package", (77,), "WP77"),
        ("profile-add", (), "New occupational profile"),
        ("profile", (2,), "Occupational profile 2"),
        ("work-part-add", (77, "tasks"), "WP77, task, new"),
        ("work-part", (77, "results", 3), "WP77, result 3"),
        ("work-part", (77, "unknown", 3), "WP77, unknown 3"),
    ],
)
def test_place_is_said_as_its_page_says_it(name, keys, where):
    draft = make_eligible_draft()
    keep_late(draft, name, *keys, title="A title", name="A name")

    assert late_words(draft)[0] == where


def test_work_package_and_its_parts_are_said_by_their_labels():
    draft = make_budget_draft()
    number = make_package(draft, title="Design").number
    lead = draft.alliance.partnerships.get(number=2)
    keep_late(draft, "work-package", number, kind="PREP", lead="2", start_month="1")
    first = late_words(draft)
    LateText.objects.all().delete()
    keep_late(draft, "work-part-add", number, "results", title="Map", level="public")

    assert first[0] == f"WP{number} Design"
    assert first[1]["Lead partner"] == f"P2 {lead.name}"
    assert first[1]["First month"] == "1"
    where, fields = late_words(draft)
    assert where == f"WP{number} Design, result, new"
    assert fields == {"Title": "Map", "Dissemination level": "Public"}


@pytest.mark.parametrize(
    ("name", "keys", "where"),
    [
        ("own-line-new", (), "Proposed mobility line"),
        ("own-line", (1,), "Proposed mobility line"),
        ("own-line-again", (1,), "Proposed mobility line"),
        ("proposed-figures-decide", (2,), "Figures proposed by P2 {}"),
        ("partner-change-decide", (2, 1), "Change asked for by P2 {}"),
    ],
)
def test_proposals_and_decisions_are_said_with_their_reason(name, keys, where):
    draft = make_eligible_draft()
    partner = draft.alliance.partnerships.get(number=2).name
    keep_late(draft, name, *keys, reason="Too many.", act="refuse", figure=["1"])

    assert late_words(draft) == (where.format(partner), {"Reason": "Too many."})


def test_page_that_is_no_more_keeps_the_names_of_its_fields():
    draft = make_eligible_draft()
    late = keep_late(draft, "facts", title="Kept", some_field="Too")
    LateText.objects.filter(pk=late.pk).update(place="/gone/")

    assert late_words(draft) == (
        "A page that is no more",
        {"Title": "Kept", "Some field": "Too"},
    )


def test_unknown_country_and_partner_keep_what_was_sent():
    draft = make_eligible_draft()
    keep_late(draft, "partner-change", 2, country=["", "QQ"], types=["odd"])
    keep_late(draft, "work-package-add", lead="٣" * 5000)

    (partner, package) = late_forms(draft, draft.alliance.coordinator)
    assert [each.said for each in partner.fields] == ["QQ", "odd"]
    assert package.fields[0].said == "٣" * 5000
