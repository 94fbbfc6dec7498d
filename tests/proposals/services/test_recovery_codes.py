"""Recovery codes: ten, each once, and nothing of them to be read once they are old."""

import json
from functools import partial
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection, transaction
from django.test import override_settings

from proposals.services import recovery_codes
from proposals.services.recovery_codes import (
    MOST_ROUNDS,
    hash_former_codes,
    hide_recovery_codes,
    make_recovery_codes,
    unused_codes,
    use_code,
)
from tests.factories import make_user
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db

PBKDF2 = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"


@pytest.fixture
def made():
    return make_recovery_codes(user=make_user())


@pytest.fixture
def former():
    """Keep codes as allauth does, of which the third was used."""
    data = {"seed": encrypt(RecoveryCodes.generate_seed()), "used_mask": 0b100}
    return Authenticator.objects.create(
        user=make_user(), type=Authenticator.Type.RECOVERY_CODES, data=data
    )


@pytest.fixture
def ten_minutes(monkeypatch):
    """Give a function after which codes are no longer new."""

    def passed(row):
        clock = SimpleNamespace(time=lambda: row.data["until"])
        monkeypatch.setattr("proposals.services.recovery_codes.time", clock)

    return passed


@pytest.fixture
def ten_minutes_later(made, ten_minutes):
    ten_minutes(made)


def stored(row):
    return Authenticator.objects.get(pk=row.pk)


def test_ten_codes_are_made_once(made):
    codes = unused_codes(row=made)

    assert (len({*codes}), {len(each) for each in codes}) == (10, {8})
    assert make_recovery_codes(user=made.user) == made
    assert unused_codes(row=stored(made)) == codes


def test_each_code_works_once_whatever_blanks_are_typed(made):
    first, second, *rest = unused_codes(row=made)

    assert use_code(row=made, code=f" {first[:4]} {first[4:]}")
    assert not use_code(row=made, code=first)
    assert use_code(row=stored(made), code=second)
    assert unused_codes(row=stored(made)) == rest


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "abcdefgh", "١٢٣٤٥٦٧٨"])
def test_what_is_no_code_is_refused(made, code):
    assert not use_code(row=made, code=code)
    assert len(unused_codes(row=stored(made))) == 10


def test_the_database_says_no_code_while_they_are_new(made):
    data = json.dumps(stored(made).data)

    assert [each in data for each in unused_codes(row=made)] == [False] * 10


@pytest.mark.usefixtures("ten_minutes_later")
def test_old_codes_work_and_are_read_by_nobody(made):
    codes = recovery_codes._unsealed(made.data["sealed"])

    before = unused_codes(row=made)
    hidden, again = hide_recovery_codes(), hide_recovery_codes()

    assert before == unused_codes(row=stored(made)) == [""] * 10
    assert (hidden, again) == (1, 0)
    assert "sealed" not in stored(made).data
    assert use_code(row=stored(made), code=codes[3])


@pytest.mark.usefixtures("ten_minutes_later")
def test_no_code_is_left_of_old_ones_that_were_all_used(made):
    for code in recovery_codes._unsealed(made.data["sealed"]):
        use_code(row=stored(made), code=code)

    assert "sealed" not in stored(made).data
    assert unused_codes(row=stored(made)) == []


def test_new_codes_stay_readable_while_they_are_new(made):
    assert hide_recovery_codes() == 0
    assert unused_codes(row=stored(made)) == unused_codes(row=made)


def test_codes_of_a_former_version_become_hashes_and_work_on(former):
    left = unused_codes(row=former)
    used = RecoveryCodes(former).generate_codes()[2]

    assert (hash_former_codes(), hash_former_codes()) == (1, 0)
    assert "seed" not in stored(former).data
    assert unused_codes(row=stored(former)) == [""] * 9
    assert not use_code(row=stored(former), code=used)
    assert [use_code(row=former, code=each) for each in left] == [True] * 9


