"""Accounts: how people sign in, and for how long. Parts that hang on the operator's settings come by `accounts`."""

from __future__ import annotations

from typing import Any

AUTH: dict[str, Any] = {
    "AUTH_USER_MODEL": "accounts.User",
    "AUTHENTICATION_BACKENDS": [
        "django.contrib.auth.backends.ModelBackend",
        "allauth.account.auth_backends.AuthenticationBackend",
    ],
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ],
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "workbench:index",
    "LOGOUT_REDIRECT_URL": "reading:home",
    "SESSION_COOKIE_AGE": 14 * 24 * 3600,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PASSWORD_RESET_TIMEOUT": 24 * 3600,
}

ALLAUTH: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "rashomon_site.accounts.adapter.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username", "email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "username*", "password1*", "password2*"],
    "ACCOUNT_FORMS": {
        "login": "rashomon_site.accounts.forms.LoginForm",
        "reauthenticate": "rashomon_site.accounts.forms.ReauthenticateForm",
        "signup": "rashomon_site.accounts.forms.SignupForm",
        "add_email": "rashomon_site.accounts.forms.AddEmailForm",
        "change_password": "rashomon_site.accounts.forms.ChangePasswordForm",
        "set_password": "rashomon_site.accounts.forms.SetPasswordForm",
        "reset_password": "rashomon_site.accounts.forms.ResetPasswordForm",
        "reset_password_from_key": "rashomon_site.accounts.forms.ResetPasswordKeyForm",
    },
    "MFA_FORMS": {"add_webauthn": "rashomon_site.accounts.forms.PasskeyForm"},
    "ACCOUNT_USERNAME_MIN_LENGTH": 2,
    "ACCOUNT_MAX_EMAIL_ADDRESSES": 3,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,  # tells people by mail that a password or a second factor was changed
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,  # this browser stays signed in; every other one is signed out
    # Counted in the cache `shared`, by all processes together (see apps.py).
    "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "signup": "10/m/ip"},
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_TOTP_TOLERANCE": 1,  # a code of half a minute ago is still taken, as clocks differ
}


def accounts(*, name: str, public: bool, proxies: int, mails: bool) -> dict[str, Any]:
    """Return all settings of accounts for a site of that name."""
    return {
        **AUTH,
        **ALLAUTH,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": f"{name}: ",
        # Where mail only goes to the terminal, nobody could confirm an address, and so nobody is kept out for it.
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if public or mails else "optional",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if public else "http",
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxies,
        "MFA_TOTP_ISSUER": name,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not public,  # http://localhost, where browsers allow passkeys too
    }
