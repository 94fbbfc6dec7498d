"""Type, colours, buttons, fields and notes: what every page is made of."""

import re
from typing import ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from config.components.kinds import Component, Example
from config.components.words import DIGEST, GERMAN, LONG_TEXT, SERBIAN, SHORT

PAGE = "components_page"
TOKEN = re.compile(r"^ +--([a-z-]+): (?:light-dark\(|#)", re.MULTILINE)
MARKS = ("met", "not-met", "unknown", "tick", "sent", "none", "act")


class ExampleForm(forms.Form):
    """Fields of every kind, as crispy-forms draws them."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("Partners confirm it: a change asks them again."),
        max_length=40,
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=[("", "—"), ("LT", "LT"), ("RS", "RS")]
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("Used"), required=False)

    helper: ClassVar = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True


def colour_tokens() -> tuple[str, ...]:
    """Return the names of all colours, in the order of their sheet."""
    sheet = settings.BASE_DIR / "static" / "css" / "tokens.css"
    return tuple(TOKEN.findall(sheet.read_text(encoding="utf-8")))


def basics() -> tuple[Component, ...]:
    """Return the parts that have no page of their own."""
    wrong = {"title": GERMAN, "email": "maria@", "country": "", "reason": LONG_TEXT}
    return (
        Component(
            "Type",
            "Headings in the serif, text in the system's sans, digests in mono.",
            "A heading for emphasis, or a size between two: weight and space do that.",
            (
                Example(
                    "All sizes",
                    f"{PAGE}/_type.html",
                    {"long": (GERMAN, SERBIAN), "digest": DIGEST},
                ),
            ),
        ),
        Component(
            "Colours",
            "By token, for what the token is named for. Contrast: docs/design.md.",
            "Colour alone: an icon or a word says the same.",
            (
                Example(
                    "All tokens", f"{PAGE}/_colours.html", {"tokens": colour_tokens()}
                ),
            ),
        ),
        Component(
            "Buttons",
            "One primary per view, named by what it does; quiet ones inside rows.",
            "A button that leads somewhere: that is a link. Disabled without a reason.",
            (Example("All kinds", f"{PAGE}/_buttons.html", {"long": GERMAN}),),
        ),
        Component(
            "Fields",
            "A label above, a hint below, the error between field and next label.",
            "A placeholder instead of a label; markup of one's own.",
            (
                Example("Empty", f"{PAGE}/_form.html", {"form": ExampleForm()}),
                Example("Error", f"{PAGE}/_form.html", {"form": ExampleForm(wrong)}),
            ),
        ),
        Component(
            "Notes",
            "A fact about the page: a line at its edge, coloured if somebody must act.",
            "An error of a field, or a refusal: those have a summary.",
            (Example("All kinds", f"{PAGE}/_notes.html", {"long": SERBIAN}),),
        ),
        Component(
            "Tables with figures",
            "Ruled like print; figures tabular and to the right, sums under a rule."
            " Nothing is a dash, nought is 0. A wide one scrolls in a named region.",
            "Facts in pairs: a list of facts. A table without rows: a sentence.",
            (
                Example(
                    "Figures",
                    f"{PAGE}/_figures.html",
                    {"names": (GERMAN, SERBIAN), "short": SHORT},
                ),
            ),
        ),
        Component(
            "Icons",
            "Beside the word that says the same. Verdicts differ in outline.",
            "Alone, or for decoration.",
            (Example("All", f"{PAGE}/_icons.html", {"names": MARKS}),),
        ),
    )
