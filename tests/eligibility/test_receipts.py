"""Receipts checked: by the page, by the command, and what each says."""

import json
from contextlib import contextmanager, nullcontext
from functools import reduce
from operator import getitem

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from eligibility.core import receipt_of
from eligibility.receipts import Standing, check_receipt, shipped_by_digest
from eligibility.views import receipts
from tests.eligibility.core.consortia import charter, report_on
from tests.factories import make_eligible_draft, publish_shipped_call, submit

RECEIPT = receipt_of(charter(), report_on(charter()))


def tampered(**changes):
    data = json.loads(RECEIPT)
    data["report"]["findings"][0]["planned"]["outcome"] = "not_met"
    return json.dumps(data | changes, sort_keys=True, separators=(",", ":"))


def unknown_rules():
    data = json.loads(RECEIPT)
    data["report"]["rulebook"]["sha256"] = "0" * 64
    return json.dumps(data)


def checked(text):
    return check_receipt(text=text, find_rulebook=shipped_by_digest)


@pytest.mark.parametrize(
    ("text", "standing", "differences"),
    [
        (RECEIPT, Standing.SAME, ()),
        (tampered(), Standing.DIFFERS, ("one-applicant",)),
        (tampered(engine_version=1), Standing.OTHER_ENGINE, ("one-applicant",)),
        (unknown_rules(), Standing.RULES_UNKNOWN, ()),
        (RECEIPT.replace('"lot-2"', '"lot-9"'), Standing.DIFFERS, ()),
        (RECEIPT.replace('"call":"2020"', '"call":"1999"'), Standing.RULES_UNKNOWN, ()),
    ],
    ids=["same", "tampered", "engine", "rules", "lot", "call"],
)
def test_recomputing_shows_how_a_receipt_stands(text, standing, differences):
    found = checked(text)

    assert (found.standing, found.differences) == (standing, differences)


def exit_with(status):
    """Expect this status; 0 is no exit at all."""
    return exits(status) if status else nullcontext()


@contextmanager
def exits(status):
    with pytest.raises(SystemExit) as end:
        yield
    assert end.value.code == status


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        (RECEIPT, 0, "same "),
        (tampered(), 1, "differs "),
        (tampered(engine_version=1), 3, "other-engine "),
        (unknown_rules(), 2, ""),
        ("{}", 2, ""),
    ],
)
def test_the_command_answers_by_its_status(tmp_path, capsys, text, status, says):
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")

    with exit_with(status):
        call_command("check_receipt", str(path))

    output = capsys.readouterr()
    assert output.out.startswith(says)
    assert bool(output.err) == (status == 2)


@pytest.mark.django_db
def test_the_command_reads_the_database_and_standard_input(monkeypatch, capsys):
    publish_shipped_call("2020")
    monkeypatch.setattr("sys.stdin.read", lambda: RECEIPT, raising=False)

    call_command("check_receipt", "-", "--published")

    assert capsys.readouterr().out.startswith("same ")


@pytest.fixture
def page(client):
    publish_shipped_call("2020")

    def post(**given):
        answer = client.post(reverse("rules-receipt"), given)
        return answer.status_code, answer.content.decode()

    return post


@pytest.mark.django_db
def test_the_page_explains_a_receipt_and_asks_again(page, no_writes):
    with no_writes():
        status, shown = page(text=RECEIPT)

    assert status == 200
    assert "byte for byte." in shown
    assert "2020 · lot-2 · standard" in shown
    assert "13 Programme countries found, 8 needed." in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (tampered(), "this one was changed"),
        (tampered(engine_version=1), "Another version of the engine gave it (1)"),
        (unknown_rules(), "are not published here"),
    ],
)
def test_the_page_says_why_a_receipt_is_not_had_again(page, text, words):
    assert words in page(text=text)[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a receipt, or paste its text."),
        ({"text": "{}"}, "This is no receipt: not ssa-receipt/1"),
    ],
)
def test_what_is_no_receipt_is_refused_in_words(page, given, words):
    status, shown = page(**given)

    assert (status, words in shown) == (422, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (RECEIPT.encode(), 200),
        *((b"\xff", 422), (b"x" * 2_097_153, 422), (b"x" * 5_242_881, 422)),
    ],
)
def test_a_file_is_read_if_it_is_text_of_a_sane_size(page, content, status):
    file = SimpleUploadedFile("receipt.json", content)

    assert page(file=file)[0] == status


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2_097_153, 6_000_000])
def test_a_file_that_is_too_large_is_told_so(client, size):
    file = SimpleUploadedFile("receipt.json", b"x" * size)

    answer = client.post(reverse("rules-receipt"), {"file": file})

    (said,) = answer.context["form"].errors["file"]
    assert said == "Choose a file of at most 2 MB."


@pytest.mark.django_db
def test_one_address_is_asked_to_wait(page, monkeypatch):
    monkeypatch.setattr(receipts, "RATES", "1/m/ip")
    page(text=RECEIPT)

    assert page(text=RECEIPT)[0] == 429


@pytest.mark.django_db
def test_draft_and_submission_hand_out_receipts_that_hold(client, page):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)
    number = submit(draft).number

    for name, key in (
        ("verdict-receipt", draft.alliance.public_id),
        ("submission-verdict-receipt", number),
    ):
        answer = client.get(reverse(name, args=[key]))
        assert answer["Content-Disposition"].endswith('-receipt.json"')
        assert "byte for byte" in page(text=answer.content.decode())[1]


@pytest.mark.django_db
def test_submissions_of_before_have_no_receipt(client):
    draft = make_eligible_draft()
    submission = submit(draft)
    data = json.loads(submission.snapshot)
    del data["inputs"]
    type(submission).objects.update(snapshot=json.dumps(data))
    client.force_login(draft.alliance.coordinator)

    answer = client.get(reverse("submission-verdict-receipt", args=[submission.number]))

    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("inputs", "participants", 0, "name"), None),
        (("inputs", "participants", 0, "place", "code"), []),
        (("inputs", "sectors", 0, 1), None),
        (("inputs", "grant_requested"), "NaN"),
        (("report", "rulebook", "version"), None),
        (("report", "findings", 1, "clause", "check"), "guess"),
        (("report", "findings", 0, "clause", "id"), []),
        (("report", "findings", 0, "confirmed", "found"), "sNaN"),
    ],
)
def test_values_of_the_wrong_kind_are_refused_wherever_they_are_used(page, path, value):
    data = json.loads(RECEIPT)
    *way, last = path
    reduce(getitem, way, data)[last] = value

    status, shown = page(text=json.dumps(data))

    assert (status, "This is no receipt: cut or changed" in shown) == (422, True)
