"""The form with its answers: section by section, honest about what is missing."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from eligibility.words import figure
from proposals.documents.application_page import (
    AnswersPart,
    AnswersSection,
    AskedQuestion,
    PartnerReplies,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Reply,
)
from proposals.documents.profiles import with_profiles
from proposals.documents.texts import paragraphs_of
from proposals.enums import Use
from proposals.files.counting import characters
from proposals.files.form import Per, QuestionKind, SectionKind
from proposals.snapshots import (
    FrozenApplication,
    FrozenForm,
    FrozenQuestion,
    FrozenReply,
    FrozenSection,
)


def answers_part(
    application: FrozenApplication, numbers: Mapping[str, int]
) -> AnswersPart | None:
    """Return the answers; None where the content holds no form.

    `numbers` are those of the pack's sections: some of the form stands in another.
    """
    form = application.form
    if form is None:
        return None
    names = {each.number: each.name for each in application.partners}
    sections = [_section(each, names, numbers) for each in form.sections]
    return AnswersPart(
        lead=_lead(form),
        sections=tuple(
            [
                with_profiles(shown, application.profiles)
                if each.kind is SectionKind.PROFILES
                else shown
                for each, shown in zip(form.sections, sections, strict=True)
            ]
        ),
    )


def section_slug(section: FrozenSection) -> str:
    """Return the place of a section of the form in the document."""
    return f"form-{section.code}"


def _lead(form: FrozenForm) -> str:
    replies = [
        (question, reply)
        for section in form.sections
        for question in section.questions
        for reply in question.replies
    ]
    asked = [
        reply for question, reply in replies if question.is_required or reply.is_given
    ]
    given = sum(reply.is_given for reply in asked)
    return ngettext(
        "The form “%(title)s”, version %(version)d, as it was filled in: %(given)d of "
        "%(asked)d question is answered.",
        "The form “%(title)s”, version %(version)d, as it was filled in: %(given)d of "
        "%(asked)d questions are answered.",
        len(asked),
    ) % {
        "title": form.title,
        "version": form.version,
        "given": given,
        "asked": len(asked),
    }


def _section(
    section: FrozenSection, names: Mapping[int, str], numbers: Mapping[str, int]
) -> AnswersSection:
    once = [each for each in section.questions if each.per is Per.PROPOSAL]
    each_partner = [each for each in section.questions if each.per is not Per.PROPOSAL]
    partners = _partners(each_partner, names)
    return AnswersSection(
        slug=section_slug(section),
        title=section.title,
        help=section.help,
        elsewhere=_elsewhere(section.kind, numbers),
        overview=_overview(once),
        questions=tuple([_question(each) for each in once]),
        asked=tuple([(each.title, each.help) for each in each_partner]),
        partners=partners,
        nobody=_("Nobody takes part who would be asked.")
        if each_partner and not partners
        else "",
    )


def _elsewhere(kind: SectionKind, numbers: Mapping[str, int]) -> str:
    """Say where in the pack stands what is not written as answers."""
    place = {
        SectionKind.WORK_PLAN: ("plan", _("The work plan stands in section %d.")),
        SectionKind.BUDGET: ("budget", _("Effort and budget stand in section %d.")),
        SectionKind.MOBILITY: ("mobility", _("Mobility lines stand in section %d.")),
        SectionKind.ADDED_VALUE: (
            "organisations",
            _("Each text stands with its organisation in section %d."),
        ),
    }.get(kind)
    if place is None:
        return ""
    slug, sentence = place
    return sentence % numbers[slug]


def _question(question: FrozenQuestion) -> AskedQuestion:
    (reply,) = question.replies
    return AskedQuestion(question.title, question.help, _reply(question, reply))


def _partners(
    questions: Sequence[FrozenQuestion], names: Mapping[int, str]
) -> tuple[PartnerReplies, ...]:
    """Return the replies partner by partner: so a partner is read in one piece."""
    found: dict[int, list[tuple[str, Reply]]] = {}
    for question in questions:
        for reply in question.replies:
            own = found.setdefault(reply.partner or 0, [])
            own.append((question.title, _reply(question, reply)))
    return tuple(
        [
            _of_partner(number, names[number], own)
            for number, own in sorted(found.items())
        ]
    )


def _of_partner(
    number: int, name: str, replies: Sequence[tuple[str, Reply]]
) -> PartnerReplies:
    is_silent = not any(reply.paragraphs for _title, reply in replies)
    return PartnerReplies(
        label=f"P{number}",
        name=name,
        replies=() if is_silent else tuple(replies),
        missing=_("Nothing answered.") if is_silent else "",
    )


def _reply(question: FrozenQuestion, reply: FrozenReply) -> Reply:
    return Reply(
        paragraphs=paragraphs_of(reply.text),
        missing="" if reply.text.strip() else _missing(question, reply),
        notes=tuple(_notes(question, reply)),
    )


def _missing(question: FrozenQuestion, reply: FrozenReply) -> str:
    if reply.use:
        return _("No text was written.")
    if not question.is_required:
        return _("Not answered. The question is optional.")
    return _("Not answered.")


def _notes(question: FrozenQuestion, reply: FrozenReply) -> Iterable[str]:
    if question.kind is QuestionKind.INSTRUMENT:
        yield _use(reply)
    if question.kind is QuestionKind.ACTIVITY:
        yield _carried(question)
    size = characters(reply.text)
    if size > question.limit:
        yield _("Too long: %(number)s of %(limit)s characters") % {
            "number": figure(size),
            "limit": figure(question.limit),
        }


def _use(reply: FrozenReply) -> str:
    return str(Use(reply.use).label)


def _carried(question: FrozenQuestion) -> str:
    """Name the work packages that carry an activity out."""
    return _labels(question) or _("In no work package")


def _labels(question: FrozenQuestion) -> str:
    return ", ".join([f"WP{number}" for number in question.work_packages])


def _overview(questions: Sequence[FrozenQuestion]) -> PrintedTable | None:
    """Return activities or instruments at a glance; None where there are none."""
    listed = [each for each in questions if each.kind is not QuestionKind.TEXT]
    if not listed:
        return None
    is_activity = listed[0].kind is QuestionKind.ACTIVITY
    heading = _("Work packages") if is_activity else _("Use")
    return PrintedTable(
        slug="overview",
        title=_("At a glance"),
        head=pgettext("of the project", "Activity") if is_activity else _("Instrument"),
        has_labels=False,
        is_short=True,
        columns=(
            PrintedColumn(heading, is_number=False, slug="text"),
            PrintedColumn(_("Text"), is_number=False, slug="text"),
        ),
        rows=tuple([_glance(each) for each in listed]),
        foot=None,
    )


def _glance(question: FrozenQuestion) -> PrintedRow:
    (reply,) = question.replies
    is_activity = question.kind is QuestionKind.ACTIVITY
    is_open = not (question.work_packages if is_activity else reply.use)
    stated = _labels(question) or _("None") if is_activity else _use(reply)
    has_text = bool(reply.text.strip())
    return PrintedRow(
        "",
        question.title,
        (
            PrintedCell(stated, is_number=False, is_quiet=is_open),
            PrintedCell(
                _("Answered") if has_text else _("Not answered"),
                is_number=False,
                is_quiet=not has_text,
            ),
        ),
    )
