import pytest

from proposals.verify_codes import grouped_code, is_code_of, verify_code

SHA256 = "ab" * 32
OTHER = "ac" + SHA256[2:]


@pytest.fixture
def code():
    return verify_code(number="1-EPP", sha256=SHA256)


def test_code_has_sixteen_letters_of_base32(code):
    assert len(code) == 16
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_code_is_the_same_every_time(code):
    assert verify_code(number="1-EPP", sha256=SHA256) == code


@pytest.mark.parametrize("other", [("2-EPP", SHA256), ("1-EPP", OTHER)])
def test_code_depends_on_number_and_digest(code, other):
    number, sha256 = other

    assert verify_code(number=number, sha256=sha256) != code
    assert not is_code_of(code, number=number, sha256=sha256)


def test_code_depends_on_the_key_of_the_site(code, settings):
    settings.SECRET_KEY = "another"

    assert verify_code(number="1-EPP", sha256=SHA256) != code


def test_code_from_before_the_key_was_changed_is_taken(code, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    assert is_code_of(code, number="1-EPP", sha256=SHA256)


def test_code_is_taken_as_people_type_it(code):
    typed = grouped_code(code).lower().replace("-", " ")

    assert is_code_of(typed, number="1-EPP", sha256=SHA256)


def test_figures_typed_for_letters_are_read_as_letters(monkeypatch):
    monkeypatch.setattr("proposals.verify_codes._code", lambda *_facts: "OIBOIB")

    assert is_code_of("018-oib", number="1-EPP", sha256=SHA256)


def test_letters_that_are_no_ascii_are_a_wrong_code():
    assert not is_code_of("Ω" * 16, number="1-EPP", sha256=SHA256)


def test_groups_have_four_letters():
    assert grouped_code("ABCDEFGHIJKLMNOP") == "ABCD-EFGH-IJKL-MNOP"
