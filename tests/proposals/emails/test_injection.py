"""Nothing that people type becomes a header, a recipient, a link or a placeholder."""

import datetime as dt
import email
import email.policy
from types import SimpleNamespace

import pytest

from alliances.enums import Confirmation
from eligibility.models import RulebookUpload
from proposals.emails.bulletin import bulletin_mail
from proposals.emails.colleague import colleague_mail
from proposals.emails.confirmation import confirmation_mail
from proposals.emails.link_code import code_mail
from proposals.emails.mention import mention_mail
from proposals.emails.reviews import review_mail
from proposals.models import (
    Bulletin,
    Colleague,
    ConfirmationRequest,
    LinkCode,
    Mention,
    ReviewNotice,
)
from proposals.selectors.letters.bulletins import Told
from tests.factories import make_eligible_draft, make_user
from tests.proposals.services.asking import partner

pytestmark = pytest.mark.django_db

HEADERS = (
    "X\r\nBcc: victim@example.org",
    "X\nBcc: victim@example.org\n\nBody of theirs",
    "X\rBcc: victim@example.org",
    "X\u2028Bcc: victim@example.org",
    "X\x85Bcc: victim@example.org",
    "X%0d%0aBcc: victim@example.org",
    "=?utf-8?q?X=0D=0ABcc=3A_victim=40example.org?=",
    "=?utf-8?b?WA0KQmNjOiB2aWN0aW1AZXhhbXBsZS5vcmc=?=",
)
PLACEHOLDERS = (
    "{{ token }}",
    "{% load i18n %}",
    "%(person)s %(missing)s %s %d %%",
    "{0} {person} {missing!r} {0.__class__}",
    "$person ${person} $$",
    "#{person} <%= person %>",
)
MAILED = {"from", "to", "subject", "date", "message-id", "auto-submitted"}
OF_MIME = {"content-type", "mime-version"}

OF_LISTS = {"list-unsubscribe", "list-unsubscribe-post"}
OF_PART = OF_MIME | {"content-transfer-encoding"}


def mails(text):
    """Return every mail of ours in which people's words stand, made with `text`."""
    by = make_user(full_name=text)
    draft = make_eligible_draft(by=by, confirmation=Confirmation.INVITED)
    draft.alliance.acronym = text
    row = partner(draft)
    row.name, row.alliance = text, draft.alliance
    request = ConfirmationRequest(
        partnership=row,
        email="anna@ghent.example",
        requested_by=by,
        expires_at=draft.alliance.call.deadline,
    )
    code = LinkCode(request=request, email=request.email)
    colleague = Colleague(proposal=draft, email="b@ghent.example", invited_by=by)
    thread = SimpleNamespace(proposal=draft, question="why", partnership=None)
    mention = Mention(person=by, email="c@ghent.example")
    asked = ReviewNotice(person=by, email="e@ghent.example")
    mention._state.fields_cache["comment"] = SimpleNamespace(by=by, thread=thread)
    return [
        confirmation_mail(request, token="t0ken"),
        code_mail(code, figures="12345678", minutes=15),
        colleague_mail(colleague),
        mention_mail(mention),
        review_mail(asked, upload=RulebookUpload(file_name=text, reason=text), by=by),
        bulletin_mail(
            Bulletin(person=by, email="d@ghent.example", day=dt.date(2026, 11, 30)),
            [Told(text, (text,), 0, ("alliance-list",))],
        ),
    ]


def received(made):
    """Return a mail as its recipient's program reads it."""
    return email.message_from_bytes(
        made.message().as_bytes(), policy=email.policy.default
    )


@pytest.mark.parametrize("text", HEADERS)
def test_line_breaks_and_encoded_words_make_no_header(text):
    for made in mails(text):
        got = received(made)

        assert {name.lower() for name in got} - OF_LISTS == MAILED | OF_MIME
        assert made.recipients() == made.to
        assert len(str(got["subject"]).splitlines()) == 1
        assert "victim@example.org" not in got.as_string()
        for part in got.iter_parts():
            assert {name.lower() for name in part} == OF_PART
            assert "victim@example.org" not in part.get_content()


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders_stay_the_text_they_are(text):
    for made in mails(text):
        said = f"{made.subject}\n{made.body}"

        assert "t0ken" not in said.replace("/confirm/t0ken/", "")
        assert text.split()[0].strip("{}%$#<=") in said
        assert "SimpleNamespace" not in said
        assert "class 'alliances" not in said
