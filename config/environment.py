"""Reads the environment: one typed function per kind of value, errors in words."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """Return the variable without outer blanks; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """Return a yes or no; refuse every other word."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """Return a whole number that is not negative."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return a list written with commas."""
    values = [item.strip() for item in text(name).split(",") if item.strip()]
    return values or list(default)


def folder(name: str, default: Path) -> Path:
    """Return an absolute path; nothing is created here."""
    return Path(text(name, str(default))).expanduser().absolute()


def file_content(path: Path) -> str:
    """Return the text of a secret's file, or nothing where there is no file."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except PermissionError as error:
        raise ImproperlyConfigured(f"{path} may not be read: {error}.") from error
