"""A report as text for a terminal: 80 columns, the open clauses first."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import day_words
from eligibility import messages
from eligibility.core import (
    Evidence,
    Excluded,
    Finding,
    Outcome,
    Participant,
    Reading,
    Report,
    Rulebook,
    Severity,
)
from eligibility.remedies import Outlook, Rows, outlook_sections
from eligibility.words import eu_code

WIDTH = 80
LABEL = 14
INDENT = 2
# Beyond this many names a list that was printed already is referred to.
FEW = 3
ICONS = {Outcome.NOT_MET: "✖", Outcome.UNKNOWN: "?", Outcome.MET: "✔"}
INKS = {Outcome.NOT_MET: "31", Outcome.UNKNOWN: "33", Outcome.MET: "32"}
BOLD, QUIET = "1", "2"
NO_BREAK = "\xa0"


class TextReport:
    """Writes one report; remembers whom it has named already."""

    def __init__(
        self,
        report: Report,
        rulebook: Rulebook,
        *,
        outlook: Outlook | None,
        colour: bool,
    ) -> None:
        self._report = report
        self._outlook = outlook
        self._rulebook = rulebook
        self._colour = colour
        self._named: dict[tuple[str, ...], str] = {}

    def write(self, *, acronym: str, title: str) -> str:
        """Return the whole text, which ends with a line break."""
        lines = [*self._heading(acronym, title), "", *self._verdict()]
        decisive = [each for each in self._report.findings if _decides(each)]
        for outcome in ICONS:
            found = [each for each in decisive if each.planned.outcome is outcome]
            lines += self._section(messages.outcome_word(outcome), found)
        advice = [each for each in self._report.findings if not _decides(each)]
        lines += self._section(_("Advice, decides nothing"), advice)
        if self._outlook:
            for heading, paragraphs in outlook_sections(self._report, self._outlook):
                lines += ["", self._title(heading)]
                for head, rows in paragraphs:
                    lines += ["", *self._paragraph(head, rows)]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _heading(self, acronym: str, title: str) -> Iterator[str]:
        stamp = self._report.rulebook
        lot = self._rulebook.lot(stamp.lot)
        project_type = self._rulebook.project_type(stamp.lot, stamp.project_type)
        if acronym:
            yield self._ink(_safe(acronym), BOLD)
        yield from textwrap.wrap(_safe(title), WIDTH)
        if acronym or title:
            yield ""
        call = f"{self._rulebook.title} ({self._rulebook.reference})"
        yield from self._row(_("Call"), call)
        yield from self._row(_("Lot"), f"{lot.title} ({lot.code})")
        kind = f"{project_type.title} ({project_type.code})"
        yield from self._row(_("Project type"), kind)
        deadline = messages.deadline_words(self._rulebook.deadline)
        yield from self._row(_("Deadline"), deadline)
        yield from self._row(_("Rules on"), day_words(self._report.on))
        yield from self._row(_("Versions"), self._versions())

    def _versions(self) -> str:
        stamp, edition = self._report.rulebook, self._report.edition
        rules = {"version": stamp.version, "digest": stamp.sha256[:8]}
        tables = {"version": edition.version, "digest": edition.sha256[:8]}
        return "; ".join(
            [
                _("rules %(version)d (%(digest)s)") % rules,
                _("country and sector tables %(version)d (%(digest)s)") % tables,
            ]
        )

    def _verdict(self) -> Iterator[str]:
        outcome = self._report.outcome
        words = messages.overall(self._report, Reading.PLANNED)
        yield self._ink(f"{ICONS[outcome]} {words}", BOLD, INKS[outcome])
        as_confirmed = messages.overall(self._report, Reading.CONFIRMED)
        yield from self._row(_("As confirmed"), as_confirmed)

    def _section(self, title: str, findings: Iterable[Finding]) -> Iterator[str]:
        found = list(findings)
        if found:
            yield ""
            yield self._title(f"{title} ({len(found)})")
        for finding in found:
            yield ""
            yield from self._finding(finding)

    def _title(self, title: str) -> str:
        return self._ink(f"── {title} ".ljust(WIDTH, "─"), BOLD)

    def _paragraph(self, head: str, rows: Rows) -> Iterator[str]:
        yield from textwrap.wrap(
            _safe(head), WIDTH, subsequent_indent=" " * INDENT, break_on_hyphens=False
        )
        for label, text in rows:
            yield from self._row(label, text)

    def _finding(self, finding: Finding) -> Iterator[str]:
        evidence = finding.planned
        title = _safe(messages.clause_title(finding.clause))
        icon = ICONS[evidence.outcome]
        figure = _safe(messages.figure(finding, Reading.PLANNED))
        dots = "." * (WIDTH - len(f"{icon} {title}  {figure}"))
        head = self._ink(f"{icon} {title}", BOLD, INKS[evidence.outcome])
        yield f"{head} {self._ink(dots, QUIET)} {self._ink(figure, BOLD)}"
        sentence = messages.sentence(finding, Reading.PLANNED)
        yield from self._row("", sentence)
        if evidence.outcome is not Outcome.MET:
            yield from self._row(_("Rule"), messages.norm(finding))
        yield from self._people(finding, title, sentence)
        if finding.confirmed != evidence:
            as_confirmed = messages.sentence(finding, Reading.CONFIRMED)
            yield from self._row(_("As confirmed"), as_confirmed)
        yield from self._source(finding)

    def _people(self, finding: Finding, title: str, sentence: str) -> Iterator[str]:
        """Say who counts, and who does not and why, unless the sentence does."""
        evidence = finding.planned
        if finding.clause.check == "countries-at-least":
            places = {each.place.counts_as for each in evidence.counted if each.place}
            codes = ", ".join(sorted(eu_code(each) for each in places))
            yield from self._row(_("Countries"), codes)
        if any(each.name not in sentence for each in evidence.counted):
            names = tuple([_name(each) for each in evidence.counted])
            yield from self._row(_("Counted"), self._once(names, title))
        yield from self._row(_("Not counted"), "; ".join(_reasons(evidence)))

    def _once(self, names: tuple[str, ...], title: str) -> str:
        """Return the names, or where they stand if the same list came before."""
        if len(names) > FEW and names in self._named:
            return _("the same %(number)d as under %(clause)s") % {
                "number": len(names),
                "clause": self._named[names],
            }
        self._named[names] = title
        return "; ".join(names)

    def _source(self, finding: Finding) -> Iterator[str]:
        reference = finding.value.reference
        source = _("%(source)s. %(confidence)s, looked up on %(day)s.") % {
            "source": messages.source_line(reference),
            "confidence": messages.confidence_word(reference),
            "day": day_words(reference.checked).replace(" ", NO_BREAK),
        }
        yield from self._row(_("Source"), source, QUIET)
        quote = f"“{reference.quote}”" if reference.quote else ""
        yield from self._row("", quote, QUIET)
        unread = "" if quote else _("Text not read, so nothing is quoted.")
        yield from self._row("", reference.note or unread, QUIET)

    def _row(self, label: str, text: str, ink: str = "") -> Iterator[str]:
        """Yield a labelled paragraph with a hanging indent; nothing without text."""
        if not text:
            return
        lines = textwrap.wrap(
            _safe(text),
            WIDTH - INDENT - LABEL,
            break_on_hyphens=False,
        )
        margin = " " * INDENT
        for index, line in enumerate(lines):
            head = self._ink(label.ljust(LABEL), QUIET) if index == 0 else " " * LABEL
            yield margin + head + self._ink(line.replace(NO_BREAK, " "), ink)

    def _ink(self, text: str, *inks: str) -> str:
        """Return text in colour or weight, plain where colour is off."""
        codes = ";".join(filter(None, inks))
        return f"\x1b[{codes}m{text}\x1b[0m" if self._colour and codes else text


def text_report(
    report: Report,
    rulebook: Rulebook,
    *,
    acronym: str = "",
    title: str = "",
    outlook: Outlook | None = None,
    colour: bool = False,
) -> str:
    """Return the report for people: verdict, then not met, cannot tell, met.

    An `outlook` adds what would mend it and whom it cannot lose.
    """
    writer = TextReport(report, rulebook, outlook=outlook, colour=colour)
    return writer.write(acronym=acronym, title=title)


def _decides(finding: Finding) -> bool:
    return finding.clause.severity is Severity.BLOCKING


def _name(participant: Participant) -> str:
    """Return a name with its country as the European Union writes it."""
    if participant.place is None:
        return _("%(name)s (country unknown)") % {"name": participant.name}
    return f"{participant.name} ({eu_code(participant.place.code)})"


def _reasons(evidence: Evidence) -> list[str]:
    """Return who does not count by reason; a met clause only counts its crowds."""
    is_open = evidence.outcome is not Outcome.MET
    by_reason: dict[str, list[Excluded]] = {}
    for each in evidence.not_counted:
        by_reason.setdefault(messages.why(each), []).append(each)
    return [
        _reason(reason, [_name(each.participant) for each in excluded], is_open=is_open)
        for reason, excluded in by_reason.items()
    ]


def _reason(reason: str, names: Sequence[str], *, is_open: bool) -> str:
    if not is_open and len(names) > FEW:
        crowd = ngettext(
            "%(number)d organisation", "%(number)d organisations", len(names)
        )
        return f"{reason}: {crowd % {'number': len(names)}}"
    return f"{reason}: {', '.join(names)}"


def _safe(text: str) -> str:
    """Return text from a file without what a terminal would act on."""
    return "".join(
        each if each.isprintable() or each == NO_BREAK else "�" for each in text
    )
