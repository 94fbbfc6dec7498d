"""Where the forms of a draft stand and what their fields are called, on the page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from alliances.enums import PartnerType, Role
from alliances.models import Partnership
from alliances.phrases import labelled
from alliances.words import within
from eligibility.words import country_name, months
from proposals.enums import StaffCategory, Traveller, Use
from proposals.files.form import Question, Section
from proposals.forms.confirmations import AnswerForm
from proposals.forms.facts import FactsForm
from proposals.forms.numbers import number_in
from proposals.forms.part_a import PartAForm
from proposals.forms.partners import PartnerForm
from proposals.forms.profiles import ProfileForm
from proposals.forms.sheets import MappingForm
from proposals.forms.work_plan import PART_FORMS, WorkPackageForm
from proposals.models import MobilityLine, Proposal, WorkPackage
from proposals.selectors.drafts.facts import fact_choices
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.plan.mobility import line_values, row_key

Keys = Mapping[str, str | int]
"""The keys an address carries, by their names."""


@dataclass(frozen=True)
class Known:
    """What the words of a draft need: its form, its partners and work packages.

    Choices of its facts and its mobility lines are read once, by whoever needs them.
    """

    proposal: Proposal
    sections: tuple[Section, ...]
    partners: Mapping[int, str]
    """Number → "P3 Forge"; partners that left too."""
    packages: Mapping[int, str]
    """Number → "WP2 Design"; removed ones too."""

    @cached_property
    def questions(self) -> Mapping[str, tuple[Section, Question]]:
        """Every question by its code, with its section."""
        return {q.code: (each, q) for each in self.sections for q in each.questions}

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, str]]:
        """Field of the facts → what can be chosen in it, in words."""
        choices = fact_choices(self.proposal)
        return {
            "project_type": {each.code: each.title for each in choices.kinds},
            "sector": dict(choices.sectors) or dict(choices.activities),
        }

    @cached_property
    def lines(self) -> Mapping[str, Mapping[str, str]]:
        """Row of the page → mobility line, as the page shows it."""
        lines = MobilityLine.objects.filter(proposal=self.proposal)
        lines = lines.select_related("partnership", "work_package")
        return {row_key(each): asdict(line_values(each)) for each in lines}

    def partner(self, keys: Keys, name: str = "number") -> str:
        """Return a partner an address names, its number where there is none."""
        number = int(keys[name])
        return self.partners.get(number, f"P{number}")

    def package(self, keys: Keys) -> str:
        """Return a work package an address names."""
        number = int(keys["number"])
        return self.packages.get(number, f"WP{number}")

    def with_partner(self, words: str, keys: Keys) -> str:
        """Return words, and whose part it is where an address names a partner."""
        if keys.get("partner") is None:
            return words
        return f"{words}, {self.partner(keys, 'partner')}"


def known_of(proposal: Proposal) -> Known:
    """Read what the words of a draft need: two queries."""
    partners = Partnership.objects.filter(alliance=proposal.alliance_id)
    packages = WorkPackage.objects.filter(proposal=proposal)
    return Known(
        proposal,
        form_sections(proposal),
        {each.number: f"{each.label} {each.name}" for each in partners},
        {each.number: f"{each.label} {each.title}" for each in packages},
    )


def _section(known: Known, keys: Keys) -> str:
    titles = {each.code: each.title for each in known.sections}
    code = str(keys["section"])
    return known.with_partner(titles.get(code, code), keys)


def _question(known: Known, keys: Keys) -> str:
    found = known.questions.get(str(keys["question"]))
    return known.with_partner(found[0].title if found else _("Form"), keys)


def _comments(known: Known, keys: Keys) -> str:
    found = known.questions.get(str(keys["question"]))
    title = found[1].title if found else str(keys["question"])
    return known.with_partner(_("Comment on “%(title)s”") % {"title": title}, keys)


PARTS = {
    "tasks": gettext_lazy("Task"),
    "results": gettext_lazy("Result"),
    "milestones": gettext_lazy("Milestone"),
}


def _part(known: Known, keys: Keys) -> str:
    sort = str(PARTS.get(str(keys["sort"]), keys["sort"]))
    told = {"package": known.package(keys), "sort": within(sort)}
    if "place" not in keys:
        return _("%(package)s, %(sort)s, new") % told
    return _("%(package)s, %(sort)s %(place)s") % (told | {"place": keys["place"]})


PLACES: Mapping[str, Callable[[Known, Keys], str]] = {
    "facts": lambda _known, _keys: _("Facts"),
    "partner-add": lambda _known, _keys: _("New partner"),
    "partner-change": lambda known, keys: known.partner(keys),
    "part-a": lambda known, keys: (
        _("Part A of %(name)s") % {"name": known.partner(keys)}
    ),
    "partner-change-decide": lambda known, keys: (
        _("Change asked for by %(name)s") % {"name": known.partner(keys)}
    ),
    "form-section": _section,
    "form-partner": _section,
    "answer-save": _question,
    "answer-save-partner": _question,
    "activity-coverage": _question,
    "answer-comments": _comments,
    "answer-comments-partner": _comments,
    "unsaved-restore": lambda _known, _keys: _("Texts this computer kept"),
    "work-package-add": lambda _known, _keys: _("New work package"),
    "work-package": lambda known, keys: known.package(keys),
    "work-part-add": _part,
    "work-part": _part,
    "effort": lambda known, keys: (
        _("Days of %(name)s") % {"name": known.partner(keys, "partner")}
    ),
    "mobility-lines": lambda _known, _keys: _("Mobility lines"),
    "profile-add": lambda _known, _keys: _("New occupational profile"),
    "profile": lambda _known, keys: (
        _("Occupational profile %(number)s") % {"number": keys["number"]}
    ),
    "own-figures": lambda _known, _keys: _("Proposed days"),
    "own-line-new": lambda _known, _keys: _("Proposed mobility line"),
    "own-line": lambda _known, _keys: _("Proposed mobility line"),
    "own-line-again": lambda _known, _keys: _("Proposed mobility line"),
    "proposed-figures-decide": lambda known, keys: (
        _("Figures proposed by %(name)s") % {"name": known.partner(keys, "partner")}
    ),
}
"""The addresses to which something is typed that a closed draft refuses.

