"""Lists of partners: kept, imported once, all or nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.files.consortium import FileRefused, StatedPartner
from alliances.models import Organisation, Partnership
from proposals.errors import AllianceFull, ApplicantTaken, NotAllowed
from proposals.models import Activity, News, PartnerSheet, Proposal
from proposals.services import sheets
from proposals.services.news import tell_news
from proposals.services.sheets import import_sheet, keep_sheet
from proposals.tasks import delete_expired_sandboxes
from tests.factories import add, make_call, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db

STATED = {"call": "open", "lot": "lot-2", "project_type": "large", "acronym": "ATLAS"}


def partner(name="Forge", country="BE", role="full_partner", **facts):
    stated = {"types": (), "pic": None, "status": ""} | facts
    return StatedPartner(row=2, name=name, country=country, role=role, **stated)


def keep(by, target=None, **facts):
    return keep_sheet(
        **{"file_name": "list.csv", "content": b"name,role\n", "stated": {}} | facts,
        target=target,
        by=by,
    )


def bring(target, *partners, by=None):
    """Import partners into a draft and return the rows it has then."""
    by = by or target.alliance.coordinator
    import_sheet(sheet=keep(by, target), partners=partners, stated={}, by=by)
    return rows(target)


def rows(proposal):
    return list(
        proposal.alliance.partnerships.current().values_list("number", "name", "role")
    )


def test_log_numbers_who_had_left_as_the_draft_does():
    draft = make_draft()
    add(draft, "Chamber of Ghent")

    bring(draft, partner(), partner("School of Brno", status="declined"))

    assert Activity.objects.get(kind="declined").partner == 3


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_nobody_is_written_that_a_partner_of_a_list_declines(status):
    draft = make_draft()
    add(draft, "Chamber of Ghent")

    bring(draft, partner("School of Brno", status=status), by=make_colleague(draft))

    assert tell_news() == 1
    assert list(News.objects.values_list("event", "person")) == []


def test_kept_list_writes_nothing_else():
    maria = make_user()

    kept = keep(maria, file_name="x" * 300 + ".csv", stated=STATED)

    stored = PartnerSheet.objects.get()
    assert (stored, stored.uploaded_by, bytes(stored.content)) == (
        kept,
        maria,
        b"name,role\n",
    )
    assert (stored.stated, len(stored.file_name)) == (STATED, 200)
    assert Proposal.objects.count() == 0


def test_forgotten_lists_of_a_person_are_thrown_away():
    maria, other = make_user(), make_user()
    old = timezone.now() - dt.timedelta(days=31)
    for by in (maria, other):
        keep(by)
    done = keep(maria, make_draft(by=maria))
    PartnerSheet.objects.filter(pk=done.pk).update(imported_into=done.target)
    PartnerSheet.objects.update(uploaded_at=old)

    newest = keep(maria)

    assert set(PartnerSheet.objects.filter(uploaded_by=maria)) == {done, newest}
    assert PartnerSheet.objects.filter(uploaded_by=other).count() == 1


def test_list_goes_after_its_time_also_where_nobody_comes_back():
    maria, draft = make_user(), make_draft()
    _old, young, taken = (keep(maria) for _ in range(3))
    PartnerSheet.objects.filter(pk=taken.pk).update(imported_into=draft)
    rows = PartnerSheet.objects.exclude(pk=young.pk)
    rows.update(uploaded_at=timezone.now() - dt.timedelta(days=31))

    delete_expired_sandboxes()

    assert set(PartnerSheet.objects.all()) == {young, taken}


def test_list_becomes_a_new_alliance():
    make_call("open")
    maria = make_user()
    kept = keep(maria, stated=STATED)

    proposal = import_sheet(
        sheet=kept,
        partners=[partner("A", role="applicant"), partner("B")],
        stated=STATED,
        by=maria,
    )

    assert rows(proposal) == [(1, "A", "applicant"), (2, "B", "full_partner")]
    alliance = proposal.alliance
    assert (alliance.acronym, alliance.project_type.code) == ("ATLAS", "large")
    assert alliance.coordinator == maria
    kept.refresh_from_db()
    assert (kept.imported_into, bytes(kept.content)) == (proposal, b"")


def test_twice_writes_once_and_leads_to_the_same_draft():
    make_call("open")
    maria = make_user()
    kept = keep(maria, stated=STATED)

    first, second = (
        import_sheet(sheet=kept, partners=[partner()], stated=STATED, by=maria)
        for _ in "ab"
    )

    assert first == second
    assert Partnership.objects.count() == 1


def test_partners_are_added_under_the_next_numbers():
    draft = make_draft()
    add(draft, "A", removed_at=timezone.now())
    add(draft, "B")

    assert bring(draft, partner("C"), partner("D")) == [
        (2, "B", "full_partner"),
        (3, "C", "full_partner"),
        (4, "D", "full_partner"),
    ]
    draft.refresh_from_db()
    assert draft.revision == 2


def test_present_partners_are_left_out():
    draft = make_draft()
    add(draft, "Forge", "BE")
    add(draft, "Named", "BE", pic="123456789")

    assert bring(
        draft,
        partner(" FORGE"),
        partner("Other name", "DE", pic="123456789"),
        partner("Forge", "DE"),
    ) == [
        (1, "Forge", "full_partner"),
        (2, "Named", "full_partner"),
        (3, "Forge", "full_partner"),
    ]


def test_nothing_new_is_no_change():
    draft = make_draft()
    add(draft, "Forge", "BE")

    bring(draft, partner())

    draft.refresh_from_db()
    assert draft.revision == 1


def test_organisation_is_linked_once():
    draft = make_draft()
    register = [
        Organisation.objects.create(pic=pic, name=pic, country_id="BE")
        for pic in ("111111111", "222222222")
    ]
    add(draft, "Linked by hand", organisation=register[0])

    bring(draft, partner("A", pic="111111111"), partner("B", pic="222222222"))

    linked = draft.alliance.partnerships.values_list("name", "organisation__pic")
    assert list(linked)[1:] == [("A", None), ("B", "222222222")]


def test_second_applicant_is_refused_and_nothing_written():
    draft = make_draft()
    add(draft, "A", role=Role.APPLICANT)

    with pytest.raises(ApplicantTaken):
        bring(draft, partner("B"), partner("C", role="applicant"))

    assert rows(draft) == [(1, "A", "applicant")]
    assert PartnerSheet.objects.get().imported_into is None


def test_applicant_that_left_makes_room():
    draft = make_draft()
    add(draft, "A", role=Role.APPLICANT, confirmation=Confirmation.WITHDRAWN)

    bring(
        draft,
        partner("B", role="applicant", status="declined"),
        partner("C", role="applicant"),
    )

    assert [name for _number, name, _role in rows(draft)] == ["A", "B", "C"]


@pytest.mark.parametrize(("count", "is_refused"), [(299, False), (300, True)])
def test_alliance_holds_three_hundred(count, is_refused):
    draft = make_draft()
    add(draft, "A")
    partners = [partner(f"B{number}") for number in range(count)]

    if is_refused:
        with pytest.raises(AllianceFull):
            bring(draft, *partners)
    else:
        assert len(bring(draft, *partners)) == 300


def test_stranger_imports_nothing():
    draft = make_draft()

    with pytest.raises(NotAllowed):
        bring(draft, partner(), by=make_user())

    assert rows(draft) == []


def test_call_that_is_not_published_is_refused():
    kept = keep(make_user(), stated=STATED)

    with pytest.raises(FileRefused):
        import_sheet(
            sheet=kept, partners=[partner()], stated=STATED, by=kept.uploaded_by
        )

    assert Proposal.objects.count() == 0


def test_failure_in_the_middle_leaves_nothing(monkeypatch):
    def fail(*_arguments, **_facts):
        raise RuntimeError

    draft = make_draft()
    monkeypatch.setattr(sheets, "note_change", fail)

    with pytest.raises(RuntimeError):
        bring(draft, partner())

    assert rows(draft) == []


def test_number_of_queries_does_not_grow_with_the_partners(
    django_assert_num_queries,
):
    maria = make_user()
    call = make_call()

    for number in (1, 3):
        kept = keep(maria, make_draft(call, by=maria))
        partners = [partner(f"B{each}", pic=f"{each:09}") for each in range(number)]
        with django_assert_num_queries(17):
            import_sheet(sheet=kept, partners=partners, stated={}, by=maria)
