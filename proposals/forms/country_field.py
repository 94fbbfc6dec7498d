"""The list of countries of a form: 250 options, drawn once and not at each request."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliances.templatetags.options import Option, options
from proposals.selectors.consortium.countries import CountryChoice, CountryGroups

Choice = tuple[str, str]


class _Offered(BaseChoiceIterator):
    """What may be chosen, made when it is asked for: a page that is read never does."""

    def __init__(self, countries: CountryGroups) -> None:
        self._countries = countries

    def __iter__(self) -> Iterator[tuple[str, str | list[Choice]]]:
        yield "", _("Not known yet")
        for heading, those in self._countries:
            yield heading, [(each.iso, each.label) for each in those]


class CountrySelect(forms.Select):
    """A list of countries that carries what a search by other names needs."""

    template_name = "proposals/workspace/_country_select.html"
    countries = CountryGroups(())

    def get_context(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # Django's own signature
        context = super().get_context(*args, **kwargs)
        (chosen,) = context["widget"]["value"]
        context["widget"]["options"] = _chosen(_drawn(self.countries), chosen)
        return context


class CountryField(forms.ChoiceField):
    """One of the countries that are offered, or none."""

    widget = CountrySelect

    def offer(self, countries: CountryGroups) -> None:
        """Let these be chosen from."""
        self.choices = _Offered(countries)
        widget = self.widget
        widget.choices, widget.countries = (), countries


# By the countries themselves, which are kept by edition and language.
@lru_cache(maxsize=32)
def _drawn(countries: CountryGroups) -> SafeString:
    groups = [(heading, map(_option, those), 0) for heading, those in countries]
    unknown = {"value": "", "label": _("Not known yet"), "attrs": {}}
    return options([(None, [unknown], 0), *groups])


def _option(country: CountryChoice) -> Option:
    return {
        "value": country.iso,
        "label": country.label,
        "attrs": {
            "data-name": country.name,
            "data-code": country.code,
            "data-others": "|".join(country.others),
            "data-standing": country.standing,
            "data-kind": country.kind,
        },
    }


def _chosen(drawn: SafeString, value: str) -> SafeString:
    """Mark one option; only an option begins so, for what is drawn is escaped."""
    option = f'<option value="{escape(value)}"'
    return mark_safe(drawn.replace(option, f"{option} selected", 1))  # noqa: S308  # drawn by `options`
