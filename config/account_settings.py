"""What Django and allauth are told: how accounts open, are proven and recovered."""

from typing import Any

VALIDATION = "django.contrib.auth.password_validation"

ACCOUNT_SETTINGS: dict[str, Any] = {
    "AUTHENTICATION_BACKENDS": [
        "config.backends.PasswordBackend",
        "config.backends.AccountBackend",
    ],
    "AUTH_PASSWORD_VALIDATORS": [
        {
            "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ("email", "full_name")},
        },
        {
            "NAME": f"{VALIDATION}.MinimumLengthValidator",
            "OPTIONS": {"min_length": 12},
        },
        {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
        {"NAME": "config.passwords.OwnWordsValidator"},
        {"NAME": "config.passwords.StolenPasswordValidator"},
    ],
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "/",
    "ACCOUNT_ADAPTER": "config.accounts.AccountAdapter",
    "ACCOUNT_FORMS": {
        "login": "config.account_forms.SignInForm",
        "signup": "config.account_forms.SignUpForm",
        "add_email": "config.account_forms.NewAddressForm",
        "confirm_email_verification_code": "config.account_forms.AddressCodeForm",
        "change_password": "config.account_forms.ChangePasswordForm",
        "set_password": "config.account_forms.FirstPasswordForm",
        "reset_password": "config.account_forms.ForgottenPasswordForm",
        "confirm_password_reset_code": "config.account_forms.PasswordCodeForm",
        "reset_password_from_key": "config.account_forms.NewPasswordForm",
        "reauthenticate": "config.account_forms.SignInAgainForm",
    },
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"email"},
    # Nothing is typed twice: whoever mistypes a password sets a new one by mail.
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    # Addresses are proven by codes, because scanners of mail follow links (ADR 10).
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS": 5,
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": 4,
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
    "ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS": 5,
    # Some mail servers let a first letter wait for a quarter of an hour.
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": 45 * 60,
    "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": 45 * 60,
    "ACCOUNT_LOGIN_TIMEOUT": 45 * 60,
    "ACCOUNT_LOGIN_ON_PASSWORD_RESET": True,
    "ACCOUNT_CHANGE_EMAIL": True,
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    # How long a proof of who one is lets dangerous acts pass.
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 10 * 60,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    # Who knows an address must not be able to fill its mailbox, nor to try all codes.
    "ACCOUNT_RATE_LIMITS": {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "signup": "20/m/ip,200/d/ip",
        "confirm_email": "3/m/key,10/h/key,20/d/key,60/h/ip",
        "reset_password": "20/m/ip,3/m/key,10/h/key,20/d/key",
        "change_password": "5/m/user",
    },
    "MFA_ADAPTER": "config.second_factors.SecondFactorAdapter",
    "MFA_FORMS": {
        "authenticate": "config.second_factor_forms.CodeForm",
        "reauthenticate": "config.second_factor_forms.CodeAgainForm",
        "activate_totp": "config.second_factor_forms.AppForm",
        "reauthenticate_webauthn": "config.second_factor_forms.PasskeyAgainForm",
        "add_webauthn": "config.second_factor_forms.NewPasskeyForm",
        "edit_webauthn": "config.second_factor_forms.PasskeyNameForm",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_TOTP_ISSUER": "Sector Skills Alliances",
    # A code typed just too late counts, and a phone may be half a minute off.
    "MFA_TOTP_TOLERANCE": 1,
}
