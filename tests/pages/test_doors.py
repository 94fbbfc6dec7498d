"""Every door to an account answers alike for addresses it knows and does not know."""

import json

import pytest
from django.urls import reverse

from tests.clients import Window
from tests.factories import make_user
from tests.pages.codes import give_app

pytestmark = pytest.mark.django_db

PASSKEY = "mfa_login_webauthn"
CLAIMED = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {
        "clientDataJSON": "e30",
        "authenticatorData": "A" * 50,
        "signature": "AAAA",
        "userHandle": "MQ",
    },
}


@pytest.fixture
def maria():
    maria = make_user("maria@example.org")
    give_app(maria)
    return maria


def sign_in(email):
    window = Window()
    answer = window.post(
        reverse("account_login"), {"login": email, "password": "wrong"}
    )
    return answer.status_code, answer.content.decode().replace(email, "")


def without_token(page):
    head, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return head + rest[64:] if rest else head


def plain(page):
    while 'name="csrfmiddlewaretoken" value="' in page:
        page = without_token(page)
    return page


@pytest.mark.usefixtures("maria")
def test_a_wrong_password_reads_the_same_with_and_without_a_second_factor():
    make_user("plain@example.org")

    answers = {
        (status, plain(page).partition("<main")[2].partition("</main>")[0])
        for status, page in map(
            sign_in, ("maria@example.org", "plain@example.org", "nobody@example.org")
        )
    }

    assert len(answers) == 1


@pytest.mark.usefixtures("maria")
def test_a_wrong_password_is_limited_for_known_and_unknown():
    def attempts(email):
        return [
            "Too many attempts" in sign_in(email)[1] or sign_in(email)[0] == 429
            for _ in range(4)
        ]

    known, unknown = attempts("maria@example.org"), attempts("nobody@example.org")

    assert known[-1] is unknown[-1] is True


def test_the_passkey_door_asks_everybody_the_same(client, maria):
    answers = [
        client.get(reverse(PASSKEY), headers={"accept": "application/json"}).json()
        for _ in range(2)
    ]

    asked = [each["request_options"]["publicKey"] for each in answers]
    assert {tuple(sorted(each)) for each in asked} == {tuple(sorted(asked[0]))}
    assert [each.get("allowCredentials") for each in asked] == [[], []]
    assert maria.email not in json.dumps(answers)


@pytest.mark.parametrize("handle", ["known", "unknown", "nonsense"])
def test_a_forged_passkey_reads_the_same(client, maria, handle):
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415  # needs settings
    from fido2.utils import websafe_encode  # noqa: PLC0415  # as above

    owner = user_pk_to_url_str(maria) if handle == "known" else "999999"
    sent = json.loads(json.dumps(CLAIMED))
    sent["response"]["userHandle"] = (
        "%%%" if handle == "nonsense" else websafe_encode(owner.encode())
    )
    client.get(reverse(PASSKEY), headers={"accept": "application/json"})

    answer = client.post(
        reverse(PASSKEY), {"credential": json.dumps(sent)}, follow=True
    )

    said = [str(each) for each in answer.context["messages"]]
    assert said == ["This is not the right code or passkey, or it was used before."]
    assert answer.redirect_chain == [(reverse("account_login"), 302)]


def test_the_passkey_door_is_limited(client):
    statuses = [
        client.post(reverse(PASSKEY), {"credential": "{}"}).status_code
        for _ in range(11)
    ]

    assert statuses[-1] == 429
    assert 429 not in statuses[:10]