def test_a_former_code_is_taken_before_it_is_a_hash(former):
    first, *rest = unused_codes(row=former)

    assert use_code(row=former, code=first)
    assert not use_code(row=stored(former), code=first)
    assert use_code(row=stored(former), code=rest[0])


@pytest.mark.parametrize("hasher", [PBKDF2, ARGON2])
def test_hashes_are_as_slow_as_those_of_passwords_ought_to_be(monkeypatch, hasher):
    monkeypatch.setattr(recovery_codes, "NUMBER", 1)
    user = make_user()
    with override_settings(PASSWORD_HASHERS=[hasher]):
        row = make_recovery_codes(user=user)

        code = unused_codes(row=row)[0]
        is_taken = use_code(row=row, code=code)

    assert is_taken
    assert row.data["rounds"] == MOST_ROUNDS <= PBKDF2PasswordHasher.iterations


@pytest.fixture
def used_twice_at_once(monkeypatch):
    """Give a function by which two try one code; both have come as far as a step."""

    def try_twice(row, code, step):
        meet, alone = meeting(patience=1), getattr(recovery_codes, step)

        def together(*given):
            meet()
            return alone(*given)

        monkeypatch.setattr(recovery_codes, step, together)
        rows = stored(row), stored(row)
        return at_once(*[partial(use_code, row=each, code=code) for each in rows])

    return try_twice


@pytest.mark.django_db(transaction=True)
def test_one_code_at_the_same_moment_lets_in_once(made, used_twice_at_once):
    code, *rest = unused_codes(row=made)

    let_in = used_twice_at_once(made, code, "_digest")

    assert sorted(let_in) == [False, True]
    assert unused_codes(row=stored(made)) == rest


@pytest.fixture
def hashed_within(monkeypatch):
    """Note of each slow hash whether a transaction was open: it holds up who writes."""
    within, digest = [], recovery_codes._digest

    def noted(*given):
        within.append(connection.in_atomic_block)
        return digest(*given)

    monkeypatch.setattr(recovery_codes, "_digest", noted)
    return within


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_new_codes(hashed_within):
    with transaction.atomic():
        made = make_recovery_codes(user=make_user())
        codes = unused_codes(row=made)

    assert hashed_within == [False] * 10
    assert use_code(row=stored(made), code=codes[0])
    assert unused_codes(row=stored(made)) == codes[1:]


@pytest.mark.django_db(transaction=True)
def test_new_codes_work_where_nobody_came_to_hash_them(ten_minutes, monkeypatch):
    monkeypatch.setattr(recovery_codes, "_settle", lambda _which: 0)
    made = make_recovery_codes(user=make_user())
    first, second, *_rest = unused_codes(row=made)
    before = dict(stored(made).data)
    monkeypatch.undo()

    is_taken = use_code(row=stored(made), code=first)
    ten_minutes(made)

    assert "hashes" not in before
    assert is_taken
    assert unused_codes(row=stored(made)) == [""] * 9
    assert hide_recovery_codes() == 1
    assert use_code(row=stored(made), code=second)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [hash_former_codes, None])
def test_no_transaction_waits_for_a_hash(former, hashed_within, act):
    code = unused_codes(row=former)[0]

    done = act() if act else use_code(row=former, code=code)

    assert done
    assert hashed_within == [False] * (9 if act else 10)


def test_codes_made_anew_meanwhile_are_none_of_the_old_ones(made):
    code = unused_codes(row=made)[0]
    row = stored(made)
    made.delete()

    assert not use_code(row=row, code=code)


@pytest.mark.django_db(transaction=True)
def test_former_code_at_the_same_moment_lets_in_once(former, used_twice_at_once):
    code, *rest = unused_codes(row=former)

    let_in = used_twice_at_once(former, code, "_hashed")

    assert sorted(let_in) == [False, True]
    assert all(use_code(row=stored(former), code=each) for each in rest)
