"""A file becomes part of the register: all of it, in one transaction, or nothing."""

import pytest

from alliances.enums import UploadState
from alliances.models import (
    NameTail,
    Organisation,
    RegisterChange,
    RegisterPublication,
    StagedOrganisation,
)
from alliances.selectors.register_diff import (
    EntryChange,
    EntryValues,
    register_counts,
    register_revision,
    sample_changes,
)
from alliances.services import name_index
from alliances.services.register import note_names
from alliances.services.register_publishing import (
    RegisterMoved,
    RegisterSaysSo,
    UploadNotReady,
)
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    entry,
    kept,
    publish,
    read,
    register,
    register_csv,
)
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db

ALL_THREE = register_csv(GHENT, PATRAS, LODZ)


def found_by(text):
    tails = NameTail.objects.beginning(text).select_related("organisation")
    return sorted({each.organisation.name for each in tails})


def all_tails():
    rows = NameTail.objects.values_list("organisation__pic", "text", "is_whole")
    return sorted((pic, bytes(text), whole) for pic, text, whole in rows)


def kinds(publication):
    rows = publication.changes.values_list("organisation__pic", "kind", "before")
    return sorted(rows, key=lambda row: row[0])


def test_nothing_is_written_before_publishing():
    entry(name="Old")
    upload = read(ALL_THREE)

    counts = register_counts(upload)

    assert (counts.added, counts.changed, counts.unchanged) == (2, 1, 0)
    assert register() == [("999000001", "Old", "BE", "")]
    assert found_by("old") == ["Old"]


def test_publishing_adds_changes_and_keeps_what_the_file_leaves_out(settings):
    settings.FOUR_EYES = False
    entry(name="Old")
    entry("999000009", "Kept")
    anna = make_user(is_staff=True)

    publication = publish(read(ALL_THREE), reason="The list of May.", by=anna)

    assert register() == [
        ("999000001", "Hogeschool Gent", "BE", "higher_education"),
        ("999000002", "University of Patras", "GR", "higher_education|adult_education"),
        ("999000003", "Uniwersytet Łódzki", "PL", ""),
        ("999000009", "Kept", "BE", ""),
    ]
    assert (publication.added, publication.changed, publication.ended) == (2, 1, 0)
    assert (publication.reason, publication.published_by) == ("The list of May.", anna)
    before = {"name": "Old", "country": "BE", "types": "", "ended_on": None}
    assert kinds(publication) == [
        ("999000001", "changed", before),
        ("999000002", "added", None),
        ("999000003", "added", None),
    ]
    publication.upload.refresh_from_db()
    assert publication.upload.state == UploadState.PUBLISHED
    assert not StagedOrganisation.objects.exists()


@pytest.mark.parametrize("few", [0, 1000])
def test_names_are_found_as_if_each_entry_had_been_written_by_hand(monkeypatch, few):
    monkeypatch.setattr(name_index, "FEW", few)
    entry(name="Old Name")
    entry("999000009", "Kept as it is")
    long = f"999000004,{'Ω ' * 140}end,CY,ngo"

    publish(read(register_csv(GHENT, PATRAS, LODZ, long, "999000005,!? .,BE,")))

    by_set = all_tails()
    assert found_by("lodzki") == ["Uniwersytet Łódzki"]
    assert found_by("old") == []
    note_names(organisations=list(Organisation.objects.all()))
    assert by_set == all_tails()


def test_whole_register_ends_what_it_leaves_out_and_deletes_nothing():
    gone, nameless = entry("999000009", "Gone"), entry(None, "Without PIC")
    upload = read(register_csv(GHENT), is_whole=True)
    counts = register_counts(upload)

    publication = publish(upload)

    gone.refresh_from_db()
    nameless.refresh_from_db()
    assert (counts.missing, counts.ended) == (1, 1)
    assert gone.ended_on is not None
    assert nameless.ended_on is None
    assert found_by("gone") == []
    assert found_by("without") == ["Without PIC"]
    assert [kind for _pic, kind, _before in kinds(publication)] == ["added", "ended"]


def test_ended_entry_returns_with_the_file_that_has_it_again():
    entry("999000009", "Gone")
    publish(read(register_csv(GHENT), is_whole=True))

    publish(read(register_csv("999000009,Gone,BE,")))

    assert Organisation.objects.get(pic="999000009").ended_on is None
    assert found_by("gone") == ["Gone"]


def test_samples_show_both_sides():
    entry(name="Old")
    entry("999000009", "Gone")
    upload = read(register_csv(GHENT, LODZ), is_whole=True)

    found = sample_changes(upload, ["added", "changed", "ended"])

    ghent = EntryValues("Hogeschool Gent", "BE", "higher_education", is_ended=False)
    lodz = EntryValues("Uniwersytet Łódzki", "PL", "", is_ended=False)
    assert found == (
        EntryChange("added", 3, "999000003", None, lodz),
        EntryChange(
            "changed",
            2,
            "999000001",
            EntryValues("Old", "BE", "", is_ended=False),
            ghent,
        ),
        EntryChange(
            "ended",
            0,
            "999000009",
            EntryValues("Gone", "BE", "", is_ended=False),
            EntryValues("Gone", "BE", "", is_ended=True),
        ),
    )


@pytest.mark.parametrize(("is_whole", "number"), [(False, 1), (True, 2)])
def test_linked_partnerships_are_counted_and_keep_what_they_state(is_whole, number):
    draft = make_draft()
    changed = add(draft, "Stated", organisation=entry(name="Old"))
    add(draft, "Other", organisation=entry("999000009", "Gone"))
    add(draft, "Same", organisation=entry("999000003", "Uniwersytet Łódzki", "PL"))
    upload = read(ALL_THREE, is_whole=is_whole)
    counts = register_counts(upload)

    publish(upload)

    changed.refresh_from_db()
    assert counts.linked == number
    assert changed.name == "Stated"


def test_stale_difference_is_refused():
    upload = read(ALL_THREE)
    seen = register_revision()
    entry("999000009", "Written by hand meanwhile")

    with pytest.raises(RegisterMoved):
        publish(upload, compared_with=seen)

    assert RegisterPublication.objects.count() == 0
    assert len(register()) == 1


def test_publishing_twice_is_once():
    upload = read(ALL_THREE)

    first = publish(upload)
    again = publish(upload, compared_with=0)

    assert first == again
    assert RegisterChange.objects.count() == 3


def test_file_that_changes_nothing_is_no_publication():
    publish(read(ALL_THREE))

    with pytest.raises(RegisterSaysSo):
        publish(read(register_csv(LODZ, PATRAS, GHENT)))


def test_file_that_was_not_read_is_not_published():
    with pytest.raises(UploadNotReady):
        publish(kept(ALL_THREE))
