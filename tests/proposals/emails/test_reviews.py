"""What the mail says to whom another administrator asks to look at something."""

import pytest
from django.urls import reverse

from alliances.models import ReferenceUpload, RegisterUpload, User
from eligibility.models import RulebookUpload
from proposals.emails.reviews import review_mail
from proposals.models import ReviewNotice


def said(upload, *, by="Anton Berg", reason="The corrigendum."):
    anton = User(email="anton@x.example", full_name=by)
    upload.reason = reason
    row = ReviewNotice(email="berta@x.example")
    return review_mail(row, upload=upload, by=anton)


def rules(name="rules.toml"):
    return RulebookUpload(call_code="open", file_name=name)


def table(name, call=None):
    return ReferenceUpload(table=name, call_id=call, file_name="table.csv")


def test_it_says_who_asks_for_what_and_why_and_leads_there():
    upload = rules()

    mail = said(upload)

    assert mail.to == ["berta@x.example"]
    assert mail.subject == "New rules of the call open wait for a second person"
    asks, name, reason, decides, page, unclear, _site = mail.body.split("\n\n")
    assert asks == (
        "Anton Berg asks you to look at new rules of the call open, and to publish or"
        " refuse them."
    )
    assert name == "It is called “rules.toml”."
    assert reason == "The reason given: The corrigendum."
    assert decides == (
        "Every other administrator is asked, and one of you is enough. Before that"
        " nothing is published: Anton Berg cannot do so alone."
    )
    assert page.endswith(reverse("law-check", args=[upload.public_id]))
    assert unclear == "Is something not clear? Write to Anton Berg, anton@x.example."


@pytest.mark.parametrize(
    ("upload", "page", "subject", "asks"),
    [
        (
            table("status", "open"),
            "reference-check",
            "A table of the call open waits for a second person: Country status",
            "a new table of the call open, “Country status”, and to publish or refuse",
        ),
        (
            table("countries"),
            "reference-check",
            "A table of all calls waits for a second person: Countries",
            "a new table of all calls, “Countries”, and to publish or refuse it.",
        ),
        (
            RegisterUpload(file_name="r.csv"),
            "register-check",
            "A file of the register waits for a second person",
            "a file of the register of organisations, and to publish or refuse it.",
        ),
    ],
)
def test_tables_and_the_register_are_called_what_they_are(upload, page, subject, asks):
    mail = said(upload)

    assert mail.subject == subject
    assert mail.body.startswith(f"Anton Berg asks you to look at {asks}")
    assert reverse(page, args=[upload.public_id]) in mail.body


def test_typed_words_are_bounded_and_make_no_link():
    mail = said(rules("www.x.example"), by="A https://x.example/ B", reason="3" * 1001)

    assert f"The reason given: {'3' * 1000}…" in mail.body
    assert "https://x.example" not in mail.body
    assert "www." not in mail.body


def test_office_where_one_publishes_alone_is_not_told_otherwise(settings):
    settings.FOUR_EYES = False

    mail = said(rules())

    assert "nothing is published, unless Anton Berg does so after all." in mail.body
