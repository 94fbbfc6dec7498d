"""The form of a draft on paper, and what came back on one."""

from alliances.models import Partnership
from proposals.files.counting import MOST_CHARACTERS, composed
from proposals.files.docx_reader import DocxText
from proposals.files.paper import Paper, PaperPartner, read_paper
from proposals.files.proposal_file import Part, Place, ProposalFile, Values
from proposals.models import Proposal
from proposals.selectors.asking.languages import FILES, spoken
from proposals.selectors.drafts.masthead import call_words, lot_line
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.form.application_forms import form_sections
from proposals.snapshots.application_forms import form_of


def paper_of(proposal: Proposal, *, is_filled: bool) -> Paper | None:
    """Return the form of a draft, blank or with what is answered; None without one.

    A blank form asks of each partner, too: three queries at most.
    """
    form = form_of(proposal)
    if form is None:
        return None
    alliance = proposal.alliance
    rows = Partnership.objects.current().filter(alliance=alliance)
    return Paper(
        title=f"{alliance.acronym}: {form.title}",
        place=f"{call_words(alliance.call)} · {lot_line(alliance)}",
        sections=tuple(each for each in form_sections(proposal) if each.questions),
        partners=tuple(
            PaperPartner(each.number, each.name, each.role) for each in rows
        ),
        answers=_answers(proposal) if is_filled else {},
    )


def _answers(proposal: Proposal) -> dict[tuple[str, int | None], str]:
    rows = read_proposal(proposal, {Part.ANSWERS}).file.of(Part.ANSWERS)
    return {_asked(place): str(row["text"]) for place, row in rows.items()}


def _asked(place: Place) -> tuple[str, int | None]:
    question, *partner = place.at
    return str(question), int(partner[0]) if partner else None


def answers_on(
    proposal: Proposal, text: DocxText
) -> tuple[ProposalFile, tuple[str, ...]]:
    """Return the answers of a document, and its texts that belong to no question.

    Answers that are empty there are not spoken of. An answer that differs in blanks
    around it alone is the one that stands. What no field can hold is a text of no
    question.
    """
    with spoken(FILES):
        paper = paper_of(proposal, is_filled=True)
        if paper is None:
            return _answered(proposal, {}), (*text.lines, *text.aside)
        reading = read_paper(paper, text.lines)
        asked = paper.asks()
    rows: dict[Place, Values] = {}
    loose = [*reading.loose, *text.aside]
    for key, found in reading.answers.items():
        answer, stands = composed(found), paper.answers.get(key, "")
        if key not in asked or len(answer) > MOST_CHARACTERS:
            loose.append(answer)
        elif answer.strip() != stands.strip():
            at = tuple(each for each in key if each is not None)
            rows[Place(Part.ANSWERS, at)] = {"text": answer}
    return _answered(proposal, rows), tuple(loose)


def _answered(proposal: Proposal, rows: dict[Place, Values]) -> ProposalFile:
    alliance = proposal.alliance
    return ProposalFile(
        alliance.call_id,
        alliance.lot.code,
        rows,
        frozenset({Part.ANSWERS}),
        is_partial=True,
    )
