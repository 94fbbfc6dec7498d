"""Activities that no work package carries out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.completeness.contents import Contents
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.files.form import QuestionKind, Section, SectionKind


def activity_findings(contents: Contents, section: Section) -> Iterator[Finding]:
    """Return activities that are mandatory or described, and in no work package.

    Nothing where the form has no work plan: there is nowhere to carry them out.
    """
    if not contents.section_of(SectionKind.WORK_PLAN):
        return
    present = {each.number for each in contents.packages}
    for question in section.questions:
        is_activity = question.kind is QuestionKind.ACTIVITY
        carried = contents.carried.get(question.code, frozenset()) & present
        is_meant = (
            question.is_required or contents.written(question.code, None).is_begun
        )
        if is_activity and is_meant and not carried:
            sentence = (
                _("No work package carries out the mandatory activity “%(title)s”.")
                if question.is_required
                else _("“%(title)s” is described, but no work package carries it out.")
            )
            yield Finding(
                sentence % {"title": question.title},
                Destination(Place.ACTIVITY, (section.code, question.code)),
                Keeps.COMPLETING if question.is_required else Keeps.FITTING,
                section=section.code,
                is_open=True,
            )
