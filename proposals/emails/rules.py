"""The mail that says that a draft fails under newer rules, and what can be done."""

from collections.abc import Iterator, Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import day_words, own_words
from eligibility.models import Rulebook
from eligibility.words import BRUSSELS, deadline_words
from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain, plain_reason
from proposals.enums import MailKind
from proposals.models import RulesNotice
from proposals.selectors.law.newer_rules import WorseClauses

MOST_REASONS = 10
"""Versions of which a mail says why: the newest; the page has the rest."""


def rules_mail(
    row: RulesNotice,
    *,
    ahead: Sequence[Rulebook],
    worse: WorseClauses | None,
    number: str,
) -> EmailMessage:
    """Return the mail of a notice, loaded with its rules, alliance and call.

    `ahead` are the versions newer than the draft's, in order; `worse` is None where the
    rules do not have the type of project any more; `number` is that of the submission
    that stands, empty without one. Titles of clauses only: nothing of what is in a
    draft.
    """
    alliance = row.proposal.alliance
    published = row.rules.published_at.astimezone(BRUSSELS).date()
    about: dict[str, str | int] = {
        "acronym": plain(alliance.acronym),
        "call": plain(own_words(alliance.call.title)),
        "version": row.rules.version,
        "day": day_words(published),
        "number": number,
        "until": deadline_words(alliance.call.deadline),
    }
    fails = worse is None or worse.failing
    subject = (
        _("%(acronym)s does not meet the new rules of its call")
        if fails
        else _("%(acronym)s may not meet the new rules of its call")
    )
    return letter(
        to=row.email,
        subject=subject % about,
        paragraphs=[
            _(
                "The rules of the call %(call)s changed: version %(version)s was"
                " published on %(day)s."
            )
            % about,
            *_effects(worse),
            _reasons(ahead),
            *_what_now(is_submitted=bool(number), about=about),
            link_to("rule-move", str(alliance.public_id), words=_("Read what changed")),
        ],
        stop=stop_link(row.person_id, MailKind.VERDICT),
    )


def _effects(worse: WorseClauses | None) -> Iterator[str]:
    if worse is None:
        yield _("They do not have the type of project of this alliance any more.")
        return
    if worse.failing:
        yield _list(_("Under them these clauses are not met:"), worse.failing)
    if worse.open:
        yield _list(_("Under them these clauses cannot be told yet:"), worse.open)


def _reasons(ahead: Sequence[Rulebook]) -> str:
    """Say why, of each version passed over too: that one may be what a draft fails."""
    if len(ahead) == 1:
        return _("The reason given: %(reason)s") % {
            "reason": plain_reason(ahead[0].reason)
        }
    line = _("Version %(version)d: %(reason)s")
    given = [
        line % {"version": each.version, "reason": plain_reason(each.reason)}
        for each in ahead[-MOST_REASONS:]
    ]
    if (more := len(ahead) - len(given)) > 0:
        words = ngettext("%(number)d more", "%(number)d more", more)
        given.append(words % {"number": more})
    heading = _("The reasons given, version by version:")
    return "\n".join([heading, *(f"- {each}" for each in given)])


def _list(heading: str, titles: Sequence[str]) -> str:
    return "\n".join([heading, *(f"- {plain(each)}" for each in titles)])


def _what_now(*, is_submitted: bool, about: dict[str, str | int]) -> Iterator[str]:
    """Say what stands whatever happens, and what it takes to submit now."""
    stands = _(
        "Your submission %(number)s stays valid under the rules it was made under:"
        " nothing has to be done for it. Only a new submission is asked for the new"
        " rules, and it would take its place."
    )
    to_submit = _(
        "To submit under the new rules: read what changed, move the draft to them, mend"
        " what is not met, and submit before %(until)s."
    )
    if is_submitted:
        yield stands % about
    yield to_submit % about
