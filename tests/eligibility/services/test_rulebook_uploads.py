"""An uploaded rulebook: kept if understood, published once, thrown away if not."""

from dataclasses import replace

import pytest

from alliances.models import Call
from alliances.services.reference import NothingToPublish, publish_edition
from alliances.services.reviews import NotAskedFor, OwnRequest
from eligibility.catalogue import shipped_tables
from eligibility.core import RulebookError
from eligibility.models import Rulebook, RulebookUpload
from eligibility.services.opening import CannotOpen
from eligibility.services.rulebook_uploads import (
    ask_to_publish_rulebook,
    discard_rulebook,
    keep_opened,
    keep_rulebook,
    keep_version_again,
    publish_kept_rulebook,
)
from eligibility.services.rulebooks import RulesMoved
from tests.factories import make_call, make_user, publish_shipped_call
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(settings):
    """Let one person publish, for what is not about the second one."""
    settings.FOUR_EYES = False


NAME = 'title = "Call open"'


@pytest.fixture
def call():
    return make_call(takes_submissions=False)


def text_in_force():
    return Rulebook.objects.newest().get().text


def keep(old=NAME, new='title = "Call renamed"', text=None):
    text = text or text_in_force()
    assert old in text
    return keep_rulebook(
        content=text.replace(old, new).encode(), file_name="r.toml", by=make_user()
    )


def publish(upload, compared_with=1):
    return publish_kept_rulebook(
        upload=upload,
        compared_with=compared_with,
        reason="The corrigendum.",
        by=upload.uploaded_by,
    )


@pytest.mark.usefixtures("call")
def test_a_rulebook_is_kept_under_its_own_call():
    upload = keep()

    assert (upload.call_code, upload.rulebook, str(upload)) == ("open", None, "r.toml")
    assert Rulebook.objects.count() == 1


@pytest.mark.usefixtures("call")
def test_a_byte_order_mark_is_no_part_of_the_text():
    content = b"\xef\xbb\xbf" + text_in_force().encode()
    upload = keep_rulebook(content=content, file_name="r", by=make_user())

    assert upload.text == text_in_force()


def problems(content):
    with pytest.raises(RulebookError) as refused:
        keep_rulebook(content=content, file_name="r.toml", by=make_user())
    assert RulebookUpload.objects.count() == 0
    return refused.value.problems


def test_every_problem_of_the_file_is_told_and_nothing_is_kept():
    bad = rules_of().replace("time = 17", "hour = 17").replace('"found"', '"sure"')

    assert len(problems(bad.replace("format = 1", "format = 2").encode())) >= 2


def test_a_file_that_is_not_text_is_told_with_the_line():
    assert problems(b"format = 1\ncode = \xff") == [
        "Line 2: not text in UTF-8; expected the file saved as UTF-8"
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"PK\x03\x04\x14\x00\xff", "an Excel workbook"), (b"%PDF-1.7\n\xe2", "a PDF")],
)
def test_a_file_of_another_kind_is_told_by_its_kind(content, what):
    assert problems(content) == [
        f"the file: {what}; expected the rules as text, in TOML"
    ]


def test_a_file_of_blanks_is_empty():
    assert problems(b"\xef\xbb\xbf  \n\t\n") == ["It is empty."]


def test_codes_and_titles_the_rows_cannot_hold_are_told():
    text = rules_of("open").replace('code = "open"', 'code = "a call"')
    text = text.replace('code = "large"', f'code = "{"l" * 31}"')
    text = text.replace("number = 2", "number = -1")
    found = problems(text.replace('"Blueprint"', f'"{"B" * 201}"').encode())

    places = [each.split(":")[0] for each in found]
    assert places == [
        "code",
        "lots[lot-2].number",
        "lots[lot-2].title",
        f"lots[lot-2].project_types[{'l' * 31}].code",
    ]


@pytest.mark.usefixtures("call")
def test_publishing_is_the_next_version_with_the_reason():
    upload = keep()

    row = publish(upload)

    upload.refresh_from_db()
    assert (row.version, row.reason) == (2, "The corrigendum.")
    assert (row.published_by, upload.rulebook) == (upload.uploaded_by, row)
    assert Call.objects.get().title == "Call renamed"


@pytest.mark.usefixtures("call")
def test_publishing_twice_is_once():
    upload = keep()

    assert publish(upload) == publish(upload)
    assert Rulebook.objects.count() == 2


@pytest.mark.usefixtures("call")
def test_the_text_in_force_publishes_nothing():
    upload = keep(new=NAME)

    with pytest.raises(NothingToPublish):
        publish(upload)


