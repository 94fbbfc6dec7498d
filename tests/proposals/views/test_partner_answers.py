"""The coordinator reads an answer, decides on each change, and asks again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Country
from proposals.enums import ChangedField
from proposals.models import ConfirmationRequest, ProposedChange
from proposals.services.composition import PartnerEntry, change_partner
from proposals.services.confirmation_requests import SAME_ACT
from proposals.services.confirmations import ask_for_change, confirm_participation
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.asking import ask_by_mail, partner, shown

pytestmark = pytest.mark.django_db

FOUND, REDIRECT, FORBIDDEN, MISSING, STALE, REFUSED = 200, 302, 403, 404, 409, 422


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def change(draft):
    ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        proposed={ChangedField.COUNTRY: "FR"},
        words="",
    )
    return ProposedChange.objects.get()


@pytest.fixture
def maria(client, draft):
    client.force_login(draft.alliance.coordinator)
    return client


def at(name, draft, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def text(answer):
    return " ".join(answer.content.decode().split())


def accept(draft, **changes):
    return {"act": "accept", "version": partner(draft).version, **changes}


def test_page_shows_old_beside_proposed(maria, draft, change, no_writes):
    with no_writes():
        page = text(maria.get(at("partner-answer", draft, 2)))

    assert ">P2 Chamber of Ghent</h1>" in page
    assert "Asked for a change" in page
    assert 'data-label="Stands now">Belgium</td>' in page
    assert 'data-label="Proposed"><b>France</b></td>' in page
    assert "Ask P2 again</button>" not in page
    assert change.state == "open"


def test_partner_without_an_answer_has_a_page_too(maria, draft):
    assert maria.get(at("partner-answer", draft, 2)).status_code == FOUND


def test_accepting_writes_and_offers_to_ask_again(maria, draft, change):
    url = at("partner-change-decide", draft, 2, change.pk)
    posted = maria.post(url, accept(draft))
    page = text(maria.get(posted["Location"]))

    assert posted["Location"] == at("partner-answer", draft, 2)
    assert partner(draft).country_id == "FR"
    assert "Accepted." in page
    assert "Change decided" in page
    assert 'data-label="Stands now">Belgium → France</td>' in page
    assert "Ask P2 again</button>" in page

    again = maria.post(at("partner-invitation-again", draft, 2), {"act": "anew"})
    assert again.status_code == REDIRECT
    assert ConfirmationRequest.objects.open().count() == 1


def test_refusing_needs_a_word_and_keeps_its_part_open(maria, draft, change):
    url = at("partner-change-decide", draft, 2, change.pk)
    silent = maria.post(url, {"act": "refuse"})
    said = maria.post(url, {"act": "refuse", "reason": "We checked."}, follow=True)

    assert silent.status_code == REFUSED
    place = f"reason-{change.pk}"
    assert f'<a href="#{place}">Write why, in at most 500 characters.' in text(silent)
    assert f'id="{place}" name="reason" value="" aria-invalid' in (text(silent))
    assert "<details open>" in text(silent)
    assert 'Refused: <q lang="">We checked.</q>' in text(said)
    assert partner(draft).country_id == "BE"


@pytest.mark.parametrize("version", ["7", "nonsense"])
def test_partner_that_moved_is_shown_first(maria, draft, change, version):
    url = at("partner-change-decide", draft, 2, change.pk)
    answer = maria.post(url, accept(draft, version=version))

    assert answer.status_code == STALE
    assert "A colleague changed this partner meanwhile" in text(answer)
    assert partner(draft).country_id == "BE"


@pytest.mark.usefixtures("change")
def test_workspace_and_invitations_lead_to_the_decision(maria, draft):
    link = f'href="{at("partner-answer", draft, 2)}">Decide<span class="vh"> P2</span>'

    for name in ("workspace", "partner-invitations"):
        page = text(maria.get(at(name, draft)))
        assert "Country: Belgium → <b>France</b>" in page
        assert link in page


@pytest.mark.usefixtures("change")
def test_form_of_the_partner_says_what_it_asks_for(maria, draft):
    mine = text(maria.get(at("partner-change", draft, 2)))
    others = text(maria.get(at("partner-change", draft, 3)))

    assert "Country: Belgium → <b>France</b>" in mine
    assert "asks for a change" not in others


def test_earlier_version_is_shown_in_two_columns_and_asked_anew_by_one_press(
    maria, draft
):
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown(draft),
    )
    row = partner(draft)
    change_partner(
        partnership=row,
        entry=PartnerEntry(
            name=row.name,
            country=Country.objects.get(pk="FR"),
            role=Role.FULL_PARTNER,
            types=("sector_body",),
        ),
        version=row.version,
        by=draft.alliance.coordinator,
    )

    page = text(maria.get(at("partner-answer", draft, 2)))
    table = text(maria.get(at("workspace", draft)))
    again = maria.post(at("partner-invitation-again", draft, 2), {"act": "anew"})

    assert "Confirmed for an earlier version" in page
    assert 'data-label="Confirmed">Belgium</td>' in page
    assert 'data-label="Holds now"><b>France</b></td>' in page
    assert "Ask P2 again</button>" in page
    assert "See what changed" in table
    assert 'Ask again<span class="vh"> P2 Chamber of Ghent</span></button>' in table
    assert again.status_code == REDIRECT
    assert ConfirmationRequest.objects.open().count() == 1


def test_viewer_reads_and_decides_nothing(client, draft, change):
    client.force_login(make_colleague(draft, role="viewer"))

    page = text(client.get(at("partner-answer", draft, 2)))
    posted = client.post(
        at("partner-change-decide", draft, 2, change.pk), accept(draft)
    )

    assert "You read this proposal." in page
    assert '<button class="button" name="act"' not in page
    assert posted.status_code == FORBIDDEN
    assert partner(draft).country_id == "BE"


def test_stranger_finds_nothing(client, draft, change):
    client.force_login(make_user())

    assert client.get(at("partner-answer", draft, 2)).status_code == MISSING
    url = at("partner-change-decide", draft, 2, change.pk)
    assert client.post(url, accept(draft)).status_code == MISSING


def test_change_of_another_partner_is_not_decided_here(maria, draft, change):
    url = at("partner-change-decide", draft, 3, change.pk)

    assert maria.post(url, accept(draft)).status_code == MISSING


def test_typed_words_are_shown_as_text(maria, draft, change):
    change.proposed, change.field = "<b>bold</b>", "words"
    change.save()

    assert "&lt;b&gt;bold&lt;/b&gt;" in text(maria.get(at("partner-answer", draft, 2)))


def test_partner_reads_what_became_of_its_change_when_asked_again(
    maria, client, draft, change
):
    url = at("partner-change-decide", draft, 2, change.pk)
    maria.post(url, {"act": "refuse", "reason": "We checked."})
    ask_by_mail(draft)
    ConfirmationRequest.objects.update(requested_at=timezone.now() - SAME_ACT)
    again = reverse("confirm", args=[ask_by_mail(draft)])
    same = text(client.get(again))
    elsewhere = reverse("confirm", args=[ask_by_mail(draft, email="bea@x.example")])
    other = text(client.get(elsewhere))

    assert "What became of the change you asked for" in same
    assert "<del>Belgium</del> → <ins>France</ins>" in same
    assert "Refused: We checked." in same
    assert "What became of the change" not in other


def test_change_that_waits_is_not_called_decided(client, draft, change):
    ConfirmationRequest.objects.update(requested_at=timezone.now() - SAME_ACT)
    page = text(client.get(reverse("confirm", args=[ask_by_mail(draft)])))

    assert change.state == "open"
    assert "What became of the change" not in page
