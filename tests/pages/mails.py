"""Reads what allauth mails, for the tests beside this file."""

import re


def code_of(mail):
    """Return the code a mail carries on a line of its own."""
    (code,) = re.findall(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE)
    return code
