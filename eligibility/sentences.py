"""The sentence of each check: what was found, what is needed, what keeps it open."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import fact_sentences
from eligibility.core import (
    Evidence,
    Figure,
    Finding,
    Outcome,
    Participant,
    Severity,
    Why,
)
from eligibility.norms import subject
from eligibility.words import (
    country_name,
    function_words,
    together,
)

MOST_GAPS = 4
"""Countries a sentence names with what they lack."""


def range_words(evidence: Evidence) -> str:
    """Write the certain count, with the upper bound where that is more."""
    if evidence.found == evidence.possible:
        return str(evidence.found)
    return _("%(found)s to %(possible)s") % {
        "found": evidence.found,
        "possible": evidence.possible,
    }


def of_required(evidence: Evidence) -> str:
    """Write how many of how many needed; more than enough does not read as an error."""
    found, required = range_words(evidence), evidence.required
    if _count(evidence.possible) > _count(required):
        words = _("%(found)s of at least %(required)s")
    else:
        words = _("%(found)s of %(required)s")
    return words % {"found": found, "required": required}


def _minimum(finding: Finding, evidence: Evidence) -> str:
    """Word a minimum: what was found, what is needed, how many more."""
    facts = {
        "found": range_words(evidence),
        "what": subject(finding.clause, evidence.possible),
        "required": evidence.required,
    }
    if finding.clause.severity is Severity.ADVICE:
        return (
            _(
                "%(found)s %(what)s found; the published summary also names"
                " %(required)s. This is advice and decides nothing."
            )
            % facts
        )
    if evidence.outcome is Outcome.MET:
        return _("%(found)s %(what)s found, %(required)s needed.") % facts
    if evidence.outcome is Outcome.UNKNOWN:
        text = _("%(found)s %(what)s found, %(required)s needed.") % facts
        return f"{text} {_open_reasons(evidence)}".strip()
    missing = _count(evidence.required) - _count(evidence.possible)
    if missing <= 0:
        return (
            _(
                "%(found)s %(what)s found, %(required)s needed. One organisation counts"
                " in one group only, and there are too few for both groups."
            )
            % facts
        )
    facts["missing"] = missing
    if evidence.found != evidence.possible:
        return (
            _(
                "%(found)s %(what)s found, %(required)s needed (at least %(missing)s"
                " more)."
            )
            % facts
        )
    return (
        _("%(found)s %(what)s found, %(required)s needed (%(missing)s more).") % facts
    )


def _count(number: Figure) -> int:
    return number if isinstance(number, int) else 0


def _open_reasons(evidence: Evidence) -> str:
    """Say what keeps a count open: "2 partners have no country."."""
    causes = Counter(each.why for each in evidence.not_counted)
    parts = []
    if number := causes[Why.COUNTRY_UNKNOWN]:
        parts.append(
            ngettext(
                "%(number)s partner has no country.",
                "%(number)s partners have no country.",
                number,
            )
            % {"number": number}
        )
    if number := causes[Why.TYPE_OPEN]:
        parts.append(
            ngettext(
                "%(number)s partner has no settled type.",
                "%(number)s partners have no settled type.",
                number,
            )
            % {"number": number}
        )
    if number := causes[Why.INVITED]:
        parts.append(
            ngettext(
                "%(number)s partner has not confirmed yet.",
                "%(number)s partners have not confirmed yet.",
                number,
            )
            % {"number": number}
        )
    if names := [each.name for each in evidence.decisive if each in _untyped(evidence)]:
        parts.append(
            ngettext(
                "The type of %(names)s must be settled for it.",
                "The types of %(names)s must be settled for it.",
                len(names),
            )
            % {"names": together(names)}
        )
    return " ".join(parts)


def _untyped(evidence: Evidence) -> list[Participant]:
    return [e.participant for e in evidence.not_counted if e.why is Why.TYPE_OPEN]


def _exact_count(_finding: Finding, evidence: Evidence) -> str:
    if evidence.outcome is Outcome.UNKNOWN:
        (waiting,) = [
            e.participant for e in evidence.not_counted if e.why is Why.INVITED
        ]
        return _("the applicant, %(name)s, has not confirmed yet.") % {
            "name": waiting.name
        }
    if not evidence.counted:
        return _("no organisation has the role of applicant; one is needed.")
    names = together([each.name for each in evidence.counted])
    if evidence.outcome is Outcome.MET:
        return _("%(name)s is the applicant.") % {"name": names}
    return _("%(names)s all have the role of applicant; one may.") % {"names": names}


def _role_in_status(_finding: Finding, evidence: Evidence) -> str:
    if evidence.counted:
        return _established(*evidence.counted)
    if not evidence.not_counted:
        return _("this needs exactly one applicant first.")
    ((holder, cause),) = evidence.not_counted
    if holder.place is None:
        return _("the country of %(name)s is not stated.") % {"name": holder.name}
    facts = {"name": holder.name, "country": country_name(holder.place.code)}
    if cause is Why.PARTNER_COUNTRY:
        return _("%(name)s is in %(country)s, a Partner country.") % facts
    return _("%(name)s is in %(country)s, which has no status under this call.") % facts


def _established(holder: Participant) -> str:
    """Say where the applicant is, and for an overseas territory as what it counts."""
    place = holder.place
    facts = {
        "name": holder.name,
        "country": country_name(place.code) if place else "",
        "state": country_name(place.counts_as) if place else "",
    }
    if place and place.counts_as != place.code:
        return (
            _(
                "%(name)s is established in %(country)s, which counts as %(state)s, a"
                " Programme country."
            )
            % facts
        )
    return _("%(name)s is established in %(country)s, a Programme country.") % facts


def _each_country(_finding: Finding, evidence: Evidence) -> str:
    text = _("%(figure)s countries have every function.")
    text %= {"figure": of_required(evidence)}
    if evidence.gaps:
        text += " " + _gaps(evidence)
    umbrellas = [e for e in evidence.not_counted if e.why is Why.HUMAN_JUDGEMENT]
    if umbrellas:
        text += " " + _(
            "A country represented only by a European umbrella organisation needs"
            " human judgement."
        )
    if evidence.outcome is Outcome.UNKNOWN:
        text = f"{text} {_open_reasons(evidence)}".strip()
    return text


def _gaps(evidence: Evidence) -> str:
    """Name what is missing where; the first few countries stand for many."""
    named = [
        _("%(functions)s in %(country)s")
        % {
            "functions": together([function_words(each) for each in gap.functions]),
            "country": country_name(gap.country),
        }
        for gap in evidence.gaps[:MOST_GAPS]
    ]
    if (more := len(evidence.gaps) - MOST_GAPS) > 0:
        words = ngettext("%(number)s more country", "%(number)s more countries", more)
        named.append(words % {"number": more})
    text = (
        _("Missing: %(what)s.")
        if evidence.outcome is Outcome.NOT_MET
        else _("Not certain yet: %(what)s.")
    )
    return text % {"what": "; ".join(named)}


def _no_duplicates(_finding: Finding, evidence: Evidence) -> str:
    if evidence.outcome is Outcome.MET:
        return _("every row is an organisation of its own.")
    names = together(sorted({each.participant.name for each in evidence.not_counted}))
    return _("%(names)s: more than one row, counted once.") % {"names": names}


SENTENCES: dict[str, Callable[[Finding, Evidence], str]] = {
    "count-exactly": _exact_count,
    "role-in-status": _role_in_status,
    "countries-at-least": _minimum,
    "count-at-least": _minimum,
    "groups-at-least": _minimum,
    "must-include": _minimum,
    "each-country-has": _each_country,
    "value-in": fact_sentences.duration,
    "listed": fact_sentences.listed,
    "at-most": fact_sentences.ceiling,
    "no-duplicates": _no_duplicates,
    "text-present": fact_sentences.text_present,
    "exclusive": fact_sentences.exclusive,
}
"""How each check is worded; a test compares the keys with the checks there are."""