@pytest.mark.usefixtures("call")
def test_a_version_nobody_compared_with_refuses():
    first, second = keep(), keep(new='title = "Another name"')
    publish(first)

    with pytest.raises(RulesMoved) as refused:
        publish(second)

    assert refused.value.present == Rulebook.objects.get(version=2)
    assert str(refused.value.message).startswith("Version 2 was published meanwhile.")
    assert Call.objects.get().title == "Call renamed"


def test_a_new_call_arrives_as_its_first_version():
    row = publish(keep(text=rules_of("open", takes_submissions=False)), 0)

    assert (row.version, row.call.title) == (1, "Call renamed")


@pytest.mark.usefixtures("call")
def test_a_new_call_that_is_there_by_now_refuses():
    upload = keep()

    with pytest.raises(RulesMoved):
        publish(upload, 0)


def test_a_new_call_cannot_be_open_before_its_tables_are_there():
    with pytest.raises(CannotOpen):
        publish(keep(text=rules_of("open")), 0)

    assert Call.objects.count() == 0


@pytest.mark.usefixtures("call")
def test_an_earlier_version_comes_back_as_a_new_one():
    publish(keep())
    first = Rulebook.objects.get(version=1)

    again = keep_version_again(rulebook=first, by=make_user())
    row = publish(again, 2)

    assert (again.file_name, row.version, row.text) == ("version 1", 3, first.text)
    assert Call.objects.get().title == "Call open"


def test_a_call_is_opened_and_closed_by_a_new_version():
    call = publish_shipped_call("rehearsal")
    by = make_user()

    def change(takes, version):
        row = Rulebook.objects.newest().get()
        upload = keep_opened(rulebook=row, takes=takes, by=by)
        publish(upload, version)
        call.refresh_from_db()
        return upload.file_name, call.takes_submissions

    assert change(False, 1) == ("closing the call", False)
    assert change(True, 2) == ("opening the call", True)


def test_a_call_nobody_can_submit_to_is_not_opened(call):
    row = Rulebook.objects.get()
    upload = keep_opened(rulebook=row, takes=True, by=make_user())

    with pytest.raises(CannotOpen) as refused:
        publish(upload)

    assert [each.id for each in refused.value.problems] == ["rates-missing"]
    call.refresh_from_db()
    assert not call.takes_submissions


def asked(upload, by=None, compared_with=1):
    return ask_to_publish_rulebook(
        upload=upload,
        compared_with=compared_with,
        reason="The corrigendum.",
        by=by or upload.uploaded_by,
    )


@pytest.mark.usefixtures("call")
def test_by_four_eyes_somebody_else_publishes_with_the_reason_given(settings):
    settings.FOUR_EYES = True
    upload = keep()

    with pytest.raises(NotAskedFor):
        publish(upload)
    asked(upload)
    with pytest.raises(OwnRequest):
        publish(upload)
    row = publish_kept_rulebook(
        upload=upload, compared_with=1, by=(boris := make_user())
    )

    upload.refresh_from_db()
    assert (row.version, row.reason) == (2, "The corrigendum.")
    assert (row.published_by, upload.decided_by) == (boris, boris)
    assert upload.asked_figures == upload.decided_figures == {"compared_with": 1}


@pytest.mark.usefixtures("call")
def test_what_nobody_could_publish_is_not_asked_for():
    row = Rulebook.objects.get()
    opened = keep_opened(rulebook=row, takes=True, by=make_user())

    with pytest.raises(CannotOpen):
        asked(opened)
    with pytest.raises(NothingToPublish):
        asked(keep(new=NAME))
    with pytest.raises(RulesMoved):
        asked(keep(), compared_with=0)


@pytest.mark.usefixtures("call")
def test_what_was_asked_for_is_not_thrown_away():
    upload = keep()
    asked(upload)

    assert not discard_rulebook(upload=upload)
    assert RulebookUpload.objects.count() == 1


@pytest.mark.usefixtures("call")
def test_a_text_is_thrown_away_unless_it_was_published():
    waiting, published = keep(), keep(new='title = "Another name"')
    publish(published)

    for each in (waiting, published):
        discard_rulebook(upload=each)

    assert list(RulebookUpload.objects.all()) == [published]


def test_tables_of_an_open_call_stay_as_good_as_they_are():
    call = publish_shipped_call("rehearsal")
    tables = replace(shipped_tables("rehearsal"), sectors=())

    with pytest.raises(CannotOpen):
        publish_edition(call=call, tables=tables, reason="A slip.")
