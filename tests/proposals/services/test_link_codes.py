"""One-time codes: few tries, little time, one use, no second mail by a click."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation
from eligibility.words import deadline_words
from proposals.enums import LetterState
from proposals.errors import LinkClosed
from proposals.errors.link_codes import CodeOver, NoCode, TooManyCodes, WrongCode
from proposals.models import ConfirmationRequest, LinkCode
from proposals.services.confirmations import decline_participation
from proposals.services.letters import send_letter
from proposals.services.link_codes import (
    FRESH,
    HOUR,
    MOST_AN_HOUR,
    MOST_TRIES,
    OPEN_FOR,
    SAME_ACT,
    enter_code,
    is_locked,
    key_of,
    send_code,
)
from proposals.services.written_letters import CODE_MINUTES, digest_of_figures
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import (
    ADDRESS,
    ask,
    ask_by_mail,
    code_by_mail,
    grow_old,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def token(draft):
    token = ask_by_mail(draft)
    grow_old()
    return token


@pytest.fixture
def figures(monkeypatch):
    """Let the codes be 1, 2, 3, with seven noughts before."""
    numbers = iter(range(1, 10))
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(numbers))


def asked(number=2):
    return ConfirmationRequest.objects.get(partnership__number=number)


def let_pass(time):
    LinkCode.objects.update(asked_at=timezone.now() - time)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(FRESH - dt.timedelta(seconds=1), False), (FRESH, True)],
)
@pytest.mark.usefixtures("token")
def test_link_locks_a_day_after_its_mail(age, expected):
    now = timezone.now()
    ConfirmationRequest.objects.update(mailed_at=now - age)

    assert is_locked(asked=asked(), key="", now=now) is expected


def test_link_whose_mail_was_never_noted_locks_a_day_after_the_question(draft):
    ask(draft)
    now = timezone.now()
    ConfirmationRequest.objects.update(requested_at=now - FRESH)

    assert is_locked(asked=asked(), key="", now=now)


@pytest.mark.usefixtures("token")
def test_key_opens_its_own_link_for_an_hour(draft, time_machine):
    ask(draft, 3)
    own, foreign = key_of(asked=asked()), key_of(asked=asked(3))

    locked = [
        is_locked(asked=asked(), key=key, now=timezone.now()) for key in (own, foreign)
    ]
    time_machine.move_to(timezone.now() + OPEN_FOR + dt.timedelta(seconds=2))
    locked.append(is_locked(asked=asked(), key=own, now=timezone.now()))

    assert locked == [False, True, True]


@pytest.mark.usefixtures("token")
def test_key_dies_with_the_link_it_opened():
    key = key_of(asked=asked())
    ConfirmationRequest.objects.update(token_digest="another")

    assert is_locked(asked=asked(), key=key, now=timezone.now())


def test_code_is_mailed_where_the_link_went_and_kept_as_a_digest(token):
    figures = code_by_mail(token)

    code = LinkCode.objects.get()
    made = mail.outbox[-1]
    assert made.to == [ADDRESS]
    assert made.subject == "Your code for CHARTER"
    assert token not in made.body
    assert code.letter_state == LetterState.SENT
    assert len(code.code_digest) == 64
    assert figures not in code.code_digest
    assert code.expires_at is not None
    in_time = code.expires_at - timezone.now()
    assert abs(in_time - dt.timedelta(minutes=CODE_MINUTES)) < dt.timedelta(minutes=1)


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    "typed", ["00000001", "0000 0001", " 0000\u20090001 ", "0000-0001", "0000.0001"]
)
def test_code_opens_the_link_as_people_type_it(token, typed):
    code_by_mail(token)

    key = enter_code(token=token, typed=typed)

    assert not is_locked(asked=asked(), key=key, now=timezone.now())


def test_code_works_once(token):
    figures = code_by_mail(token)
    enter_code(token=token, typed=figures)

    with pytest.raises(CodeOver):
        enter_code(token=token, typed=figures)


@pytest.mark.usefixtures("figures")
def test_only_the_newest_code_works(token):
    first = code_by_mail(token)
    let_pass(SAME_ACT)
    second = code_by_mail(token)

    with pytest.raises(WrongCode):
        enter_code(token=token, typed=first)
    assert (first, second) == ("0000 0001", "0000 0002")
    assert enter_code(token=token, typed=second)


def test_code_dies_after_its_minutes(token):
    figures = code_by_mail(token)
    LinkCode.objects.update(expires_at=timezone.now())

    with pytest.raises(CodeOver):
        enter_code(token=token, typed=figures)


@pytest.mark.usefixtures("figures")
def test_code_dies_after_so_many_tries(token):
    figures = code_by_mail(token)
    for _try in range(MOST_TRIES):
        with pytest.raises(WrongCode):
            enter_code(token=token, typed="0000 0009")

    with pytest.raises(CodeOver):
        enter_code(token=token, typed=figures)
    assert LinkCode.objects.get().attempts == MOST_TRIES


def test_last_try_counts_like_the_first(token):
    figures = code_by_mail(token)
    LinkCode.objects.update(attempts=MOST_TRIES - 1)

    assert enter_code(token=token, typed=figures)


@pytest.mark.parametrize("typed", ["", "1234", "123456789", "abcdefgh", "١٢٣٤٥٦٧٨"])
def test_what_is_no_code_costs_no_try(token, typed):
    code_by_mail(token)

    with pytest.raises(NoCode):
        enter_code(token=token, typed=typed)
    assert LinkCode.objects.get().attempts == 0


@pytest.mark.usefixtures("figures")
def test_code_of_another_link_opens_nothing(token, draft):
    other = ask_by_mail(draft, 3)
    code_by_mail(token)
    figures = code_by_mail(other)

    with pytest.raises(WrongCode):
        enter_code(token=token, typed=figures)


def test_without_a_code_nothing_opens(token):
    with pytest.raises(CodeOver):
        enter_code(token=token, typed="12345678")


def test_second_press_sends_no_second_mail(token, sent):
    sent.clear()

    first, second = send_code(token=token), send_code(token=token)

    assert first == second
    assert LinkCode.objects.count() == 1


@pytest.mark.parametrize("state", [LetterState.FAILED, LetterState.BOUNCED])
def test_code_that_did_not_arrive_is_sent_anew_at_once(token, state):
    first = send_code(token=token)
    LinkCode.objects.update(letter_state=state)

    assert send_code(token=token) != first


def test_link_gets_only_so_many_codes_an_hour(token):
    for _time in range(MOST_AN_HOUR):
        send_code(token=token)
        let_pass(SAME_ACT)
    oldest = min(LinkCode.objects.values_list("asked_at", flat=True))

    with pytest.raises(TooManyCodes) as refusal:
        send_code(token=token)

    assert refusal.value.again == oldest + HOUR
    assert str(refusal.value) == (
        "Many codes were sent for this link. Another can be sent from"
        f" {deadline_words(oldest + HOUR)}."
    )
    let_pass(HOUR)
    assert send_code(token=token).email == ADDRESS


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_closed_link_gets_no_code(token, column):
    ConfirmationRequest.objects.update(**{column: timezone.now()})

    with pytest.raises(LinkClosed):
        send_code(token=token)


def test_answered_link_gets_a_code_for_its_record(token):
    decline_participation(token=token, name="Anna", function="", reason="No.")

    assert send_code(token=token).email == ADDRESS


def test_unknown_link_gets_no_code_and_opens_for_none():
    with pytest.raises(LinkClosed):
        send_code(token="x" * 43)
    with pytest.raises(LinkClosed):
        enter_code(token="x" * 43, typed="12345678")


def test_code_nobody_waits_for_is_not_mailed(token):
    code = send_code(token=token)
    mail.outbox.clear()
    let_pass(HOUR)

    send_letter(kind="link-code", key=code.pk)

    assert mail.outbox == []


def test_code_another_worker_took_over_is_not_mailed(token, monkeypatch):
    code = send_code(token=token)
    mail.outbox.clear()

    def take_over(_most):
        LinkCode.objects.update(claimed_at=timezone.now())
        return 12345678

    monkeypatch.setattr("secrets.randbelow", take_over)

    send_letter(kind="link-code", key=code.pk)

    assert mail.outbox == []
    assert LinkCode.objects.get().code_digest == ""


def test_digest_of_a_code_takes_the_key_of_the_site(settings):
    digests = set()
    for key in ("one", "another"):
        settings.SECRET_KEY = key
        digests.add(digest_of_figures(code=LinkCode(pk=1), figures="12345678"))

    assert len(digests) == 2