`-fragment` behind a name is the same form in the middle of a page.
"""

FORMS: Mapping[str, type[forms.Form]] = {
    "facts": FactsForm,
    "partner-add": PartnerForm,
    "partner-change": PartnerForm,
    "part-a": PartAForm,
    "work-package-add": WorkPackageForm,
    "work-package": WorkPackageForm,
    "profile-add": ProfileForm,
    "profile": ProfileForm,
    "confirm": AnswerForm,
    "partner-sheet": MappingForm,
}

GROUPS: Mapping[str, str | Promise] = {
    "contact": gettext_lazy("Contact person"),
    "representative": gettext_lazy("Legal representative"),
}
"""Of Part A, whose fields are labelled within a group: how the names of each begin."""

LABELS: Mapping[str, str | Promise] = {
    "text": pgettext_lazy("noun", "Comment"),
    "reason": gettext_lazy("Reason"),
    "note": gettext_lazy("Note to the coordinator"),
    "partner": gettext_lazy("Partner"),
    "traveller": gettext_lazy("Who"),
    "participants": gettext_lazy("People"),
    "distance_km": gettext_lazy("Kilometres one way"),
    "days": gettext_lazy("Days"),
    "work_package": gettext_lazy("Work package"),
    "remove": gettext_lazy("Remove"),
}
"""Of fields that no form labels: their templates do."""

HIDDEN = frozenset(
    {"csrfmiddlewaretoken", "version", "facts_version", "request_key", "seen", "own"}
    | {"organisation", "completed", "thread", "mention", "look_up", "act", "figure"}
)
"""What a page sends along, and buttons: nobody typed it."""
ALONG = HIDDEN | {
    *("action", "compared_with", "impact_seen", "key", "move", "next"),
    *("answer", "pause", "restored", "revision", "shown", "stated", "takes"),
}
"""The same of all pages; what is typed on one of them is not among them."""
CHOSEN = frozenset({"missing_role", "yields"})
"""Chosen on a page; empty, where it was not asked for."""
COUNTED = re.compile(
    r"seen-.*|.*[-_](?:version|seen|key)|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS"
)
"""Fields of which a page has one for each row."""


KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_sent_along(name: str, values: Sequence[str]) -> bool:
    """Whether a page sends a field by itself, so that nobody typed it."""
    is_key = bool(values) and all(KEY.fullmatch(each) for each in values)
    is_unasked = name in CHOSEN and not any(values)
    return is_key or is_unasked or name in ALONG or COUNTED.fullmatch(name) is not None


def label_of(page: str, keys: Keys, name: str) -> str:
    """Return what a field is called on its page; a name of nobody's, in words."""
    form = PART_FORMS.get(str(keys.get("sort"))) or FORMS.get(page)
    field = form.base_fields.get(name) if form else None
    if page == "part-a" and (group := GROUPS.get(name.partition("_")[0])):
        return labelled(group, field.label if field else name)
    label = (field and field.label) or LABELS.get(name)
    return str(label or name.replace("_", " ").replace("-", " ").capitalize())


def as_on_its_page(page: str, keys: Keys, names: Iterable[str]) -> list[str]:
    """Return names of fields in the order of their form, others behind, as they came.

    PostgreSQL keeps the names of a JSON object by their length, not as they were sent.
    """
    form = PART_FORMS.get(str(keys.get("sort"))) or FORMS.get(page)
    places = list(form.base_fields) if form else []
    return sorted(
        names, key=lambda name: places.index(name) if name in places else len(places)
    )


def word_of(known: Known, page: str, keys: Keys, name: str, value: str) -> str:
    """Return what was chosen in a field as its page shows it; typed text as it is."""
    if page == "facts" and name in known.facts:
        return known.facts[name].get(value, value)
    if name in {"lead", "partner", "work_package"}:
        names = known.packages if name == "work_package" else known.partners
        return names.get(number_in(value) or 0, value)
    return plain_word_of(page, keys, name, value)


def plain_word_of(page: str, keys: Keys, name: str, value: str) -> str:
    """Return the same as far as no draft has to be asked."""
    name = name.removeprefix("new_")  # as a partner corrects what is stated of it
    if name == "country":
        return country_name(value) if value else ""
    if name == "duration_months" and (number := number_in(value)):
        return months([number])
    form = PART_FORMS.get(str(keys.get("sort"))) or FORMS.get(page)
    field = form.base_fields.get(name) if form else None
    choices = getattr(field, "choices", None) or CHOICES.get(name, ())
    return next((str(title) for key, title in choices if str(key) == value), value)


CHOICES: Mapping[str, Iterable[tuple[Any, Any]]] = {
    "role": Role.choices,
    "types": PartnerType.choices,
    "traveller": Traveller.choices,
    "use": Use.choices,
    "remove": [("on", gettext_lazy("Yes"))],
    "yields": [("on", gettext_lazy("Yes"))],
}
"""What can be chosen in fields that learn it from the draft."""
CATEGORIES = dict(StaffCategory.choices)
